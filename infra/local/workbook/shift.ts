import { covers, LIMITS, overlap } from './address.ts';
import type { Area, Cell, Sheet, Table } from './book.ts';
import { shiftConditionalFormats } from './conditional-formats.ts';
import { without } from './formats.ts';
import type { Host } from './object-type.ts';
import { shiftOutline } from './outline.ts';
import { invalidOperation } from './refusal.ts';
import { around } from './validations.ts';

/** Where cells go: `Up` and `Left` fill the hole of a deleted area, `Down` and `Right` make room for a new one. */
export type Shift = 'Up' | 'Left' | 'Down' | 'Right';

/** One direction of a sheet: where areas begin and how far they reach in it. */
interface Axis {
  readonly start: 'row' | 'column';
  readonly length: 'rows' | 'columns';
  readonly end: number;
}

const DOWN: Axis = { start: 'row', length: 'rows', end: LIMITS.rows };
const ACROSS: Axis = { start: 'column', length: 'columns', end: LIMITS.columns };

/**
 * Deletes an area's cells, or inserts blank ones there, and moves what lies behind, with tables, formats and the ranges
 * that the library keeps. Throws InvalidOperation where only a part of a table would move, where a table would lose its
 * header but not its rows, and where cells would be pushed over the edge of the sheet.
 */
export function shiftCells(host: Host, sheet: Sheet, area: Area, shift: Shift): void {
  const across =
    area.rows === LIMITS.rows || (area.columns < LIMITS.columns && (shift === 'Left' || shift === 'Right'));
  const [axis, other] = across ? [ACROSS, DOWN] : [DOWN, ACROSS];
  const remove = shift === 'Up' || shift === 'Left';
  const at = area[axis.start];
  const count = area[axis.length];
  const move = (one: Area): Area | undefined => moved(one, axis, at, count, remove);
  const band: Area = { ...area, [axis.length]: axis.end - at };

  const tables = sheet.tables.map((table) => ({ table, area: tableAfter(table, area, band, other, move, remove) }));
  for (const { table, area: next } of tables) {
    if (!next) sheet.tables.splice(sheet.tables.indexOf(table), 1);
    else table.area = next;
  }
  moveCells(sheet, area, axis, remove);
  if (axis === DOWN && area.columns === LIMITS.columns) shiftOutline(sheet, at, remove ? -count : count);
  const lane = { ...band, [axis.start]: 0, [axis.length]: axis.end };
  const formats = sheet.formats.flatMap((one) => {
    const inside = overlap(one, lane);
    if (!inside || !overlap(one, band)) return [one];
    const next = move(inside);
    return [...without(one, lane), ...(next ? [{ ...next, format: one.format }] : [])];
  });
  sheet.formats.splice(0, sheet.formats.length, ...formats);
  const validations = sheet.validations.flatMap((one) => {
    const inside = overlap(one, lane);
    if (!inside || !overlap(one, band)) return [one];
    const next = move(inside);
    return [...around(one, lane), ...(next ? [{ ...next, validation: one.validation }] : [])];
  });
  sheet.validations.splice(0, sheet.validations.length, ...validations);
  shiftConditionalFormats(sheet, (one) => {
    const inside = overlap(one, lane);
    // An area that reaches over the lane's sides stays as it is, as Excel cuts it only where it must.
    return inside && overlap(one, band) && covers(lane, one) ? move(one) : one;
  });
  for (const { range } of host.references.values())
    if (range?.sheet === sheet && within(range.area, band, other)) range.area = move(range.area) ?? range.area;
}

function tableAfter(
  table: Table,
  area: Area,
  band: Area,
  other: Axis,
  move: (one: Area) => Area | undefined,
  remove: boolean,
): Area | undefined {
  if (!overlap(table.area, band)) return table.area;
  if (!within(table.area, band, other)) throw invalidOperation('The cells of only a part of a table cannot be moved.');
  if (remove && covers(area, table.area)) return undefined;
  const header = overlap({ ...table.area, rows: 1 }, area);
  if (remove && header && header.columns === table.area.columns)
    throw invalidOperation('The header of a table cannot be deleted without its rows.');
  const next = move(table.area) ?? table.area;
  if (other === DOWN) moveFilters(table, next, area, remove);
  return next.rows < 2 ? { ...next, rows: 2 } : next;
}

function moveFilters(table: Table, next: Area, area: Area, remove: boolean): void {
  const filters = [...table.filters];
  table.filters.clear();
  for (const [column, filter] of filters) {
    const cell = { row: 0, column: table.area.column + column, rows: 1, columns: 1 };
    const to = moved(cell, ACROSS, area.column, area.columns, remove);
    if (to) table.filters.set(to.column - next.column, filter);
  }
}

/** True where the area does not stick out of the band's sides. */
function within(one: Area, band: Area, side: Axis): boolean {
  return (
    one[side.start] >= band[side.start] && one[side.start] + one[side.length] <= band[side.start] + band[side.length]
  );
}

/** An area after cells were taken out of its axis or put in; undefined where all of it was taken. */
function moved(one: Area, axis: Axis, at: number, count: number, remove: boolean): Area | undefined {
  const start = one[axis.start];
  const end = start + one[axis.length];
  if (!remove) {
    if (start >= at) return { ...one, [axis.start]: start + count };
    return end > at ? { ...one, [axis.length]: one[axis.length] + count } : one;
  }
  const newStart = start <= at ? start : Math.max(at, start - count);
  const newEnd = end <= at ? end : Math.max(at, end - count);
  return newEnd > newStart ? { ...one, [axis.start]: newStart, [axis.length]: newEnd - newStart } : undefined;
}

function moveCells(sheet: Sheet, area: Area, axis: Axis, remove: boolean): void {
  if (axis === DOWN && area.columns === LIMITS.columns) {
    if (area.row >= sheet.cells.length) return;
    if (remove) sheet.cells.splice(area.row, area.rows);
    else {
      const below = sheet.cells.splice(area.row);
      for (let row = 0; row < area.rows; row++) sheet.cells.push(undefined);
      for (const line of below) sheet.cells.push(line);
    }
    return;
  }
  if (axis === ACROSS) {
    for (let row = area.row; row < Math.min(area.row + area.rows, sheet.cells.length); row++) {
      const line = sheet.cells[row];
      if (!line || line.length <= area.column) continue;
      if (remove) line.splice(area.column, area.columns);
      else line.splice(area.column, 0, ...new Array<Cell>(area.columns).fill(undefined));
    }
    return;
  }
  const step = remove ? area.rows : -area.rows;
  const rows = Array.from({ length: Math.max(0, sheet.cells.length + area.rows - area.row) }, (_, at) => area.row + at);
  for (const row of remove ? rows : rows.reverse()) {
    const from = row + step;
    const source = from < area.row ? undefined : sheet.cells[from];
    for (let column = area.column; column < area.column + area.columns; column++)
      put(sheet, row, column, source?.[column]);
  }
}

function put(sheet: Sheet, row: number, column: number, cell: Cell): void {
  const line = sheet.cells[row];
  if (line && column < line.length) {
    line[column] = cell;
    return;
  }
  if (cell === undefined) return;
  const target = line ?? [];
  while (target.length < column) target.push(undefined);
  target[column] = cell;
  sheet.cells[row] = target;
}
