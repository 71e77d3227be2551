import { dataKeyFor, dropDataKey } from '../../snapshot/data-keys.ts';
import { putImport, storedImport } from '../import-status.ts';
import type { Importer } from '../importer.ts';
import { readPeople } from '../read-export.ts';
import { openUpload } from '../uploads.ts';
import { openExportZip } from '../zip.ts';
import { putIndex } from './enrollment-index.ts';
import { BEGUN, type Begun, type ShardPlan } from './handed-on.ts';
import { inLease, type StepContext, takeOwnLease } from './in-lease.ts';
import { planImport } from './plan.ts';
import { rowsWriter } from './rows-writer.ts';
import { putValue, SHARDS_KEY } from './sealed-lines.ts';

/**
 * The first step: takes the lease, reads who is enrolled where, and says what the others do. Throws HmisError
 * `ImportRunning` where another import runs, and `ImportRefused`.
 */
export async function beginShards(importer: Importer, id: string): Promise<ShardPlan> {
  const { writer, uploads, planLimits } = importer;
  const begin = async ({ assertHeld, report }: StepContext) => {
    const record = await storedImport(writer.dynamo, id);
    const { source, size } = await openUpload(uploads, id);
    const zip = await openExportZip(source, size);
    try {
      const sizes = new Map([...zip.files].map(([file, csv]) => [file, csv.size]));
      const plan = planImport(sizes, planLimits);
      if (plan.by !== 'shards') throw new Error('One function imports an export of this size.');
      const total = plan.reading.flatMap(({ parts }) => parts).reduce((sum, { from, to }) => sum + to - from, 0);
      const status = { ...record.status, state: 'running', step: 'reading people', done: 0, total } as const;
      await putImport(writer.dynamo, { ...record, status });

      // What an import left that died opens no more.
      await dropDataKey(writer.dynamo, SHARDS_KEY);
      const files = { uploads, importId: id, dataKey: await dataKeyFor(writer, SHARDS_KEY) };
      const rows = rowsWriter(files, plan.groups);
      const { facts, catalog, index } = await readPeople(zip, report, rows.add, {
        async onProgress() {
          assertHeld();
          await rows.drain();
        },
      });
      const begun: Begun = {
        plan,
        facts,
        catalog,
        enrollments: index.projectOf.size,
        index: await putIndex(files, index),
        rows: await rows.end(),
        report: report.part(),
      };
      await putValue(files, BEGUN, begun);
      await putImport(writer.dynamo, { ...record, status: { ...status, step: 'reading records' } });
      return plan;
    } finally {
      zip.close();
    }
  };
  return inLease(importer, id, begin, takeOwnLease);
}
