import type { Cell } from '../shared/column.ts';
import type { CalendarDate, DateRange } from '../shared/dates.ts';
import type { UserId } from '../shared/ids.ts';
import type { Parameters, ParamsOf } from '../shared/parameter.ts';
import type { ReportDefinition } from '../shared/report.ts';
import type { SnapshotFacts } from '../shared/snapshot.ts';
import type { TallyCounter } from '../shared/tally.ts';
import type { Project, ProjectSlice } from './hmis/records.ts';
import type { Family } from './snapshot/families.ts';

/** What a report may know of the data beside the rows. */
export interface RunContext {
  readonly snapshot: SnapshotFacts;
  /** A staff member's name; the id itself where User.csv lacks it. */
  userName(id: UserId | null): string | null;
}

/** What is known of a project before it is read. */
export interface ProjectData {
  readonly project: Project;
  /** The newest activity of any of its enrollments. */
  readonly newestActivity: CalendarDate | null;
}

export interface ReportRow {
  /** By column key; a column left out is blank. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** Its place within the project: household (by head), head first, PersonalID, EnrollmentID, then what the report adds. */
  readonly order: readonly string[];
}

/**
 * The half of a report that makes rows: `functions/reports/<id>.ts` exports one as its default. Pure: no clock, no
 * randomness, no I/O; what it knows is in its arguments.
 */
export interface ReportRows<P extends Parameters = Parameters> {
  readonly definition: ReportDefinition<P>;
  /** The days whose stays can matter: what lies outside is not read. */
  days(params: ParamsOf<P>): DateRange;
  /** What must be read of a project beside CORE; names are read whenever the run shows them. */
  families(params: ParamsOf<P>, data: ProjectData): readonly Exclude<Family, 'CORE' | 'PII'>[];
  /** The rows of one project's households, and what is to be counted for notes and summary. */
  rows(slice: ProjectSlice, params: ParamsOf<P>, context: RunContext, tally: TallyCounter): readonly ReportRow[];
}

export function defineRows<const P extends Parameters>(
  definition: ReportDefinition<P>,
  rows: Omit<ReportRows<P>, 'definition'>,
): ReportRows<P> {
  return { definition, ...rows };
}
