import type { Readable } from 'node:stream';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { HmisError } from '../../shared/errors.ts';
import type { CsvFile } from './csv-files.ts';
import type { ParsedRow } from './csv-plain.ts';
import { eachRow } from './csv-rows.ts';
import { RECORD_BYTES, type StrictOptions } from './csv-strict.ts';
import type { RowReport } from './report.ts';

/** A data row of a file: its first line, and its fields by header, blank where the file leaves them out. */
export interface CsvRow {
  readonly line: number;
  get(field: string): string;
}

/** Spellings seen in real exports, and the fields that were renamed between FY 2024 and FY 2026. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  hohleaseholder: 'HOHLeaseholder',
  workplaceviolencethreats: 'WorkplaceViolenceThreats',
  tcellcount: 'TCellCount',
  tcellsource: 'TCellSource',
  hispaniclatinaeo: 'HispanicLatinao',
  hispaniclatinao: 'HispanicLatinao',
};

export interface CsvReading {
  readonly file: CsvFile;
  /** Fields without which the file cannot be used. */
  readonly needed: readonly string[];
  /** The file's header by the specification; what it lacks or adds is a warning. */
  readonly specified: readonly string[];
  readonly report: Pick<RowReport, 'refuse' | 'warn'>;
  /** Called for every data row that has as many fields as the header. */
  onRow(row: CsvRow): void;
  /** Called after every piece of the file, in bytes; reading waits for it. */
  onBytes?(bytes: number): void | Promise<void>;
}

/**
 * Reads a CSV file as exports write it: UTF-8 with or without BOM, CRLF or LF, quoted or not, columns in any order. A
 * row with too few or too many fields, or quotes that don't pair, is refused by line: every line of it, so that a quote
 * which swallows a part of the file is not taken for one bad row. A file without a needed header throws HmisError
 * `ImportRefused`.
 */
export async function readCsv(stream: Readable, reading: CsvReading): Promise<void> {
  const { file } = reading;
  const rows = rowTaker(reading);
  const options: StrictOptions = {
    onRow: rows.take,
    onUnpaired: (from, to) => rows.refuse(from, to, 'has quotes that do not pair'),
    hasHeader: rows.hasHeader,
    refusedHeader: (cause) => notCsv(file, cause),
    refusedFrom: (line, cause) => notCsvFrom(file, line, cause),
  };
  try {
    await eachRow(stream, options, reading.onBytes);
  } catch (error) {
    throw error instanceof HmisError ? error : notCsvFrom(file, undefined, error);
  }
  if (!rows.hasHeader()) throw headerRefused(file, 'is empty: it has no header.');
}

/** Takes a file's rows as they are parsed: the header, then those that have as many fields as it. */
function rowTaker(reading: CsvReading) {
  const { file, report } = reading;
  let index: Map<string, number> | undefined;
  let width = 0;
  let parsed: ParsedRow | undefined;
  const row = { line: 0, get: (field: string): string => parsed?.field(index?.get(field) ?? -1) ?? '' };
  const refuse = (from: number, to: number, reason: string) => {
    for (let line = from; line <= to; line++) report.refuse(file, line, 'row', reason);
  };
  return {
    refuse,
    hasHeader: () => index !== undefined,
    take(this: void, given: ParsedRow) {
      if (!index) {
        const header = Array.from({ length: given.width }, (_, place) => given.field(place));
        index = readHeader(header, reading);
        width = given.width;
      } else if (given.width !== width) {
        refuse(given.first, given.last, `has ${given.width} fields where the header has ${width}`);
      } else {
        parsed = given;
        row.line = given.first;
        reading.onRow(row);
      }
    },
  };
}

/** The header alone, as it is spelled; empty for an empty file. Throws HmisError `ImportRefused` where there is none. */
export async function readCsvHeader(stream: Readable, file: CsvFile): Promise<string[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (chunk.includes('\n') || bytes > RECORD_BYTES) break;
    }
    const options = { bom: true, to: 1, relax_quotes: true, relax_column_count: true, max_record_size: RECORD_BYTES };
    const [header = []] = parseAtOnce(Buffer.concat(chunks), options) as string[][];
    return header.map((cell) => cell.trim());
  } catch (error) {
    throw error instanceof HmisError ? error : notCsv(file, error);
  }
}

/** Where each field is. Says nothing of a first row that is no header: it would be a client's data. */
function readHeader(header: readonly string[], { file, needed, report, ...reading }: CsvReading): Map<string, number> {
  const specified = reading.specified.map((name) => OTHER_SPELLINGS[name.toLowerCase()] ?? name);
  const bySpelling = new Map([...specified, ...needed].map((name) => [name.toLowerCase(), name]));
  const names = header.map((cell) => {
    const spelled = cell.trim();
    return OTHER_SPELLINGS[spelled.toLowerCase()] ?? bySpelling.get(spelled.toLowerCase()) ?? spelled;
  });
  const lacking = needed.filter((name) => !names.includes(name));
  if (lacking.length > 0) {
    throw headerRefused(file, `lacks the header ${lacking.join(', ')}. Export again with all columns.`);
  }
  const known = new Set(bySpelling.values());
  const index = new Map<string, number>();
  for (const [i, name] of names.entries()) {
    if (index.has(name) && known.has(name)) throw headerRefused(file, `has the header ${name} twice.`);
    index.set(name, i);
    if (!specified.includes(name)) report.warn(`${file}.csv`, name.slice(0, 60), 'column is not in the specification');
    else if (name !== header[i] && !reading.specified.includes(header[i] ?? ''))
      report.warn(`${file}.csv`, name, 'header is spelled differently');
  }
  for (const name of specified) if (!index.has(name)) report.warn(`${file}.csv`, name, 'column is missing');
  return index;
}

function headerRefused(file: CsvFile, what: string): HmisError {
  return new HmisError('ImportRefused', `${file}.csv ${what}`, { field: `${file}.csv` });
}

function notCsvFrom(file: CsvFile, line: number | undefined, cause: unknown): HmisError {
  const where = line === undefined ? '' : ` at line ${line}`;
  return new HmisError(
    'ImportRefused',
    `${file}.csv cannot be read as CSV${where}: a quote is never closed, or the file is damaged.`,
    { cause, field: `${file}.csv` },
  );
}

function notCsv(file: CsvFile, cause: unknown): HmisError {
  return new HmisError('ImportRefused', `${file}.csv does not begin with a readable header.`, {
    cause,
    field: `${file}.csv`,
  });
}
