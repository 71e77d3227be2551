import * as z from 'zod/mini';
import type { CalendarDate } from './dates.ts';
import { isCalendarDate } from './dates.ts';
import { FILE_PASSWORD_RULE, isFilePassword } from './file-password.ts';
import type { SnapshotId } from './ids.ts';
import { ROLES, type TokenScope } from './roles.ts';
import { TRAIL_EVENTS, TRAIL_FAULTS } from './trail-events.ts';

/** The bodies of the API's calls. Requests are strict: an unknown field is refused by name. */

const date = z.pipe(
  z.string().check(z.refine(isCalendarDate)),
  z.transform((text) => text as CalendarDate),
);
const count = z.int().check(z.minimum(0));
const snapshotId = z.pipe(
  z.string().check(z.regex(/^\d{8}-[0-9a-f]{16}$/, { error: 'is no snapshot id' })),
  z.transform((text) => text as SnapshotId),
);
const cell = z.union([z.string(), z.number(), z.null()]);

export const snapshotFacts = z.object({
  id: snapshotId,
  format: z.enum(['FY2024', 'FY2026']),
  exportId: z.string(),
  exportDate: date,
  exportStartDate: date,
  exportEndDate: date,
  software: z.string(),
  hashed: z.boolean(),
});

const answerColumn = z.object({
  key: z.string(),
  header: z.string(),
  type: z.enum(['text', 'number', 'date']),
  pii: z.boolean(),
});

export const me = z.object({
  tid: z.string(),
  oid: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  organizations: z.union([z.literal('all'), z.array(z.string())]),
  mayShowPii: z.boolean(),
  /** Whether they may edit housing trackers, and so see barriers. */
  mayEditTrackers: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const catalog = z.object({
  snapshot: snapshotFacts,
  /** What a date parameter left out would be. */
  asOf: date,
  organizations: z.array(z.object({ id: z.string(), name: z.string(), victimServiceProvider: z.boolean() })),
  projects: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      organizationId: z.string(),
      projectType: z.nullable(z.number()),
      projectTypeName: z.string(),
      cocs: z.array(z.string()),
      fundingSources: z.array(z.string()),
      /** null for a victim service provider's project whose rows this person may not see. */
      enrollments: z.nullable(count),
    }),
  ),
  cocs: z.array(z.string()),
  fundingSources: z.array(z.object({ id: z.string(), name: z.string() })),
  users: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Catalog = z.infer<typeof catalog>;

/** The reports there are, with all a form, a command line or a docs page needs. */
export const reportList = z.object({
  reports: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      parameters: z.record(z.string(), z.looseObject({ kind: z.string(), label: z.string() })),
      columns: z.array(answerColumn),
    }),
  ),
});
export type ReportList = z.infer<typeof reportList>;

const params = z.record(z.string().check(z.maxLength(60)), z.unknown());
const reason = z.optional(z.string().check(z.minLength(1), z.maxLength(100)));

export const planRequest = z.strictObject({ params, reason });
export type PlanRequest = z.infer<typeof planRequest>;

export const planAnswer = z.object({
  report: z.string(),
  /** Every default resolved: a page is asked with these. */
  params,
  snapshot: snapshotFacts,
  columns: z.array(answerColumn),
  /** Stored enrollments that the run looks at; the answer has no more rows than this where a row is an enrollment. */
  rowsAtMost: count,
  pages: count,
  /** SHA-256 over all that decides the answer; a page answers 409 PlanChanged where it would differ. */
  plan: z.string(),
  /** What the last page's notes need beside the tally. */
  run: z.object({
    piiHidden: z.boolean(),
    barriersHidden: z.optional(z.boolean()),
    withheldProjects: count,
    withheldPersons: z.nullable(count),
    names: z.record(z.string(), z.string()),
  }),
});
export type PlanAnswer = z.infer<typeof planAnswer>;

export const pageRequest = z.strictObject({
  params,
  reason,
  snapshot: snapshotId,
  plan: z.string().check(z.length(64)),
});
export type PageRequest = z.infer<typeof pageRequest>;

export const pageAnswer = z.object({
  /** The place of each row in the contract's order, compared as text. */
  places: z.array(z.string()),
  rows: z.array(z.array(cell)),
  tally: z.record(z.string(), z.number()),
});
export type PageAnswer = z.infer<typeof pageAnswer>;

