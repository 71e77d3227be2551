import { HmisError } from '../../shared/errors.ts';
import { LEASE_MS, overtaken, renewLease } from './current.ts';
import type { Dynamo } from './dynamo.ts';

const HEARTBEAT_MS = 10_000;

export interface KeptLease {
  /** Throws HmisError `ImportRunning` where the lease was lost. */
  assertHeld(): void;
  stop(): void;
}

/**
 * Renews a lease in the background. `assertHeld` goes by the clock too: a process that was suspended must not go on
 * before its next renewal tells it that another took over.
 */
export function keepLease(dynamo: Dynamo, leaseId: string, now: () => Date): KeptLease {
  let lost: unknown;
  let heldUntil = now().getTime() + LEASE_MS;
  const timer = setInterval(() => {
    const at = now().getTime();
    renewLease(dynamo, leaseId, at).then(
      () => {
        heldUntil = at + LEASE_MS;
      },
      (error: unknown) => {
        // A database that is busy for a moment takes no lease away: the clock does, if it lasts.
        if (error instanceof HmisError && error.code === 'ImportRunning') lost = error;
      },
    );
  }, HEARTBEAT_MS);
  return {
    assertHeld: () => {
      if (lost !== undefined) throw lost;
      if (now().getTime() >= heldUntil) throw overtaken(undefined);
    },
    stop: () => clearInterval(timer),
  };
}
