import { createHash } from 'node:crypto';
import type { ImportStatus } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import type { SnapshotId } from '../../shared/ids.ts';
import type { SnapshotFacts } from '../../shared/snapshot.ts';
import { ASIDE_DAYS, followSnapshot } from '../housing/follow.ts';
import { moveCurrent, readCurrent, releaseLease, takeLease } from '../snapshot/current.ts';
import { STORE_FORMAT } from '../snapshot/families.ts';
import { keepLease } from '../snapshot/keep-lease.ts';
import { loadSnapshot, type MapProject, type SnapshotHead, saveSnapshot, snapshotHeadOf } from '../snapshot/stored.ts';
import { sweep } from '../snapshot/sweep.ts';
import { type VersionWriter, writeVersion } from '../snapshot/version.ts';
import { assembleEnrollments } from './assemble.ts';
import { getImport, type ImportRecord, putImport, REFUSED_LISTED } from './import-status.ts';
import { type ReadExport, readExport } from './read-export.ts';
import { ImportReport } from './report.ts';
import { openSpill } from './spill.ts';
import type { Spilled } from './spilled.ts';
import { deleteUpload, openUpload, saveRefused, type Uploads } from './uploads.ts';

/** A status is written at most this often while an import runs. */
const TELL_MS = 500;
/** An export with so much less than the current one is taken only when an admin says so. */
const ACCEPTED_DROP = 0.2;

/** What an import needs of its host. */
export interface Importer {
  readonly writer: VersionWriter;
  readonly uploads: Uploads;
  /** A folder for rows that don't fit in memory, sealed; emptied before and after. */
  readonly spillFolder: string;
  /** Days a tracker is kept whose enrollment is gone; ASIDE_DAYS where left out. */
  readonly asideDays?: number;
  now(): Date;
}

/**
 * Imports an uploaded export: reads and checks all of it, stores what is new, then moves the one pointer. Whatever goes
 * wrong before that leaves the current data as it was. How it went is in the import's status; a refusal or failure is
 * told there, not thrown. Repeating an import of the same upload is harmless, also while it runs elsewhere.
 */
export async function runImport(importer: Importer, id: string): Promise<ImportStatus> {
  const { dynamo } = importer.writer;
  const record = await getImport(dynamo, id, importer.now().getTime());
  if (['running', 'done', 'refused'].includes(record.status.state)) return record.status;
  const report = new ImportReport();
  let status = record.status;
  const tell = async (change: Partial<ImportStatus>) => {
    status = { ...status, ...change, ...reported(report) };
    await putImport(dynamo, { ...record, status });
  };
  try {
    await takeLease(dynamo, id, importer.now().getTime());
    const lease = keepLease(dynamo, id, importer.now);
    try {
      // Another process may have done it all between the look and the lease.
      const { status: meanwhile } = await getImport(dynamo, id, importer.now().getTime());
      if (meanwhile.state === 'done' || meanwhile.state === 'refused') return meanwhile;
      await tell({ state: 'running', step: 'opening the upload' });
      const result = await readAndStore(importer, record, report, lease.assertHeld, throttled(tell));
      await tell({ state: 'done', step: 'done', ...result });
    } finally {
      lease.stop();
      await releaseLease(dynamo, id);
    }
  } catch (error) {
    const known = error instanceof HmisError ? error : unforeseen(error);
    const elsewhere = known.code === 'ImportRunning' ? await ranElsewhere(importer, id) : undefined;
    if (elsewhere) return elsewhere;
    await tell({ state: known.status < 500 ? 'refused' : 'failed', message: known.message });
  }
  if (report.refusedTotal > REFUSED_LISTED) await saveRefused(importer.uploads, id, report.refused);
  await deleteUpload(importer.uploads, id);
  return status;
}

/** How this very import goes in another process, which may be told of an upload a second time. */
async function ranElsewhere({ writer: { dynamo }, now }: Importer, id: string): Promise<ImportStatus | undefined> {
  const { leaseId } = await readCurrent(dynamo);
  const { status } = await getImport(dynamo, id, now().getTime());
  return leaseId === id || status.state === 'done' || status.state === 'refused' ? status : undefined;
}

type Result = Pick<ImportStatus, 'snapshot' | 'unchanged' | 'stored' | 'done' | 'total' | 'trackers'>;
type Tell = (change: Pick<ImportStatus, 'step' | 'done' | 'total'>) => Promise<void>;

