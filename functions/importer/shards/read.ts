import type { CsvFile } from '../csv-files.ts';
import { detailRecords } from '../detail-records.ts';
import { advance } from '../import-status.ts';
import type { Importer } from '../importer.ts';
import { fileReading } from '../read-export.ts';
import type { ImportReport, RowReport } from '../report.ts';
import { openUpload } from '../uploads.ts';
import { openExportZip, type ZipCsv } from '../zip.ts';
import { type CsvPart, csvPart } from './csv-part.ts';
import { readIndex } from './enrollment-index.ts';
import { BEGUN, type Begun, type ShardRead, shardFilesOf, shardReadName } from './handed-on.ts';
import { inLease } from './in-lease.ts';
import type { FilePart, ReadingShard } from './plan.ts';
import { rowsWriter } from './rows-writer.ts';
import { putValue, readValue } from './sealed-lines.ts';

/** How much further a shard is, is told this often. */
const TELL_BYTES = 40_000_000;

/** Reads a shard's parts of the files that hang on enrollments, and hands their rows on to the groups of projects. */
export async function readShard(importer: Importer, id: string, { n, parts }: ReadingShard): Promise<void> {
  const { dynamo } = importer.writer;
  await inLease(importer, id, async ({ assertHeld, report }) => {
    const files = await shardFilesOf(importer, id);
    const { facts, plan, index } = await readValue<Begun>(files, BEGUN);
    const rows = rowsWriter(files, plan.groups);
    const details = detailRecords(await readIndex(files, index), rows.add);
    const { source, size } = await openUpload(importer.uploads, id);
    const zip = await openExportZip(source, size);
    try {
      let told = 0;
      const cut = new Map(parts.map((part) => [part.file, cutOf(zip.files, part)]));
      const progress = {
        async onProgress(_file: string, done: number) {
          assertHeld();
          await rows.drain();
          if (done - told < TELL_BYTES) return;
          await advance(dynamo, id, done - told);
          told = done;
        },
      };
      const read = fileReading(
        { files: new Map([...cut].map(([file, { csv }]) => [file, csv])) },
        facts,
        report,
        progress,
      );
      for (const part of parts) {
        const own = cut.get(part.file);
        const reader = details.readers.find(({ file }) => file === part.file);
        if (!own || !reader) throw new Error(`${part.file}.csv does not hang on enrollments.`);
        const partReport = reportOfPart(report, part, own);
        await read({ ...reader, onRow: (row) => partReport.inRow(() => reader.onRow(row)) }, partReport);
      }
      const found: ShardRead = { exits: details.exits(), rows: await rows.end(), report: report.part() };
      await putValue(files, shardReadName(n), found);
      await advance(dynamo, id, parts.reduce((sum, { from, to }) => sum + to - from, 0) - told);
    } finally {
      zip.close();
    }
  });
}

function cutOf(files: ReadonlyMap<CsvFile, ZipCsv>, part: FilePart): CsvPart {
  const csv = files.get(part.file);
  if (!csv) throw new Error('openExportZip answers all files.');
  return csvPart(csv, part);
}

interface PartReport extends RowReport {
  /** What is odd about the header is said by the first part alone; this marks what is said of a row. */
  inRow(read: () => void): void;
}

/** Lines are the file's, and whether too many are bad is for all parts together to say. */
function reportOfPart(report: ImportReport, { from }: FilePart, { skippedLines }: CsvPart): PartReport {
  let row = false;
  return {
    count: (file, what) => report.count(file, what),
    refuse: (file, line, field, reason) => report.refuse(file, line + skippedLines(), field, reason),
    warn(file, field, what) {
      if (row || from === 0) report.warn(file, field, what);
    },
    assertFewRefused: () => undefined,
    inRow(read) {
      row = true;
      read();
    },
  };
}
