import * as z from 'zod/mini';
import { FILE_PASSWORD_RULE, isFilePassword } from '../file-password.ts';
import { count, date, reason, snapshotId } from './wire.ts';

/** Files on server, made in the background: validation files, and those that schedules make. */

export const FILE_STATES = ['queued', 'running', 'ready', 'failed', 'expired'] as const;

/**
 * Asks for a validation file. Either `password` or, in the person's own responsibility and kept in the trail,
 * `passwordWaived`. No project means all that the person may see.
 */
export const fileRequest = z.strictObject({
  kind: z.literal('apr-validation'),
  from: date,
  to: date,
  projects: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(1_000)),
  reason,
  password: z.optional(z.string().check(z.refine(isFilePassword, { error: FILE_PASSWORD_RULE }))),
  passwordWaived: z.optional(z.literal(true)),
});
export type FileRequest = z.infer<typeof fileRequest>;

const facts = {
  id: z.string(),
  state: z.enum(FILE_STATES),
  /** Who asked for it, and whether that is who looks now: only they can open it. */
  askedBy: z.string(),
  own: z.boolean(),
  askedAt: z.string(),
  projects: z.array(z.string()),
  passwordWaived: z.boolean(),
  /** What goes on; `done` and `total` count stored pieces to read. */
  step: z.string(),
  done: count,
  total: count,
  /** Once it is ready: bytes of the zip, rows in all its files, and when it goes. */
  size: z.optional(count),
  rows: z.optional(count),
  expiresAt: z.optional(z.string()),
  /** Why it failed, and what to do. */
  message: z.optional(z.string()),
};

export const fileStatus = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apr-validation'),
    ...facts,
    from: date,
    to: date,
    snapshot: snapshotId,
    exportDate: date,
  }),
  /** A report that a schedule made: which, by which setting, and from which data once that is known. */
  z.object({
    kind: z.literal('report'),
    ...facts,
    schedule: z.string(),
    report: z.string(),
    name: z.string(),
    hidePii: z.boolean(),
    snapshot: z.optional(snapshotId),
    exportDate: z.optional(date),
  }),
]);
export type FileStatus = z.infer<typeof fileStatus>;

/** Newest first: a person's own; an administrator's list has everybody's. */
export const fileList = z.object({ files: z.array(fileStatus) });
export type FileList = z.infer<typeof fileList>;

/** An address that gives this one file, for five minutes. */
export const fileDownload = z.object({ url: z.string(), name: z.string() });
export type FileDownload = z.infer<typeof fileDownload>;
