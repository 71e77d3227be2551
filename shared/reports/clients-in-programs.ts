import type { Cell, Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { cocs, organizations } from '../common-filters.ts';
import { during, leftOutNote, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { type ProjectTotals, projectTotals } from '../project-totals.ts';
import { checkRange } from '../range-check.ts';
import { defineReport, type Summary } from '../report.ts';
import { countsOf, type Tally } from '../tally.ts';

const RUN_BY = { active: 'Active in the range', began: 'Began in the range', exited: 'Exited in the range' } as const;

const parameters = {
  from: parameter.date({ label: 'From', help: 'First day of the range.', default: 'aYearBefore' }),
  to: parameter.date({ label: 'To', help: 'Last day of the range, included.' }),
  runBy: parameter.choice({ label: 'Run by', options: RUN_BY, default: 'active' }),
  organizations,
  projects: parameter.list({ label: 'Programs', of: 'projects' }),
  cocs,
  hidePii: parameter.hidePii('Names'),
};

const columns: readonly Column[] = [
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  COMMON.PersonalID,
  COMMON.HouseholdID,
  { key: 'EnrollmentID', type: 'text', note: 'The stay; one row each.' },
  COMMON.LastName,
  COMMON.FirstName,
  {
    key: 'Age',
    type: 'number',
    note: 'Age on the later of entry and the first day of the range; blank where unknown.',
  },
  COMMON.RelationshipToHoH,
  { key: 'HouseholdType', type: 'text', note: 'By the members active in the range.' },
  { key: 'VeteranStatus', type: 'text', note: 'Veteran status as recorded.' },
  { key: 'ChronicallyHomelessAtStart', type: 'text', note: "By HUD's flow chart, at project start." },
  { key: 'EnrollmentCoC', type: 'text', note: "The head's CoC." },
  COMMON.EntryDate,
  { key: 'ExitDate', type: 'date', note: 'Blank where after the range.' },
  { key: 'Destination', type: 'text', note: 'Where to, of those who left by the end of the range.' },
  { key: 'DaysInProject', type: 'number', note: 'Days from entry to exit, or to the end of the range.' },
  { key: 'ProjectID', type: 'text', note: "The program's id in the HMIS." },
];

/** The fields that rows are counted under, by their column in the summary. */
export const COUNTED = [
  'Clients',
  'Households',
  'Adults',
  'Children',
  'UnknownAge',
  'Veterans',
  'ChronicallyHomeless',
  'Starts',
  'Exits',
] as const;
export type Counted = (typeof COUNTED)[number];

/** Summed for the average, and the stays it is of. */
export const DAYS = 'Days';
export const STAYS = 'Stays';
/** Persons, each once over all programs. */
export const DISTINCT = 'distinctClients';

const summaryColumns: readonly Column[] = [
  { key: 'Level', type: 'text', note: 'Program, organization or total.' },
  COMMON.OrganizationName,
  COMMON.ProjectName,
  { key: 'ProjectID', type: 'text', note: 'Its id in the HMIS.' },
  COMMON.ProjectType,
  {
    key: 'Clients',
    type: 'number',
    note: 'Persons, each once a program; in the total each once, and blank where narrowed to CoCs.',
  },
  { key: 'Households', type: 'number', note: 'Households.' },
  { key: 'Adults', type: 'number', note: '18 or older.' },
  { key: 'Children', type: 'number', note: 'Under 18.' },
  { key: 'UnknownAge', type: 'number', note: 'Of unknown age.' },
  { key: 'Veterans', type: 'number', note: 'Adults with veteran status yes.' },
  { key: 'ChronicallyHomeless', type: 'number', note: 'Chronically homeless at project start.' },
  { key: 'Starts', type: 'number', note: 'Stays that began in the range.' },
  { key: 'Exits', type: 'number', note: 'Stays that ended in the range.' },
  {
    key: 'AverageDays',
    type: 'number',
    number: 'tenths',
    note: 'Average days in the program of the stays counted, to one decimal.',
  },
];

/** Clients in programs: totals by program, and the clients behind each. */
export default defineReport({
  id: 'clients-in-programs',
  title: 'Clients in Programs',
  description: 'How many clients each program served, began and exited, and who they are.',
  parameters,
  columns,
  check: checkRange,
  notes({ from, to, runBy, cocs }, tally) {
    const stays = countsOf(tally, `in/${STAYS}`).reduce((sum, [, count]) => sum + count, 0);
    return [
      {
        active: `Counted: stays active ${during(from, to)} by entry and exit dates (HUD method 1); the day of exit counts.`,
        began: `Counted: stays that began ${during(from, to)}.`,
        exited: `Counted: stays that ended ${during(from, to)}.`,
      }[runBy],
      `${stays.toLocaleString('en-US')} stays${cocs.length > 0 ? '' : ` of ${(tally[DISTINCT] ?? 0).toLocaleString('en-US')} persons`}. A person with several stays counts once in each program and once in the total; the sums of an organization add up its programs.`,
      'Days in a program end with the range or the exit, whichever is earlier; the day of exit does not count.',
      ...leftOutNote('In the range', { cocs: 'CoC' }, tally),
      ...unknownCodesNote(tally),
    ];
  },
  // A person's latest stay may be in another CoC: narrowed to some, persons over all programs cannot be told apart.
  summary: ({ cocs }, tally) => ({
    columns: summaryColumns,
    rows: summaryRows(tally, cocs.length > 0 ? null : (tally[DISTINCT] ?? 0)),
  }),
  look: {
    outline: {
      levels: ['Total', 'Organization', 'Program'],
      shown: 3,
      members: {
        level: 'Client',
        by: 'ProjectID',
        as: { AverageDays: 'DaysInProject' },
      },
      columns: [
        ...['Level', 'OrganizationName', 'ProjectName', 'PersonalID', 'LastName', 'FirstName'],
        ...COUNTED,
        ...['AverageDays', 'Age', 'EntryDate', 'ExitDate', 'ProjectType', 'ProjectID', 'EnrollmentID'],
      ],
    },
  },
});

function summaryRows(tally: Tally, persons: number | null): Summary['rows'] {
  const totals = projectTotals(tally);
  if (totals.length === 0) return [];
  const organizations = Map.groupBy(totals, ({ project }) => project.OrganizationID);
  const byOrganization = [...organizations.values()].flatMap((programs) => [
    ...programs.map(programRow),
    sumRow(programs, { Level: 'Organization', OrganizationName: programs[0]?.project.OrganizationName ?? null }),
  ]);
  return [...byOrganization, sumRow(totals, { Level: 'Total', Clients: persons })];
}

function programRow(totals: ProjectTotals): readonly Cell[] {
  const { OrganizationName, ProjectName, ProjectID, cells } = totals.project;
  return sumRow([totals], { Level: 'Program', OrganizationName, ProjectName, ProjectID, ...cells });
}

function sumRow(of: readonly ProjectTotals[], cells: Readonly<Record<string, Cell>>): readonly Cell[] {
  const sum = (field: string) => of.reduce((total, { count }) => total + count(field), 0);
  const stays = sum(STAYS);
  const values: Record<string, Cell> = {
    ...Object.fromEntries(COUNTED.map((field) => [field, sum(field)])),
    AverageDays: stays === 0 ? null : Math.round((sum(DAYS) / stays) * 10) / 10,
    ...cells,
  };
  return summaryColumns.map(({ key }) => values[key] ?? null);
}
