import { daysBetween } from '../../shared/dates.ts';
import type { ParamsOf } from '../../shared/parameter.ts';
import { countIn, sayProject } from '../../shared/project-totals.ts';
import definition, { ALL_SERVICES } from '../../shared/reports/services.ts';
import type { TallyCounter } from '../../shared/tally.ts';
import { type Label, label, projectType } from '../hmis/labels.ts';
import { SERVICE_RECORD_TYPE, typeProvidedList } from '../hmis/lists/services.ts';
import type { Activity, Enrollment, Project } from '../hmis/records.ts';
import { textCells } from '../list-rows.ts';
import { defineRows, newestFirst, type ReportRow, type RunContext } from '../report-rows.ts';

type Params = ParamsOf<typeof definition.parameters>;

/** A service or a bed night, with the stay it hangs on. */
interface Given {
  readonly e: Enrollment;
  readonly service: Activity;
  /** Its place among the stay's services in the range: two alike are two rows. */
  readonly nth: number;
}

const BED_NIGHT = 200;

/** One row a record of Services.csv. */
export default defineRows(definition, {
  days: ({ from, to }) => ({ from, to }),
  wholeProjects: true,
  families: () => ['ACTIVITY'],

  projectRows({ project }, _params, _context, tally) {
    const { OrganizationName, OrganizationID, ProjectName, ProjectID } = project;
    sayProject(tally, { OrganizationName, OrganizationID, ProjectName, ProjectID, cells: {} });
    return [];
  },

  rows({ project, enrollments }, params, context, tally) {
    const given = enrollments.flatMap((e) =>
      e.Activities.filter(({ kind }) => kind === 'service' || kind === 'bedNight')
        .filter(({ date }) => date >= params.from && date <= params.to)
        .map((service, nth): Given => ({ e, service, nth })),
    );
    const listed = given.filter((one) => {
      const filter = filterAgainst(one, params);
      if (filter !== undefined) tally.add(`leftOut:${filter}`);
      return filter === undefined;
    });
    count(listed, project, tally);
    return listed.map((one) => row(one, project, context, tally));
  },
});

function recordType({ kind, RecordType }: Activity): number | null {
  return kind === 'bedNight' ? BED_NIGHT : RecordType;
}

function filterAgainst({ service }: Given, { recordTypes, users }: Params): string | undefined {
  const type = recordType(service);
  // A list of HUD's that we don't know is no reason to lose the record.
  const known = type !== null && SERVICE_RECORD_TYPE[type] !== undefined;
  if (recordTypes.length > 0 && known && !recordTypes.includes(String(type))) return 'recordTypes';
  const byOthers = users.length > 0 && (service.UserID === null || !users.includes(service.UserID));
  return byOthers ? 'users' : undefined;
}

function typeProvided(service: Activity): Label {
  return service.kind === 'bedNight'
    ? label(SERVICE_RECORD_TYPE, BED_NIGHT)
    : label(typeProvidedList(service.RecordType), service.TypeProvided);
}

function nameOf(service: Activity): string {
  const list = label(SERVICE_RECORD_TYPE, recordType(service)).text ?? 'Service of no list';
  return service.kind === 'bedNight' ? list : `${list}: ${typeProvided(service).text ?? 'not said'}`;
}

function count(given: readonly Given[], { ProjectID }: Project, tally: TallyCounter): void {
  const clients = new Map<string, Set<string>>();
  for (const { e, service } of given) {
    const name = nameOf(service);
    tally.add(`service:${name}`);
    for (const counted of [name, ALL_SERVICES]) {
      countIn(tally, `Records/${counted}`, ProjectID);
      clients.set(counted, (clients.get(counted) ?? new Set()).add(e.PersonalID));
    }
  }
  for (const [counted, persons] of clients) countIn(tally, `Clients/${counted}`, ProjectID, persons.size);
}

/** A bed night on the day of exit is none; any other service on it is in the stay [glossary, Active Clients, Method 2]. */
function isInStay({ e, service: { kind, date } }: Given): boolean {
  if (date < e.EntryDate) return false;
  if (e.ExitDate === null) return true;
  return kind === 'bedNight' ? date < e.ExitDate : date <= e.ExitDate;
}

function row(given: Given, project: Project, context: RunContext, tally: TallyCounter): ReportRow {
  const { e, service, nth } = given;
  const text = textCells(tally);
  const inStay = isInStay(given);
  if (!inStay) tally.add('outsideStay');
  return {
    order: [e.PersonalID, e.EnrollmentID, newestFirst(service.date), String(nth).padStart(6, '0')],
    cells: {
      PersonalID: e.PersonalID,
      EnrollmentID: e.EnrollmentID,
      LastName: e.Names?.LastName ?? null,
      FirstName: e.Names?.FirstName ?? null,
      OrganizationName: project.OrganizationName,
      ProjectName: project.ProjectName,
      ProjectType: text('ProjectType', projectType(project)),
      DateProvided: service.date,
      RecordType: text('RecordType', label(SERVICE_RECORD_TYPE, recordType(service))),
      TypeProvided: text('TypeProvided', typeProvided(service)),
      InStay: inStay ? 'Yes' : 'No',
      DateCreated: service.DateCreated,
      DaysToEnter: service.DateCreated === null ? null : daysBetween(service.date, service.DateCreated),
      EnteredBy: context.userName(service.UserID),
    },
  };
}
