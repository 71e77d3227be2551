import type { Cell } from '../shared/column.ts';
import { type CalendarDate, type DateRange, dayNumber } from '../shared/dates.ts';
import type { EnrollmentId, UserId } from '../shared/ids.ts';
import type { Parameters, ParamsOf } from '../shared/parameter.ts';
import type { ReportDefinition } from '../shared/report.ts';
import type { SnapshotFacts } from '../shared/snapshot.ts';
import type { TallyCounter } from '../shared/tally.ts';
import type { TrackerValues } from '../shared/tracker.ts';
import type { Enrollment, Project, ProjectSlice, Stay } from './hmis/records.ts';
import type { AskedFamily } from './snapshot/families.ts';

/** A housing tracker as a run shows it. */
export interface TrackerThen {
  /** Without the sealed fields where the run hides names. */
  readonly values: Partial<TrackerValues>;
  readonly version: number;
  readonly updatedBy: string;
  /** The day in the CoC's time zone. */
  readonly updatedAt: CalendarDate;
}

/** What a report may know of the data beside the rows. */
export interface RunContext {
  readonly snapshot: SnapshotFacts;
  /** A staff member's name; the id itself where User.csv lacks it. */
  userName(id: UserId | null): string | null;
  /**
   * Whether it is its person's latest stay in the report's `universe`, or in the one of its `otherUniverses` that is named;
   * true of every enrollment where there is none.
   */
  isLatestStay(enrollment: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>, other?: string): boolean;
  /** The enrollment's housing tracker; always undefined in a report that asks for none by `trackersOn`. */
  tracker(enrollmentId: EnrollmentId): TrackerThen | undefined;
}

/** What is known of a project before it is read. */
export interface ProjectData {
  readonly project: Project;
  /** The newest activity of any of its enrollments. */
  readonly newestActivity: CalendarDate | null;
}

/** What is known of a project without reading any enrollment of it. */
export interface ProjectFacts extends ProjectData {
  readonly persons: number;
  readonly enrollments: number;
  readonly openEnrollments: number;
}

/** Tells which stays of a project compete for being a person's latest. */
export type Universe = (stay: Stay, project: Project) => boolean;

export interface ReportRow {
  /** By column key; a column left out is blank. */
  readonly cells: Readonly<Record<string, Cell>>;
  /** What stands before organization and project in the list's order, where the report is grouped by it. */
  readonly group?: string;
  /** Its place within the project: household (by head), head first, PersonalID, EnrollmentID, then what the report adds. */
  readonly order: readonly string[];
}

/**
 * The half of a report that makes rows: `functions/reports/<id>.ts` exports one as its default. Pure: no clock, no
 * randomness, no I/O; what it knows is in its arguments.
 */
export interface ReportRows<P extends Parameters = Parameters> {
  readonly definition: ReportDefinition<P>;
  /** The days whose stays can matter: what lies outside is not read. Null: no enrollment is read at all. */
  days(params: ParamsOf<P>): DateRange | null;
  /** Its rows are about a project as a whole, so that a large one is not cut into pages. */
  readonly wholeProjects?: true;
  /** Rows that a stay gives, roughly, where it is more than one: a page then has so many times fewer stays. */
  rowsPerStay?(params: ParamsOf<P>): number;
  /** What must be read of a project beside CORE; names are read whenever the run shows them. */
  families(params: ParamsOf<P>, data: ProjectData): readonly AskedFamily[];
  /**
   * HUD's modes look at each person's latest stay over all projects of the run, in whatever pages they come. Undefined, or
   * answering undefined: the report looks at every stay.
   */
  universe?(params: ParamsOf<P>): Universe | undefined;
  /** Further universes by name, where HUD counts parts of one report among different stays. */
  otherUniverses?(params: ParamsOf<P>): Readonly<Record<string, Universe>>;
  /** The rows that the catalog alone gives of a project, whether it has enrollments or not. */
  projectRows?(
    facts: ProjectFacts,
    params: ParamsOf<P>,
    context: RunContext,
    tally: TallyCounter,
  ): readonly ReportRow[];
  /** When housing trackers are to be read as they stood: at the end of a day, or now. Undefined: none are read. */
  trackersOn?(params: ParamsOf<P>, snapshot: SnapshotFacts): CalendarDate | 'now';
  /** The rows of one project's households, and what is to be counted for notes and summary. */
  rows(slice: ProjectSlice, params: ParamsOf<P>, context: RunContext, tally: TallyCounter): readonly ReportRow[];
}

export function defineRows<const P extends Parameters>(
  definition: ReportDefinition<P>,
  rows: Omit<ReportRows<P>, 'definition'>,
): ReportRows<P> {
  return { definition, ...rows };
}

/** A part of a row's order that puts later dates first. */
export function newestFirst(date: CalendarDate): string {
  return String(LATEST_DAY - dayNumber(date)).padStart(7, '0');
}

/** 9999-12-31 */
const LATEST_DAY = 2_932_896;
