import * as z from 'zod/mini';
import { ROLES } from '../roles.ts';
import { count, date, reason, snapshotFacts, snapshotId } from './wire.ts';

/** Who one is, what there is to ask about, and a run of a report: a plan, then pages. */

const cell = z.union([z.string(), z.number(), z.null()]);

const answerColumn = z.object({
  key: z.string(),
  header: z.string(),
  type: z.enum(['text', 'number', 'date']),
  number: z.optional(z.enum(['tenths', 'share'])),
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
