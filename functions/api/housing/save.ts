import type {
  SaveResult,
  SaveTrackerRequest,
  SaveTrackersAnswer,
  SaveTrackersRequest,
  TrackerRow,
} from '../../../shared/contract/trackers.ts';
import { HmisError } from '../../../shared/errors.ts';
import type { EnrollmentId } from '../../../shared/ids.ts';
import { SEALED_FIELDS } from '../../../shared/tracker.ts';
import { type Edit, type EditPlan, type FieldChanges, planEdit, saveEdit } from '../../housing/edit.ts';
import { inTurn } from '../../housing/in-turn.ts';
import { readTracker } from '../../housing/store.ts';
import type { TrackerState } from '../../housing/tracker.ts';
import type { Scope } from '../../snapshot/scope.ts';
import type { Asker } from '../reports.ts';
import type { Service } from '../service.ts';
import type { SnapshotSource } from '../snapshots.ts';
import {
  type Asking,
  asking,
  hintsOf,
  idOf,
  NOT_FOUND,
  notFound,
  requireEditor,
  staysOf,
  toldId,
  trail,
} from './asking.ts';
import { versionFor } from './version-for.ts';

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

/** Rows of one entry of the trail: with ten fields each, some 200 KB of the 400 that an item may have. */
const TOLD_AT_ONCE = 200;

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
  for (let from = 0; from < planned.length; from += TOLD_AT_ONCE) {
    const some = planned.slice(from, from + TOLD_AT_ONCE);
    await trail(call, 'trackerEdit', { dryRun, ...toldRows(some) }, some.length, 'ok');
  }
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
