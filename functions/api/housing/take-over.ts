import type { SaveResult, TakeTrackerRequest } from '../../../shared/contract/trackers.ts';
import { HmisError } from '../../../shared/errors.ts';
import { opened } from '../../housing/edit.ts';
import { readTracker } from '../../housing/store.ts';
import { type TakeOverFault, takeOver, takeOverFault } from '../../housing/take-over.ts';
import type { Asker } from '../reports.ts';
import type { Service } from '../service.ts';
import type { SnapshotSource } from '../snapshots.ts';
import { asking, hintsOf, idOf, maySeeAside, notFound, requireEditor, staysOf, toldId, trail } from './asking.ts';
import { versionFor } from './version-for.ts';

/** Makes another enrollment's tracker of the same person this one's own. Throws HmisError `NotFound`, `BadRequest`. */
export async function takeTracker(
  service: Service,
  snapshots: SnapshotSource,
  asker: Asker,
  id: string,
  request: TakeTrackerRequest,
): Promise<SaveResult> {
  requireEditor(asker.profile);
  const call = await asking(service, snapshots, asker, undefined);
  const { editor, scope, profile } = call;
  const enrollmentId = idOf(id);
  const [own, from] = await Promise.all([
    readTracker(service.dynamo, enrollmentId),
    readTracker(service.dynamo, idOf(request.from)),
  ]);
  const hints = [...hintsOf(own), ...(request.projectId === undefined ? [] : [request.projectId])];
  const wanted = [{ enrollmentId, hints }];
  if (from) wanted.push({ enrollmentId: from.enrollmentId, hints: hintsOf(from) });
  const stays = await staysOf(call, wanted);
  const stay = stays.get(enrollmentId);
  if (!stay) throw notFound();
  const isTheirs = from && (from.asideSince === undefined ? stays.has(from.enrollmentId) : maySeeAside(profile, from));
  if (!isTheirs) throw takeOverRefusal('anotherPerson');
  const fault = takeOverFault(stay, from, own);
  if (fault) throw takeOverRefusal(fault);
  const details = { tracker: toldId(enrollmentId), from: toldId(from.enrollmentId), project: stay.projectId };
  await trail(call, 'trackerTaken', details, 1, 'ok');
  const taken = await takeOver(editor, stay, from);
  if (typeof taken === 'string') throw takeOverRefusal(taken);
  return { result: 'saved', enrollmentId, current: versionFor(scope, await opened(editor, taken.state)), warnings: [] };
}

const TAKE_OVER: Readonly<Record<TakeOverFault, string>> = {
  // One answer for what is not there, not theirs and another person's: it must not say which.
  anotherPerson: 'from: there is no such tracker of this person among those you can edit.',
  takenAlready: 'from: another enrollment has taken this tracker over.',
  hasOwn: 'This enrollment has a tracker of its own already.',
};

function takeOverRefusal(fault: TakeOverFault): HmisError {
  return new HmisError(fault === 'anotherPerson' ? 'NotFound' : 'BadRequest', TAKE_OVER[fault], { field: 'from' });
}
