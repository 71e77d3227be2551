import type { CalendarDate } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import { PIT_CLASSES, type PitClass } from '../../shared/pit-classes.ts';
import { countIn, sayProject } from '../../shared/project-totals.ts';
import definition, { type Counted, whyNotByHud } from '../../shared/reports/pit-night.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { isAdult } from '../hmis/age.ts';
import { CHRONIC_LABELS } from '../hmis/chronic.ts';
import { type Household, type HouseholdType, households, isOfYouthAge } from '../hmis/household.ts';
import { HOUSEHOLD_TYPE, label, projectType, raceEthnicity, sexOrGender } from '../hmis/labels.ts';
import { NO_YES_REASONS } from '../hmis/lists/client.ts';
import { RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import { isOperatingOn, participatesOn, pitAgeGroup, pitClass, pitVerdict } from '../hmis/pit.ts';
import type { Project } from '../hmis/records.ts';
import { type ListMember, memberOrder, membersWhere, selectMembers } from '../list-members.ts';
import { headsOnly, textCells } from '../list-rows.ts';
import { defineRows, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** A member with what both rules say of the night. */
interface NightMember extends ListMember {
  readonly byHud: boolean;
  /** Why not, where HUD does not count. */
  readonly reason: string | null;
  readonly byClientTrack: boolean;
}

/** [reports.md; hmis-rules.md 2.1, "PIT on one date"] One row an enrollment that either rule counts on the night. */
export default defineRows(definition, {
  days: ({ night }) => ({ from: night, to: night }),
  // Persons are counted once a project: it must be seen whole.
  wholeProjects: true,
  families: (_, { project }) => (project.ProjectType === 1 || project.ProjectType === 4 ? ['ACTIVITY'] : []),

  projectRows({ project }, params, _context, tally) {
    if (isAskedFor(project, params)) {
      const { OrganizationName, OrganizationID, ProjectName, ProjectID, PITCount } = project;
      const cells = {
        PITClass: PIT_CLASSES[pitClass(project)],
        ProjectType: projectType(project).text,
        OperatingThatNight: yesNo(isOperatingOn(project, params.night)),
        HMISParticipating: yesNo(participatesOn(project, params.night)),
        PITCount,
      };
      sayProject(tally, { OrganizationName, OrganizationID, ProjectName, ProjectID, cells });
    }
    return [];
  },

  rows({ project, enrollments }, params, context, tally) {
    if (!isAskedFor(project, params)) return [];
    const members = households(enrollments).map((household) => membersOn(household, project, params));
    countPersons(project, members.flat(), tally);
    return members.flatMap((ofHousehold) => {
      const listed = ofHousehold.filter((member) => isListed(member, params));
      const shown = params.headsOfHouseholdOnly ? headsOnly(ofHousehold, listed, tally) : listed;
      for (const { reason } of shown) if (reason !== null) tally.add(`onlyClientTrack:${reason}`);
      return shown.map((member) => row(member, project, params, context, tally));
    });
  },
});

function isAskedFor({ ProjectType }: Project, { projectTypes }: Params): boolean {
  return projectTypes.length === 0 || projectTypes.includes(String(ProjectType));
}

function membersOn(household: Household, project: Project, { night, cocs }: Params): NightMember[] {
  const range = { from: night, to: night };
  const verdicts = new Map<string, ReturnType<typeof pitVerdict>>();
  // The household of HUD's night is those HUD counts; who is there by dates alone has one of their own.
  const byHud = membersWhere(household, project, range, (e, moveIn) => {
    const verdict = pitVerdict(e, project, night, moveIn);
    verdicts.set(e.EnrollmentID, verdict);
    return verdict.counted;
  });
  const counted = new Map(byHud.map((member) => [member.enrollment.EnrollmentID, member]));
  return selectMembers(household, project, range, 'entryExit')
    .map((byDates) => {
      const id = byDates.enrollment.EnrollmentID;
      const verdict = verdicts.get(id);
      const reason = verdict?.counted === false ? verdict.reason : null;
      return { ...(counted.get(id) ?? byDates), byHud: counted.has(id), reason, byClientTrack: true };
    })
    .filter(({ coc }) => cocs.length === 0 || (coc !== null && cocs.includes(coc)));
}

function isListed({ byHud }: NightMember, { rows }: Params): boolean {
  return rows === 'both' || (rows === 'hud') === byHud;
}

const TYPE_FIELDS: Readonly<Record<HouseholdType, Counted>> = {
  withoutChildren: 'PersonsWithoutChildren',
  childrenAndAdults: 'PersonsWithChildrenAndAdults',
  onlyChildren: 'PersonsWithOnlyChildren',
  unknown: 'PersonsOfUnknownType',
};

/** Each person once, by the first of their stays that HUD counts. */
function countPersons({ ProjectID }: Project, members: readonly NightMember[], tally: TallyCounter): void {
  const seen = new Set<string>();
  const houses = new Set<string>();
  for (const member of members.filter(({ byHud }) => byHud)) {
    houses.add(member.enrollment.HouseholdID);
    if (seen.has(member.enrollment.PersonalID)) continue;
    seen.add(member.enrollment.PersonalID);
    for (const field of fieldsOf(member)) countIn(tally, field, ProjectID);
  }
  countIn(tally, 'Households', ProjectID, houses.size);
  const byDates = new Set(members.map(({ enrollment }) => enrollment.PersonalID));
  countIn(tally, 'PersonsByClientTrack', ProjectID, byDates.size);
}

function fieldsOf({ enrollment, age, chronic, composition }: NightMember): Counted[] {
  const fits: readonly [Counted, boolean][] = [
    ['Persons', true],
    [TYPE_FIELDS[composition.type], true],
    ['Veterans', isAdult(age) && enrollment.VeteranStatus === 1],
    ['ChronicallyHomeless', chronic === 'yes'],
    ['UnaccompaniedYouth', composition.youth && !composition.parentingYouth && isOfYouthAge(age)],
    ['InParentingYouthHouseholds', composition.parentingYouth],
  ];
  return fits.flatMap(([field, fit]) => (fit ? [field] : []));
}

const CLASS_ORDER = Object.keys(PIT_CLASSES) as PitClass[];

function row(
  member: NightMember,
  project: Project,
  { night }: Params,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const { enrollment: e, composition } = member;
  const text = textCells(tally);
  const of = pitClass(project);
  return {
    group: String(CLASS_ORDER.indexOf(of)),
    order: memberOrder(member),
    cells: {
      PITClass: PIT_CLASSES[of],
      PersonalID: e.PersonalID,
      HouseholdID: e.HouseholdID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      CountedByHUD: yesNo(member.byHud),
      CountedByClientTrack: yesNo(member.byClientTrack),
      WhyNotByHUD: member.reason === null ? null : whyNotByHud(member.reason),
      Age: member.age,
      AgeGroup: pitAgeGroup(member.age),
      RelationshipToHoH: text('RelationshipToHoH', label(RELATIONSHIP_TO_HOH, e.RelationshipToHoH)),
      HouseholdType: HOUSEHOLD_TYPE[composition.type],
      HouseholdSize: composition.size,
      VeteranStatus: text('VeteranStatus', label(NO_YES_REASONS, e.VeteranStatus)),
      ChronicallyHomelessAtStart: CHRONIC_LABELS[member.chronic],
      YouthHousehold: youth(member),
      RaceEthnicity: text('RaceEthnicity', raceEthnicity(e)),
      Sex: text('Sex', sexOrGender(e, context.snapshot.format)),
      OrganizationName: project.OrganizationName,
      ProjectName: project.ProjectName,
      ProjectType: text('ProjectType', projectType(project)),
      EnrollmentCoC: member.coc,
      EntryDate: e.EntryDate,
      MoveInDate: member.moveIn.date,
      ExitDate: endedBy(e.ExitDate, night),
    },
  };
}

function endedBy(exit: CalendarDate | null, night: CalendarDate): CalendarDate | null {
  return exit !== null && exit <= night ? exit : null;
}

function youth({ composition, age }: NightMember): string | null {
  if (composition.parentingYouth) return 'Parenting youth household';
  return composition.youth && isOfYouthAge(age) ? 'Unaccompanied youth' : null;
}

function yesNo(is: boolean): string {
  return is ? 'Yes' : 'No';
}
