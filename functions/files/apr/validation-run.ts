import type { Cell, Column } from '../../../shared/column.ts';
import type { DateRange } from '../../../shared/dates.ts';
import type { UserId } from '../../../shared/ids.ts';
import type { SnapshotFacts } from '../../../shared/snapshot.ts';
import type { TallyCounter } from '../../../shared/tally.ts';
import type { Enrollment, ProjectSlice } from '../../hmis/records.ts';
import type { AskedFamily } from '../../snapshot/families.ts';

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
