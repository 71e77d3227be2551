import type { AprTotal } from '../../../../functions/files/apr/total.ts';
import { aprTotals, UNIVERSES, VALIDATION_CSVS } from '../../../../functions/files/apr/validation-csv.ts';
import type { ValidationRun } from '../../../../functions/files/apr/validation-run.ts';
import { latestStays } from '../../../../functions/hmis/latest-stay.ts';
import type { Enrollment, ProjectSlice, Stay } from '../../../../functions/hmis/records.ts';
import type { Cell } from '../../../../shared/column.ts';
import { calendarDate, type DateRange } from '../../../../shared/dates.ts';
import type { SnapshotId } from '../../../../shared/ids.ts';
import type { SnapshotFacts } from '../../../../shared/snapshot.ts';
import { addTallies, TallyCounter } from '../../../../shared/tally.ts';

export type FileRow = Readonly<Record<string, Cell>>;
export type FileKind = 'Annual' | 'Client' | 'Data_Quality' | 'Timeliness';

export interface Validation {
  /** A file's rows by column key. */
  rows(file: FileKind): FileRow[];
  readonly totals: readonly AprTotal[];
  /** The value of a total, `Q5a:B2`; undefined where there is none. */
  total(cell: string): number | undefined;
}

const SNAPSHOT: SnapshotFacts = {
  id: '20220930-0123456789abcdef' as SnapshotId,
  format: 'FY2026',
  exportId: 'E1',
  exportDate: calendarDate('2023-01-31'),
  exportStartDate: calendarDate('2019-10-01'),
  exportEndDate: calendarDate('2023-01-31'),
  software: 'Sample HMIS',
  hashed: false,
};

/** All files and totals of a range, as a job makes them: each person's latest stays first, then slice by slice. */
export function validate(
  slices: readonly ProjectSlice[],
  range: DateRange,
  facts: Partial<SnapshotFacts> = {},
): Validation {
  const snapshot = { ...SNAPSHOT, ...facts };
  const latestIn = (universe: keyof typeof UNIVERSES) => {
    const latest = latestStays(
      slices.flatMap(({ project, enrollments }) =>
        enrollments.map(stayOf).filter((stay) => UNIVERSES[universe](stay, project, range)),
      ),
    );
    return (stay: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>) =>
      latest.get(stay.PersonalID)?.EnrollmentID === stay.EnrollmentID;
  };
  const run: ValidationRun = {
    range,
    snapshot,
    userName: (id) => (id === null ? null : `User ${id}`),
    isLatestInApr: latestIn('apr'),
    isLatestInDataQuality: latestIn('dataQuality'),
    isLatestInInactiveRecords: latestIn('inactiveRecords'),
  };
  const tallies = [];
  const files = new Map<string, FileRow[]>();
  for (const csv of VALIDATION_CSVS) {
    const rows: FileRow[] = [];
    for (const slice of slices) {
      const tally = new TallyCounter();
      for (const cells of csv.rows(slice, run, tally)) {
        rows.push(Object.fromEntries(csv.columns.map(({ key }, i) => [key, cells[i] ?? null])));
      }
      tallies.push(tally.toTally());
    }
    files.set(csv.name, rows);
  }
  const totals = aprTotals(addTallies(tallies), run);
  const values = new Map(totals.map(({ table, cell, value }) => [`${table}:${cell}`, value]));
  return {
    rows: (file) => files.get(`APR_2026_${file}_Detail.csv`) ?? [],
    totals,
    total: (cell) => values.get(cell),
  };
}

/** As the family STAYS keeps it. */
function stayOf(enrollment: Enrollment): Stay {
  return { ...enrollment, Activities: enrollment.Activities.filter(({ kind }) => kind === 'bedNight') };
}
