import type { AsideList, ReadTrackerRequest, TrackerAnswer } from '../../../shared/contract/trackers.ts';
import { addDays, calendarDate } from '../../../shared/dates.ts';
import { mayEditTrackers } from '../../access/profiles.ts';
import { opened } from '../../housing/edit.ts';
import { ASIDE_DAYS } from '../../housing/follow.ts';
import { inTurn } from '../../housing/in-turn.ts';
import { readHistory, readTracker, trackersAside } from '../../housing/store.ts';
import type { Tracker, TrackerState } from '../../housing/tracker.ts';
import type { Asker } from '../reports.ts';
import type { Service } from '../service.ts';
import type { SnapshotSource } from '../snapshots.ts';
import {
  type Asking,
  asking,
  hintsOf,
  idOf,
  maySeeAside,
  notFound,
  requireEditor,
  staysOf,
  toldId,
  trail,
} from './asking.ts';
import { versionFor } from './version-for.ts';

/** A tracker with every version it had; version 0, all blank, where there is none yet. HmisError `NotFound`. */
export async function trackerAnswer(
  service: Service,
  snapshots: SnapshotSource,
  asker: Asker,
  id: string,
  { reason }: ReadTrackerRequest,
): Promise<TrackerAnswer> {
  const call = await asking(service, snapshots, asker, reason);
  const { editor, scope } = call;
  const enrollmentId = idOf(id);
  const tracker = await readTracker(service.dynamo, enrollmentId);
  const stay = (await staysOf(call, [{ enrollmentId, hints: hintsOf(tracker) }])).get(enrollmentId);
  if (!stay) throw notFound();
  const states = tracker ? await wholeHistory(call, tracker) : [];
  await trail(call, 'trackerRead', { tracker: toldId(enrollmentId), project: stay.projectId }, 1, 'ok');
  const shown = await Promise.all(states.map(async (state) => versionFor(scope, await opened(editor, state))));
  return {
    enrollmentId,
    personalId: stay.personalId,
    projectId: stay.projectId,
    entryDate: stay.entryDate,
    exitDate: stay.exitDate,
    current: shown[0] ?? versionFor(scope, await opened(editor, undefined)),
    history: shown,
    mayEdit: mayEditTrackers(call.profile) && tracker?.takenBy === undefined,
  };
}

/** So many trackers can have been taken over one from the other before a history ends. */
const TAKEN_AT_MOST = 10;

/** Newest first; behind the first version of a tracker that took another over, that one's history. */
async function wholeHistory({ service: { dynamo } }: Asking, tracker: Tracker): Promise<TrackerState[]> {
  const states: TrackerState[] = [];
  let next: Tracker | undefined = tracker;
  for (let n = 0; next && n < TAKEN_AT_MOST; n++) {
    states.push(...(await readHistory(dynamo, next)).reverse());
    const { takenFrom }: TrackerState = next.state;
    next = takenFrom === undefined ? undefined : await readTracker(dynamo, takenFrom);
  }
  return states;
}

/** The trackers whose enrollment is gone, for an administrator and the organization that had it last. */
export async function asideAnswer(service: Service, snapshots: SnapshotSource, asker: Asker): Promise<AsideList> {
  requireEditor(asker.profile);
  const call = await asking(service, snapshots, asker, undefined);
  const all = await trackersAside(service.dynamo);
  const seen = all.filter((tracker) => tracker.takenBy === undefined && maySeeAside(call.profile, tracker));
  await trail(call, 'trackerRead', { aside: true }, seen.length, 'ok');
  const trackers = await inTurn(seen, async (tracker) => ({
    enrollmentId: tracker.enrollmentId,
    personalId: tracker.personalId,
    organizationId: tracker.organizationId,
    projectId: tracker.projectId,
    since: tracker.asideSince ?? '',
    deletedFrom: addDays(calendarDate((tracker.asideSince ?? '').slice(0, 10)), service.asideDays ?? ASIDE_DAYS),
    current: versionFor(call.scope, await opened(call.editor, tracker.state)),
  }));
  return { trackers: trackers.sort((a, b) => (a.since < b.since ? -1 : 1)) };
}
