import type { Enrollment, Project } from '../../../functions/hmis/records.ts';
import activeClients from '../../../functions/reports/active-clients.ts';
import type { Cell } from '../../../shared/column.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { SnapshotId, UserId } from '../../../shared/ids.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import { placeOf } from '../../../shared/report.ts';
import definition from '../../../shared/reports/active-clients.ts';
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
}

export interface List {
  /** In the contract's order, by column key. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly tally: Tally;
  readonly notes: readonly string[];
  /** The EnrollmentIDs, in order. */
  readonly ids: readonly Cell[];
}

/** The Active Client List of one project's enrollments, without a store or a service. */
export function listOf(
  enrollments: readonly Enrollment[],
  params: Readonly<Record<string, unknown>>,
  { project = someProject(), format = 'FY2026', hasIncomeRecords = true }: ListRequest = {},
): List {
  const resolved = resolveParameters(definition.parameters, params, calendarDate('2026-09-30'));
  const tally = new TallyCounter();
  const snapshot = { ...SNAPSHOT, format };
  const context = { snapshot, userName: (id: UserId | null) => (id === null ? null : (STAFF[id] ?? id)) };
  const placed = activeClients
    .rows({ project, hasIncomeRecords, enrollments }, resolved, context, tally)
    .map((row) => ({ ...row, place: placeOf(row.order) }))
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
  };
}

/** A person of a household `H1`, unless said. */
export const IN_H1 = { HouseholdID: 'H1' } as const;
