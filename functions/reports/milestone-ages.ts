import { addDays, type CalendarDate, daysBetween } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import definition from '../../shared/reports/milestone-ages.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { isOpenOn } from '../hmis/active.ts';
import { type Household, headFor, households, isHead } from '../hmis/household.ts';
import { label, projectType } from '../hmis/labels.ts';
import { NO_YES_REASONS } from '../hmis/lists/client.ts';
import { LIVING_SITUATION, RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import { type AdultRecord, adultRecord, reachesAge } from '../hmis/milestone-age.ts';
import type { Enrollment, Project } from '../hmis/records.ts';
import { textCells } from '../list-rows.ts';
import { defineRows, newestFirst, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

const ADULT = 18;

/** One row a person and age that is reached in the days asked for. */
export default defineRows(definition, {
  days: ({ asOf }) => ({ from: asOf, to: asOf }),
  families: ({ ages }) => (asked(ages).includes(ADULT) ? ['ASSESSMENT'] : []),

  rows({ project, enrollments }, params, context, tally) {
    return households(enrollments).flatMap((household) => {
      const open = household.members.filter((e) => isOpenOn(e, params.asOf));
      return open.flatMap((e) => milestones(e, household, open, project, params, context, tally));
    });
  },
});

/** Choosing none asks for all. */
function asked(ages: Params['ages']): number[] {
  return (ages.length > 0 ? ages : ['18', '25', '62']).map(Number);
}

function milestones(
  e: Enrollment,
  household: Household,
  open: readonly Enrollment[],
  project: Project,
  params: Params,
  context: RunContext,
  tally: TallyCounter,
): ReportRow[] {
  const { asOf, daysBefore, daysAfter } = params;
  const [first, last] = [addDays(asOf, -daysBefore), addDays(asOf, daysAfter)];
  return asked(params.ages).flatMap((age) => {
    const on = reachesAge(e.DOB, age);
    if (on === null) tally.add('unknownDob');
    if (on === null || on <= e.EntryDate || on < first || on > last) return [];
    const record = age === ADULT && on <= asOf ? adultRecord(e, on, asOf) : null;
    const status = statusOf(age, on, asOf, record);
    if (params.openOnly && status === 'Updated') {
      tally.add('leftOut:updated');
      return [];
    }
    tally.add(`status:${status}`);
    return [row(e, project, { age, on, status, record, asOf, head: headFor(household, open) }, context, tally)];
  });
}

function statusOf(age: number, on: CalendarDate, asOf: CalendarDate, record: AdultRecord | null): string {
  if (on > asOf) return 'Soon';
  if (age !== ADULT || record === null) return 'Reached';
  return missing(record).length > 0 ? 'To update' : 'Updated';
}

function missing({ income, benefits, veteranStatus, priorLivingSituation }: AdultRecord): string[] {
  return [
    ...(income === null ? ['Income and sources'] : []),
    ...(benefits === null ? ['Non-cash benefits'] : []),
    ...(veteranStatus ? [] : ['Veteran status']),
    ...(priorLivingSituation ? [] : ['Prior living situation']),
  ];
}

interface Milestone {
  readonly age: number;
  readonly on: CalendarDate;
  readonly status: string;
  readonly record: AdultRecord | null;
  readonly asOf: CalendarDate;
  readonly head: Enrollment | null;
}

function row(
  e: Enrollment,
  project: Project,
  { age, on, status, record, asOf, head }: Milestone,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const text = textCells(tally);
  const since = (day: CalendarDate | null) => (day === null ? 'No' : 'Yes');
  return {
    order: [
      head?.PersonalID ?? e.PersonalID,
      e.HouseholdID,
      isHead(e) ? '0' : '1',
      e.PersonalID,
      e.EnrollmentID,
      newestFirst(on),
    ],
    cells: {
      Status: status,
      MilestoneAge: age,
      PersonalID: e.PersonalID,
      HouseholdID: e.HouseholdID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      DOB: e.DOB,
      ReachedOn: on,
      DaysUntil: daysBetween(asOf, on),
      RelationshipToHoH: text('RelationshipToHoH', label(RELATIONSHIP_TO_HOH, e.RelationshipToHoH)),
      OrganizationName: project.OrganizationName,
      ProjectName: project.ProjectName,
      ProjectType: text('ProjectType', projectType(project)),
      EntryDate: e.EntryDate,
      Missing: record && missing(record).length > 0 ? missing(record).join('; ') : null,
      IncomeSince: record && since(record.income),
      BenefitsSince: record && since(record.benefits),
      VeteranStatus: text('VeteranStatus', label(NO_YES_REASONS, e.VeteranStatus)),
      LivingSituation: text('LivingSituation', label(LIVING_SITUATION, e.LivingSituation)),
      EnteredBy: context.userName(e.UserID),
    },
  };
}
