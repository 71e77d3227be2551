import { Writable } from 'node:stream';
import { ZipWriter } from '@zip.js/zip.js';
import type { CsvFile } from '../../../functions/importer/csv-files.ts';
import { CSV_FILES } from '../../../functions/importer/csv-files.ts';
import type { CalendarDate } from '../../../shared/dates.ts';
import { familiesOf } from './families.ts';
import type { Sample, SampleOptions } from './options.ts';
import { sampleOf } from './options.ts';
import type { Row } from './row.ts';
import { csvLines } from './row.ts';
import { ROWS } from './rows.ts';
import { settingOf } from './setting.ts';

export interface SampleFile {
  readonly file: CsvFile;
  /** Drawn anew each time they are gone through; never all in memory. */
  readonly rows: Iterable<Row>;
}

export interface SampleSummary {
  readonly asOf: CalendarDate;
  /** Data rows of each file, deleted ones included. */
  readonly rows: Readonly<Record<CsvFile, number>>;
  /** Bytes of all files before compression. */
  readonly csvBytes: number;
  readonly zipBytes: number;
}

/** The 24 files of a made-up export in the order of the specification; throws `HmisError` on options that cannot be. */
export function sampleFiles(options: SampleOptions): SampleFile[] {
  const sample = sampleOf(options);
  const setting = settingOf(sample);
  const anew = { [Symbol.iterator]: () => familiesOf(sample, setting) };
  const families = sample.clients <= KEPT ? [...anew] : anew;
  return CSV_FILES.map((file) => ({ file, rows: { [Symbol.iterator]: () => ROWS[file](sample, setting, families) } }));
}

/** Clients up to which the families are drawn once and kept, some 10 MB; beyond it, once for each file. */
const KEPT = 5000;

/**
 * Writes a made-up HMIS CSV export as a zip to `sink`, and ends it. The same options give the same bytes, on every machine
 * and at any time. Memory does not grow with `clients`: in a large sample each file is drawn anew
 * from the seed while it is written. Throws
 * `HmisError` on options that cannot be, and what the sink throws.
 */
export async function writeSample(options: SampleOptions, sink: Writable): Promise<SampleSummary> {
  const sample = sampleOf(options);
  const counts = new Map<CsvFile, number>();
  let csvBytes = 0;
  let zipBytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      zipBytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const written = counter.readable.pipeTo(Writable.toWeb(sink));
  const zip = new ZipWriter(counter.writable, {
    // The embedded deflate gives the same bytes everywhere; the platform's own need not.
    useCompressionStream: false,
    // Half the time of the usual 6, for a fifth more bytes.
    level: 3,
    useWebWorkers: false,
    extendedTimestamp: false,
    rawLastModDate: noonInDosTime(sample),
  });
  const write = async () => {
    for (const { file, rows } of sampleFiles(options)) {
      await zip.add(
        `${file}.csv`,
        textStream(linesOf(sample, file, rows, counts), (bytes) => (csvBytes += bytes)),
      );
    }
    await zip.close();
  };
  await Promise.all([write(), written]);
  const rows = Object.fromEntries(counts) as Record<CsvFile, number>;
  return { asOf: sample.asOf, rows, csvBytes, zipBytes };
}

function* linesOf(
  { format }: Sample,
  file: CsvFile,
  rows: Iterable<Row>,
  counts: Map<CsvFile, number>,
): Generator<string> {
  const { header, line } = csvLines(file, format);
  let count = 0;
  yield header;
  for (const row of rows) {
    count++;
    yield line(row);
  }
  counts.set(file, count);
}

const CHUNK = 65_536;

function textStream(lines: Iterator<string>, onBytes: (bytes: number) => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let text = '';
      let next = lines.next();
      while (!next.done) {
        text += next.value;
        if (text.length >= CHUNK) break;
        next = lines.next();
      }
      const bytes = encoder.encode(text);
      onBytes(bytes.length);
      if (bytes.length > 0) controller.enqueue(bytes);
      if (next.done) controller.close();
    },
  });
}

/** Noon of the export's end as zip headers have it: without a time zone. */
function noonInDosTime({ asOf }: Sample): number {
  const [year, month, day] = asOf.split('-').map(Number);
  return ((((year ?? 1980) - 1980) << 25) | ((month ?? 1) << 21) | ((day ?? 1) << 16) | (12 << 11)) >>> 0;
}
