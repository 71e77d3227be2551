import { randomUUID } from 'node:crypto';
import type { ImportRequest, ImportStarted, ImportStatus, SnapshotList } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import type { SnapshotId } from '../../shared/ids.ts';
import type { Profile } from '../access/profiles.ts';
import { appendTrail } from '../access/trail.ts';
import { ASIDE_DAYS, followSnapshot } from '../housing/follow.ts';
import { getImport, putImport, REFUSED_LISTED, waitingStatus } from '../importer/import-status.ts';
import { presignUpload, refusedUrl, type Uploads } from '../importer/uploads.ts';
import { moveCurrent, readCurrent, releaseLease, takeLease } from '../snapshot/current.ts';
import { assertReadable, listSnapshots, loadSnapshot, snapshotHeadOf } from '../snapshot/stored.ts';
import type { Service } from './service.ts';

/** Begins an import: an id, and where to put the zip. The upload itself starts it. */
export async function startImport(
  service: Service,
  { tid, oid, name }: Profile,
  request: ImportRequest,
): Promise<ImportStarted> {
  const id = randomUUID();
  const acceptSmaller = request.acceptSmaller ?? false;
  await appendTrail(
    service.dynamo,
    {
      tid,
      oid,
      name,
      what: 'importStart',
      details: { id, acceptSmaller, size: request.size },
      rows: 0,
      pii: false,
      result: 'ok',
    },
    service.now(),
  );
  const status = waitingStatus(id, name, service.now().toISOString());
  await putImport(service.dynamo, { status, acceptSmaller, by: { tid, oid, name } });
  return { id, upload: await presignUpload(uploadsOf(service), id, request.size) };
}

export async function importStatus(service: Service, id: string): Promise<ImportStatus> {
  const { status } = await getImport(service.dynamo, id, service.now().getTime());
  const ended = status.state === 'done' || status.state === 'refused' || status.state === 'failed';
  if (!ended || status.refused.total <= REFUSED_LISTED) return status;
  return { ...status, refused: { ...status.refused, url: await refusedUrl(uploadsOf(service), id) } };
}

export async function snapshotList({ dynamo, now }: Service): Promise<SnapshotList> {
  const [current, heads] = await Promise.all([readCurrent(dynamo), listSnapshots(dynamo)]);
  // A rollback has the lease too, under an id of which there is no import: whoever asks for it is told so.
  const { leaseId, leaseUntil = 0 } = current;
  return {
    ...(leaseId !== undefined && leaseUntil >= now().getTime() && { importing: leaseId }),
    snapshots: heads
      .map(({ facts, importedAt, projects, enrollments }) => ({
        ...facts,
        importedAt,
        current: facts.id === current.id,
        projects,
        enrollments,
      }))
      .sort((a, b) => (a.importedAt < b.importedAt ? 1 : -1)),
  };
}

/** Makes a stored snapshot the live one again. Throws HmisError `NotFound`, or `ImportRunning` while an import runs. */
export async function rollback(service: Service, { tid, oid, name }: Profile, id: string): Promise<SnapshotList> {
  const { dynamo } = service;
  const to = id as SnapshotId;
  const leaseId = randomUUID();
  await takeLease(dynamo, leaseId, service.now().getTime());
  try {
    const head = await snapshotHeadOf(dynamo, to);
    if (!head) {
      throw new HmisError('NotFound', 'There is no such snapshot. List them to see which are kept.', { field: 'id' });
    }
    assertReadable(head);
    const { id: from } = await readCurrent(dynamo);
    await appendTrail(
      dynamo,
      { tid, oid, name, what: 'rollback', details: { from: from ?? null, to }, rows: 0, pii: false, result: 'ok' },
      service.now(),
    );
    await moveCurrent(dynamo, leaseId, to, service.now().toISOString());
    // Older data lacks whoever came later: their trackers are set aside, and come back with the next import.
    const options = { now: service.now(), asideDays: service.asideDays ?? ASIDE_DAYS, mayDelete: false };
    await followSnapshot(dynamo, await loadSnapshot(dynamo, to), options);
  } finally {
    await releaseLease(dynamo, leaseId);
  }
  return snapshotList(service);
}

function uploadsOf({ uploads }: Service): Uploads {
  if (!uploads) throw new Error('This function does not answer for imports.');
  return uploads;
}
