import type { TrackerVersion } from '../../../shared/contract/trackers.ts';
import { today } from '../../../shared/dates.ts';
import { BLANK, type CellInput, cellInput, heldValue } from '../cell-value.ts';
import { bodyRows, type TableFacts } from '../refresh/table-facts.ts';
import type { Place, Request, Step } from '../steps.ts';
import { cellOf } from './cell-field.ts';
import { cellAt } from './plan-save.ts';
import type { ReadTrackers, TrackerRow } from './tracker-table.ts';

/** What a row is to say of its tracker. */
export interface TrackerWrite {
  readonly enrollmentId: string;
  readonly current: TrackerVersion;
  /** Where the fields are to be written too: the row as it was looked at. A cell that is otherwise since then stays. */
  readonly over?: TrackerRow;
}

/** Cells of one request: each is a few actions of it. */
const CELLS_AT_ONCE = 900;

/**
 * Requests that bring rows up to what was saved: Version, UpdatedBy and UpdatedAt, and the fields where another's are taken.
 * Rows are found by EnrollmentID, wherever they were sorted to. Filters are off while it is written, for a write into a
 * filtered table may land in other rows. UpdatedAt is the day on the clock of `timeZone`. Pure.
 */
export function planTrackerWrites(
  { facts, places, table }: ReadTrackers,
  writes: readonly TrackerWrite[],
  timeZone: string,
): Request[] {
  const cells = writes.flatMap((write) => {
    const at = table.rows.findIndex(({ enrollmentId }) => enrollmentId === write.enrollmentId);
    const row = table.rows[at];
    if (!row) return [];
    const taken = write.over ? takenCells(row, write.over, write.current, table.fields) : [];
    return [...taken, ...versionCells(write.current, timeZone)].flatMap(([key, cell]): Step[] => {
      const place = places.get(key);
      return place === undefined ? [] : [valueStep(facts, at, place, cell)];
    });
  });
  const { sheet, table: name, filters } = facts;
  const before: Step[] = filters.length > 0 ? [{ kind: 'clearFilters', sheet, table: name }] : [];
  const after: Step[] = filters.length > 0 ? [{ kind: 'filters', sheet, table: name, filters }] : [];
  return chunked(cells).map((some) => [...before, ...some, ...after]);
}

/** The cell of a row, and of a field where it is said; undefined where the row is gone. */
export function cellPlace({ facts, places, table }: ReadTrackers, enrollmentId: string, field: string | undefined) {
  const at = table.rows.findIndex((row) => row.enrollmentId === enrollmentId);
  if (at < 0 || at >= bodyRows(facts)) return undefined;
  const place = places.get(field ?? 'EnrollmentID') ?? places.get('EnrollmentID') ?? 0;
  return cellArea(facts, at, place);
}

function takenCells(
  row: TrackerRow,
  over: TrackerRow,
  { values }: TrackerVersion,
  fields: ReadTrackers['table']['fields'],
): [string, CellInput][] {
  return fields.flatMap((field): [string, CellInput][] => {
    const now = cellAt(row, field);
    const wanted = cellOf(field, values[field]);
    // Typed since the row was looked at: an edit of its own, to be saved next.
    if (now !== cellAt(over, field) || heldValue(now) === heldValue(wanted)) return [];
    return [[field, wanted]];
  });
}

function versionCells({ version, by, at }: TrackerVersion, timeZone: string): [string, CellInput][] {
  return [
    ['UpdatedBy', cellInput({ type: 'text' }, by)],
    ['UpdatedAt', at === null ? BLANK : cellInput({ type: 'date' }, today(new Date(at), timeZone))],
    ['Version', version === 0 ? BLANK : version],
  ];
}

function valueStep(facts: TableFacts, at: number, place: number, cell: CellInput): Step {
  const { row, column } = cellArea(facts, at, place);
  return { kind: 'values', sheet: facts.sheet, row, column, values: [[cell]] };
}

function cellArea({ area }: TableFacts, at: number, place: number): Place {
  return { row: area.row + 1 + at, column: area.column + place, rows: 1, columns: 1 };
}

function chunked(steps: readonly Step[]): Step[][] {
  const chunks: Step[][] = [];
  for (let at = 0; at < steps.length; at += CELLS_AT_ONCE) chunks.push(steps.slice(at, at + CELLS_AT_ONCE));
  return chunks;
}
