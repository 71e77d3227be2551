import { countQuality } from '../../shared/data-quality/counts.ts';
import {
  elementsOf,
  QUALITY_CLASSES,
  QUALITY_TOTALS,
  type QualityElement,
  type QualityForm,
} from '../../shared/data-quality/elements.ts';
import type { QualityParams } from '../../shared/data-quality/parameters.ts';
import { daysBetween } from '../../shared/dates.ts';
import type { UserId } from '../../shared/ids.ts';
import { sayProject } from '../../shared/project-totals.ts';
import definition from '../../shared/reports/data-quality.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { type AprClient, aprClients, aprClientsWhere } from '../hmis/apr/apr-client.ts';
import { isInAprDataQuality, isInAprInactiveRecords } from '../hmis/apr-universe.ts';
import {
  type CheckedElement,
  checkedActivity,
  checkedElements,
  type Finding,
} from '../hmis/data-quality/checked-element.ts';
import { isToBeChecked } from '../hmis/data-quality/own-checks.ts';
import { enrollmentCoC } from '../hmis/enrollment-coc.ts';
import { type Household, headFor, households } from '../hmis/household.ts';
import { label, projectType } from '../hmis/labels.ts';
import { RELATIONSHIP_TO_HOH } from '../hmis/lists/enrollment.ts';
import { countsOnlyEngaged, usesBedNights } from '../hmis/project-types.ts';
import type { Enrollment, Project } from '../hmis/records.ts';
import { memberOrder } from '../list-members.ts';
import { textCells } from '../list-rows.ts';
import { defineRows, type ReportRow, type RunContext, type Universe } from '../report-rows.ts';

/** Of the stays behind Q6f, which HUD finds otherwise than those behind its other tables. */
const INACTIVE_RECORDS = 'inactiveRecords';

/** A stay of a well-kept HMIS has few flaws; one of a neglected one, every second element. */
const ROWS_PER_STAY = 6;

/** One row a stay and flawed element. */
export default defineRows(definition, {
  days: ({ from, to }) => ({ from, to }),
  rowsPerStay: () => ROWS_PER_STAY,

  families({ universe, elements }, { project, newestActivity }) {
    if (newestActivity === null) return [];
    const nightsDecide = universe === 'hud' && usesBedNights(project.ProjectType);
    const isInactiveAsked = elements.length === 0 || elements.includes('inactive');
    const canBeInactive = usesBedNights(project.ProjectType) || countsOnlyEngaged(project);
    return nightsDecide || (isInactiveAsked && canBeInactive) ? ['ACTIVITY'] : [];
  },

  universe(params) {
    if (params.universe === 'all') return undefined;
    return (stay, project) => isInAprDataQuality(stay, project, params);
  },

  otherUniverses(params): Readonly<Record<string, Universe>> {
    if (params.universe === 'all') return {};
    return { [INACTIVE_RECORDS]: (stay, project) => isInAprInactiveRecords(stay, project, params) };
  },

  projectRows({ project }, _params, _context, tally) {
    const { OrganizationName, OrganizationID, ProjectName, ProjectID } = project;
    sayProject(tally, { OrganizationName, OrganizationID, ProjectName, ProjectID, cells: {} });
    return [];
  },

  rows({ project, enrollments }, params, context, tally) {
    return households(enrollments)
      .flatMap((household) => staysOf(household, project, params, tally))
      .flatMap((stay) =>
        flawsOf(stay, project, params, context, tally).map((flaw) => row(flaw, stay, project, params, context, tally)),
      );
  },
});

interface CheckedStay {
  readonly client: AprClient;
  readonly enrollment: Enrollment;
  readonly household: Household;
  readonly head: Enrollment | null;
}

/** An element of a stay that the run looks at. */
interface Looked {
  readonly element: QualityElement;
  readonly checked: CheckedElement;
  /** Its place among the elements. */
  readonly nth: number;
  readonly UserID: UserId | null;
}

interface Flaw extends Omit<Looked, 'checked'> {
  readonly finding: Finding;
}

/** The stays of a household that are looked at in the range, of the CoCs asked for. */
function staysOf(household: Household, project: Project, params: QualityParams, tally: TallyCounter): CheckedStay[] {
  const clients =
    params.universe === 'all'
      ? aprClientsWhere(household, project, params, (member) => isToBeChecked(member, params))
      : aprClients(household, project, params);
  const head = headFor(
    household,
    clients.map(({ enrollment }) => enrollment),
  );
  const stays = clients.map((client) => ({ client, enrollment: client.enrollment, household, head }));
  if (params.cocs.length === 0) return stays;
  const own = stays.filter(({ enrollment }) => {
    const coc = enrollmentCoC(enrollment, head, project);
    return coc !== null && params.cocs.includes(coc);
  });
  if (own.length < stays.length) tally.add('leftOut:cocs', stays.length - own.length);
  return own;
}

