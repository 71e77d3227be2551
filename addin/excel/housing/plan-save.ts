import type { TrackerVersion } from '../../../shared/contract/trackers.ts';
import type { CalendarDate } from '../../../shared/dates.ts';
import { isId } from '../../../shared/ids.ts';
import { TRACKER_LABELS, type TrackerChanges, type TrackerField } from '../../../shared/tracker.ts';
import { trackerFault } from '../../../shared/tracker-rules.ts';
import type { KnownTracker } from '../../service/trackers.ts';
import { BLANK, type CellInput, heldValue } from '../cell-value.ts';
import { fieldOf, sameValue } from './cell-field.ts';
import type { TrackerRow, TrackerTable } from './tracker-table.ts';

/** A row in which somebody changed cells. */
export interface EditedRow {
  readonly enrollmentId: string;
  /** The version its cells were made from. */
  readonly version: number;
  readonly fields: readonly TrackerField[];
  readonly row: TrackerRow;
  /** True where the tracker has a newer version. */
  readonly stale: boolean;
}

/** One row to be sent: only what was changed in it. */
export interface RowEdit {
  readonly enrollmentId: string;
  readonly version: number;
  readonly changes: TrackerChanges;
}

/** A row that two people changed. */
export interface Conflict {
  readonly enrollmentId: string;
  readonly base: TrackerVersion;
  readonly current: TrackerVersion;
  /** What was changed here and is not so in the newer version. */
  readonly mine: TrackerChanges;
  readonly row: TrackerRow;
  /** What the sheet shows, and so what can be looked at beside each other. */
  readonly fields: readonly TrackerField[];
}

/** Why a row cannot be saved as it is. */
export interface RowFault {
  /** `''` in a row that somebody typed into the table. */
  readonly enrollmentId: string;
  readonly field?: string | undefined;
  readonly message: string;
}

export interface SavePlan {
  readonly edited: readonly EditedRow[];
  readonly edits: readonly RowEdit[];
  readonly conflicts: readonly Conflict[];
  readonly faults: readonly RowFault[];
  /** Rows that are saved already, whose sheet does not know the newer version yet. */
  readonly behind: readonly Conflict[];
}

/** Versions as the `Version` cells say them, each enrollment once: what the service is asked about. */
export function versionsOf(table: TrackerTable): { readonly enrollmentId: string; readonly version: number }[] {
  const seen = new Set<string>();
  return table.rows.flatMap((row) => {
    const { enrollmentId } = row;
    const version = versionOf(row);
    if (!isId(enrollmentId) || version === undefined || seen.has(enrollmentId)) return [];
    seen.add(enrollmentId);
    return [{ enrollmentId, version }];
  });
}

/**
 * What of a sheet is to be saved: the cells that differ from the version their row was made from. A row is held back where
 * it breaks a rule of the tracker's [reports.md 3], and where somebody changed it meanwhile otherwise than here. `today`: the
 * latest day it can be anywhere, for the service knows its own. Pure.
 */
export function planSave(table: TrackerTable, known: ReadonlyMap<string, KnownTracker>, today: CalendarDate): SavePlan {
  const plan = {
    edited: [] as EditedRow[],
    edits: [] as RowEdit[],
    conflicts: [] as Conflict[],
    faults: [] as RowFault[],
    behind: [] as Conflict[],
  };
  const seen = new Set<string>();
  for (const row of table.rows) {
    const { enrollmentId } = row;
    const version = versionOf(row);
    const fault = (message: string, field?: string) => plan.faults.push({ enrollmentId, message, field });
    if (!isId(enrollmentId)) {
      if (table.fields.some((field) => cellAt(row, field) !== BLANK)) fault(NO_ENROLLMENT);
      continue;
    }
    if (version === undefined) {
      fault(NO_VERSION, 'Version');
      continue;
    }
    const tracker = known.get(enrollmentId) ?? { refused: NOT_READ };
    if ('refused' in tracker) {
      // Without a tracker every filled cell is an edit; which of another row's cells are cannot be told.
      const filled = version > 0 ? [] : table.fields.filter((field) => cellAt(row, field) !== BLANK);
      if (version > 0 || filled.length > 0) fault(tracker.refused);
      if (filled.length > 0) plan.edited.push({ enrollmentId, version, fields: filled, row, stale: false });
      continue;
    }
    const { base, current } = tracker;
    const { changes, fields, unreadable } = changesOf(table.fields, row, base);
    if (fields.length === 0) continue;
    if (seen.has(enrollmentId)) {
      fault(TWICE);
      continue;
    }
    seen.add(enrollmentId);
    const stale = base.version !== current.version;
    plan.edited.push({ enrollmentId, version, fields, row, stale });
    if (unreadable) {
      fault(unreadable.message, unreadable.field);
      continue;
    }
    const mine = stillOther(changes, current.values);
    if (stale) {
      const both = { enrollmentId, base, current, mine, row, fields: table.fields };
      if (Object.keys(mine).length > 0) plan.conflicts.push(both);
      else plan.behind.push(both);
      continue;
    }
    const broken = ruleFault(current, changes, today);
    if (broken) fault(broken.message, broken.field);
    else plan.edits.push({ enrollmentId, version, changes });
  }
  return plan;
}

