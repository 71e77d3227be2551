import { createHash } from 'node:crypto';
import { addDays, calendarDate, today } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type {
  AsideList,
  ReadTrackerRequest,
  SaveResult,
  SaveTrackerRequest,
  SaveTrackersAnswer,
  SaveTrackersRequest,
  TakeTrackerRequest,
  TrackerAnswer,
  TrackerRow,
} from '../../shared/housing-contract.ts';
import { type EnrollmentId, isId } from '../../shared/ids.ts';
import { SEALED_FIELDS } from '../../shared/tracker.ts';
import { mayEditTrackers, type Profile } from '../access/profiles.ts';
import { scopeFor } from '../access/scope.ts';
import { appendTrail, type TrailFacts } from '../access/trail.ts';
import {
  type Edit,
  type Editor,
  type EditPlan,
  type FieldChanges,
  opened,
  planEdit,
  saveEdit,
} from '../housing/edit.ts';
import { ASIDE_DAYS } from '../housing/follow.ts';
import { inTurn } from '../housing/in-turn.ts';
import { trackerKeys } from '../housing/seal.ts';
import { findStays } from '../housing/stays.ts';
import { readHistory, readTracker, trackersAside } from '../housing/store.ts';
import { type TakeOverFault, takeOver, takeOverFault } from '../housing/take-over.ts';
import type { Tracker, TrackerState } from '../housing/tracker.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import type { Asker } from './reports.ts';
import type { Service } from './service.ts';
import type { SnapshotSource } from './snapshots.ts';
import { versionFor } from './tracker-view.ts';

/** One call about trackers: who asks by which door, what they may see, and of which data. */
interface Asking {
  readonly service: Service;
  readonly profile: Profile;
  readonly scope: Scope;
  readonly snapshot: Snapshot;
  readonly editor: Editor;
}

async function asking(
  service: Service,
  snapshots: SnapshotSource,
  { principal, profile, withNames }: Asker,
  reason: string | undefined,
): Promise<Asking> {
  const snapshot = await snapshots.current();
  const scope = scopeFor({
    principal,
    profile,
    projects: snapshot.catalog.projects,
    asked: { projects: [], organizations: [] },
    hidePii: !withNames,
    reason,
  });
  const { dynamo, keys, deployment } = service;
  if (withNames && !keys) throw new HmisError('NotAllowed', 'Names cannot be read here.');
  const now = service.now();
  const editor: Editor = {
    dynamo,
    keys: withNames && keys ? trackerKeys({ dynamo, keys, deployment }) : undefined,
    by: scope.who,
    now,
    today: today(now, service.timeZone),
  };
  return { service, profile, scope, snapshot, editor };
}

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

/** Saves one edit. Throws HmisError `NotFound` for an enrollment this person cannot edit, `NotAllowed`, `BadRequest`. */
export async function saveTracker(
  service: Service,
  snapshots: SnapshotSource,
  asker: Asker,
  id: string,
  { reason, ...edit }: SaveTrackerRequest,
): Promise<SaveResult> {
  const rows = [{ enrollmentId: idOf(id), ...edit }];
  const { results } = await saveTrackers(service, snapshots, asker, {
    rows,
    ...(reason === undefined ? {} : { reason }),
  });
  const [result] = results;
  if (!result || (result.result === 'refused' && result.code === 'NotFound')) throw notFound();
  return result;
}

/** A row on its way: what was asked, and what is to become of it. */
interface PlannedRow {
  readonly row: TrackerRow;
  readonly edit?: Edit;
  readonly plan: EditPlan | 'notFound' | 'twice';
}

/**
 * Saves edits row by row: each is stored or refused by itself, with its reason. The trail has the call before the first
 * row is stored. Throws HmisError `NotAllowed` for who may not edit, `BadRequest` where a sealed field comes through the
 * door without names.
 */
export async function saveTrackers(
  service: Service,
  snapshots: SnapshotSource,
  asker: Asker,
  { rows, dryRun = false, reason }: SaveTrackersRequest,
): Promise<SaveTrackersAnswer> {
  requireEditor(asker.profile);
  if (!asker.withNames) refuseSealed(rows);
  const call = await asking(service, snapshots, asker, reason);
  const planned = await planRows(call, rows);
  await trail(call, 'trackerEdit', { dryRun, ...toldRows(planned) }, rows.length, 'ok');
  const results = await inTurn(planned, async (each): Promise<SaveResult> => {
    const { plan, edit } = each;
    if (dryRun || !edit || typeof plan === 'string' || plan.result !== 'save') return resultOf(call.scope, each);
    const instead = await saveEdit(call.editor, edit, plan.next);
    // Another was faster than our look: what became of this edit is said, and was not promised.
    return resultOf(call.scope, instead ? { ...each, plan: instead.result === 'save' ? 'notFound' : instead } : each);
  });
  const overtaken = results.filter(({ result }, n) => {
    const plan = planned[n]?.plan;
    return typeof plan === 'object' && plan.result === 'save' && result !== 'saved';
  });
  if (!dryRun && overtaken.length > 0) {
    const rowsNot = overtaken.map(({ enrollmentId }) => toldId(enrollmentId));
    await trail(call, 'trackerEdit', { overtaken: rowsNot }, overtaken.length, 'Busy');
  }
  return { dryRun, results };
}

