import type { Cell } from '../../shared/column.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import definition from '../../shared/reports/active-clients.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { isActive, isEntryIn, isExitIn, isOpenOn, readsActivities } from '../hmis/active.ts';
import { ageForRange } from '../hmis/age.ts';
import { annualStatuses, aprAnnual, worstAnnualStatus } from '../hmis/annual-assessment.ts';
import { CHRONIC_LABELS, chronicForHousehold } from '../hmis/chronic.ts';
import { type Answer, hasDisablingCondition } from '../hmis/disability.ts';
import { enrollmentCoC } from '../hmis/enrollment-coc.ts';
import { fundingSourceCodes, fundingSources } from '../hmis/funding.ts';
import {
  type Composition,
  composition,
  type Household,
  headFor,
  headship,
  households,
  isHead,
} from '../hmis/household.ts';
import { HOUSEHOLD_TYPE, type Label, label, projectType, raceEthnicity, sexOrGender } from '../hmis/labels.ts';
import { daysInProject, daysToMoveIn } from '../hmis/length-of-stay.ts';
import { NO_YES_REASONS } from '../hmis/lists/client.ts';
import { LIVING_SITUATION, RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import { missingData } from '../hmis/missing-data.ts';
import { type MoveIn, moveInDate } from '../hmis/move-in.ts';
import type { Enrollment, Project, ProjectSlice } from '../hmis/records.ts';
import { isInSubpopulation } from '../hmis/subpopulations.ts';
import { headsOnly, textCells } from '../list-rows.ts';
import { defineRows, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** How far ahead the next anniversary's window counts as Upcoming, as in the worklist of annual assessments. */
const UPCOMING_DAYS = 60;

/** One enrollment with all that filters and columns ask of it. */
interface Member {
  readonly enrollment: Enrollment;
  readonly household: Household;
  readonly head: Enrollment | null;
  /** Of those the method selects, before any other filter. */
  readonly composition: Composition;
  readonly age: number | null;
  readonly moveIn: MoveIn;
  readonly chronic: Answer;
  readonly coc: string | null;
}

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
      const selected = select(household, slice.project, params, params.method);
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

/** The members that a method selects, with their facts. */
function select(household: Household, project: Project, params: Params, method: Params['method']): Member[] {
  const moveIns = new Map(household.members.map((e) => [e.EnrollmentID, moveInDate(e, household, project, params.to)]));
  const active = household.members.filter(
    (e) => isActive(e, project, params, method, moveIns.get(e.EnrollmentID)?.date ?? null).active,
  );
  if (active.length === 0) return [];
  const head = headFor(household, active);
  const facts = composition(active, params);
  const chronic = chronicForHousehold(household, project, params);
  return active.map((enrollment) => ({
    enrollment,
    household,
    head,
    composition: facts,
    age: ageForRange(enrollment, params),
    moveIn: moveIns.get(enrollment.EnrollmentID) ?? { date: null, inherited: false, unusable: null },
    chronic: chronic.get(enrollment.EnrollmentID) ?? 'missing',
    coc: enrollmentCoC(enrollment, head, project),
  }));
}

/** The first filter that leaves a member out; undefined for one that is listed. */
function filterAgainst(member: Member, params: Params): string | undefined {
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
  selected: readonly Member[],
  tally: TallyCounter,
): void {
  if (params.method === 'entryExit') return;
  const here = new Set(selected.map(({ enrollment }) => enrollment.EnrollmentID));
  for (const member of select(household, project, params, 'entryExit')) {
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
  member: Member,
  { project, hasIncomeRecords }: ProjectSlice,
  params: Params,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const { enrollment: e, household, head, age, moveIn } = member;
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
  const first = head ?? household.starter;
  return { cells, order: [first.PersonalID, e.HouseholdID, isHead(e) ? '0' : '1', e.PersonalID, e.EnrollmentID] };
}

/** Rows of this list that HUD's occupancy rule would leave out, and why: the PIT night's trap. */
function countOtherRule({ enrollment, moveIn }: Member, project: Project, params: Params, tally: TallyCounter): void {
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

function flaws({ enrollment, household, age, moveIn }: Member, project: Project, { to }: Params): string | null {
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
