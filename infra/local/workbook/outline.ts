import { LIMITS } from './address.ts';
import type { Area, RowOutline, Sheet } from './book.ts';
import { invalidArgument, invalidOperation } from './refusal.ts';

/** Eight levels: rows in no group, and seven of groups in groups. */
const DEEPEST = 7;

/** Rows that open and close together. Its button stands at the row below: Excel's outlines have their sums there. */
export interface RowGroup {
  readonly level: number;
  readonly first: number;
  readonly last: number;
  readonly closed: boolean;
}

/**
 * Puts an area's rows into a group, within the groups that they are in. Groups that touch each other on one level are one.
 * Throws InvalidArgument for whole columns, InvalidOperation where a row would be in more than seven.
 */
export function groupRows(sheet: Sheet, area: Area): void {
  checkRows(area);
  const { levels } = sheet.outline;
  const rows = rowsOf(area);
  if (rows.some((row) => (levels.get(row) ?? 0) >= DEEPEST))
    throw invalidOperation('Rows cannot be in more than seven groups.');
  for (const row of rows) levels.set(row, (levels.get(row) ?? 0) + 1);
}

/**
 * Takes an area's rows out of their outermost groups. Rows that a closed group hides stay hidden
 * [OfficeDev/office-js-snippets pull request 352]. Throws InvalidOperation where none of the rows is in one.
 */
export function ungroupRows(sheet: Sheet, area: Area): void {
  checkRows(area);
  const { levels } = sheet.outline;
  const grouped = [...levels].filter(([row]) => row >= area.row && row < area.row + area.rows);
  if (grouped.length === 0) throw invalidOperation('None of these rows is in a group.');
  for (const [row, level] of grouped) {
    if (level > 1) levels.set(row, level - 1);
    else levels.delete(row);
  }
}

/** Shows so many levels of rows, from 1: 1 are those in no group. 0 leaves everything as it is. */
export function showLevels(sheet: Sheet, count: number): void {
  if (!Number.isInteger(count) || count < 0 || count > DEEPEST + 1)
    throw invalidArgument('An outline shows 0 to 8 levels.');
  if (count === 0) return;
  const { levels, hidden } = sheet.outline;
  for (const [row, level] of levels) {
    if (level >= count) hidden.add(row);
    else hidden.delete(row);
  }
}

/** All groups of rows, those on the outside first where they begin in one row. */
export function rowGroups({ outline: { levels, hidden } }: Sheet): RowGroup[] {
  const groups: RowGroup[] = [];
  const rows = [...levels.keys()].sort((a, b) => a - b);
  for (let level = 1; level <= deepestLevel({ levels }); level++) {
    let first: number | undefined;
    for (const [i, row] of rows.entries()) {
      if ((levels.get(row) ?? 0) < level) {
        first = undefined;
        continue;
      }
      first ??= row;
      if (rows[i + 1] === row + 1 && (levels.get(row + 1) ?? 0) >= level) continue;
      groups.push({ level, first, last: row, closed: isClosed({ levels, hidden }, level, first, row) });
      first = undefined;
    }
  }
  return groups.sort((a, b) => a.first - b.first || a.level - b.level);
}

/** A group is closed where none of its own rows shows. */
function isClosed({ levels, hidden }: RowOutline, level: number, first: number, last: number): boolean {
  for (let row = first; row <= last; row++) if (levels.get(row) === level && !hidden.has(row)) return false;
  for (let row = first; row <= last; row++) if (!hidden.has(row)) return false;
  return true;
}

/** Closes a group, or opens it: the groups in it are then closed. */
export function turnGroup({ outline: { levels, hidden } }: Sheet, { level, first, last, closed }: RowGroup): void {
  for (let row = first; row <= last; row++) {
    if (!closed) hidden.add(row);
    else if (levels.get(row) === level) hidden.delete(row);
  }
}

export function deepestLevel({ levels }: Pick<RowOutline, 'levels'>): number {
  let deepest = 0;
  for (const level of levels.values()) deepest = Math.max(deepest, level);
  return deepest;
}

/** Shows the rows of an area that closed groups hide, as Excel does where a filter over them is taken off. */
export function showRows({ outline: { hidden } }: Sheet, area: Area): void {
  for (const row of [...hidden]) if (row >= area.row && row < area.row + area.rows) hidden.delete(row);
}

/** Moves the groups along with whole rows that were put in (`count` > 0) or taken out at a row. */
export function shiftOutline({ outline: { levels, hidden } }: Sheet, at: number, count: number): void {
  const inside = Math.min(levels.get(at - 1) ?? 0, levels.get(at) ?? 0);
  const to = (row: number) => (row < at ? row : row < at - Math.min(count, 0) && count < 0 ? undefined : row + count);
  const [oldLevels, oldHidden] = [[...levels], [...hidden]];
  levels.clear();
  hidden.clear();
  for (const [row, level] of oldLevels) {
    const next = to(row);
    if (next !== undefined) levels.set(next, level);
  }
  for (const row of oldHidden) {
    const next = to(row);
    if (next !== undefined) hidden.add(next);
  }
  // What is put in within a group is of it.
  if (inside > 0) for (let row = at; row < at + count; row++) levels.set(row, inside);
}

function checkRows({ rows }: Area): void {
  if (rows === LIMITS.rows) throw invalidArgument('Whole columns cannot be grouped by rows.');
}

function rowsOf({ row, rows }: Area): number[] {
  return Array.from({ length: rows }, (_, i) => row + i);
}
