import { overlap } from './address.ts';
import type { Area, Cell, Sheet, Table } from './book.ts';
import { shownText } from './display.ts';

/** The names of a table's columns, from left to right. */
export function columnNames(sheet: Sheet, table: Table): readonly string[] {
  const { row, column, columns } = table.area;
  return Array.from({ length: columns }, (_, at) => shownText(sheet, row, column + at));
}

/**
 * After cells of an area were written: the header cells of every table there become texts, none blank and no two alike,
 * as Excel makes them: `Column1` for a blank one, a number behind a name that is taken. Case does not tell names apart.
 */
export function settleHeaders(sheet: Sheet, area: Area): void {
  for (const table of sheet.tables) {
    const header = { ...table.area, rows: 1 };
    if (overlap(header, area)) settleHeader(sheet, header);
  }
}

function settleHeader(sheet: Sheet, header: Area): void {
  const line = sheet.cells[header.row] ?? [];
  while (line.length < header.column + header.columns) line.push(undefined);
  sheet.cells[header.row] = line;
  const taken = new Set<string>();
  for (let at = 0; at < header.columns; at++) {
    const column = header.column + at;
    const shown = shownText(sheet, header.row, column);
    const name = freeName(shown === '' ? `Column${at + 1}` : shown, taken);
    taken.add(name.toLowerCase());
    if (name !== shown || !isText(line[column])) line[column] = headerCell(name);
  }
}

function isText(cell: Cell): boolean {
  return typeof cell === 'string' || (typeof cell === 'object' && cell.kind === 'quoted');
}

function headerCell(name: string): Cell {
  return { kind: 'quoted', text: name };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}${number}`;
  return name;
}
