import type { AnswerColumn, Cell } from '../../shared/column.ts';
import { guarded } from '../../shared/csv.ts';
import { isCalendarDate } from '../../shared/dates.ts';
import { columnWidths } from '../../shared/excel/column-width.ts';
import { excelSerial } from '../../shared/excel/serial.ts';
import type { Table } from '../../shared/run-result.ts';
import { MAIN, RELATIONS, XML } from './xlsx-package.ts';
import { STYLE } from './xlsx-parts.ts';
import type { SharedStrings } from './xlsx-strings.ts';
import { columnLetters, xmlAttribute } from './xlsx-text.ts';

/** The cells of a table's sheet, `A1:AK20`: with no rows one blank one stands below the header, for Excel wants a body. */
export function tableRange({ columns, rows }: Table): string {
  return `A1:${columnLetters(columns.length - 1)}${Math.max(rows.length, 1) + 1}`;
}

/**
 * A sheet that holds one table: header in row 1, frozen; dates as serial numbers, texts as texts whatever they look like.
 */
export function* tableSheet(table: Table, strings: SharedStrings): Generator<string> {
  const { columns, rows } = table;
  const letters = columns.map((_, i) => columnLetters(i));
  yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><dimension ref="${tableRange(table)}"/>`;
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  yield '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>';
  yield `<sheetFormatPr defaultRowHeight="15"/>${columnsXml(table)}<sheetData><row r="1">`;
  yield columns.map((c, i) => textCell(`${letters[i]}1`, headerText(c), strings, STYLE.header)).join('');
  yield '</row>';
  for (const [n, row] of rows.entries()) {
    const cells = columns.map((column, i) => cellXml(`${letters[i]}${n + 2}`, column, row[i] ?? null, strings));
    yield `<row r="${n + 2}">${cells.join('')}</row>`;
  }
  if (rows.length === 0) yield '<row r="2"/>';
  yield '</sheetData><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';
  yield '<pageSetup orientation="landscape"/>';
  // Ids are texts of digits: without this every one gets a green corner.
  yield `<ignoredErrors><ignoredError sqref="${tableRange(table)}" numberStoredAsText="1"/></ignoredErrors>`;
  yield '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>';
}

/** A header as it stands in the cell and, word for word, in the table's part: one line. */
export function headerText(column: AnswerColumn): string {
  return column.header.replaceAll(/\s+/g, ' ');
}

function cellXml(ref: string, column: AnswerColumn, cell: Cell, strings: SharedStrings): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${ref}"><v>${cell}</v></c>` : '';
  if (column.type === 'date' && isCalendarDate(cell)) {
    const serial = excelSerial(cell);
    if (serial !== undefined) return `<c r="${ref}" s="${STYLE.date}"><v>${serial}</v></c>`;
  }
  return textCell(ref, cell, strings, guarded(cell) === cell ? STYLE.plain : STYLE.guarded);
}

function textCell(ref: string, text: string, strings: SharedStrings, style: number): string {
  return `<c r="${ref}" t="s"${style === 0 ? '' : ` s="${style}"`}><v>${strings.indexOf(text)}</v></c>`;
}

function columnsXml({ columns, rows }: Table): string {
  const widths = columnWidths(columns, rows);
  return `<cols>${widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('')}</cols>`;
}

const NOTE_WIDTH = 110;

/** The sheet that says what the run was: a title, then one line a note. */
export function* notesSheet(title: string, notes: readonly string[], strings: SharedStrings): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
  yield '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>';
  yield `<cols><col min="1" max="1" width="${NOTE_WIDTH}" customWidth="1"/></cols><sheetData>`;
  yield `<row r="1">${textCell('A1', title, strings, STYLE.title)}</row>`;
  for (const [i, note] of notes.entries()) {
    // Not every reader finds the height of wrapped text by itself; Excel's rows end at 409 points.
    const height = Math.min(15 * Math.ceil(note.length / (NOTE_WIDTH * 0.9)), 405) || 15;
    yield `<row r="${i + 3}" ht="${height}" customHeight="1">${textCell(`A${i + 3}`, note, strings, STYLE.note)}</row>`;
  }
  yield '</sheetData><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';
  yield '<pageSetup fitToHeight="0"/></worksheet>';
}

/** The table's own part: name, range, filter buttons, columns by their headers, which must differ. */
export function tablePart(id: number, name: string, table: Table): string {
  const range = tableRange(table);
  const columns = table.columns.map((c, i) => `<tableColumn id="${i + 1}" name="${xmlAttribute(headerText(c))}"/>`);
  return [
    `${XML}<table xmlns="${MAIN}" id="${id}" name="${name}" displayName="${name}" ref="${range}" totalsRowShown="0">`,
    `<autoFilter ref="${range}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns>`,
    '<tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/>',
    '</table>',
  ].join('');
}
