import * as z from 'zod/mini';
import { count, snapshotFacts } from './wire.ts';

/** Imports of exports, and the snapshots that they made. */

/** Of a zip that is uploaded. */
export const MAX_UPLOAD_BYTES = 5_000_000_000;

export const importRequest = z.strictObject({
  /** Bytes of the zip that will be uploaded. */
  size: z.int().check(z.minimum(1), z.maximum(MAX_UPLOAD_BYTES)),
  /** Takes an export with over 20 % fewer projects or open enrollments than the current one; logged. */
  acceptSmaller: z.optional(z.boolean()),
});
export type ImportRequest = z.infer<typeof importRequest>;

export const importStarted = z.object({
  id: z.string(),
  upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
export type ImportStarted = z.infer<typeof importStarted>;

const fileCounts = z.object({
  /** Data rows in the file. */
  rows: count,
  kept: count,
  /** Rows with DateDeleted filled: no records. */
  deleted: count,
  refused: count,
});
export type FileCounts = z.infer<typeof fileCounts>;

/** A row that could not be used, and why. Never the value of a field. */
const refusedRow = z.object({ file: z.string(), line: count, field: z.string(), reason: z.string() });
export type RefusedRow = z.infer<typeof refusedRow>;

export const IMPORT_STATES = ['waiting', 'running', 'done', 'refused', 'failed'] as const;

export const importStatus = z.object({
  id: z.string(),
  state: z.enum(IMPORT_STATES),
  startedBy: z.string(),
  startedAt: z.string(),
  /** What goes on: reading a file, storing projects, switching. `done` and `total` are bytes, projects or steps. */
  step: z.string(),
  done: count,
  total: count,
  files: z.record(z.string(), fileCounts),
  refused: z.object({
    total: count,
    /** The first 1,000, in the files' order. */
    rows: z.array(refusedRow),
    /** All of them as JSON lines, for five minutes; where there are more than `rows` holds. */
    url: z.optional(z.string()),
  }),
  /** Odd things that were taken as they are: unknown columns, old spellings, values that are no number. */
  warnings: z.array(z.object({ file: z.string(), field: z.string(), what: z.string(), count })),
  snapshot: z.optional(snapshotFacts),
  /** True where the export was already stored: nothing was written. */
  unchanged: z.boolean(),
  stored: z.object({
    projects: count,
    /** Projects whose data was already there. */
    projectsUnchanged: count,
    enrollments: count,
    segments: count,
    bytes: count,
  }),
  /** Housing trackers that were brought in line with the data: an absent one had none to look at, or has not got there. */
  trackers: z.optional(z.object({ moved: count, setAside: count, returned: count, deleted: count })),
  /** True where it was refused for being smaller than the current data, which `acceptSmaller` would have let through. */
  smaller: z.optional(z.boolean()),
  /** Why it was refused or failed, and what to do. */
  message: z.optional(z.string()),
});
export type ImportStatus = z.infer<typeof importStatus>;

export const snapshotList = z.object({
  snapshots: z.array(
    z.object({
      ...snapshotFacts.shape,
      importedAt: z.string(),
      current: z.boolean(),
      projects: count,
      enrollments: count,
    }),
  ),
  /** The id of the import that runs at this moment, whoever began it. */
  importing: z.optional(z.string()),
});
export type SnapshotList = z.infer<typeof snapshotList>;
