import type { HmisFormat } from '../../shared/column.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import { isId } from '../../shared/ids.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { headerOf } from './csv-files.ts';
import { parseAmount, parseCode, parseDate } from './fields.ts';
import type { RowReport } from './report.ts';
import type { ZipCsv } from './zip.ts';

/** Why a row cannot be used. Thrown by a file's reader, caught where its rows are counted. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/** Thrown by a file's reader for a row that belongs to a deleted record: no record itself. */
export class RowDeleted extends Error {
  override readonly name = 'RowDeleted';
}

/** A data row with its fields as values. What cannot be read is blank, and a warning. */
export interface Row {
  readonly line: number;
  text(field: string): string | null;
  code(field: string): number | null;
  /** Dollars. */
  amount(field: string): number | null;
  date(field: string): CalendarDate | null;
  /** A date that cannot lie after the export: `06-01-62` is of 1962. */
  birthDate(field: string): CalendarDate | null;
  /** An id that the row cannot do without; throws RowRefused. */
  id<Id extends string>(field: string): Id;
  /** An id that may be blank: empty, or spaces alone. Spaces beside something else are part of it. */
  optionalId<Id extends string>(field: string): Id | null;
  /** A date that the row cannot do without; throws RowRefused. */
  neededDate(field: string): CalendarDate;
}

export interface FileReading {
  readonly csv: ZipCsv;
  readonly format: HmisFormat;
  readonly report: RowReport;
  /** The year of the export: the century of two-digit years. */
  readonly exportYear: number;
  /** Fields without which the file cannot be used, beside DateDeleted. */
  readonly needed: readonly string[];
  onBytes?(bytes: number): void | Promise<void>;
  /** For a row with DateDeleted. */
  onDeleted?(row: CsvRow): void;
}

/**
 * Reads a file's rows: deleted ones are counted and passed over; a row whose reader throws RowRefused is counted and
 * listed. Throws HmisError `ImportRefused` for a file that cannot be read or has too many bad rows.
 */
export async function readFile(reading: FileReading, onRow: (row: Row) => void): Promise<void> {
  const { csv, report, format } = reading;
  const { file } = csv;
  const warn = (field: string, what: string) => report.warn(`${file}.csv`, field, what);
  let current: CsvRow = { line: 0, get: () => '' };
  const row: Row = rowOver(() => current, reading.exportYear, warn);
  // Export.csv alone has no DateDeleted.
  const hasDeleted = headerOf(file, format).includes('DateDeleted');
  await readCsv(await csv.open(), {
    file,
    report,
    needed: hasDeleted ? [...reading.needed, 'DateDeleted'] : reading.needed,
    specified: headerOf(file, format),
    ...(reading.onBytes ? { onBytes: reading.onBytes } : {}),
    onRow(csvRow) {
      current = csvRow;
      if (hasDeleted && csvRow.get('DateDeleted').trim() !== '') {
        report.count(file, 'deleted');
        reading.onDeleted?.(csvRow);
        return;
      }
      try {
        onRow(row);
        report.count(file, 'kept');
      } catch (error) {
        if (error instanceof RowRefused) report.refuse(file, csvRow.line, error.field, error.message);
        else if (error instanceof RowDeleted) report.count(file, 'deleted');
        else throw error;
      }
    },
  });
  report.assertFewRefused(file);
}

/** Grants end and exits are planned in years to come: `09-30-28` is not of 1928. */
const YEARS_AHEAD = 20;

function rowOver(current: () => CsvRow, exportYear: number, warn: (field: string, what: string) => void): Row {
  const code = (field: string): number | null => {
    const value = parseCode(current().get(field));
    if (value === undefined) warn(field, 'value is no whole number and was taken as blank');
    return value ?? null;
  };
  const amount = (field: string): number | null => {
    const value = parseAmount(current().get(field));
    if (value === undefined) warn(field, 'value is no amount and was taken as blank');
    return value ?? null;
  };
  const dateUpTo = (field: string, lastYear: number): CalendarDate | null => {
    const value = parseDate(current().get(field), lastYear);
    if (value === undefined) warn(field, 'value is no date and was taken as blank');
    return value ?? null;
  };
  const optionalId = <Id extends string>(field: string): Id | null => {
    const value = current().get(field);
    if (value.trim() === '') return null;
    if (!isId(value)) throw new RowRefused(field, 'is no id of 1 to 200 bytes');
    return value as Id;
  };
  return {
    get line() {
      return current().line;
    },
    text(field) {
      const value = current().get(field);
      if (value.includes('\ufffd')) warn(field, 'text is not UTF-8; some letters are lost');
      return value.trim() === '' ? null : value;
    },
    code,
    amount,
    date: (field) => dateUpTo(field, exportYear + YEARS_AHEAD),
    birthDate: (field) => dateUpTo(field, exportYear),
    optionalId,
    id<Id extends string>(field: string): Id {
      const value = optionalId<Id>(field);
      if (value === null) throw new RowRefused(field, 'is blank');
      return value;
    },
    neededDate(field) {
      const value = parseDate(current().get(field), exportYear + YEARS_AHEAD);
      if (!value) throw new RowRefused(field, value === null ? 'is blank' : 'is no date');
      return value;
    },
  };
}
