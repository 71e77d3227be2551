import type { Cell, Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { organizations, projects, users } from '../common-filters.ts';
import { during, leftOutNote, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { projectTotals } from '../project-totals.ts';
import { checkRange } from '../range-check.ts';
import { defineReport } from '../report.ts';
import { countsOf, type Tally } from '../tally.ts';

const RECORD_TYPES = {
  141: 'PATH services',
  142: 'RHY service connections',
  143: 'HOPWA services',
  144: 'SSVF services',
  151: 'HOPWA financial assistance',
  152: 'SSVF financial assistance',
  161: 'PATH referrals',
  200: 'Bed nights',
  210: 'HUD-VASH voucher tracking',
  300: 'C2 Moving On assistance',
} as const;

const BED_NIGHTS = '200';

const parameters = {
  from: parameter.date({ label: 'From', help: 'First day of the range.', default: 'aYearBefore' }),
  to: parameter.date({ label: 'To', help: 'Last day of the range, included.' }),
  recordTypes: parameter.choices({
    label: 'Services',
    options: RECORD_TYPES,
    default: Object.keys(RECORD_TYPES).filter((type) => type !== BED_NIGHTS),
  }),
  organizations,
  projects,
  users,
  hidePii: parameter.hidePii('Names'),
};

const columns: readonly Column[] = [
  COMMON.PersonalID,
  COMMON.EnrollmentID,
  COMMON.LastName,
  COMMON.FirstName,
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  { key: 'DateProvided', type: 'date', note: 'The day of the service.' },
  { key: 'RecordType', type: 'text', note: "Which of HUD's lists the service is from." },
  { key: 'TypeProvided', type: 'text', note: 'The service.' },
  { key: 'InStay', type: 'text', note: 'Yes where the day lies within the stay; a bed night before the day of exit.' },
  { key: 'DateCreated', type: 'date', note: 'Day the record was entered.' },
  { key: 'DaysToEnter', type: 'number', note: 'Calendar days from the service to its entry.' },
  { key: 'EnteredBy', type: 'text', note: 'Who entered or last edited the record.' },
];

const summaryColumns: readonly Column[] = [
  COMMON.OrganizationName,
  COMMON.ProjectName,
  { key: 'ProjectID', type: 'text', note: 'Its id in the HMIS.' },
  { key: 'Service', type: 'text', note: 'List and service, or all of them.' },
  { key: 'Records', type: 'number', note: 'Records in the range.' },
  { key: 'Clients', type: 'number', note: 'Persons, each once a project and service.' },
];

/** Services given: one row a record, totals by project and service. */
export default defineReport({
  id: 'services',
  title: 'Services',
  description: 'Services and financial assistance in a range, one row each, with totals by project.',
  parameters,
  columns,
  key: ['EnrollmentID', 'RecordType', 'DateProvided', 'TypeProvided'],
  check: checkRange,
  notes({ from, to }, tally) {
    const outside = tally.outsideStay ?? 0;
    return [
      `Counted: records of Services.csv dated ${during(from, to)}. Contacts, events and coordinated entry assessments are not services.`,
      outside > 0 ? `${outside} of them lie outside their stay; they are listed and marked.` : '',
      'A person counts once in each project and service.',
      ...leftOutNote('In the range', { recordTypes: 'kind of service', users: 'user' }, tally),
      ...unknownCodesNote(tally),
    ].filter((note) => note !== '');
  },
  summary: (_, tally) => ({ columns: summaryColumns, rows: summaryRows(tally) }),
});

/** Stands for all services of a project in its totals. */
export const ALL_SERVICES = 'All services';

function summaryRows(tally: Tally): readonly (readonly Cell[])[] {
  const services = [...new Set(countsOf(tally, 'service').map(([name]) => name))].sort();
  return projectTotals(tally).flatMap(({ project, count }) =>
    [...services, ALL_SERVICES]
      .filter((service) => count(`Records/${service}`) > 0)
      .map((service) => [
        project.OrganizationName,
        project.ProjectName,
        project.ProjectID,
        service,
        count(`Records/${service}`),
        count(`Clients/${service}`),
      ]),
  );
}
