import * as z from 'zod/mini';
import { FILE_PASSWORD_RULE, isFilePassword } from '../file-password.ts';
import { count, date, reason, snapshotId } from './wire.ts';

/** Files on server: validation files, made in the background. */

export const FILE_KINDS = ['apr-validation'] as const;
export const FILE_STATES = ['queued', 'running', 'ready', 'failed', 'expired'] as const;

/**
 * Asks for a validation file. Either `password` or, in the person's own responsibility and kept in the trail,
 * `passwordWaived`. No project means all that the person may see.
 */
export const fileRequest = z.strictObject({
  kind: z.enum(FILE_KINDS),
  from: date,
  to: date,
  projects: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(1_000)),
  reason,
  password: z.optional(z.string().check(z.refine(isFilePassword, { error: FILE_PASSWORD_RULE }))),
  passwordWaived: z.optional(z.literal(true)),
});
export type FileRequest = z.infer<typeof fileRequest>;

export const fileStatus = z.object({
  id: z.string(),
  kind: z.enum(FILE_KINDS),
  state: z.enum(FILE_STATES),
  /** Who asked for it, and whether that is who looks now: only they can open it. */
  askedBy: z.string(),
  own: z.boolean(),
  askedAt: z.string(),
  from: date,
  to: date,
  projects: z.array(z.string()),
  snapshot: snapshotId,
  exportDate: date,
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
});
export type FileStatus = z.infer<typeof fileStatus>;

/** Newest first: a person's own; an administrator's list has everybody's. */
export const fileList = z.object({ files: z.array(fileStatus) });
export type FileList = z.infer<typeof fileList>;

/** An address that gives this one file, for five minutes. */
export const fileDownload = z.object({ url: z.string(), name: z.string() });
export type FileDownload = z.infer<typeof fileDownload>;
