import type { Cell, Column } from '../../../shared/column.ts';
import type { DateRange } from '../../../shared/dates.ts';
import type { UserId } from '../../../shared/ids.ts';
import type { SnapshotFacts } from '../../../shared/snapshot.ts';
import type { Tally, TallyCounter } from '../../../shared/tally.ts';
import { isInApr, isInAprDataQuality, isInAprInactiveRecords } from '../../hmis/apr-universe.ts';
import type { Enrollment, Project, ProjectSlice, Stay } from '../../hmis/records.ts';
import type { AskedFamily } from '../../snapshot/families.ts';
import { ANNUAL_DETAIL } from './annual-detail.ts';
import { CLIENT_DETAIL } from './client-detail.ts';
import { q5aTotals, q6eTotals, q16Totals } from './client-totals.ts';
import { DATA_QUALITY_DETAIL } from './data-quality-detail.ts';
import { elementTotals, q6dTotals, q6fTotals } from './data-quality-totals.ts';
import { TIMELINESS_DETAIL } from './timeliness-detail.ts';
import { totalsOf } from './total.ts';

/**
 * The client-level CSVs behind HUD's APR, pure and slice by slice: whoever reads the store and writes the zip needs this
 * file alone. A person has one row by being asked `isLatestInApr`, so nothing is remembered from slice to slice but counts.
 */

/** What a validation run knows of the data beside the rows. */
export interface ValidationRun {
  readonly range: DateRange;
  readonly snapshot: SnapshotFacts;
  /** A staff member's name; the id itself where User.csv lacks it. */
  userName(id: UserId | null): string | null;
  /** Whether it is its person's latest stay in the APR (Q5a, Q16), over all projects of the run. */
  isLatestInApr(enrollment: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>): boolean;
  /** The same in the APR's data quality tables (Q5a column B, Q6a to Q6e). */
  isLatestInDataQuality(enrollment: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>): boolean;
  /** The same in Q6f, which alone goes by entry and exit dates in night-by-night shelters, too. */
  isLatestInInactiveRecords(enrollment: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>): boolean;
}

/** One CSV of the zip. */
export interface ValidationCsv {
  /** The file's name in the zip. */
  readonly name: string;
  /** Its header; `pii` where names may not be shown without the right. */
  readonly columns: readonly Column[];
  /** What must be read of a project beside CORE and PII. */
  readonly families: readonly AskedFamily[];
  /**
   * The rows of one project's whole households, cells in the columns' order; counts what ties to the APR's cells. A person
   * is counted by the file that the total names, so a tally must have seen each slice once per file.
   */
  rows(slice: ProjectSlice, run: ValidationRun, tally: TallyCounter): Iterable<readonly Cell[]>;
}

/** The files of the zip, in its order. */
export const VALIDATION_CSVS: readonly ValidationCsv[] = [
  ANNUAL_DETAIL,
  CLIENT_DETAIL,
  DATA_QUALITY_DETAIL,
  TIMELINESS_DETAIL,
];

type StayUniverse = (stay: Stay, project: Project, range: DateRange) => boolean;

/** Which stays compete for being their person's latest, over all projects of a run. */
export const UNIVERSES: Readonly<Record<'apr' | 'dataQuality' | 'inactiveRecords', StayUniverse>> = {
  apr: isInApr,
  dataQuality: isInAprDataQuality,
  inactiveRecords: isInAprInactiveRecords,
};

/** A total beside the cell of HUD's APR that it ties to. */
export interface AprTotal {
  /** `Q5a` */
  readonly table: string;
  /** `B2`, as HUD's table shells letter and number them. */
  readonly cell: string;
  /** The row's words, and the column's where the table has several. */
  readonly label: string;
  /** Persons or records; a share (0 to 1, four places) where the label says so. */
  readonly value: number;
  /** The file whose rows it counts. */
  readonly file: string;
  /** How to count it again by filtering that file. */
  readonly how: string;
}

/** Each total that a run's tally gives, in the order of HUD's tables. The tally is of all files, added up. */
export function aprTotals(tally: Tally, { range, snapshot }: Pick<ValidationRun, 'range' | 'snapshot'>): AprTotal[] {
  const count = (cell: string) => tally[cell] ?? 0;
  return [
    q5aTotals(count),
    elementTotals('Q6a', count, snapshot.hashed),
    elementTotals('Q6b', count, snapshot.hashed),
    elementTotals('Q6c', count, snapshot.hashed),
    q6dTotals(count),
    q6eTotals(count),
    q6fTotals(count, range),
    q16Totals(count),
  ].flatMap(totalsOf);
}