async function planRows(call: Asking, rows: readonly TrackerRow[]): Promise<PlannedRow[]> {
  const ids = rows.map(({ enrollmentId }) => enrollmentId as EnrollmentId);
  const trackers = await inTurn(ids, (id) => readTracker(call.service.dynamo, id));
  const wanted = rows.map(({ projectId }, n) => ({
    enrollmentId: ids[n] as EnrollmentId,
    hints: [...hintsOf(trackers[n]), ...(projectId === undefined ? [] : [projectId])],
  }));
  const stays = await staysOf(call, wanted);
  return inTurn(rows, async (row, n): Promise<PlannedRow> => {
    const stay = stays.get(row.enrollmentId as EnrollmentId);
    if (ids.indexOf(row.enrollmentId as EnrollmentId) < n) return { row, plan: 'twice' };
    if (!stay) return { row, plan: 'notFound' };
    const edit = { stay, version: row.version, changes: row.changes };
    return { row, edit, plan: await planEdit(call.editor, trackers[n], edit) };
  });
}

function resultOf(scope: Scope, { row: { enrollmentId }, plan }: PlannedRow): SaveResult {
  if (plan === 'notFound') {
    return { result: 'refused', enrollmentId, code: 'NotFound', field: 'enrollmentId', message: NOT_FOUND };
  }
  if (plan === 'twice') {
    const message = 'This enrollment stands in the rows a second time; only the first was looked at.';
    return { result: 'refused', enrollmentId, code: 'BadRequest', field: 'enrollmentId', message };
  }
  switch (plan.result) {
    case 'save':
      return { result: 'saved', enrollmentId, current: versionFor(scope, plan.next), warnings: plan.warnings };
    case 'saved':
      return { result: 'saved', enrollmentId, current: versionFor(scope, plan.current), warnings: plan.warnings };
    case 'unchanged':
      return { result: 'unchanged', enrollmentId, current: versionFor(scope, plan.current) };
    case 'stale':
      return {
        result: 'stale',
        enrollmentId,
        message: staleMessage(plan.current.state),
        base: versionFor(scope, plan.base),
        current: versionFor(scope, plan.current),
      };
    case 'refused':
      return { result: 'refused', enrollmentId, code: 'BadRequest', field: plan.field, message: plan.message };
  }
}

function staleMessage(state: TrackerState | undefined): string {
  const who = state ? ` by ${state.by.name}, version ${state.version}` : '';
  return `The tracker has been changed meanwhile${who}. Look at both, then save again from the newer one.`;
}

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

/** A victim service provider's stay with its own people, an administrator or not. */
function maySeeAside({ role, organizations }: Profile, tracker: Tracker): boolean {
  if (organizations !== 'all' && organizations.includes(tracker.organizationId)) return true;
  return !tracker.victimServiceProvider && (organizations === 'all' || role === 'admin');
}

function staysOf({ service, scope, snapshot }: Asking, wanted: Parameters<typeof findStays>[3]) {
  return findStays(service, scope, snapshot, wanted);
}

function hintsOf(tracker: Tracker | undefined): string[] {
  return tracker ? [tracker.projectId] : [];
}

function requireEditor(profile: Profile): void {
  if (mayEditTrackers(profile)) return;
  throw new HmisError('NotAllowed', 'You may not edit housing trackers. Ask your HMIS administrator.');
}

/** A sheet with PII hidden holds none of these, and so has none to send. */
function refuseSealed(rows: readonly TrackerRow[]): void {
  for (const { changes } of rows) {
    const field = SEALED_FIELDS.find((each) => changes[each] !== undefined);
    if (field === undefined) continue;
    throw new HmisError('BadRequest', `${field}: is taken only through the address with /pii, with a reason.`, {
      field: `changes.${field}`,
    });
  }
}

const NOT_FOUND = 'There is no such enrollment among those you can see.';

function notFound(): HmisError {
  return new HmisError('NotFound', NOT_FOUND, { field: 'enrollmentId' });
}

function idOf(text: string): EnrollmentId {
  if (!isId(text)) throw notFound();
  return text as EnrollmentId;
}

/**
 * How the trail names a tracker: it is kept longer than people's data, and so has no client's id. Who has the id finds its
 * entries: the first 16 hexadecimal digits of its SHA-256.
 */
function toldId(enrollmentId: string): string {
  return createHash('sha256').update(enrollmentId).digest('hex').slice(0, 16);
}

interface ToldRows {
  readonly [name: string]:
    | string[]
    | number
    | { tracker: string; project: string; version: number; fields: FieldChanges }[];
}

function toldRows(planned: readonly PlannedRow[]): ToldRows {
  const edits = planned.flatMap(({ edit, plan }) =>
    edit && typeof plan === 'object' && plan.result === 'save'
      ? [
          {
            tracker: toldId(edit.stay.enrollmentId),
            project: edit.stay.projectId,
            version: edit.version,
            fields: plan.fields,
          },
        ]
      : [],
  );
  const notFoundRows = planned.filter(({ plan }) => plan === 'notFound').length;
  return { edits, ...(notFoundRows > 0 ? { notFound: notFoundRows } : {}) };
}

async function trail(
  { service, scope, snapshot }: Asking,
  what: 'trackerRead' | 'trackerEdit' | 'trackerTaken',
  details: TrailFacts['details'],
  rows: number,
  result: TrailFacts['result'],
): Promise<void> {
  const { who, pii, reason } = scope;
  const told = { ...details, snapshot: snapshot.head.facts.id };
  await appendTrail(service.dynamo, { ...who, what, details: told, rows, pii, reason, result }, service.now());
}
