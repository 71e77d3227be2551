import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { HmisError } from '../../shared/errors.ts';
import type { CsvFile } from './csv-files.ts';
import type { RowReport } from './report.ts';

/** A data row of a file: its line, and its fields by header, blank where the file leaves them out. */
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
 * row with too few or too many fields, or quotes that don't pair, is refused by line; a file without a needed header
 * throws HmisError `ImportRefused`.
 */
export async function readCsv(stream: Readable, reading: CsvReading): Promise<void> {
  const { file, report } = reading;
  let index: Map<string, number> | undefined;
  let width = 0;
  let record: readonly string[] = [];
  const row = { line: 0, get: (field: string): string => record[index?.get(field) ?? -1] ?? '' };
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: RECORD_BYTES,
    on_skip: (error) => {
      if (!index) throw notCsv(file, error);
      report.refuse(file, Number(error?.lines ?? 0), 'row', 'has quotes that do not pair');
    },
    on_record: (fields: string[], { lines }) => {
      if (!index) {
        index = readHeader(fields, reading);
        width = fields.length;
        return null;
      }
      if (fields.length !== width) {
        report.refuse(file, lines, 'row', `has ${fields.length} fields where the header has ${width}`);
        return null;
      }
      record = fields;
      row.line = lines;
      reading.onRow(row);
      return null;
    },
  });
  parser.resume();
  const failed = new Promise<never>((_, reject) => parser.on('error', reject));
  failed.catch(() => undefined);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (parser.errored) throw parser.errored;
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
  if (!index) throw new HmisError('ImportRefused', `${file}.csv is empty: it has no header.`, { field: `${file}.csv` });
}

/** The header alone, as it is spelled; empty for an empty file. */
export async function readCsvHeader(stream: Readable): Promise<string[]> {
  const parser = stream.pipe(parse({ bom: true, to_line: 1, relax_quotes: true }));
  try {
    for await (const record of parser) return (record as string[]).map((cell) => cell.trim());
    return [];
  } finally {
    stream.destroy();
  }
}

function readHeader(header: readonly string[], { file, needed, report, ...reading }: CsvReading): Map<string, number> {
  const specified = reading.specified.map((name) => OTHER_SPELLINGS[name.toLowerCase()] ?? name);
  const bySpelling = new Map([...specified, ...needed].map((name) => [name.toLowerCase(), name]));
  const index = new Map<string, number>();
  for (const [i, cell] of header.entries()) {
    const spelled = cell.trim();
    const name = OTHER_SPELLINGS[spelled.toLowerCase()] ?? bySpelling.get(spelled.toLowerCase()) ?? spelled;
    if (index.has(name)) {
      throw new HmisError('ImportRefused', `${file}.csv has the header ${name} twice.`, { field: `${file}.csv` });
    }
    index.set(name, i);
    if (name !== cell && !reading.specified.includes(cell))
      report.warn(`${file}.csv`, name, 'header is spelled differently');
    else if (!specified.includes(name))
      report.warn(`${file}.csv`, name.slice(0, 60), 'column is not in the specification');
  }
  const lacking = needed.filter((name) => !index.has(name));
  if (lacking.length > 0) {
    throw new HmisError(
      'ImportRefused',
      `${file}.csv lacks the header ${lacking.join(', ')}. Export again with all columns.`,
      {
        field: `${file}.csv`,
      },
    );
  }
  for (const name of specified) if (!index.has(name)) report.warn(`${file}.csv`, name, 'column is missing');
  return index;
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
