import type { RandomAccessReader } from 'yauzl';
import type { HmisFormat } from '../../shared/column.ts';
import type { ProjectId } from '../../shared/ids.ts';
import type { SnapshotFacts } from '../../shared/snapshot.ts';
import { isHashedExport } from '../hmis/name-quality.ts';
import type { SnapshotCatalog } from '../snapshot/stored.ts';
import { catalogReaders, type FileReader } from './catalog.ts';
import { readCsvHeader } from './csv.ts';
import { detailRecords } from './detail-records.ts';
import { checkExport, EXPORT_FIELDS, type ExportFacts, formatOf, readExportRow } from './export-row.ts';
import { type EnrollmentIndex, peopleRecords } from './people-records.ts';
import { readFile } from './read-file.ts';
import type { ImportReport, RowReport } from './report.ts';
import type { Spill } from './spill.ts';
import type { Spilled } from './spilled.ts';
import { type ExportZip, openExportZip } from './zip.ts';

/** An export read to its last row and checked, its people in the spill by project number. */
export interface ReadExport {
  readonly facts: Omit<SnapshotFacts, 'id'>;
  /** Its projects' places in the list are their numbers in the spill. */
  readonly catalog: SnapshotCatalog;
  readonly openEnrollments: number;
}

export interface ReadingProgress {
  /** Called every few megabytes: bytes read of all bytes there are, unpacked. */
  onProgress(file: string, done: number, total: number): void | Promise<void>;
}

/**
 * Reads a whole export: the small files, the enrollments, then all that hangs on people, into the spill. Nothing is
 * stored yet. Throws HmisError `ImportRefused` for an export that cannot be taken; a row that cannot be used is in
 * `report`.
 */
export async function readExport(
  source: RandomAccessReader,
  size: number,
  spill: Spill,
  report: ImportReport,
  progress: ReadingProgress,
): Promise<ReadExport> {
  const zip = await openExportZip(source, size);
  try {
    const { read, facts, catalog, index } = await readPeople(zip, report, spill.add, progress);
    const details = detailRecords(index, spill.add);
    for (const reader of details.readers) await read(reader);
    return { facts, catalog, openEnrollments: index.projectOf.size - details.exits() };
  } finally {
    zip.close();
  }
}

/** What the files before those that hang on enrollments tell. */
export interface ReadPeople extends Omit<ReadExport, 'openEnrollments'> {
  readonly index: EnrollmentIndex;
  /** Reads one more file of the export. */
  read(reader: FileReader): Promise<void>;
}

/** Reads who runs which projects and who is enrolled in them; `add` takes the rows of each. Throws as `readExport`. */
export async function readPeople(
  zip: ExportZip,
  report: ImportReport,
  add: (project: number, row: Spilled) => void,
  progress: ReadingProgress,
): Promise<ReadPeople> {
  for (const name of zip.ignored) report.warn(name, '', 'file is not part of an export and was passed over');
  const exported = await readExportFile(zip, report);
  const format = formatOf(exported.csvVersion) ?? (await formatByHeader(zip));
  const read = fileReading(zip, { format, exportDate: exported.exportDate }, report, progress);

  const small = catalogReaders();
  for (const reader of small.readers) await read(reader);
  const catalog = small.catalog();

  const numbers = new Map<ProjectId, number>(catalog.projects.map((project, n) => [project.ProjectID, n]));
  const people = peopleRecords(format, (id) => numbers.get(id) ?? (small.isDeleted(id) ? 'deleted' : undefined), add);
  await read(people.people, report.countsOnly());
  await read(people.enrollments);
  await read(people.clients, report.warningsOnly());

  const hashed = isHashedExport(people.sample(), exported.hashStatus);
  const { exportId, exportDate, exportStartDate, exportEndDate, software } = exported;
  const facts = { format, exportId, exportDate, exportStartDate, exportEndDate, software, hashed };
  return { facts, catalog, index: people.index, read };
}

async function readExportFile(zip: ExportZip, report: ImportReport): Promise<ExportFacts> {
  const csv = zip.files.get('Export');
  if (!csv) throw new Error('openExportZip answers all files.');
  const rows: ExportFacts[] = [];
  // The century of two-digit years is not known before this file is read; its own dates are of our time.
  await readFile({ csv, format: 'FY2026', report, exportYear: 2079, needed: EXPORT_FIELDS }, (row) =>
    rows.push(readExportRow(row)),
  );
  if (rows.length > 1) report.warn('Export.csv', '', 'row beside the one an export should have');
  return checkExport(rows);
}

/** Without a CSVVersion that says it: only FY 2026 has Sex. */
async function formatByHeader(zip: ExportZip): Promise<HmisFormat> {
  const client = zip.files.get('Client');
  if (!client) throw new Error('openExportZip answers all files.');
  const header = await readCsvHeader(await client.open(), 'Client');
  return header.some((name) => name.toLowerCase() === 'sex') ? 'FY2026' : 'FY2024';
}

/** How files of an export are read; each call of what it answers reads one. */
export function fileReading(
  zip: Pick<ExportZip, 'files'>,
  { format, exportDate }: Pick<SnapshotFacts, 'format' | 'exportDate'>,
  all: RowReport,
  progress: ReadingProgress,
) {
  const total = [...zip.files.values()].reduce((sum, csv) => sum + csv.size, zip.files.get('Client')?.size ?? 0);
  const exportYear = Number(exportDate.slice(0, 4));
  let done = 0;
  let told = 0;
  return async (reader: FileReader, report: RowReport = all): Promise<void> => {
    const csv = zip.files.get(reader.file);
    if (!csv) throw new Error('openExportZip answers all files.');
    const onBytes = async (bytes: number) => {
      done += bytes;
      if (done - told < TELL_EVERY_BYTES) return;
      told = done;
      await progress.onProgress(`${reader.file}.csv`, done, total);
    };
    const { needed, onDeleted } = reader;
    const reading = { csv, format, report, exportYear, needed, onBytes, ...(onDeleted ? { onDeleted } : {}) };
    await readFile(reading, (row) => reader.onRow(row));
  };
}

const TELL_EVERY_BYTES = 4_000_000;
