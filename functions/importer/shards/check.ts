import { checkAgainstCurrent } from '../check-against-current.ts';
import { putImport, storedImport } from '../import-status.ts';
import type { Importer } from '../importer.ts';
import { allRead, mergedExport, mergeReports, shardFilesOf } from './handed-on.ts';
import { inLease } from './in-lease.ts';

/**
 * When all is read and before anything is stored: whether the export is one to build lists on. Answers the groups of
 * projects to store. Throws HmisError `ImportRefused`.
 */
export async function checkShards(importer: Importer, id: string): Promise<number[]> {
  const { dynamo } = importer.writer;
  return inLease(importer, id, async ({ report }) => {
    const { begun, shards } = await allRead(await shardFilesOf(importer, id));
    mergeReports(report, begun, shards);
    const record = await storedImport(dynamo, id);
    await checkAgainstCurrent(dynamo, mergedExport(begun, shards), record.acceptSmaller);
    const total = begun.catalog.projects.length;
    const status = { ...record.status, state: 'running', step: 'storing projects', done: 0, total } as const;
    await putImport(dynamo, { ...record, status });
    return Array.from({ length: begun.plan.groups }, (_, group) => group);
  });
}
