import { type Cell, newSheet, type Sheet, type Table } from '../../../../infra/local/workbook/book.ts';

/** A sheet with these cells, all of them one table where `table` is not false. */
export function sheetOf(cells: readonly (readonly Cell[])[], { table = true } = {}): Sheet {
  const sheet = newSheet('sheet1', 'Active Clients');
  sheet.cells.push(...cells.map((row) => [...row]));
  if (table) sheet.tables.push(tableOver(cells.length, cells[0]?.length ?? 0));
  return sheet;
}

/** A table from A1. */
export function tableOver(rows: number, columns: number): Table {
  return {
    id: 'table1',
    name: 'ActiveClients',
    area: { row: 0, column: 0, rows, columns },
    showTotals: false,
    style: 'TableStyleMedium2',
    filters: new Map(),
    sort: [],
  };
}
