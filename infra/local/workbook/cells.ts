import { LIMITS, overlap } from './address.ts';
import type { Area, Cell, Sheet } from './book.ts';
import { visibleRows } from './filtered-rows.ts';
import { addFormat, numberFormatsOf } from './formats.ts';
import { invalidArgument } from './refusal.ts';
import { typed } from './typed.ts';

/**
 * Writes to an area as `Range.values` and `Range.formulas` do. A scalar goes into every cell, a 2-D array cell by cell;
 * null keeps what is there; strings are taken as typed, and a date brings its format where the cell has none.
 *
 * Where a table's filter hides rows of the area, a 2-D array fills the rows that show, one after the other, and what is
 * left of it is lost: values land in wrong rows. (Excel's documents warn of ranges with hidden rows without saying all of
 * it; this is the harsher reading, so that code which passes here is safe there.)
 *
 * Throws InvalidArgument where the array has not the area's size; nothing is written then.
 */
export function writeCells(sheet: Sheet, area: Area, values: unknown): void {
  const grid = Array.isArray(values) ? checkedGrid(values, area) : undefined;
  const shown = grid ? visibleRows(sheet, area) : undefined;
  const numberFormat = numberFormatsOf(sheet, area);
  const planned: { row: number; cells: (Cell | null)[] }[] = [];
  const formats = new Map<number, { row: number; format: string }[]>();
  for (let offset = 0; offset < (shown?.length ?? area.rows); offset++) {
    const row = area.row + (shown?.[offset] ?? offset);
    const cells: (Cell | null)[] = new Array(area.columns);
    for (let at = 0; at < area.columns; at++) {
      const value: unknown = grid ? grid[offset]?.[at] : values;
      if (value === null || value === undefined) {
        cells[at] = null;
        continue;
      }
      const column = area.column + at;
      const before = typeof value === 'string' ? numberFormat(row, column) : 'General';
      const result = typed(value, before);
      cells[at] = result.cell;
      if (result.numberFormat !== undefined && before === 'General')
        listOf(formats, column).push({ row, format: result.numberFormat });
    }
    planned.push({ row, cells });
  }
  for (const { row, cells } of planned) putRow(sheet, row, area.column, cells);
  for (const [column, found] of formats)
    for (const { row, format } of found)
      addFormat(sheet, { row, column, rows: 1, columns: 1 }, { numberFormat: format });
}

function listOf<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** A 2-D array of an area's size. Throws InvalidArgument for any other. */
export function checkedGrid(values: readonly unknown[], area: Area): readonly (readonly unknown[])[] {
  const rows = values.filter((row): row is readonly unknown[] => Array.isArray(row));
  if (rows.length !== values.length || rows.length !== area.rows || rows.some((row) => row.length !== area.columns))
    throw invalidArgument(
      "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
    );
  return rows;
}

function putRow(sheet: Sheet, row: number, column: number, cells: readonly (Cell | null)[]): void {
  const line = sheet.cells[row];
  if (!line && cells.every((cell) => cell === null || cell === undefined)) return;
  const target = line ?? [];
  while (target.length < column) target.push(undefined);
  for (const [at, cell] of cells.entries()) {
    if (cell !== null) target[column + at] = cell;
    else if (column + at >= target.length) target.push(undefined);
  }
  sheet.cells[row] = target;
}

/** Empties the cells of an area. */
export function clearCells(sheet: Sheet, area: Area): void {
  for (let row = area.row; row < Math.min(area.row + area.rows, sheet.cells.length); row++) {
    const line = sheet.cells[row];
    if (line)
      for (let at = area.column; at < Math.min(area.column + area.columns, line.length); at++) line[at] = undefined;
  }
}

/** The cells of an area, row by row. */
export function mapCells<V>(
  sheet: Sheet,
  area: Area,
  answer: (cell: Cell, row: number, column: number) => V,
): readonly (readonly V[])[] {
  return Array.from({ length: area.rows }, (_, i) => {
    const line = sheet.cells[area.row + i];
    return Array.from({ length: area.columns }, (_, j) =>
      answer(line?.[area.column + j], area.row + i, area.column + j),
    );
  });
}

/** The smallest area around the cells of an area that are not blank; undefined where all are. */
export function usedPart(sheet: Sheet, within: Area): Area | undefined {
  let [top, bottom, left, right] = [-1, -1, Number.POSITIVE_INFINITY, -1];
  for (let row = within.row; row < Math.min(within.row + within.rows, sheet.cells.length); row++) {
    const line = sheet.cells[row];
    if (!line) continue;
    const end = Math.min(within.column + within.columns, line.length);
    let first = within.column;
    while (first < end && line[first] === undefined) first++;
    if (first >= end) continue;
    let last = end - 1;
    while (line[last] === undefined) last--;
    if (top < 0) top = row;
    [bottom, left, right] = [row, Math.min(left, first), Math.max(right, last)];
  }
  return top < 0 ? undefined : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

/**
 * The used range with the formatted cells too, as `getUsedRange()` without `valuesOnly` counts them; formats of whole rows
 * and columns do not count.
 */
export function usedOrFormatted(sheet: Sheet, within: Area): Area | undefined {
  const formatted = sheet.formats.filter((one) => one.rows < LIMITS.rows && one.columns < LIMITS.columns);
  const parts = [usedPart(sheet, within), ...formatted.map((one) => overlap(one, within))].filter(
    (one) => one !== undefined,
  );
  if (parts.length === 0) return undefined;
  const row = Math.min(...parts.map((one) => one.row));
  const column = Math.min(...parts.map((one) => one.column));
  return {
    row,
    column,
    rows: Math.max(...parts.map((one) => one.row + one.rows)) - row,
    columns: Math.max(...parts.map((one) => one.column + one.columns)) - column,
  };
}
