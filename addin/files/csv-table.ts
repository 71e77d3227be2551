import { parse } from 'csv-parse/browser/esm/sync';
import type { AnswerColumn, Cell, ColumnType } from '../../shared/column.ts';
import { isCalendarDate } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';

/** A CSV file as a sheet takes it. */
export interface CsvTable {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What one worksheet holds below its header. */
const ROWS = 1_048_575;
const COLUMNS = 500;

/**
 * A CSV file as a table: UTF-8, or Windows' letters where it is none. A column whose values are all dates or all numbers
 * is one of dates or numbers; an id stays a text. Throws HmisError `BadRequest` for what is no CSV file with a header or
 * does not fit a sheet; never with a value of it.
 */
export function csvTable(bytes: Uint8Array): CsvTable {
  const [header, ...lines] = parsed(textOf(bytes));
  if (!header || header.every((name) => name === '')) throw refused('This file has no header line.');
  if (lines.length > ROWS || header.length > COLUMNS) throw refused('This file is larger than a worksheet.');
  const columns = header.map((name, i): AnswerColumn => {
    const type = typeOf(name, lines, i);
    return { key: `${i}`, header: name, type, pii: false };
  });
  return { columns, rows: lines.map((line) => columns.map(({ type }, i) => cellOf(type, line[i] ?? ''))) };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function parsed(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count_less: true, skip_empty_lines: true });
  } catch {
    // Its message would quote the file.
    throw refused('This is not a CSV file, or it is damaged.');
  }
}

const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/;

function typeOf(name: string, lines: readonly (readonly string[])[], i: number): ColumnType {
  const filled = lines.flatMap((line) => ((line[i] ?? '') === '' ? [] : [line[i] ?? '']));
  if (filled.length === 0) return 'text';
  if (filled.every((text) => dateOf(text) !== undefined)) return 'date';
  const isId = /id$/i.test(name.trim()) || /ssn/i.test(name);
  return !isId && filled.every((text) => NUMBER.test(text)) ? 'number' : 'text';
}

function cellOf(type: ColumnType, text: string): Cell {
  if (text === '') return null;
  if (type === 'date') return dateOf(text) ?? text;
  if (type === 'number') return Number(text);
  // The guard of a CSV file; a sheet's cell is guarded in its own way.
  return /^'[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text;
}

/** `2026-01-31`, `1/31/2026`, either with a time behind it that is left out. */
function dateOf(text: string): string | undefined {
  const [day = ''] = text.split(/[ T]/, 1);
  const [, month = '', date = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(day) ?? [];
  const iso = year === '' ? day : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const rest = text.slice(day.length);
  return isCalendarDate(iso) && (rest === '' || /^[ T]\d{1,2}:\d{2}/.test(rest)) ? iso : undefined;
}

function refused(message: string): HmisError {
  return new HmisError('BadRequest', message, { field: 'file' });
}
