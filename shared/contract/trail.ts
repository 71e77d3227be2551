import * as z from 'zod/mini';
import { TRAIL_EVENTS, TRAIL_FAULTS } from '../trail-events.ts';
import { count, date } from './wire.ts';

/** The audit trail, to be read and verified. */

const person = z.strictObject({ tid: z.string().check(z.maxLength(100)), oid: z.string().check(z.maxLength(100)) });

/** Days are UTC's, both included. `after` is that of the answer before, for the next ones. */
export const auditRequest = z.strictObject({
  from: date,
  to: date,
  who: z.optional(person),
  what: z.optional(z.enum(TRAIL_EVENTS)),
  after: z.optional(z.string().check(z.maxLength(60))),
});
export type AuditRequest = z.infer<typeof auditRequest>;

export const auditAnswer = z.object({
  /** Oldest first. Each entry's hash is the SHA-256 of its canonical JSON without `hash`. */
  entries: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      tid: z.string(),
      oid: z.string(),
      name: z.string(),
      what: z.enum(TRAIL_EVENTS),
      details: z.record(z.string(), z.unknown()),
      rows: count,
      pii: z.boolean(),
      reason: z.optional(z.string()),
      result: z.string(),
      shard: count,
      seq: count,
      previous: z.string(),
      hash: z.string(),
    }),
  ),
  /** Where there are more. */
  after: z.optional(z.string()),
});
export type AuditAnswer = z.infer<typeof auditAnswer>;

/** The end of one of a day's chains. Kept elsewhere, it shows later that nothing was cut off or written anew. */
const chainHead = z.strictObject({ shard: z.int(), seq: z.int(), hash: z.string().check(z.length(64)) });

export const auditCheckRequest = z.strictObject({
  day: date,
  heads: z.optional(z.array(chainHead).check(z.maxLength(16))),
});
export type AuditCheckRequest = z.infer<typeof auditCheckRequest>;

export const auditCheck = z.object({
  day: date,
  entries: count,
  faults: z.array(z.object({ shard: count, seq: count, what: z.enum(TRAIL_FAULTS) })),
  heads: z.array(chainHead),
});
export type AuditCheck = z.infer<typeof auditCheck>;
