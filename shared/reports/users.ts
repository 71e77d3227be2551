import type { Cell, Column } from '../column.ts';
import { organizations, projects } from '../common-filters.ts';
import { parameter } from '../parameter.ts';
import { defineReport } from '../report.ts';
import { countsOf, type Tally } from '../tally.ts';

const parameters = {
  asOf: parameter.date({ label: 'As of', help: 'Records entered later are not counted.' }),
  quietDays: parameter.number({
    label: 'Quiet after days',
    help: 'Who has entered nothing for longer is marked.',
    min: 1,
    max: 1_000,
    default: 90,
  }),
  organizations,
  projects,
  users: parameter.list({ label: 'Users', of: 'users', advanced: true }),
  hidePii: parameter.flag({ label: 'Hide PII', help: 'This list holds no client data.', default: true }),
};

/** What is counted of each user, by column. */
export const COUNTED = [
  'Enrollments',
  'OpenEnrollments',
  'Exits',
  'IncomeRecords',
  'AnnualAssessments',
  'CurrentLivingSituations',
  'BedNights',
  'Services',
  'Events',
  'CEAssessments',
] as const;
export type Counted = (typeof COUNTED)[number];

const COUNTED_NOTES: Readonly<Record<Counted, string>> = {
  Enrollments: 'Enrollments entered or last edited.',
  OpenEnrollments: 'Of these, open on the day.',
  Exits: 'Exits entered or last edited.',
  IncomeRecords: 'Records of income, benefits and insurance.',
  AnnualAssessments: 'Of these, annual assessments.',
  CurrentLivingSituations: 'Current living situations.',
  BedNights: 'Bed nights.',
  Services: 'Other services.',
  Events: 'Coordinated entry events.',
  CEAssessments: 'Coordinated entry assessments.',
};

const counts = COUNTED.map((key): Column => ({ key, type: 'number', note: COUNTED_NOTES[key] }));

const columns: readonly Column[] = [
  { key: 'UserName', type: 'text', note: 'The user of the HMIS; the id where User.csv lacks it.' },
  { key: 'UserID', type: 'text', note: 'As the HMIS numbers them.' },
  { key: 'OrganizationName', type: 'text', note: 'The organization of the records.' },
  { key: 'ProjectName', type: 'text', note: 'The project of the records.' },
  { key: 'ProjectID', type: 'text', note: 'Its id in the HMIS.' },
  { key: 'Status', type: 'text', note: 'Active, or Quiet since longer than the days asked for.' },
  { key: 'LastEntered', type: 'date', note: 'Newest day on which a record was created.' },
  { key: 'FirstEntered', type: 'date', note: 'Oldest such day.' },
  ...counts,
];

const summaryColumns: readonly Column[] = [
  { key: 'UserName', type: 'text', note: 'The user of the HMIS.' },
  { key: 'UserID', type: 'text', note: 'As the HMIS numbers them.' },
  { key: 'Projects', type: 'number', note: 'Projects with records.' },
  { key: 'LastEntered', type: 'date', note: 'Newest day on which a record was created.' },
  ...counts,
];

/** Who entered what, and when last. */
export default defineReport({
  id: 'users',
  title: 'Users',
  description: 'Who entered what in which project, and when last; one row for each user and project.',
  parameters,
  columns,
  key: ['UserID', 'ProjectID'],
  notes({ asOf, quietDays }) {
    return [
      `Counted by each record's own user, who entered or last edited it, of records created by ${asOf}; a record without a creation date is counted and tells no day.`,
      `Quiet: nothing created since ${quietDays} days before ${asOf}. Users who never entered a record in these projects are not listed: HMIS CSV does not say which project a user works in.`,
    ];
  },
  summary: (_, tally) => ({ columns: summaryColumns, rows: summaryRows(tally) }),
  look: { marks: [{ column: 'Status', words: { Quiet: 'check' } }] },
});

function summaryRows(tally: Tally): readonly (readonly Cell[])[] {
  const inField = new Map(COUNTED.map((field) => [field, new Map(countsOf(tally, `in/${field}`))]));
  const projects = new Map(countsOf(tally, 'in/Projects'));
  const last = new Map<string, string>();
  for (const [text] of countsOf(tally, 'lastEntered')) {
    // The day is the first ten characters, the id the rest: an id may hold anything.
    const [day, id] = [text.slice(0, 10), text.slice(11)];
    if (day > (last.get(id) ?? '')) last.set(id, day);
  }
  return countsOf(tally, 'user')
    .map(([text]) => JSON.parse(text) as [name: string, id: string])
    .sort(([a, idA], [b, idB]) => (a < b || (a === b && idA < idB) ? -1 : 1))
    .map(([name, id]) => [
      name,
      id,
      projects.get(id) ?? 0,
      last.get(id) ?? null,
      ...COUNTED.map((field) => inField.get(field)?.get(id) ?? 0),
    ]);
}