/** The flaws of a stay; they, and what HUD's shares are of, are counted. */
function flawsOf(
  { client }: CheckedStay,
  project: Project,
  params: QualityParams,
  context: RunContext,
  tally: TallyCounter,
): Flaw[] {
  const looked = lookedAt(client, params, context, tally);
  count(looked, project, tally);
  return looked.flatMap(({ checked: { finding }, ...one }) => (finding === null ? [] : [{ ...one, finding }]));
}

/** The elements that were asked for, of those entered by the users asked for. */
function lookedAt(client: AprClient, params: QualityParams, context: RunContext, tally: TallyCounter): Looked[] {
  const byKey = new Map(checkedOf(client, params, context, tally).map((one) => [one.key, one]));
  return elementsOf(params.elements).flatMap((element, nth): Looked[] => {
    const checked = byKey.get(element.key);
    if (checked === undefined) return [];
    if (checked.isDoubtful) tally.add('copiedExits');
    // HUD's totals have them; a list of what to mend would be full of them.
    if (checked.isDoubtful && params.universe === 'all') return [];
    const UserID = userOf(element.form, client);
    const isByOthers = params.users.length > 0 && (UserID === null || !params.users.includes(UserID));
    if (isByOthers && checked.finding !== null) tally.add('leftOut:users');
    return isByOthers ? [] : [{ element, checked, nth, UserID }];
  });
}

function count(looked: readonly Looked[], { ProjectID }: Project, tally: TallyCounter): void {
  for (const { element, checked } of looked) {
    if (checked.isCounted) countQuality(tally, ProjectID, element.key, 'records');
    if (checked.finding) countQuality(tally, ProjectID, element.key, checked.finding.flaw);
  }
  for (const { key, group } of QUALITY_TOTALS) {
    const own = looked.filter(({ element }) => element.groups.includes(group));
    if (own.length > 0) countQuality(tally, ProjectID, key, 'records');
    if (own.some(({ checked }) => checked.finding !== null)) countQuality(tally, ProjectID, key, 'issue');
  }
}

function checkedOf(
  client: AprClient,
  params: QualityParams,
  context: RunContext,
  tally: TallyCounter,
): CheckedElement[] {
  const { enrollment } = client;
  const isLatest = context.isLatestStay(enrollment);
  if (!isLatest) tally.add(`leftOut:${whyNotLatest(client, params)}`);
  return [
    ...(isLatest ? checkedElements(client, params) : []),
    ...(context.isLatestStay(enrollment, INACTIVE_RECORDS) ? checkedActivity(client, params) : []),
  ];
}

function whyNotLatest({ enrollment, project }: AprClient, params: QualityParams): string {
  if (!isInAprInactiveRecords(enrollment, project, params)) return 'notEngaged';
  return isInAprDataQuality(enrollment, project, params) ? 'notLatest' : 'noBedNight';
}

function userOf(form: QualityForm, { enrollment, annual }: AprClient): UserId | null {
  if (form === 'exit') return enrollment.ExitUserID;
  return form === 'annual' && annual.record ? annual.record.UserID : enrollment.UserID;
}

function row(
  { element, finding, nth, UserID }: Flaw,
  stay: CheckedStay,
  project: Project,
  params: QualityParams,
  context: RunContext,
  tally: TallyCounter,
): ReportRow {
  const e = stay.enrollment;
  const text = textCells(tally);
  if (params.universe === 'all' && !isInAprInactiveRecords(e, project, params)) tally.add('unengaged');
  return {
    order: [...memberOrder(stay), String(nth).padStart(2, '0')],
    cells: {
      Element: element.name,
      Problem: finding.problem,
      Class: QUALITY_CLASSES[finding.flaw],
      PersonalID: e.PersonalID,
      HouseholdID: e.HouseholdID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      RelationshipToHoH: text('RelationshipToHoH', label(RELATIONSHIP_TO_HOH, e.RelationshipToHoH)),
      OrganizationName: project.OrganizationName,
      ProjectName: project.ProjectName,
      ProjectType: text('ProjectType', projectType(project)),
      EntryDate: e.EntryDate,
      ExitDate: e.ExitDate !== null && e.ExitDate <= params.to ? e.ExitDate : null,
      WhereToMend: element.mend,
      RecordDate: finding.date,
      DaysOld: daysBetween(finding.date, params.to),
      EnteredBy: context.userName(UserID),
    },
  };
}
