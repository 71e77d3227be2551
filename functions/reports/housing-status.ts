import { addDays, type CalendarDate, daysBetween } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import definition, { DAYS_IN_CATEGORY, EXITS_SHOWN_DAYS, trackersOn } from '../../shared/reports/housing-status.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { CATEGORIES } from '../../shared/tracker-category.ts';
import { isOpenOn } from '../hmis/active.ts';
import { enrollmentCoC } from '../hmis/enrollment-coc.ts';
import { type Household, headFor, households, isHead } from '../hmis/household.ts';
import { housingCategory, type Reached } from '../hmis/housing-category.ts';
import { projectType } from '../hmis/labels.ts';
import { moveInDate } from '../hmis/move-in.ts';
import type { Enrollment, Project, ProjectSlice } from '../hmis/records.ts';
import { headsOnly, textCells } from '../list-rows.ts';
import { defineRows, type ReportRow, type RunContext, type TrackerThen } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

interface Member {
  readonly enrollment: Enrollment;
  readonly household: Household;
  readonly head: Enrollment | null;
  readonly tracker: TrackerThen | undefined;
  readonly moveIn: CalendarDate | null;
  readonly reached: Reached;
}

/** [reports.md 3] One row an enrollment that is open on the day, grouped by how far it is. */
export default defineRows(definition, {
  days: (params) => ({ from: firstDay(params), to: params.asOf }),
  families: () => [],
  trackersOn: ({ asOf }, snapshot) => trackersOn(asOf, snapshot),

  rows(slice, params, context, tally) {
    const { ProjectType } = slice.project;
    const ofType = params.projectTypes.length === 0 || params.projectTypes.some((type) => type === String(ProjectType));
    return households(slice.enrollments).flatMap((household) => {
      const selected = select(household, slice.project, params, context);
      const listed = selected.filter((member) => {
        const filter = ofType ? filterAgainst(member, slice.project, params) : 'projectTypes';
        if (filter) tally.add(`leftOut:${filter}`);
        return filter === undefined;
      });
      const members = params.headsOfHouseholdOnly ? headsOnly(selected, listed, tally) : listed;
      return members.map((member) => row(member, slice, params, tally));
    });
  },
});

function asksForExited({ categories }: Params): boolean {
  return categories.some((category) => category === 'exited');
}

function firstDay(params: Params): CalendarDate {
  return asksForExited(params) ? addDays(params.asOf, -EXITS_SHOWN_DAYS) : params.asOf;
}

function select(household: Household, project: Project, params: Params, context: RunContext): Member[] {
  const { asOf } = params;
  const isThere = (e: Enrollment) =>
    isOpenOn(e, asOf) ||
    (e.EntryDate <= asOf && e.ExitDate !== null && e.ExitDate <= asOf && e.ExitDate >= firstDay(params));
  const there = household.members.filter((e) => (asksForExited(params) ? isThere(e) : isOpenOn(e, asOf)));
  const head = headFor(household, there);
  return there.map((enrollment) => {
    const tracker = context.tracker(enrollment.EnrollmentID);
    const moveIn = moveInDate(enrollment, household, project, asOf).date;
    return {
      enrollment,
      household,
      head,
      tracker,
      moveIn,
      reached: housingCategory(enrollment, tracker?.values, moveIn, asOf),
    };
  });
}

function filterAgainst({ enrollment, head, reached }: Member, project: Project, params: Params): string | undefined {
  const coc = enrollmentCoC(enrollment, head, project);
  if (params.cocs.length > 0 && (coc === null || !params.cocs.includes(coc))) return 'cocs';
  const { categories } = params;
  return categories.length === 0 || categories.includes(reached.category) ? undefined : 'categories';
}

function row(
  { enrollment: e, household, head, tracker, moveIn, reached: { category, since } }: Member,
  { project }: ProjectSlice,
  { asOf }: Params,
  tally: TallyCounter,
): ReportRow {
  const days = daysBetween(since, asOf);
  tally.add(`category:${category}`);
  tally.add(`${DAYS_IN_CATEGORY}:${category}`, Math.max(0, days));
  if (days < 0) tally.add('changedAfter');
  const first = head ?? household.starter;
  return {
    cells: {
      Category: CATEGORIES[category],
      PersonalID: e.PersonalID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      OrganizationName: project.OrganizationName,
      ProjectName: project.ProjectName,
      ProjectType: textCells(tally)('ProjectType', projectType(project)),
      EntryDate: e.EntryDate,
      ...tracker?.values,
      MoveInDate: moveIn,
      DaysInCategory: Math.max(0, days),
      UpdatedBy: tracker?.updatedBy ?? null,
      UpdatedAt: tracker?.updatedAt ?? null,
      Version: tracker?.version ?? null,
    },
    group: String(Object.keys(CATEGORIES).indexOf(category)),
    order: [first.PersonalID, e.HouseholdID, isHead(e) ? '0' : '1', e.PersonalID, e.EnrollmentID],
  };
}
