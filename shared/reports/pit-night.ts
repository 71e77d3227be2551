import type { Cell, Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { cocs, organizations, projects } from '../common-filters.ts';
import { headlessNote, rowsInWords, sumOf, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { PIT_CLASSES } from '../pit-classes.ts';
import { type ProjectTotals, projectTotals } from '../project-totals.ts';
import { PROJECT_TYPES } from '../project-types.ts';
import { defineReport, type Summary } from '../report.ts';
import { countsOf, type Tally } from '../tally.ts';

const parameters = {
  night: parameter.date({
    label: 'Night',
    help: 'The night of the count, such as the last Wednesday of January: who was there when the day ended.',
  }),
  rows: parameter.choice({
    label: 'Rows',
    help: "ClientTrack's Active Client List counts by entry and exit dates, HUD who was there that night.",
    options: { both: 'Counted by HUD or ClientTrack', hud: 'Counted by HUD', differing: 'Where the two differ' },
    default: 'both',
  }),
  organizations,
  projects,
  projectTypes: parameter.choices({
    label: 'Project types',
    options: PROJECT_TYPES,
    default: Object.keys(PROJECT_TYPES).filter((type) => !['6', '7', '11', '12', '14'].includes(type)),
    advanced: true,
  }),
  cocs,
  headsOfHouseholdOnly: parameter.flag({ label: 'Heads of household only', default: false }),
  hidePii: parameter.hidePii('Names'),
};

const columns: readonly Column[] = [
  {
    key: 'PITClass',
    type: 'text',
    note: 'What the project is on the night: sheltered, unsheltered, or housing for the HIC.',
  },
  COMMON.PersonalID,
  COMMON.HouseholdID,
  { key: 'EnrollmentID', type: 'text', note: 'The stay; one row each.' },
  COMMON.LastName,
  COMMON.FirstName,
  { key: 'CountedByHUD', type: 'text', note: 'Yes where HUD counts the person there that night (in residence).' },
  { key: 'CountedByClientTrack', type: 'text', note: 'Yes where entry and exit dates count the person on that date.' },
  { key: 'WhyNotByHUD', type: 'text', note: 'Why HUD does not count the row.' },
  { key: 'Age', type: 'number', note: 'Age on the night, or at entry on that day; blank where unknown.' },
  { key: 'AgeGroup', type: 'text', note: "The point-in-time count's age groups." },
  COMMON.RelationshipToHoH,
  { key: 'HouseholdType', type: 'text', note: 'By the members counted that night.' },
  { key: 'HouseholdSize', type: 'number', note: 'Persons of the household counted that night.' },
  { key: 'VeteranStatus', type: 'text', note: 'Veteran status as recorded.' },
  { key: 'ChronicallyHomelessAtStart', type: 'text', note: "By HUD's flow chart, at project start." },
  {
    key: 'YouthHousehold',
    type: 'text',
    note: 'Parenting youth or unaccompanied youth, where the household is one of youth.',
  },
  { key: 'RaceEthnicity', type: 'text', note: 'All chosen.' },
  { key: 'Sex', headerFY2024: 'Gender', type: 'text', note: 'Sex; the gender fields of an FY 2024 export.' },
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  { key: 'EnrollmentCoC', type: 'text', note: "The head's CoC." },
  COMMON.EntryDate,
  { key: 'MoveInDate', type: 'date', note: 'Valid and inherited, as of the night.' },
  { key: 'ExitDate', type: 'date', note: 'Blank where after the night.' },
];

const summaryColumns: readonly Column[] = [
  { key: 'Level', type: 'text', note: 'Project, class or total.' },
  { key: 'PITClass', type: 'text', note: 'What the project is on the night.' },
  COMMON.OrganizationName,
  COMMON.ProjectName,
  { key: 'ProjectID', type: 'text', note: 'Its id in the HMIS.' },
  COMMON.ProjectType,
  { key: 'OperatingThatNight', type: 'text', note: 'Yes where the night lies within its operating dates.' },
  { key: 'HMISParticipating', type: 'text', note: 'Yes where it takes part in the HMIS on the night.' },
  { key: 'Persons', type: 'number', note: 'Persons counted by HUD, each once a project.' },
  { key: 'PITCount', type: 'number', note: 'What the project itself says (Project.PITCount).' },
  { key: 'PersonsLessPITCount', type: 'number', note: 'The difference; to be explained before it is handed in.' },
  { key: 'PersonsByClientTrack', type: 'number', note: 'Persons counted by entry and exit dates.' },
  { key: 'Households', type: 'number', note: 'Households counted by HUD.' },
  { key: 'PersonsWithoutChildren', type: 'number', note: 'In households without children.' },
  { key: 'PersonsWithChildrenAndAdults', type: 'number', note: 'In households with children and adults.' },
  { key: 'PersonsWithOnlyChildren', type: 'number', note: 'In households with only children.' },
  { key: 'PersonsOfUnknownType', type: 'number', note: 'In households whose type the ages leave open.' },
  { key: 'Veterans', type: 'number', note: 'Adults with veteran status yes.' },
  { key: 'ChronicallyHomeless', type: 'number', note: 'Chronically homeless at project start.' },
  {
    key: 'UnaccompaniedYouth',
    type: 'number',
    note: 'Persons of 12 to 24 in youth households that are not parenting.',
  },
  { key: 'InParentingYouthHouseholds', type: 'number', note: 'Persons in parenting youth households.' },
];

/** The fields that rows are counted under, by their column in the summary. */
export const COUNTED = [
  'Persons',
  'PersonsByClientTrack',
  'Households',
  'PersonsWithoutChildren',
  'PersonsWithChildrenAndAdults',
  'PersonsWithOnlyChildren',
  'PersonsOfUnknownType',
  'Veterans',
  'ChronicallyHomeless',
  'UnaccompaniedYouth',
  'InParentingYouthHouseholds',
] as const;
export type Counted = (typeof COUNTED)[number];

const REASONS: Readonly<Record<string, string>> = {
  exitedOnFirstDay: 'left that day',
  noBedNight: 'no bed night',
  noContact: 'no contact that night',
  notMovedIn: 'not moved in',
  notResidential: 'in a project type that is not counted',
  servicesOnly: 'in rapid re-housing without housing',
  notOperating: 'in a project that was not operating',
};

/** The point-in-time night, by HUD's rule and by ClientTrack's side by side, with totals by project. */
export default defineReport({
  id: 'pit-night',
  title: 'PIT/HIC Night',
  description: "Who was there on a night, by HUD's rule and by ClientTrack's, with totals by project.",
  parameters,
  columns,
  notes(params, tally) {
    const why = countsOf(tally, 'onlyClientTrack');
    const { night } = params;
    return [
      `Counted by HUD: in residence on the night of ${night} (HUD method 3). Shelters, transitional housing and safe havens: entered and not exited on ${night}, night-by-night shelters with a bed night; permanent housing once moved in, for the HIC; street outreach with a current living situation recorded on ${night}.`,
      `Counted by ClientTrack: its Active Client List with both dates ${night}, active at any point by entry and exit dates.`,
      why.length === 0
        ? 'Both give the same rows.'
        : `Counted by ClientTrack and not by HUD: ${rowsInWords(sumOf(why))}: ${why.map(([reason, count]) => `${count} ${REASONS[reason] ?? reason}`).join(', ')}.`,
      'The subpopulations are those of HMIS records; a person in two projects that night counts in each, and once in the total of each project.',
      ...headlessNote('counted', tally),
      ...unknownCodesNote(tally),
    ];
  },
  summary: (_, tally) => ({ columns: summaryColumns, rows: summaryRows(tally) }),
  look: {
    marks: [{ column: 'CountedByHUD', words: { No: 'check' } }],
    outline: { levels: ['Total', 'Class', 'Project'], shown: 3 },
  },
});

/** Why HUD does not count a row, for its cell. */
export function whyNotByHud(reason: string): string {
  const words = REASONS[reason] ?? reason;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function summaryRows(tally: Tally): Summary['rows'] {
  const totals = projectTotals(tally);
  const inOrder = Object.values(PIT_CLASSES).flatMap((name) => {
    const of = totals.filter(({ project }) => project.cells.PITClass === name);
    return of.length === 0 ? [] : [...of.map(projectRow), sumRow(`All: ${name}`, 'Class', name, of)];
  });
  return totals.length === 0 ? [] : [...inOrder, sumRow('Total', 'Total', null, totals)];
}

function projectRow({ project, count }: ProjectTotals): readonly Cell[] {
  const { OrganizationName, ProjectName, ProjectID, cells } = project;
  const pit = typeof cells.PITCount === 'number' ? cells.PITCount : null;
  return cellsOf({
    Level: 'Project',
    OrganizationName,
    ProjectName,
    ProjectID,
    ...cells,
    ...Object.fromEntries(COUNTED.map((field) => [field, count(field)])),
    PersonsLessPITCount: pit === null ? null : count('Persons') - pit,
  });
}

function sumRow(
  ProjectName: string,
  Level: string,
  PITClass: string | null,
  of: readonly ProjectTotals[],
): readonly Cell[] {
  const sum = (value: (one: ProjectTotals) => number) => of.reduce((total, one) => total + value(one), 0);
  return cellsOf({
    Level,
    PITClass,
    ProjectName,
    PITCount: sum(({ project }) => Number(project.cells.PITCount ?? 0)),
    ...Object.fromEntries(COUNTED.map((field) => [field, sum(({ count }) => count(field))])),
  });
}

function cellsOf(cells: Readonly<Record<string, Cell>>): readonly Cell[] {
  return summaryColumns.map(({ key }) => cells[key] ?? null);
}
