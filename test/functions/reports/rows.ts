import { latestStays } from '../../../functions/hmis/latest-stay.ts';
import type { Enrollment, Project, ProjectSlice, Stay } from '../../../functions/hmis/records.ts';
import type { ProjectFacts, ReportRows, RunContext, TrackerThen, Universe } from '../../../functions/report-rows.ts';
import activeClients from '../../../functions/reports/active-clients.ts';
import type { Cell } from '../../../shared/column.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { SnapshotId, UserId } from '../../../shared/ids.ts';
import { type Parameters, resolveParameters } from '../../../shared/parameter.ts';
import { placeOf, type Summary } from '../../../shared/report.ts';
import type { SnapshotFacts } from '../../../shared/snapshot.ts';
import { type Tally, TallyCounter } from '../../../shared/tally.ts';
import { project as someProject } from '../hmis/enrollment.ts';

const SNAPSHOT: SnapshotFacts = {
  id: '20260930-0123456789abcdef' as SnapshotId,
  format: 'FY2026',
  exportId: 'E1',
  exportDate: calendarDate('2026-09-30'),
  exportStartDate: calendarDate('2020-10-01'),
  exportEndDate: calendarDate('2026-09-30'),
  software: 'Sample HMIS',
  hashed: false,
};

const STAFF: Readonly<Record<string, string>> = { U1: 'Dev Okafor', U2: 'Mara Ellis' };

export interface ListRequest {
  readonly project?: Project;
  readonly format?: SnapshotFacts['format'];
  readonly hasIncomeRecords?: boolean;
  /** Housing trackers by EnrollmentID. */
  readonly trackers?: Readonly<Record<string, TrackerThen>>;
}

export interface List {
  /** In the contract's order, by column key. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly tally: Tally;
  readonly notes: readonly string[];
  /** The EnrollmentIDs, in order. */
  readonly ids: readonly Cell[];
  readonly summary: Summary | undefined;
}

/** The last day of the made-up export: what a date left out is. */
export const AS_OF = calendarDate('2026-09-30');

/** One project's enrollments, as the store gives them to a report. */
export function sliceOf(
  enrollments: readonly Enrollment[],
  { project = someProject(), hasIncomeRecords = true }: ListRequest = {},
): ProjectSlice {
  return { project, hasIncomeRecords, enrollments };
}

/** A report over some projects' enrollments, without a store or a service; the slices are in the list's order. */
export function runOver<const P extends Parameters>(
  report: ReportRows<P>,
  slices: readonly ProjectSlice[],
  params: Readonly<Record<string, unknown>>,
  { format = 'FY2026', trackers = {} }: Pick<ListRequest, 'format' | 'trackers'> = {},
): List {
  const { definition } = report;
  const resolved = resolveParameters(definition.parameters, params, AS_OF);
  const tally = new TallyCounter();
  const snapshot = { ...SNAPSHOT, format };
  const latestIn = (universe: Universe) =>
    latestStays(
      slices.flatMap(({ project, enrollments }) => enrollments.map(stayOf).filter((stay) => universe(stay, project))),
    );
  const universe = report.universe?.(resolved);
  const latest = new Map<string | undefined, ReturnType<typeof latestIn>>(
    Object.entries(report.otherUniverses?.(resolved) ?? {}).map(([name, other]) => [name, latestIn(other)]),
  );
  if (universe) latest.set(undefined, latestIn(universe));
  const context: RunContext = {
    snapshot,
    userName: (id: UserId | null) => (id === null ? null : (STAFF[id] ?? id)),
    isLatestStay: (stay, other) =>
      !latest.has(other) || latest.get(other)?.get(stay.PersonalID)?.EnrollmentID === stay.EnrollmentID,
    tracker: (id) => trackers[id],
  };
  const placed = slices
    .flatMap((slice, n) =>
      [
        ...(report.projectRows?.(factsOf(slice), resolved, context, tally) ?? []),
        ...report.rows(slice, resolved, context, tally),
      ].map((row) => ({
        ...row,
        place: placeOf([row.group ?? '', String(n).padStart(6, '0'), ...row.order]),
      })),
    )
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const counts = tally.toTally();
  const run = {
    snapshot,
    rows: placed.length,
    piiHidden: false,
    withheldProjects: 0,
    withheldPersons: null,
    names: {},
  };
  return {
    rows: placed.map(({ cells }) => cells),
    tally: counts,
    notes: definition.notes(resolved, counts, run),
    ids: placed.map(({ cells }) => cells.EnrollmentID ?? null),
    summary: definition.summary?.(resolved, counts),
  };
}

/** As the snapshot's map says. */
function factsOf({ project, enrollments }: ProjectSlice): ProjectFacts {
  return {
    project,
    newestActivity: null,
    persons: new Set(enrollments.map(({ PersonalID }) => PersonalID)).size,
    enrollments: enrollments.length,
    openEnrollments: enrollments.filter(({ ExitDate }) => ExitDate === null).length,
  };
}

/** As the family STAYS keeps it. */
function stayOf(enrollment: Enrollment): Stay {
  return { ...enrollment, Activities: enrollment.Activities.filter(({ kind }) => kind === 'bedNight') };
}

/** The Active Client List of one project's enrollments. */
export function listOf(
  enrollments: readonly Enrollment[],
  params: Readonly<Record<string, unknown>>,
  request: ListRequest = {},
): List {
  return runOver(activeClients, [sliceOf(enrollments, request)], params, request);
}

/** A person of a household `H1`, unless said. */
export const IN_H1 = { HouseholdID: 'H1' } as const;
