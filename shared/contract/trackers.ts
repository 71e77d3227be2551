import * as z from 'zod/mini';
import { TRACKER_FIELDS, trackerChanges } from '../tracker.ts';
import { count, date, id, reason } from './wire.ts';

/** The bodies of the housing tracker's calls. */

/** Rows of one bulk save; a larger sheet is saved in several. */
export const ROWS_AT_ONCE = 500;

/** How an edit is asked for: made from `version` (0 where there was no tracker yet), in this project if it is known. */
const edit = {
  version: count,
  changes: trackerChanges,
  projectId: z.optional(id),
};

export const readTrackerRequest = z.strictObject({ reason });
export type ReadTrackerRequest = z.infer<typeof readTrackerRequest>;

export const saveTrackerRequest = z.strictObject({ ...edit, reason });
export type SaveTrackerRequest = z.infer<typeof saveTrackerRequest>;

const row = z.strictObject({ enrollmentId: id, ...edit });
export type TrackerRow = z.infer<typeof row>;

export const saveTrackersRequest = z.strictObject({
  rows: z
    .array(row)
    .check(
      z.minLength(1, { error: 'must have a row' }),
      z.maxLength(ROWS_AT_ONCE, { error: `must have at most ${ROWS_AT_ONCE} rows` }),
    ),
  /** True: says what would happen to each row, and stores nothing. */
  dryRun: z.optional(z.boolean()),
  reason,
});
export type SaveTrackersRequest = z.infer<typeof saveTrackersRequest>;

export const takeTrackerRequest = z.strictObject({
  /** The enrollment whose tracker is taken over. */
  from: id,
  projectId: z.optional(id),
});
export type TakeTrackerRequest = z.infer<typeof takeTrackerRequest>;

const values = z.object(
  Object.fromEntries(TRACKER_FIELDS.map((field) => [field, z.nullable(z.string())])) as Record<
    (typeof TRACKER_FIELDS)[number],
    z.ZodMiniNullable<z.ZodMiniString>
  >,
);

/** One version of a tracker, as the asker may see it: hidden fields are null. */
export const trackerVersion = z.object({
  /** 0 where there is no tracker yet: all blank. */
  version: count,
  /** ISO 8601, UTC; null for version 0. */
  at: z.nullable(z.string()),
  by: z.nullable(z.string()),
  /** The enrollment it was taken over from. */
  takenFrom: z.optional(z.string()),
  values,
});
export type TrackerVersion = z.infer<typeof trackerVersion>;

export const trackerAnswer = z.object({
  enrollmentId: z.string(),
  personalId: z.string(),
  projectId: z.string(),
  entryDate: date,
  exitDate: z.nullable(date),
  current: trackerVersion,
  /** Newest first, the current one included; versions before a take-over carry on behind it. */
  history: z.array(trackerVersion),
  mayEdit: z.boolean(),
});
export type TrackerAnswer = z.infer<typeof trackerAnswer>;

const told = z.array(z.object({ field: z.enum(TRACKER_FIELDS), message: z.string() }));

/** What became of an edit. */
export const saveResult = z.discriminatedUnion('result', [
  /** Stored as `current`; in a dry run: would be stored so, under that version. */
  z.object({ result: z.literal('saved'), enrollmentId: z.string(), current: trackerVersion, warnings: told }),
  /** It changes nothing. */
  z.object({ result: z.literal('unchanged'), enrollmentId: z.string(), current: trackerVersion }),
  /** Made from an older version: nothing was stored; both are shown. */
  z.object({
    result: z.literal('stale'),
    enrollmentId: z.string(),
    message: z.string(),
    base: trackerVersion,
    current: trackerVersion,
  }),
  /** Against a rule, or no enrollment that this person can edit. */
  z.object({
    result: z.literal('refused'),
    enrollmentId: z.string(),
    code: z.enum(['BadRequest', 'NotFound']),
    field: z.optional(z.string()),
    message: z.string(),
  }),
]);
export type SaveResult = z.infer<typeof saveResult>;

export const saveTrackersAnswer = z.object({
  dryRun: z.boolean(),
  /** One for each row, in the rows' order. */
  results: z.array(saveResult),
});
export type SaveTrackersAnswer = z.infer<typeof saveTrackersAnswer>;

/** Trackers whose enrollment is gone from the HMIS while the person stays. */
export const asideList = z.object({
  trackers: z.array(
    z.object({
      enrollmentId: z.string(),
      personalId: z.string(),
      organizationId: z.string(),
      projectId: z.string(),
      /** When the import found its enrollment gone. */
      since: z.string(),
      /** An import from this day on deletes it. */
      deletedFrom: date,
      current: trackerVersion,
    }),
  ),
});
export type AsideList = z.infer<typeof asideList>;
