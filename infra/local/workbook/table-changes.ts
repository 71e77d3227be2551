import { covers, overlap } from './address.ts';
import type { Area, Sheet, Table } from './book.ts';
import { clearCells } from './cells.ts';
import { bodyArea } from './filtered-rows.ts';
import { clearFormats } from './formats.ts';
import type { Host } from './object-type.ts';
import { invalidArgument } from './refusal.ts';
import { shiftCells } from './shift.ts';
import { settleHeaders } from './table-headers.ts';
import { checkTableArea, nextTableName } from './table-rules.ts';

/**
 * Makes a table of an area. Without headers Excel puts a row of them (`Column1`, …) above the cells and moves them down by
 * one; a header without a row below gets a blank one. Throws InvalidArgument where a table cannot stand.
 */
export function addTable(host: Host, sheet: Sheet, area: Area, hasHeaders: boolean): Table {
  checkTableArea(sheet, area);
  const whole = hasHeaders ? { ...area, rows: Math.max(2, area.rows) } : { ...area, rows: area.rows + 1 };
  if (!hasHeaders) shiftCells(host, sheet, { ...area, rows: 1 }, 'Down');
  checkTableArea(sheet, whole);
  const table: Table = {
    id: `{table-${++host.book.lastId}}`,
    name: nextTableName(host.book),
    area: whole,
    showTotals: false,
    style: 'TableStyleMedium2',
    showBandedRows: true,
    showFilterButton: true,
    filters: new Map(),
    sort: [],
  };
  sheet.tables.push(table);
  settleHeaders(sheet, whole);
  return table;
}

/** Takes a table away with its cells and their formats. */
export function deleteTable(sheet: Sheet, table: Table): void {
  removeTable(sheet, table);
  clearCells(sheet, table.area);
  clearFormats(sheet, table.area);
}

/** Takes a table away and leaves its cells. */
export function removeTable(sheet: Sheet, table: Table): void {
  sheet.tables.splice(sheet.tables.indexOf(table), 1);
}

/** Shows or hides the totals row, which pushes what lies below the table down, or lets it come up again. */
export function setTotals(host: Host, sheet: Sheet, table: Table, show: boolean): void {
  if (table.showTotals === show) return;
  const { row, rows } = table.area;
  const line = { ...table.area, row: show ? row + rows : row + rows - 1, rows: 1 };
  if (show) {
    shiftCells(host, sheet, line, 'Down');
    table.area = { ...table.area, rows: rows + 1 };
  } else {
    shiftCells(host, sheet, line, 'Up');
  }
  table.showTotals = show;
}

/** Adds rows to a table, before the one of an index or at its end; what lies below moves down. */
export function addRows(host: Host, sheet: Sheet, table: Table, index: number | undefined, count: number): Area {
  const body = bodyArea(table);
  const at = index ?? body.rows;
  if (at < 0 || at > body.rows) throw invalidArgument(`The table has no row ${at}.`);
  const place = { ...body, row: body.row + at, rows: count };
  const before = table.area;
  shiftCells(host, sheet, place, 'Down');
  table.area = { ...before, rows: before.rows + count };
  return place;
}

/** Adds a column to a table, before the one of an index or at its right end; what lies to the right moves on. */
export function addColumn(host: Host, sheet: Sheet, table: Table, index: number | undefined): number {
  const { columns } = table.area;
  const at = index ?? columns;
  if (at < 0 || at > columns) throw invalidArgument(`The table has no column ${at}.`);
  const column = table.area.column + at;
  const { area } = table;
  const beside = sheet.tables.some(
    (other) =>
      other !== table &&
      overlap(other.area, { ...area, column, columns: 16_384 - column }) &&
      !covers({ ...area, column, columns: 16_384 - column }, other.area),
  );
  if (beside) throw invalidArgument('Another table is in the way.');
  shiftCells(host, sheet, { ...area, column, columns: 1 }, 'Right');
  table.area = { ...area, columns: columns + 1 };
  return at;
}

/** Deletes a column of a table. Throws InvalidArgument for the only one. */
export function deleteColumn(host: Host, sheet: Sheet, table: Table, index: number): void {
  if (table.area.columns === 1) throw invalidArgument('A table keeps at least one column.');
  shiftCells(host, sheet, { ...table.area, column: table.area.column + index, columns: 1 }, 'Left');
}
