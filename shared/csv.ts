import type { Cell, ColumnType } from './column.ts';
import { isCalendarDate } from './dates.ts';

const BOM = '\ufeff';
const LINE = '\r\n';

interface CsvColumn {
  readonly type: ColumnType;
}

/** The first line of a CSV file: a byte order mark, so that Excel reads it as UTF-8, and the headers. */
export function csvHeader(headers: readonly string[]): string {
  return BOM + headers.map((header) => field(guarded(header))).join(',') + LINE;
}

/**
 * A row as a line of CSV: RFC 4180 with CRLF, nothing for null. Every text that a spreadsheet would take for a formula is
 * guarded; numbers and dates are bare.
 */
export function csvRow(columns: readonly CsvColumn[], row: readonly Cell[]): string {
  return columns.map((column, i) => csvCell(column, row[i] ?? null)).join(',') + LINE;
}

function csvCell(column: CsvColumn, cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return column.type === 'date' && isCalendarDate(cell) ? cell : field(guarded(cell));
}

/**
 * The text with an apostrophe wherever a formula could begin: in front, where it begins with = + - @, their full-width
 * forms, tab, carriage return or line feed, and behind a semicolon, a tab or a line break, where an Excel of another list
 * separator begins a cell. A name is an attacker's input: `=HYPERLINK(…)` must stay a name.
 */
export function guarded(text: string): string {
  const inside = text.replaceAll(/([;\t\r\n]["\s]*)(?=[=+\-@＝＋－＠])/g, "$1'");
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${inside}` : inside;
}

/** Quoted where a reader could take part of it for structure; the semicolon and the tab for Excel in other locales. */
function field(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
