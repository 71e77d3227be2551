import { appendTrail } from '../access/trail.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { type ImportRecord, putImport } from './import-status.ts';

const RESULTS = { done: 'ok', refused: 'ImportRefused', failed: 'Internal' } as const;

/**
 * Writes how an import ended: into the trail first, so that none is known to have ended of which the trail does not tell.
 * Killed between the two, an import that is repeated is told of again.
 */
export async function endImport(
  { dynamo, now }: { readonly dynamo: Dynamo; now(): Date },
  { status, ...record }: ImportRecord & { readonly status: { readonly state: keyof typeof RESULTS } },
): Promise<void> {
  const { id, state, snapshot, unchanged, refused, stored } = status;
  const { projects, enrollments } = stored;
  const details = { id, snapshot: snapshot?.id ?? null, unchanged, projects, enrollments, refusedRows: refused.total };
  const entry = { ...record.by, what: 'importEnd', details, rows: 0, pii: false, result: RESULTS[state] } as const;
  await appendTrail(dynamo, entry, now());
  await putImport(dynamo, { ...record, status });
}
