import type { Cell, Sheet, Table } from './book.ts';
import { cellValue } from './display.ts';
import { bodyArea, visibleRows } from './filtered-rows.ts';

export interface SortField {
  readonly column: number;
  readonly ascending: boolean;
}

/**
 * Sorts the rows of a table that show, by Excel's order: numbers, texts (whatever the case), FALSE, TRUE, errors, and
 * blanks last whichever the direction. Rows that a filter hides stay where they are.
 */
export function sortTable(sheet: Sheet, table: Table, fields: readonly SortField[]): void {
  const body = bodyArea(table);
  const offsets = visibleRows(sheet, body) ?? Array.from({ length: body.rows }, (_, offset) => offset);
  const lines = offsets.map((offset) => {
    const line = sheet.cells[body.row + offset];
    return Array.from({ length: body.columns }, (_, at): Cell => line?.[body.column + at]);
  });
  lines.sort((one, other) => {
    for (const { column, ascending } of fields) {
      const order = compareCells(one[column], other[column], ascending);
      if (order !== 0) return order;
    }
    return 0;
  });
  for (const [at, offset] of offsets.entries()) {
    const line = sheet.cells[body.row + offset] ?? [];
    while (line.length < body.column) line.push(undefined);
    for (const [column, cell] of (lines[at] ?? []).entries()) line[body.column + column] = cell;
    sheet.cells[body.row + offset] = line;
  }
  table.sort = fields;
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
