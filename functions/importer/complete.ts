import { createHash } from 'node:crypto';
import type { ImportStatus } from '../../shared/contract/imports.ts';
import type { SnapshotId } from '../../shared/ids.ts';
import type { SnapshotFacts } from '../../shared/snapshot.ts';
import { ASIDE_DAYS, followSnapshot } from '../housing/follow.ts';
import { moveCurrent, readCurrent } from '../snapshot/current.ts';
import { STORE_FORMAT } from '../snapshot/families.ts';
import { loadSnapshot, type MapProject, saveSnapshot, snapshotHeadOf } from '../snapshot/stored.ts';
import { sweep } from '../snapshot/sweep.ts';
import type { WrittenVersion } from '../snapshot/version.ts';
import type { Importer } from './importer.ts';
import type { ReadExport } from './read-export.ts';
import type { ImportReport } from './report.ts';

/** What the end of an import adds to its status. */
export type Completed = Pick<ImportStatus, 'snapshot' | 'unchanged' | 'stored' | 'done' | 'total' | 'trackers'>;

/**
 * Makes the export the current data, of which every project is stored: `versions` has them in the catalog's order, those
 * without enrollments left out. The caller holds the lease under `leaseId`. Then brings the housing trackers in line and
 * deletes what nobody needs any more. Repeating it changes nothing.
 */
export async function complete(
  importer: Importer,
  leaseId: string,
  read: ReadExport,
  versions: readonly WrittenVersion[],
  report: ImportReport,
  assertHeld: () => void,
): Promise<Completed> {
  const { dynamo } = importer.writer;
  const map = versions.map((version) => version.map);
  assertHeld();
  const facts = { id: snapshotId(read, map), ...read.facts };
  const unchanged = await makeCurrent(importer, leaseId, facts, map, read);
  // The data is in place: trackers that cannot be brought in line now are so by the next import, the same one included.
  const trackers = await follow(importer, facts.id, assertHeld).catch(() => {
    report.warn('', '', 'housing trackers could not be brought in line yet: import the export again');
    return undefined;
  });
  // What cannot be swept now is left to the next sweep.
  await sweep(dynamo, importer.now(), assertHeld).catch(() => report.warn('', '', 'old data could not be deleted yet'));
  return { snapshot: facts, unchanged, stored: storedOf(versions), done: 1, total: 1, ...(trackers && { trackers }) };
}

function storedOf(versions: readonly WrittenVersion[]): ImportStatus['stored'] {
  const written = versions.filter((version) => version.written);
  return {
    projects: versions.length,
    projectsUnchanged: versions.length - written.length,
    enrollments: versions.reduce((sum, { map }) => sum + enrollmentsOf(map), 0),
    segments: written.reduce((sum, { map }) => sum + map.segments.length, 0),
    bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function enrollmentsOf({ segments }: MapProject): number {
  return segments.reduce((sum, { rows }) => sum + rows, 0);
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
      enrollments: map.reduce((sum, project) => sum + enrollmentsOf(project), 0),
      openEnrollments: read.openEnrollments,
    };
    await saveSnapshot(dynamo, head, map, read.catalog);
  }
  await moveCurrent(dynamo, leaseId, facts.id, importedAt);
  return false;
}
