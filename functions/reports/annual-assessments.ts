import type { Cell } from '../../shared/column.ts';
import { addYears, anniversariesUpTo, type CalendarDate, type DateRange, daysBetween } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import definition from '../../shared/reports/annual-assessments.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { activeByEntryExit, isOpenOn } from '../hmis/active.ts';
import { ageForRange, ageOn, isAdult, isChild } from '../hmis/age.ts';
import { annualRecords, annualStatuses, annualWindow, aprAnnual } from '../hmis/annual-assessment.ts';
import { type AnnualRow, annualBasis } from '../hmis/annual-basis.ts';
import { isInApr } from '../hmis/apr-universe.ts';
import { enrollmentCoC } from '../hmis/enrollment-coc.ts';
import { fundingSourceCodes, fundingSources } from '../hmis/funding.ts';
import { type Household, headFor, households, isHead } from '../hmis/household.ts';
import { label, projectType } from '../hmis/labels.ts';
import { RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import type { Enrollment, Project, ProjectSlice } from '../hmis/records.ts';
import { type ListMember, memberOrder } from '../list-members.ts';
import { headsOnly, textCells } from '../list-rows.ts';
import { defineRows, newestFirst, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** One person of the universe with what filters and columns ask. */
type Member = Pick<ListMember, 'enrollment' | 'household' | 'head' | 'age'>;

/** [reports.md 2] One row a person and relevant anniversary of the household's start. */
export default defineRows(definition, {
  days: rangeOf,
  families: () => [],

  universe(params) {
    if (params.mode !== 'apr') return undefined;
    // Funding sources choose projects, as an APR is run over chosen projects, and a stay elsewhere is not the latest.
    return (stay, project) => isFunded(project, params) && isInApr(stay, project, rangeOf(params));
  },

  rows(slice, params, context, tally) {
    const projectFilter = filterAgainstProject(slice.project, params);
    return households(slice.enrollments).flatMap((household) => {
      const selected = select(household, params, context, tally);
      const listed = selected.filter((member) => {
        const filter = projectFilter ?? filterAgainst(member, slice.project, params);
        if (filter) tally.add(`leftOut:${filter}`);
        return filter === undefined;
      });
      const members = params.headsOfHouseholdOnly ? headsOnly(selected, listed, tally) : listed;
      return members.flatMap((member) => rowsOf(member, slice, params, context, tally));
    });
  },
});

/** The days a run is about: the one day of the work list, or the APR's range. */
function rangeOf({ mode, dueDate, from, to }: Params): DateRange {
  return mode === 'apr' ? { from, to } : { from: dueDate, to: dueDate };
}

function isFunded(project: Project, params: Params): boolean {
  if (params.fundingSources.length === 0) return true;
  return fundingSourceCodes(project, rangeOf(params)).some((code) => params.fundingSources.includes(String(code)));
}

/** The work list: who is enrolled on the day. The APR: whose latest stay it is and who stays. */
function select(household: Household, params: Params, context: RunContext, tally: TallyCounter): Member[] {
  const range = rangeOf(params);
  const latest = household.members.filter((e) => context.isLatestStay(e));
  const selected = latest.filter((e) => isOpenOn(e, range.to));
  if (params.mode === 'apr' && latest.length > selected.length) tally.add('leavers', latest.length - selected.length);
  const active = household.members.filter((e) => activeByEntryExit(e, range).active);
  const head = headFor(household, params.mode === 'apr' ? active : selected);
  return selected.map((enrollment) => ({
    enrollment,
    household,
    head,
    age: params.mode === 'apr' ? ageForRange(enrollment, range) : ageOn(enrollment.DOB, params.dueDate),
  }));
}

function filterAgainstProject(project: Project, params: Params): string | undefined {
  const { mode, projectTypes } = params;
  const isOfType = mode === 'apr' || projectTypes.length === 0 || projectTypes.includes(String(project.ProjectType));
  if (!isOfType) return 'projectTypes';
  return isFunded(project, params) ? undefined : 'fundingSources';
}

/** The first filter that leaves a person out; undefined for one who is listed. */
function filterAgainst({ enrollment, head, age }: Member, project: Project, params: Params): string | undefined {
  const coc = enrollmentCoC(enrollment, head, project);
  const personalId = params.personalId.trim();
  if (personalId !== '' && enrollment.PersonalID !== personalId) return 'personalId';
  if (params.cocs.length > 0 && (coc === null || !params.cocs.includes(coc))) return 'cocs';
  return params.members === 'all' || isAskedForIncome(enrollment, age) ? undefined : 'members';
}

/** Income is collected of adults and heads, health insurance of everyone [data standards, 4.02 and 4.04]. */
function isAskedForIncome(enrollment: Enrollment, age: number | null): boolean {
  return isAdult(age) || isHead(enrollment);
}

function rowsOf(
  member: Member,
  slice: ProjectSlice,
  params: Params,
  context: RunContext,
  tally: TallyCounter,
): ReportRow[] {
  const { heads, start } = member.household;
  const all = annualRows(member, start, slice, params);
  for (const { status, anniversary } of all) {
    tally.add(`status:${status}`);
    if (status === 'DataIssue') tally.add(anniversary === null ? 'unusableStart' : 'noIncomeRecords');
    if (status === 'Missing' && !slice.hasIncomeRecords) tally.add('noIncomeRecords');
    if (params.mode === 'apr' && isAdult(member.age)) tally.add(`adults:${status}`);
  }
  const rows = all.filter((row) => isListed(row, params));
  const latestHead = heads.findLast(({ EntryDate }) => EntryDate <= rangeOf(params).to);
  countLatestHead(rows, annualRows(member, latestHead?.EntryDate ?? start, slice, params), params, tally);
  return rows.map((row) => reportRow(row, member, slice, params, context, tally));
}

function isListed({ status }: AnnualRow, { mode, status: listed }: Params): boolean {
  return mode === 'apr' || listed.length === 0 || listed.some((one) => one === status);
}

/** All anniversaries of a person, whatever the filter of statuses, if the household had started on `householdStart`. */
function annualRows(
  { enrollment }: Member,
  householdStart: CalendarDate,
  { hasIncomeRecords }: ProjectSlice,
  params: Params,
): readonly AnnualRow[] {
  const facts = { ...enrollment, householdStart, exportHasIncome: hasIncomeRecords };
  if (params.mode === 'worklist') return annualStatuses(facts, params.dueDate, params.upcomingDays);
  const { status, anniversary } = aprAnnual(facts, params.to);
  if (anniversary === null) {
    return [{ status, anniversary, opens: null, closes: null, record: null, outside: null, incomplete: false }];
  }
  return [{ status, anniversary, ...annualWindow(anniversary), ...annualRecords(enrollment, anniversary, params.to) }];
}

/** What the rows would be, were the anniversaries those of the latest head's start: HUD's rule until 2020. */
function countLatestHead(
  rows: readonly AnnualRow[],
  byHead: readonly AnnualRow[],
  params: Params,
  tally: TallyCounter,
): void {
  const named = (some: readonly AnnualRow[]) => some.map((row) => `${row.anniversary}:${row.status}`);
  const [ours, theirs] = [named(rows), named(byHead.filter((row) => isListed(row, params)))];
  const out = ours.filter((row) => !theirs.includes(row)).length;
  const added = theirs.filter((row) => !ours.includes(row)).length;
  if (out > 0) tally.add('latestHead:out', out);
  if (added > 0) tally.add('latestHead:added', added);
}

function reportRow(
  row: AnnualRow,
  member: Member,
  { project }: ProjectSlice,
  params: Params,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const { enrollment: e, household, age } = member;
  countDoubts(row, e, age, tally);
  const range = rangeOf(params);
  const text = textCells(tally);
  const deciding = row.record ?? (row.status === 'OutsideWindow' ? row.outside : null);
  const cells: Record<string, Cell> = {
    PersonalID: e.PersonalID,
    HouseholdID: e.HouseholdID,
    EnrollmentID: e.EnrollmentID,
    LastName: e.Names?.LastName ?? null,
    FirstName: e.Names?.FirstName ?? null,
    Age: age,
    RelationshipToHoH: text('RelationshipToHoH', label(RELATIONSHIP_TO_HOH, e.RelationshipToHoH)),
    OrganizationName: project.OrganizationName,
    ProjectName: project.ProjectName,
    ProjectType: text('ProjectType', projectType(project)),
    FundingSources: text('FundingSources', fundingSources(project, range)),
    EntryDate: e.EntryDate,
    HouseholdStartDate: household.start,
    AnniversaryDate: row.anniversary,
    WindowOpens: row.opens,
    WindowCloses: row.closes,
    Status: row.status,
    DaysLeft: row.closes === null ? null : daysBetween(range.to, row.closes),
    AnnualAssessmentDate: row.record?.InformationDate ?? null,
    OutsideDate: row.outside?.InformationDate ?? null,
    LatestAnnualAssessmentDate:
      e.AnnualIncomes.findLast(({ InformationDate }) => InformationDate <= range.to)?.InformationDate ?? null,
    Incomplete: row.incomplete ? 'Yes' : 'No',
    RequiredFor: row.status === 'NotRequired' ? null : requiredFor(e, age),
    NextAnniversary: nextAnniversary(row, household, range.to),
    Basis: annualBasis(row, e, household, range.to),
    EnteredBy: context.userName(deciding ? deciding.UserID : e.UserID),
  };
  const newest = row.anniversary === null ? '' : newestFirst(row.anniversary);
  return { cells, order: [...memberOrder(member), newest] };
}

function requiredFor(enrollment: Enrollment, age: number | null): string {
  return isAskedForIncome(enrollment, age) ? 'income and insurance' : 'insurance only';
}

/** The first anniversary after a day; none of a household whose start cannot be one. */
function nextAnniversary({ status, anniversary }: AnnualRow, { start }: Household, day: CalendarDate): Cell {
  if (status === 'DataIssue' && anniversary === null) return null;
  return addYears(start, anniversariesUpTo(start, day) + 1);
}

/** What the notes say of rows that a reader would ask about. */
function countDoubts(
  { status, anniversary, incomplete }: AnnualRow,
  e: Enrollment,
  age: number | null,
  tally: TallyCounter,
): void {
  if (incomplete) tally.add('incomplete');
  if (anniversary === null || status === 'NotRequired') return;
  if (anniversary === e.EntryDate) tally.add('enteredOnTheDay');
  if (isAdult(age) && !isHead(e) && isChild(ageOn(e.DOB, anniversary))) tally.add('childThen');
}
