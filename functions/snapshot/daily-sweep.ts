import { randomUUID } from 'node:crypto';
import { HmisError } from '../../shared/errors.ts';
import { releaseLease, takeLease } from './current.ts';
import type { Dynamo } from './dynamo.ts';
import { keepLease } from './keep-lease.ts';
import { type Swept, sweep } from './sweep.ts';

/**
 * A sweep that no import leads to. Without it data would wait for the next import to be deleted. Answers undefined, and
 * deletes nothing, where an import runs: that one sweeps at its end.
 */
export async function dailySweep(dynamo: Dynamo, now: () => Date): Promise<Swept | undefined> {
  const leaseId = `sweep-${randomUUID()}`;
  try {
    await takeLease(dynamo, leaseId, now().getTime());
  } catch (error) {
    if (error instanceof HmisError && error.code === 'ImportRunning') return undefined;
    throw error;
  }
  const lease = keepLease(dynamo, leaseId, now);
  try {
    return await sweep(dynamo, now(), lease.assertHeld);
  } finally {
    lease.stop();
    await releaseLease(dynamo, leaseId);
  }
}
