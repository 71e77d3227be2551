import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { HmisError } from '../../shared/errors.ts';
import type { CsvFile } from './csv-files.ts';
import { lineCounter, lineEndsIn } from './csv-lines.ts';
import type { RowReport } from './report.ts';

/** A data row of a file: its first line, and its fields by header, blank where the file leaves them out. */
export interface CsvRow {
  readonly line: number;
  get(field: string): string;
}

/** Longest record in bytes: a quote that is never closed must not swallow a file into memory. */
const RECORD_BYTES = 1_000_000;

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
  const { file, report } = reading;
  const counter = lineCounter();
  let index: Map<string, number> | undefined;
  let width = 0;
  let lastLine = 0;
  let unpaired = false;
  let record: readonly string[] = [];
  const row = { line: 0, get: (field: string): string => record[index?.get(field) ?? -1] ?? '' };
  const refuse = (from: number, to: number, reason: string) => {
    for (let line = from; line <= to; line++) report.refuse(file, line, 'row', reason);
  };
  const endUnpaired = (to: number) => {
    if (unpaired) refuse(lastLine + 1, to, 'has quotes that do not pair');
    unpaired = false;
  };
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: RECORD_BYTES,
    on_skip: (error) => {
      if (!index) throw notCsv(file, error);
      // After this one the parser would go on in the middle of a row.
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw csvError(file, error);
      unpaired = true;
    },
    on_record: (fields: string[], { bytes }) => {
      const last = counter.lastLine(bytes);
      const first = last === lastLine + 1 ? last : last - lineEndsIn(fields);
      if (!index) {
        index = readHeader(fields, reading);
        width = fields.length;
      } else {
        endUnpaired(first - 1);
        if (fields.length !== width) {
          refuse(first, last, `has ${fields.length} fields where the header has ${width}`);
        } else {
          record = fields;
          row.line = first;
          reading.onRow(row);
        }
      }
      lastLine = last;
      return null;
    },
  });
  parser.resume();
  const failed = new Promise<never>((_, reject) => parser.on('error', reject));
  failed.catch(() => undefined);
  let read = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (parser.errored) throw parser.errored;
      read += chunk.length;
      counter.add(chunk);
      if (!parser.write(chunk)) await Promise.race([failed, new Promise((resolve) => parser.once('drain', resolve))]);
      await reading.onBytes?.(chunk.length);
    }
    const ended = new Promise((resolve) => parser.once('end', resolve));
    parser.end();
    await Promise.race([failed, ended]);
  } catch (error) {
    throw error instanceof HmisError ? error : csvError(file, error);
  } finally {
    stream.destroy();
    parser.destroy();
  }
  if (!index) throw headerRefused(file, 'is empty: it has no header.');
  endUnpaired(counter.lastLine(read));
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

function csvError(file: CsvFile, error: unknown): HmisError {
  const lines = (error as { lines?: number } | undefined)?.lines;
  const where = lines === undefined ? '' : ` at line ${lines}`;
  return new HmisError(
    'ImportRefused',
    `${file}.csv cannot be read as CSV${where}: a quote is never closed, or the file is damaged.`,
    {
      cause: error,
      field: `${file}.csv`,
    },
  );
}

function notCsv(file: CsvFile, cause: unknown): HmisError {
  return new HmisError('ImportRefused', `${file}.csv does not begin with a readable header.`, {
    cause,
    field: `${file}.csv`,
  });
}
