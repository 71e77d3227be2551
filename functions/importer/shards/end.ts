import type { ImportStatus } from '../../../shared/contract/imports.ts';
import { readCurrent, releaseLease } from '../../snapshot/current.ts';
import { dropDataKey } from '../../snapshot/data-keys.ts';
import { complete } from '../complete.ts';
import { endImport } from '../end-import.ts';
import { REFUSED_LISTED, reported, storedImport, unforeseen } from '../import-status.ts';
import type { Importer } from '../importer.ts';
import { deleteUpload, saveRefused } from '../uploads.ts';
import { allRead, type GroupStored, groupStoredName, mergedExport, mergeReports, shardFilesOf } from './handed-on.ts';
import { inLease } from './in-lease.ts';
import { deleteShardFiles, readValue, SHARDS_KEY } from './sealed-lines.ts';

/** The last step: makes what is stored the current data, and clears away what was handed on. May be repeated. */
export async function endShards(importer: Importer, id: string): Promise<ImportStatus> {
  const { dynamo } = importer.writer;
  const record = await storedImport(dynamo, id);
  if (record.status.state !== 'done') {
    await inLease(importer, id, async ({ assertHeld, report }) => {
      const files = await shardFilesOf(importer, id);
      const { begun, shards } = await allRead(files);
      mergeReports(report, begun, shards);
      const stored: GroupStored[] = [];
      for (let group = 0; group < begun.plan.groups; group++) {
        stored.push(await readValue<GroupStored>(files, groupStoredName(group)));
      }
      const versions = stored.flat().toSorted(([a], [b]) => a - b);
      const completed = await complete(
        importer,
        id,
        mergedExport(begun, shards),
        versions.map(([, version]) => version),
        report,
        assertHeld,
      );
      if (report.refusedTotal > REFUSED_LISTED) await saveRefused(importer.uploads, id, report.refused);
      const status = { ...record.status, state: 'done', step: 'done', ...completed, ...reported(report) } as const;
      await endImport({ dynamo, now: importer.now }, { ...record, status });
    });
  }
  return clearAway(importer, id);
}

/** In place of the last step where one of them could not be done: the current data is as it was. */
export async function abandonShards(importer: Importer, id: string): Promise<ImportStatus> {
  const { dynamo } = importer.writer;
  const record = await storedImport(dynamo, id);
  if (record.status.state !== 'refused' && record.status.state !== 'done') {
    const { message } = unforeseen(undefined);
    const status = { ...record.status, state: 'failed', message } as const;
    await endImport({ dynamo, now: importer.now }, { ...record, status });
  }
  return clearAway(importer, id);
}

/** The lease goes last: who takes it next finds nothing of this import. Without the lease the key is another's. */
async function clearAway({ writer: { dynamo }, uploads }: Importer, id: string): Promise<ImportStatus> {
  if ((await readCurrent(dynamo)).leaseId === id) await dropDataKey(dynamo, SHARDS_KEY);
  await deleteShardFiles(uploads, id);
  await deleteUpload(uploads, id);
  await releaseLease(dynamo, id);
  return (await storedImport(dynamo, id)).status;
}