/** The first rule that a tracker would break with these changes; the service's own words. */
export function ruleFault({ values }: TrackerVersion, changes: TrackerChanges, today: CalendarDate) {
  const after = { ...values, ...changes } as TrackerVersion['values'];
  const date = (
    field: 'EligibilityVerifiedDate' | 'DateAppliedForUnit' | 'DateApprovedForUnit' | 'ScheduledMoveInDate',
  ) => after[field] as CalendarDate | null;
  return trackerFault(
    {
      EligibilityVerifiedDate: date('EligibilityVerifiedDate'),
      DateAppliedForUnit: date('DateAppliedForUnit'),
      DateApprovedForUnit: date('DateApprovedForUnit'),
      ScheduledMoveInDate: date('ScheduledMoveInDate'),
      hasPropertyName: after.PropertyName !== null,
    },
    changes,
    today,
  );
}

const NO_ENROLLMENT = 'This row has no EnrollmentID: only rows of the report can be saved.';
const NO_VERSION =
  'The cell Version was written over. Note what you typed in this row, press Refresh, and type it again: this row is not kept.';
const NOT_READ = 'The service said nothing of this row. Save again.';
const TWICE = 'This enrollment stands in the rows a second time; only the first was looked at.';

/** 0 where the cell is blank: there is no tracker yet. */
function versionOf(row: TrackerRow): number | undefined {
  const held = heldValue(cellAt(row, 'Version'));
  if (held === BLANK) return 0;
  const version = Number(held);
  return Number.isSafeInteger(version) && version >= 0 && typeof held !== 'boolean' ? version : undefined;
}

function changesOf(fields: readonly TrackerField[], row: TrackerRow, { values }: TrackerVersion) {
  const changes: Record<string, string | null> = {};
  const changed: TrackerField[] = [];
  let unreadable: { field: TrackerField; message: string } | undefined;
  for (const field of fields) {
    const read = fieldOf(field, cellAt(row, field));
    if ('message' in read) {
      changed.push(field);
      unreadable ??= { field, message: read.message };
    } else if (!sameValue(read.value, values[field])) {
      changed.push(field);
      changes[field] = read.value;
    }
  }
  return { changes: changes as TrackerChanges, fields: changed, unreadable };
}

/** The changes that these values do not have already. */
export function stillOther(changes: TrackerChanges, values: TrackerVersion['values']): TrackerChanges {
  const left = Object.entries(changes).filter(
    ([field, value]) => !sameValue(value ?? null, values[field as TrackerField]),
  );
  return Object.fromEntries(left);
}

export function cellAt(row: TrackerRow, key: string): CellInput {
  return row.cells.get(key) ?? BLANK;
}

/** What somebody chooses between. */
export interface SideBySide {
  readonly field: TrackerField;
  readonly label: string;
  readonly theirs: string | null;
  /** undefined where nothing was changed here: *Keep mine* leaves theirs. */
  readonly yours: string | null | undefined;
}

/** The fields that either of two people changed, with both values. */
export function sideBySide({ base, current, fields, row }: Conflict): SideBySide[] {
  return fields.flatMap((field) => {
    const [theirs, before] = [current.values[field], base.values[field]];
    const read = fieldOf(field, cellAt(row, field));
    const yours = 'message' in read || sameValue(read.value, before) ? undefined : read.value;
    const isShown = yours !== undefined || !sameValue(theirs, before);
    return isShown ? [{ field, label: TRACKER_LABELS[field], theirs, yours }] : [];
  });
}
