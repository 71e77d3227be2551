import type { Area, Cell, Sheet, Table } from './book.ts';
import { cellValue } from './display.ts';
import { bodyArea, visibleRows } from './filtered-rows.ts';
import { addFormat, clearFormatMember, fillsOf } from './formats.ts';
import { toA1, toR1C1 } from './r1c1.ts';

export interface SortField {
  readonly column: number;
  readonly ascending: boolean;
}

/**
 * Sorts the rows of a table that show, by Excel's order: numbers, texts (whatever the case), FALSE, TRUE, errors, and
 * blanks last whichever the direction. Rows that a filter hides stay where they are. Fills go with their cells, formulas
 * that point at their own row do so in the next.
 */
export function sortTable(sheet: Sheet, table: Table, fields: readonly SortField[]): void {
  const body = bodyArea(table);
  const offsets = visibleRows(sheet, body) ?? Array.from({ length: body.rows }, (_, offset) => offset);
  const lines = offsets.map((offset) => {
    const line = sheet.cells[body.row + offset];
    return { offset, cells: Array.from({ length: body.columns }, (_, at): Cell => line?.[body.column + at]) };
  });
  lines.sort((one, other) => {
    for (const { column, ascending } of fields) {
      const order = compareCells(one.cells[column], other.cells[column], ascending);
      if (order !== 0) return order;
    }
    return 0;
  });
  moveFills(
    sheet,
    body,
    lines.map(({ offset }, at) => [offset, offsets[at] ?? offset]),
  );
  for (const [at, offset] of offsets.entries()) {
    const line = sheet.cells[body.row + offset] ?? [];
    while (line.length < body.column) line.push(undefined);
    const sorted = lines[at];
    for (const [column, cell] of (sorted?.cells ?? []).entries()) {
      const place = { row: body.row + offset, column: body.column + column };
      line[place.column] = movedCell(cell, body.row + (sorted?.offset ?? offset), place);
    }
    sheet.cells[body.row + offset] = line;
  }
  table.sort = fields;
}

function movedCell(cell: Cell, from: number, { row, column }: { row: number; column: number }): Cell {
  if (typeof cell !== 'object' || cell.kind !== 'formula' || from === row) return cell;
  return { kind: 'formula', formula: toA1(toR1C1(cell.formula, from, column), row, column) };
}

/** `rows`: from which row of the body to which. */
function moveFills(sheet: Sheet, body: Area, rows: readonly (readonly [number, number])[]): void {
  const fillAt = fillsOf(sheet, body);
  const moved = rows.flatMap(([from, to]) =>
    Array.from({ length: body.columns }, (_, at) => ({
      row: body.row + to,
      column: body.column + at,
      fill: fillAt(body.row + from, body.column + at),
    })),
  );
  if (moved.every(({ fill }) => fill === undefined)) return;
  for (const [, to] of rows) clearFormatMember(sheet, { ...body, row: body.row + to, rows: 1 }, 'fill');
  for (const { row, column, fill } of moved)
    if (fill !== undefined) addFormat(sheet, { row, column, rows: 1, columns: 1 }, { fill });
}

function compareCells(one: Cell, other: Cell, ascending: boolean): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  const [left, right] = [cellValue(one), cellValue(other)];
  const kinds = kind(one, left) - kind(other, right);
  const order = kinds !== 0 ? kinds : compareValues(left, right);
  return ascending ? order : -order;
}

function kind(cell: Cell, value: string | number | boolean): number {
  if (typeof cell === 'object' && cell.kind !== 'quoted') return 3;
  return typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2;
}

function compareValues(one: string | number | boolean, other: string | number | boolean): number {
  if (typeof one === 'string' && typeof other === 'string')
    return one.localeCompare(other, 'en', { sensitivity: 'accent' });
  return Number(one) - Number(other);
}
