import { bandOf, isWithinStandard } from '../../shared/entry-timing/bands.ts';
import { countExitDates, countRecord } from '../../shared/entry-timing/counts.ts';
import type { TimingParams } from '../../shared/entry-timing/parameters.ts';
import { RECORD_TYPES, type RecordType, timedTypes } from '../../shared/entry-timing/record-types.ts';
import definition from '../../shared/reports/data-entry-timing.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { activeByEntryExit } from '../hmis/active.ts';
import { isInApr, isInAprDataQuality } from '../hmis/apr-universe.ts';
import { enrollmentCoC } from '../hmis/enrollment-coc.ts';
import { exitDatesOf, type TimedRecord, timedRecords } from '../hmis/entry-timing.ts';
import { fundingSourceCodes } from '../hmis/funding.ts';
import { headFor, households } from '../hmis/household.ts';
import { projectType } from '../hmis/labels.ts';
import { countsOnlyEngaged, usesBedNights } from '../hmis/project-types.ts';
import type { Enrollment, Project, ProjectSlice } from '../hmis/records.ts';
import { type ListMember, memberOrder } from '../list-members.ts';
import { textCells } from '../list-rows.ts';
import { defineRows, newestFirst, type ReportRow, type RunContext } from '../report-rows.ts';

/** Bed nights can be far more, but a page is never less than a segment of some 2,000 stays. */
const ROWS_PER_STAY: Readonly<Record<RecordType, number>> = {
  starts: 1,
  exits: 1,
  annualAssessments: 1,
  currentLivingSituations: 4,
  bedNights: 10,
};

/** A stay with what filters and order ask of its household. */
type TimedStay = Pick<ListMember, 'enrollment' | 'household' | 'head' | 'coc'>;

/**
 * [reports.md 4] One row a record: of all stays, by the record's own date, also where it lies outside its stay, for such
 * slips are what the list is read for; or of the stays that HUD counts.
 */
export default defineRows(definition, {
  days: ({ from, to }) => ({ from, to }),

  rowsPerStay: (params) => timedTypes(params).reduce((rows, type) => rows + ROWS_PER_STAY[type], 0),

  families({ universe, recordTypes, from }, { project, newestActivity }) {
    if (newestActivity === null || newestActivity < from) return [];
    const nightsDecide = universe === 'hud' && usesBedNights(project.ProjectType);
    const timed = recordTypes.includes('bedNights') || recordTypes.includes('currentLivingSituations');
    return nightsDecide || timed ? ['ACTIVITY'] : [];
  },

  universe(params) {
    if (params.universe === 'all') return undefined;
    // A filter by funding source selects projects: a stay in another one is none of the run.
    return (stay, project) => isFunded(project, params) && isInAprDataQuality(stay, project, params);
  },

  rows(slice, params, context, tally) {
    const types = timedTypes(params);
    return households(slice.enrollments)
      .flatMap((household) => staysOf(household, slice.project, params))
      .flatMap((stay) => {
        const records = timedRecords(stay.enrollment, params, types);
        const listed = listedRecords(records, stay, slice.project, params, context, tally);
        return listed.map((record) => row(record, stay, slice, params, context, tally));
      });
  },
});

function staysOf(household: TimedStay['household'], project: Project, params: TimingParams): TimedStay[] {
  const active = household.members.filter((enrollment) => activeByEntryExit(enrollment, params).active);
  const head = headFor(household, active);
  return household.members.map((enrollment) => ({
    enrollment,
    household,
    head,
    coc: enrollmentCoC(enrollment, head, project),
  }));
}

/** The records that no filter leaves out; those left out are counted by why. */
function listedRecords(
  records: readonly TimedRecord[],
  { enrollment, coc }: TimedStay,
  project: Project,
  params: TimingParams,
  context: RunContext,
  tally: TallyCounter,
): readonly TimedRecord[] {
  const leaveOut = (why: string, count: number) => {
    if (count > 0) tally.add(`leftOut:${why}`, count);
  };
  const outside = outsideUniverse(enrollment, project, params, context);
  if (outside !== undefined) {
    leaveOut(outside, records.length);
    return [];
  }
  // Whether the export carries the days of exits does not hang on whose records are looked at.
  if (records.some(({ type }) => type === 'exits')) countExitDates(tally, project.ProjectID, exitDatesOf(enrollment));
  if (params.cocs.length > 0 && (coc === null || !params.cocs.includes(coc))) {
    leaveOut('cocs', records.length);
    return [];
  }
  if (params.users.length === 0) return records;
  const own = records.filter(({ UserID }) => UserID !== null && params.users.includes(UserID));
  leaveOut('users', records.length - own.length);
  return own;
}

/** Why none of a stay's records counts; undefined where they do. */
function outsideUniverse(
  enrollment: Enrollment,
  project: Project,
  params: TimingParams,
  context: RunContext,
): string | undefined {
  if (!isFunded(project, params)) return 'fundingSources';
  if (params.universe === 'all') return undefined;
  if (!activeByEntryExit(enrollment, params).active) return 'notActive';
  if (!isInApr(enrollment, project, params)) return 'noBedNight';
  if (!isInAprDataQuality(enrollment, project, params)) return 'notEngaged';
  return context.isLatestStay(enrollment) ? undefined : 'notLatest';
}

function isFunded(project: Project, params: TimingParams): boolean {
  if (params.fundingSources.length === 0) return true;
  return fundingSourceCodes(project, params).some((code) => params.fundingSources.includes(String(code)));
}

function row(
  { type, EventDate, DateCreated, UserID, days }: TimedRecord,
  stay: TimedStay,
  { project }: ProjectSlice,
  params: TimingParams,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const e = stay.enrollment;
  const EnteredBy = context.userName(UserID);
  const { OrganizationID, OrganizationName, ProjectID, ProjectName } = project;
  countRecord(tally, { OrganizationID, OrganizationName, ProjectID, ProjectName, UserID, EnteredBy, type, days });
  if (days === null) tally.add('undated');
  else if (days < 0) tally.add('early');
  if (params.universe === 'hud' && countsOnlyEngaged(project) && e.DateOfEngagement === params.to) {
    tally.add('engagedOnLastDay');
  }
  return {
    cells: {
      PersonalID: e.PersonalID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      OrganizationName,
      ProjectName,
      ProjectType: textCells(tally)('ProjectType', projectType(project)),
      RecordType: RECORD_TYPES[type],
      EventDate,
      DateCreated,
      DaysToEnter: days,
      TimeForRecordEntry: days === null ? null : bandOf(days),
      WithinStandard: days === null ? null : isWithinStandard(days, params.standardDays) ? 'Yes' : 'No',
      EnteredBy,
    },
    order: [...memberOrder(stay), newestFirst(EventDate), LAST_FIRST[type], DateCreated ?? '', UserID ?? ''],
  };
}

/** Of one day's records the exit is the newest and the start the oldest. */
const LAST_FIRST: Readonly<Record<RecordType, string>> = {
  exits: '0',
  annualAssessments: '1',
  currentLivingSituations: '2',
  bedNights: '3',
  starts: '4',
};
