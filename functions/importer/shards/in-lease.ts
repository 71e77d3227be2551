import { HmisError } from '../../../shared/errors.ts';
import { readCurrent, renewLease, takeLease } from '../../snapshot/current.ts';
import type { Dynamo } from '../../snapshot/dynamo.ts';
import { keepLease } from '../../snapshot/keep-lease.ts';
import { endImport } from '../end-import.ts';
import { reported, storedImport, whyOf } from '../import-status.ts';
import type { Importer } from '../importer.ts';
import { ImportReport } from '../report.ts';

/** What the work of a step is given. */
export interface StepContext {
  /** Throws HmisError `ImportRunning` where another import has taken over. */
  readonly assertHeld: () => void;
  /** For what this step meets. */
  readonly report: ImportReport;
}

/** Takes the lease for an import, which may have it from an attempt that died. Throws HmisError `ImportRunning`. */
export async function takeOwnLease(dynamo: Dynamo, id: string, now: number): Promise<void> {
  try {
    await takeLease(dynamo, id, now);
  } catch (error) {
    if (!(error instanceof HmisError) || (await readCurrent(dynamo)).leaseId !== id) throw error;
    await renewLease(dynamo, id, now);
  }
}

/**
 * Does one step of an import under its lease, which all steps share and keep; `take` gets it. Throws what went wrong; a
 * refusal is in the import's status by then.
 */
export async function inLease<T>(
  { writer: { dynamo }, now }: Importer,
  id: string,
  work: (context: StepContext) => Promise<T>,
  take: typeof renewLease = renewLease,
): Promise<T> {
  const report = new ImportReport();
  try {
    await take(dynamo, id, now().getTime());
    const lease = keepLease(dynamo, id, now);
    try {
      return await work({ assertHeld: lease.assertHeld, report });
    } finally {
      lease.stop();
    }
  } catch (error) {
    if (error instanceof HmisError && error.status < 500) await tellRefused({ dynamo, now }, id, error, report);
    throw error;
  }
}

/** The first refusal counts: others follow from it, where it has ended what they were about. */
async function tellRefused(
  { dynamo, now }: { readonly dynamo: Dynamo; now(): Date },
  id: string,
  refusal: HmisError,
  report: ImportReport,
): Promise<void> {
  const record = await storedImport(dynamo, id);
  if (record.status.state !== 'waiting' && record.status.state !== 'running') return;
  const status = { ...record.status, state: 'refused', ...whyOf(refusal), ...reported(report) } as const;
  await endImport({ dynamo, now }, { ...record, status });
}
