import { parse } from 'csv-parse';
import { HmisError } from '../../shared/errors.ts';
import { lineCounter, lineEndsIn } from './csv-lines.ts';
import type { OnRow, PlainScanner } from './csv-plain.ts';

/** Longest record in bytes: a quote that is never closed must not swallow a file into memory. */
export const RECORD_BYTES = 1_000_000;

/** What to do with what is found, whichever way rows are read. */
export interface StrictOptions {
  readonly onRow: OnRow;
  /** Lines of rows whose quotes don't pair. */
  onUnpaired(from: number, to: number): void;
  /** Whether the header has come. */
  hasHeader(): boolean;
  /** The refusal of a file whose header cannot be read, and of one that cannot be read from a line on. */
  refusedHeader(cause: unknown): HmisError;
  refusedFrom(line: number | undefined, cause: unknown): HmisError;
}

/** Judges every byte of what is given to it, and finds its way back into the rows after one that is malformed. */
export interface StrictParser {
  write(chunk: Buffer): Promise<void>;
  end(): Promise<void>;
  destroy(): void;
}

/**
 * A parser of a file from a row on, `from` being where that begins. A row with quotes that don't pair is told of by line: every line of it, so that a
 * quote which swallows a part of the file is not taken for one bad row.
 */
export function strictParser(from: ReturnType<PlainScanner['place']>, options: StrictOptions): StrictParser {
  const { onRow } = options;
  const counter = lineCounter();
  let lastLine = 0;
  let unpaired = false;
  let read = 0;
  const endUnpaired = (to: number) => {
    if (unpaired) options.onUnpaired(from.lines + lastLine + 1, from.lines + to);
    unpaired = false;
  };
  const parser = parse({
    bom: from.lines === 0,
    ...(from.lineEnd === null ? {} : { record_delimiter: from.lineEnd }),
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: RECORD_BYTES,
    on_skip: (error) => {
      if (!options.hasHeader()) throw options.refusedHeader(error);
      // After this one the parser would go on in the middle of a row.
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw refused(error);
      unpaired = true;
    },
    on_record: (fields: string[], { bytes }) => {
      const last = counter.lastLine(bytes);
      const first = last === lastLine + 1 ? last : last - lineEndsIn(fields);
      if (options.hasHeader()) endUnpaired(first - 1);
      const field = (place: number) => fields[place] ?? '';
      onRow({ first: from.lines + first, last: from.lines + last, width: fields.length, field });
      lastLine = last;
      return null;
    },
  });
  const refused = (error: unknown): HmisError => {
    if (error instanceof HmisError) return error;
    const lines = (error as { lines?: number } | undefined)?.lines;
    return options.refusedFrom(lines === undefined ? undefined : from.lines + lines, error);
  };
  parser.resume();
  const failed = new Promise<never>((_, reject) => parser.on('error', (error) => reject(refused(error))));
  failed.catch(() => undefined);
  return {
    async write(chunk) {
      if (parser.errored) throw refused(parser.errored);
      read += chunk.length;
      counter.add(chunk);
      if (!parser.write(chunk)) await Promise.race([failed, new Promise((resolve) => parser.once('drain', resolve))]);
    },
    async end() {
      const ended = new Promise((resolve) => parser.once('end', resolve));
      parser.end();
      await Promise.race([failed, ended]);
      endUnpaired(counter.lastLine(read));
    },
    destroy: () => void parser.destroy(),
  };
}
