import type { Cell } from '../../shared/column.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import definition from '../../shared/reports/active-clients.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { isActive, isEntryIn, isExitIn, isOpenOn, readsActivities } from '../hmis/active.ts';
import { annualStatuses, aprAnnual, worstAnnualStatus } from '../hmis/annual-assessment.ts';
import { CHRONIC_LABELS } from '../hmis/chronic.ts';
import { hasDisablingCondition } from '../hmis/disability.ts';
import { fundingSourceCodes, fundingSources } from '../hmis/funding.ts';
import { type Household, headship, households, isHead } from '../hmis/household.ts';
import { HOUSEHOLD_TYPE, type Label, label, projectType, raceEthnicity, sexOrGender } from '../hmis/labels.ts';
import { daysInProject, daysToMoveIn } from '../hmis/length-of-stay.ts';
import { NO_YES_REASONS } from '../hmis/lists/client.ts';
import { LIVING_SITUATION, RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import { missingData } from '../hmis/missing-data.ts';
import type { Enrollment, Project, ProjectSlice } from '../hmis/records.ts';
import { isInSubpopulation } from '../hmis/subpopulations.ts';
import { type ListMember, memberOrder, selectMembers } from '../list-members.ts';
import { headsOnly, textCells } from '../list-rows.ts';
import { defineRows, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** How far ahead the next anniversary's window counts as Upcoming, as in the worklist of annual assessments. */
const UPCOMING_DAYS = 60;

/** [reports.md 1] One row an enrollment: the method selects, the report type narrows, then the other filters. */
export default defineRows(definition, {
  days: ({ from, to }) => ({ from, to }),

  families: ({ method, to }, { project, newestActivity }) => {
    // Bed nights tell whether a night-by-night client was in residence, which every run's notes say.
    const asked = readsActivities(method, project) || readsActivities('inResidence', project);
    return asked || (newestActivity !== null && newestActivity > to) ? ['ACTIVITY'] : [];
  },

  rows(slice, params, context, tally) {
    const funded = isFunded(slice.project, params);
    return households(slice.enrollments).flatMap((household) => {
      const selected = selectMembers(household, slice.project, params, params.method);
      if (!funded) {
        if (selected.length > 0) tally.add('leftOut:fundingSources', selected.length);
        return [];
      }
      const listed = selected.filter((member) => {
        const filter = filterAgainst(member, params);
        if (filter) tally.add(`leftOut:${filter}`);
        return filter === undefined;
      });
      countEntryExit(household, slice.project, params, selected, tally);
      const rows = params.headsOfHouseholdOnly ? headsOnly(selected, listed, tally) : listed;
      return rows.map((member) => row(member, slice, params, context, tally));
    });
  },
});

function isFunded(project: Project, params: Params): boolean {
  if (params.fundingSources.length === 0) return true;
  return fundingSourceCodes(project, params).some((code) => params.fundingSources.includes(String(code)));
}

/** The first filter that leaves a member out; undefined for one that is listed. */
function filterAgainst(member: ListMember, params: Params): string | undefined {
  const { enrollment, age, chronic, composition: household, coc } = member;
  const { VeteranStatus, UserID } = enrollment;
  const facts = { age, VeteranStatus, chronicallyHomeless: chronic === 'yes', household };
  const passed = {
    reportType: isOfType(enrollment, params),
    cocs: params.cocs.length === 0 || (coc !== null && params.cocs.includes(coc)),
    users: params.users.length === 0 || (UserID !== null && params.users.includes(UserID)),
    subpopulation: params.subpopulation === 'all' || isInSubpopulation(facts, params.subpopulation),
  };
  return Object.entries(passed).find(([, fits]) => !fits)?.[0];
}

/** The rows that entry and exit dates would add to this list, all other filters alike, by why the method has them not. */
function countEntryExit(
  household: Household,
  project: Project,
  params: Params,
  selected: readonly ListMember[],
  tally: TallyCounter,
): void {
  if (params.method === 'entryExit') return;
  const here = new Set(selected.map(({ enrollment }) => enrollment.EnrollmentID));
  for (const member of selectMembers(household, project, params, 'entryExit')) {
    const { enrollment, moveIn } = member;
    if (here.has(enrollment.EnrollmentID) || filterAgainst(member, params) !== undefined) continue;
    if (params.headsOfHouseholdOnly && !isHead(enrollment)) continue;
    const verdict = isActive(enrollment, project, params, params.method, moveIn.date);
    if (!verdict.active) tally.add(`alsoByEntryExit:${verdict.reason}`);
  }
}

function isOfType(enrollment: Enrollment, params: Params): boolean {
  switch (params.reportType) {
    case 'active':
      return true;
    case 'began':
      return isEntryIn(enrollment, params);
    case 'exited':
      return isExitIn(enrollment, params);
    case 'stillEnrolled':
      return isOpenOn(enrollment, params.to);
  }
}

function row(
  member: ListMember,
  { project, hasIncomeRecords }: ProjectSlice,
  params: Params,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const { enrollment: e, household, age, moveIn } = member;
  countOtherRule(member, project, params, tally);
  const text = textCells(tally);
  const exited = e.ExitDate !== null && e.ExitDate <= params.to;
  const cells: Record<string, Cell> = {
    PersonalID: e.PersonalID,
    HouseholdID: e.HouseholdID,
    EnrollmentID: e.EnrollmentID,
    LastName: e.Names?.LastName ?? null,
    FirstName: e.Names?.FirstName ?? null,
    MiddleName: e.Names?.MiddleName ?? null,
    NameSuffix: e.Names?.NameSuffix ?? null,
    SSN: lastFour(e.Names?.SSN ?? null),
    DOB: e.DOB,
    Age: age,
    RelationshipToHoH: text('RelationshipToHoH', label(RELATIONSHIP_TO_HOH, e.RelationshipToHoH)),
    VeteranStatus: text('VeteranStatus', label(NO_YES_REASONS, e.VeteranStatus)),
    RaceEthnicity: text('RaceEthnicity', raceEthnicity(e)),
    Sex: text('Sex', sexOrGender(e, context.snapshot.format)),
    DisablingCondition: disabling(e, text),
    ChronicallyHomelessAtStart: CHRONIC_LABELS[member.chronic],
    OrganizationName: project.OrganizationName,
    ProjectName: project.ProjectName,
    ProjectType: text('ProjectType', projectType(project)),
    FundingSources: text('FundingSources', fundingSources(project, params)),
    EnrollmentCoC: member.coc,
    LivingSituation: text('LivingSituation', label(LIVING_SITUATION, e.LivingSituation)),
    EntryDate: e.EntryDate,
    DateOfEngagement: e.DateOfEngagement,
    MoveInDate: moveIn.date,
    ExitDate: exited ? e.ExitDate : null,
    Destination: exited ? text('Destination', label(LIVING_SITUATION, e.Destination)) : null,
    DaysInProject: daysInProject(e, params.to),
    DaysToMoveIn: daysToMoveIn(e, moveIn.date),
    HouseholdType: HOUSEHOLD_TYPE[member.composition.type],
    HouseholdSize: member.composition.size,
    LastActivityDate: lastActivity(e, params.to),
    AnnualAssessmentStatus: worstAnnualStatus(
      annualStatuses(
        { ...e, householdStart: household.start, exportHasIncome: hasIncomeRecords },
        params.to,
        UPCOMING_DAYS,
      ),
    ),
    MissingData: flaws(member, project, params),
    EnteredBy: context.userName(e.UserID),
    DateCreated: e.DateCreated,
    DateUpdated: e.DateUpdated,
  };
  return { cells, order: memberOrder(member) };
}

/** Rows of this list that HUD's occupancy rule would leave out, and why: the PIT night's trap. */
function countOtherRule(
  { enrollment, moveIn }: ListMember,
  project: Project,
  params: Params,
  tally: TallyCounter,
): void {
  if (params.method === 'inResidence') return;
  const there = isActive(enrollment, project, params, 'inResidence', moveIn.date);
  if (!there.active) tally.add(`notInResidence:${there.reason}`);
  if (params.method !== 'services') return;
  const here = isActive(enrollment, project, params, 'services', moveIn.date);
  if (here.active && !here.literally) tally.add('noActivityAtAll');
}

function disabling(e: Enrollment, text: (column: string, label: Label) => string | null): string | null {
  if (hasDisablingCondition(e) === 'yes') return NO_YES_REASONS[1] ?? null;
  return text('DisablingCondition', label(NO_YES_REASONS, e.DisablingCondition));
}

function flaws({ enrollment, household, age, moveIn }: ListMember, project: Project, { to }: Params): string | null {
  // A member's own date counts only where there is no head: flagging the copies of others is the false alarm users curse.
  const ownMoveInCounts = isHead(enrollment) || household.heads.length === 0;
  const found = missingData({
    enrollment,
    project,
    age,
    headship: headship(household),
    to,
    annual: aprAnnual({ ...enrollment, householdStart: household.start }, to),
    unusableMoveIn: ownMoveInCounts ? moveIn.unusable : null,
  });
  return found.length > 0 ? found.join('; ') : null;
}

function lastActivity({ LastActivityDate, Activities }: Enrollment, to: CalendarDate): CalendarDate | null {
  if (LastActivityDate === null || LastActivityDate <= to) return LastActivityDate;
  return Activities.findLast(({ date }) => date <= to)?.date ?? null;
}

const HASHED_SSN = /^([0-9x]{4})(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** Never more than the last four digits; of HUD's hash the four it leaves in clear, of any other hash nothing. */
function lastFour(ssn: string | null): string | null {
  const last =
    ssn === null ? undefined : (HASHED_SSN.exec(ssn)?.[1] ?? /^[0-9xX-]{0,11}?([0-9]{4})$/.exec(ssn.trim())?.[1]);
  return last === undefined ? null : `***-**-${last}`;
}
