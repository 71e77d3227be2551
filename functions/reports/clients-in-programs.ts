import type { ParamsOf } from '../../shared/parameter.ts';
import { countIn, sayProject } from '../../shared/project-totals.ts';
import definition, { type Counted, DAYS, DISTINCT, STAYS } from '../../shared/reports/clients-in-programs.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { activeByEntryExit, isEntryIn, isExitIn } from '../hmis/active.ts';
import { isAdult, isChild } from '../hmis/age.ts';
import { CHRONIC_LABELS } from '../hmis/chronic.ts';
import { households } from '../hmis/household.ts';
import { HOUSEHOLD_TYPE, label, projectType } from '../hmis/labels.ts';
import { daysInProject } from '../hmis/length-of-stay.ts';
import { NO_YES_REASONS } from '../hmis/lists/client.ts';
import { LIVING_SITUATION, RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import type { Enrollment, Project } from '../hmis/records.ts';
import { type ListMember, memberOrder, selectMembers } from '../list-members.ts';
import { textCells } from '../list-rows.ts';
import { defineRows, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** One row a stay; each program is counted as a whole, each person once in it. */
export default defineRows(definition, {
  days: ({ from, to }) => ({ from, to }),
  wholeProjects: true,
  families: () => [],
  // The latest of a person's counted stays stands for the person in the total over all programs.
  universe: (params) => (stay) => activeByEntryExit(stay, params).active && isOfRun(stay, params),

  projectRows({ project }, _params, _context, tally) {
    const { OrganizationName, OrganizationID, ProjectName, ProjectID } = project;
    const cells = { ProjectType: projectType(project).text };
    sayProject(tally, { OrganizationName, OrganizationID, ProjectName, ProjectID, cells });
    return [];
  },

  rows({ project, enrollments }, params, context, tally) {
    const members = households(enrollments)
      .flatMap((household) => selectMembers(household, project, params, 'entryExit'))
      .filter(({ enrollment }) => isOfRun(enrollment, params));
    const listed = members.filter(({ coc }) => params.cocs.length === 0 || (coc !== null && params.cocs.includes(coc)));
    if (listed.length < members.length) tally.add('leftOut:cocs', members.length - listed.length);
    count(listed, project, params, context, tally);
    return listed.map((member) => row(member, project, params, tally));
  },
});

function isOfRun(stay: Pick<Enrollment, 'EntryDate' | 'ExitDate'>, params: Params): boolean {
  switch (params.runBy) {
    case 'active':
      return true;
    case 'began':
      return isEntryIn(stay, params);
    case 'exited':
      return isExitIn(stay, params);
  }
}

function count(
  members: readonly ListMember[],
  { ProjectID }: Project,
  params: Params,
  context: RunContext,
  tally: TallyCounter,
): void {
  const add = (field: Counted | typeof DAYS | typeof STAYS, by = 1) => countIn(tally, field, ProjectID, by);
  const persons = new Map(members.map((member) => [member.enrollment.PersonalID, member]));
  add('Households', new Set(members.map(({ enrollment }) => enrollment.HouseholdID)).size);
  for (const { enrollment, age, chronic } of persons.values()) {
    add('Clients');
    add(isAdult(age) ? 'Adults' : isChild(age) ? 'Children' : 'UnknownAge');
    if (isAdult(age) && enrollment.VeteranStatus === 1) add('Veterans');
    if (chronic === 'yes') add('ChronicallyHomeless');
  }
  for (const { enrollment } of members) {
    add(STAYS);
    add(DAYS, daysInProject(enrollment, params.to));
    if (isEntryIn(enrollment, params)) add('Starts');
    if (isExitIn(enrollment, params)) add('Exits');
    if (context.isLatestStay(enrollment)) tally.add(DISTINCT);
  }
}

function row(member: ListMember, project: Project, { to }: Params, tally: TallyCounter): ReportRow {
  const { enrollment: e } = member;
  const text = textCells(tally);
  const exited = e.ExitDate !== null && e.ExitDate <= to;
  return {
    order: memberOrder(member),
    cells: {
      OrganizationName: project.OrganizationName,
      ProjectName: project.ProjectName,
      ProjectType: text('ProjectType', projectType(project)),
      PersonalID: e.PersonalID,
      HouseholdID: e.HouseholdID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      Age: member.age,
      RelationshipToHoH: text('RelationshipToHoH', label(RELATIONSHIP_TO_HOH, e.RelationshipToHoH)),
      HouseholdType: HOUSEHOLD_TYPE[member.composition.type],
      VeteranStatus: text('VeteranStatus', label(NO_YES_REASONS, e.VeteranStatus)),
      ChronicallyHomelessAtStart: CHRONIC_LABELS[member.chronic],
      EnrollmentCoC: member.coc,
      EntryDate: e.EntryDate,
      ExitDate: exited ? e.ExitDate : null,
      Destination: exited ? text('Destination', label(LIVING_SITUATION, e.Destination)) : null,
      DaysInProject: daysInProject(e, to),
      ProjectID: project.ProjectID,
    },
  };
}