async function readAndStore(
  importer: Importer,
  { status: { id }, acceptSmaller }: ImportRecord,
  report: ImportReport,
  assertHeld: () => void,
  tell: Tell,
): Promise<Result> {
  const { writer } = importer;
  const spill = openSpill(importer.spillFolder);
  try {
    const { source, size } = await openUpload(importer.uploads, id);
    const read = await readExport(source, size, spill, report, {
      onProgress: async (file, done, total) => {
        assertHeld();
        await tell({ step: `reading ${file}`, done, total });
      },
    });
    await checkAgainstCurrent(importer, read, acceptSmaller);

    const stored = { projects: 0, projectsUnchanged: 0, enrollments: 0, segments: 0, bytes: 0 };
    const map: MapProject[] = [];
    for (const [n, project] of read.catalog.projects.entries()) {
      assertHeld();
      await tell({ step: 'storing projects', done: n, total: read.catalog.projects.length });
      const enrollments = assembleEnrollments(spill.read(n) as Spilled[], read.facts.hashed);
      if (enrollments.length === 0) continue;
      const version = await writeVersion(writer, project.ProjectID, enrollments);
      map.push(version.map);
      stored.projects++;
      if (!version.written) stored.projectsUnchanged++;
      stored.enrollments += enrollments.length;
      stored.segments += version.written ? version.map.segments.length : 0;
      stored.bytes += version.bytes;
    }
    assertHeld();
    const facts = { id: snapshotId(read, map), ...read.facts };
    const unchanged = await makeCurrent(importer, id, facts, map, read);
    // The data is in place: trackers that cannot be brought in line now are so by the next import, the same one included.
    const trackers = await follow(importer, facts.id, assertHeld).catch(() => {
      report.warn('', '', 'housing trackers could not be brought in line yet: import the export again');
      return undefined;
    });
    // What cannot be swept now is left to the next sweep.
    await sweep(writer.dynamo, importer.now(), assertHeld).catch(() =>
      report.warn('', '', 'old data could not be deleted yet'),
    );
    return { snapshot: facts, unchanged, stored, done: 1, total: 1, ...(trackers && { trackers }) };
  } finally {
    spill.close();
  }
}

async function follow(
  { writer: { dynamo }, now, asideDays = ASIDE_DAYS }: Importer,
  id: SnapshotId,
  assertHeld: () => void,
): Promise<ImportStatus['trackers']> {
  const snapshot = await loadSnapshot(dynamo, id);
  return followSnapshot(dynamo, snapshot, { now: now(), asideDays, mayDelete: true, assertHeld });
}

/** The same data of the same export has the same id, so that importing it again finds it. */
function snapshotId({ facts, catalog }: ReadExport, map: readonly MapProject[]): SnapshotId {
  const content = JSON.stringify([STORE_FORMAT, facts, catalog, map.map(({ projectId, v }) => [projectId, v])]);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return `${facts.exportDate.replaceAll('-', '')}-${hash}` as SnapshotId;
}

/** True where it was the current one already. A snapshot that is still stored is moved to without a write of its own. */
async function makeCurrent(
  { writer: { dynamo }, now }: Importer,
  leaseId: string,
  facts: SnapshotFacts,
  map: readonly MapProject[],
  read: ReadExport,
): Promise<boolean> {
  if ((await readCurrent(dynamo)).id === facts.id) return true;
  const importedAt = now().toISOString();
  if (!(await snapshotHeadOf(dynamo, facts.id))) {
    const head = {
      facts,
      importedAt,
      projects: read.catalog.projects.length,
      enrollments: map.reduce((sum, project) => sum + project.segments.reduce((rows, s) => rows + s.rows, 0), 0),
      openEnrollments: read.openEnrollments,
    };
    await saveSnapshot(dynamo, head, map, read.catalog);
  }
  await moveCurrent(dynamo, leaseId, facts.id, importedAt);
  return false;
}

async function checkAgainstCurrent(
  { writer: { dynamo } }: Importer,
  read: ReadExport,
  acceptSmaller: boolean,
): Promise<void> {
  const { id } = await readCurrent(dynamo);
  const current = id === undefined ? undefined : await snapshotHeadOf(dynamo, id);
  if (!current) return;
  const { exportDate } = read.facts;
  if (exportDate < current.facts.exportDate) {
    throw new HmisError(
      'ImportRefused',
      `This export is of ${exportDate}, older than the current data of ${current.facts.exportDate}. To go back, use rollback.`,
    );
  }
  if (!acceptSmaller) assertNotSmaller(current, read);
}

function assertNotSmaller(current: SnapshotHead, read: ReadExport): void {
  const drops = [
    { what: 'projects', before: current.projects, after: read.catalog.projects.length },
    { what: 'open enrollments', before: current.openEnrollments, after: read.openEnrollments },
  ];
  const drop = drops.find(({ before, after }) => after < before * (1 - ACCEPTED_DROP));
  if (!drop) return;
  throw new HmisError(
    'ImportRefused',
    `This export has ${drop.after} ${drop.what}, the current data ${drop.before}: over ${ACCEPTED_DROP * 100} % fewer. If that is right, import it with --accept-smaller.`,
  );
}

function throttled(tell: Tell): Tell {
  let last = 0;
  return async (change) => {
    if (Date.now() - last < TELL_MS) return;
    last = Date.now();
    await tell(change);
  };
}

function reported(report: ImportReport): Pick<ImportStatus, 'files' | 'refused' | 'warnings'> {
  return {
    files: report.files(),
    refused: { total: report.refusedTotal, rows: report.refused.slice(0, REFUSED_LISTED) },
    warnings: report.warnings(),
  };
}

function unforeseen(cause: unknown): HmisError {
  return new HmisError(
    'Internal',
    'The import failed for a reason nobody foresaw. The current data is as it was; try again, then tell support.',
    { cause },
  );
}
