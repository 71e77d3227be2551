import { fits, looksLikeCell, overlap } from './address.ts';
import type { Area, Book, Sheet, Table } from './book.ts';
import { invalidArgument, invalidOperation } from './refusal.ts';

/** Throws InvalidArgument for a name that no table may bear, or that is taken: names are unique over the workbook. */
export function checkTableName(book: Book, name: string, own?: Table): void {
  checkName(name);
  const found = findTable(book, name)?.table;
  if ((found && found !== own) || isDefined(book, name))
    throw invalidArgument('A table or name of this name is in the workbook already.');
}

/** The same for a name that someone defines. */
export function checkDefinedName(book: Book, name: string): void {
  checkName(name);
  if (findTable(book, name) || isDefined(book, name))
    throw invalidArgument('A table or name of this name is in the workbook already.');
}

function checkName(name: string): void {
  if (name.length < 1 || name.length > 255) throw invalidArgument('A name has 1 to 255 characters.');
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name))
    throw invalidArgument('A name begins with a letter or _ and has only letters, digits, _ and full stops.');
  if (looksLikeCell(name)) throw invalidArgument('A name must not look like a cell.');
}

function isDefined(book: Book, name: string): boolean {
  return [...book.names.keys()].some((one) => one.toLowerCase() === name.toLowerCase());
}

/** A table by its name, whatever the case, or by its id. */
export function findTable(book: Book, key: unknown): { readonly sheet: Sheet; readonly table: Table } | undefined {
  const wanted = String(key).toLowerCase();
  for (const sheet of book.sheets)
    for (const table of sheet.tables)
      if (table.name.toLowerCase() === wanted || table.id.toLowerCase() === wanted) return { sheet, table };
  return undefined;
}

/** `Table1`, `Table2`: the first that is free. */
export function nextTableName(book: Book): string {
  let number = 1;
  while (findTable(book, `Table${number}`) || isDefined(book, `Table${number}`)) number++;
  return `Table${number}`;
}

/** Throws InvalidArgument where a table cannot stand: off the sheet, or over another one. */
export function checkTableArea(sheet: Sheet, area: Area, own?: Table): void {
  if (!fits(area)) throw invalidArgument('The table reaches over the edge of the sheet.');
  if (sheet.tables.some((table) => table !== own && overlap(table.area, area)))
    throw invalidArgument('A table cannot overlap another table.');
}

/**
 * Gives a table a new area. Excel's rules: the header stays in its row, the new area and the old one overlap, one row
 * stays below the header, no other table is run into. Throws InvalidArgument where they are broken and InvalidOperation
 * where the table has a totals row, which the host does not move.
 */
export function resizeTable(sheet: Sheet, table: Table, area: Area): void {
  if (area.row !== table.area.row) throw invalidArgument('The headers must remain in the same row.');
  if (!overlap(area, table.area)) throw invalidArgument('The new range must overlap the table.');
  if (area.rows < 2) throw invalidArgument('A table keeps at least one row below its header.');
  checkTableArea(sheet, area, table);
  if (table.showTotals) throw invalidOperation('The host resizes no table with a totals row.');
  const moved = area.column - table.area.column;
  const filters = [...table.filters];
  table.filters.clear();
  for (const [column, filter] of filters)
    if (column - moved >= 0 && column - moved < area.columns) table.filters.set(column - moved, filter);
  table.sort = table.sort
    .map((one) => ({ ...one, column: one.column - moved }))
    .filter((one) => one.column >= 0 && one.column < area.columns);
  table.area = area;
}
