import type { AnswerColumn, Cell } from '../../../shared/column.ts';
import { isCalendarDate } from '../../../shared/dates.ts';
import type { Table } from './table.ts';

const BOM = '\ufeff';
const LINE = '\r\n';

/**
 * A table as CSV, piece by piece: RFC 4180 with CRLF, a byte order mark so that Excel reads it as UTF-8, a header line,
 * blanks for null. Every text that a spreadsheet would take for a formula is guarded; numbers and dates are bare.
 */
export function* csvChunks({ columns, rows }: Table): Generator<string> {
  yield BOM + columns.map((column) => field(guarded(column.header))).join(',') + LINE;
  for (const row of rows) yield columns.map((column, i) => csvCell(column, row[i] ?? null)).join(',') + LINE;
}

function csvCell(column: AnswerColumn, cell: Cell): string {
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