export const importRequest = z.strictObject({
  /** Bytes of the zip that will be uploaded. */
  size: z.int().check(z.minimum(1), z.maximum(5_000_000_000)),
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
});
export type SnapshotList = z.infer<typeof snapshotList>;

export const profile = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  role: z.enum(ROLES),
  organizations: z.union([z.literal('all'), z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500))]),
  mayShowPii: z.boolean(),
  active: z.boolean(),
});
export type ProfileBody = z.infer<typeof profile>;

export const userList = z.object({ users: z.array(z.object({ tid: z.string(), oid: z.string(), ...profile.shape })) });
export type UserList = z.infer<typeof userList>;

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

/**
 * Every route: where it is and which permission of the token it asks for, and which one `also`. `{id}` stands for one path
 * segment.
 */
export const ROUTES = {
  me: { method: 'GET', path: '/v1/me', scope: 'Reports.Read' },
  catalog: { method: 'GET', path: '/v1/catalog', scope: 'Reports.Read' },
  reports: { method: 'GET', path: '/v1/reports', scope: 'Reports.Read' },
  plan: { method: 'POST', path: '/v1/reports/{id}/plan', scope: 'Reports.Read' },
  page: { method: 'POST', path: '/v1/reports/{id}/pages/{n}', scope: 'Reports.Read' },
  piiPlan: { method: 'POST', path: '/v1/pii/reports/{id}/plan', scope: 'Reports.Read.Pii' },
  piiPage: { method: 'POST', path: '/v1/pii/reports/{id}/pages/{n}', scope: 'Reports.Read.Pii' },
  startImport: { method: 'POST', path: '/v1/imports', scope: 'Admin' },
  import: { method: 'GET', path: '/v1/imports/{id}', scope: 'Admin' },
  snapshots: { method: 'GET', path: '/v1/snapshots', scope: 'Admin' },
  rollback: { method: 'POST', path: '/v1/snapshots/{id}/current', scope: 'Admin' },
  users: { method: 'GET', path: '/v1/users', scope: 'Admin' },
  putUser: { method: 'PUT', path: '/v1/users/{tid}/{oid}', scope: 'Admin' },
  endUser: { method: 'DELETE', path: '/v1/users/{tid}/{oid}', scope: 'Admin' },
  audit: { method: 'POST', path: '/v1/audit', scope: 'Admin' },
  auditCheck: { method: 'POST', path: '/v1/audit/check', scope: 'Admin' },
  tracker: { method: 'GET', path: '/v1/housing/{id}', scope: 'Reports.Read' },
  saveTracker: { method: 'PUT', path: '/v1/housing/{id}', scope: 'Housing.Write' },
  saveTrackers: { method: 'POST', path: '/v1/housing', scope: 'Housing.Write' },
  takeTracker: { method: 'POST', path: '/v1/housing/{id}/take-over', scope: 'Housing.Write' },
  trackersAside: { method: 'GET', path: '/v1/housing-aside', scope: 'Reports.Read' },
  piiTracker: { method: 'POST', path: '/v1/pii/housing/{id}', scope: 'Reports.Read.Pii' },
  piiSaveTracker: { method: 'PUT', path: '/v1/pii/housing/{id}', scope: 'Housing.Write', also: 'Reports.Read.Pii' },
  piiSaveTrackers: { method: 'POST', path: '/v1/pii/housing', scope: 'Housing.Write', also: 'Reports.Read.Pii' },
  createFile: { method: 'POST', path: '/v1/files', scope: 'Files.Create', also: 'Reports.Read.Pii' },
  files: { method: 'GET', path: '/v1/files', scope: 'Files.Create' },
  file: { method: 'GET', path: '/v1/files/{id}', scope: 'Files.Create' },
  downloadFile: { method: 'POST', path: '/v1/files/{id}/download', scope: 'Files.Create' },
  deleteFile: { method: 'DELETE', path: '/v1/files/{id}', scope: 'Files.Create' },
} as const satisfies Record<string, Route>;

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly scope: TokenScope;
  readonly also?: TokenScope;
}

/** The permissions of the token that a route asks for. */
export function scopesOf(route: RouteName): readonly TokenScope[] {
  const { scope, also }: Route = ROUTES[route];
  return also === undefined ? [scope] : [scope, also];
}

export type RouteName = keyof typeof ROUTES;
