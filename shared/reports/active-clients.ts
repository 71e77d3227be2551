import type { Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { cocs, fundingSources, organizations, projects, users } from '../common-filters.ts';
import { during, headlessNote, leftOutNote, rowsInWords, sumOf, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { checkRange } from '../range-check.ts';
import { defineReport } from '../report.ts';
import { countsOf, type Tally } from '../tally.ts';

const METHODS = {
  entryExit: 'Entry/exit dates (HUD method 1)',
  services: 'Services (HUD method 2)',
  inResidence: 'In residence (HUD method 3)',
} as const;

const parameters = {
  from: parameter.date({ label: 'From', help: 'First day of the range; for a point in time the same day as To.' }),
  to: parameter.date({ label: 'To', help: 'Last day of the range, included.' }),
  reportType: parameter.choice({
    label: 'Report type',
    options: {
      active: 'Active at any point',
      began: 'Began enrollment',
      exited: 'Exited',
      stillEnrolled: 'Still enrolled',
    },
    default: 'active',
  }),
  method: parameter.choice({
    label: 'Active by',
    help: 'In residence is the rule for a PIT or HIC night: those who left that morning or have not moved in yet are not counted.',
    options: METHODS,
    default: 'entryExit',
  }),
  organizations,
  projects,
  cocs,
  users,
  fundingSources,
  subpopulation: parameter.choice({
    label: 'Subpopulation',
    options: {
      all: 'Everyone',
      veterans: 'Veterans',
      chronicallyHomeless: 'Chronically homeless at start',
      familiesWithChildren: 'Households with children and adults',
      youthHouseholds: 'Youth households',
      parentingYouth: 'Parenting youth households',
      unaccompaniedYouth: 'Unaccompanied youth',
    },
    default: 'all',
    advanced: true,
  }),
  headsOfHouseholdOnly: parameter.flag({ label: 'Heads of household only', default: false }),
  hidePii: parameter.hidePii('Names, SSN and birth date'),
};

const columns: readonly Column[] = [
  COMMON.PersonalID,
  COMMON.HouseholdID,
  { key: 'EnrollmentID', type: 'text', note: 'The stay; one row each.' },
  COMMON.LastName,
  COMMON.FirstName,
  { key: 'MiddleName', type: 'text', pii: true, note: 'Middle name.' },
  { key: 'NameSuffix', type: 'text', pii: true, note: 'Name suffix.' },
  { key: 'SSN', type: 'text', pii: true, note: 'The last four digits, never more.' },
  COMMON.DOB,
  { key: 'Age', type: 'number', note: 'Whole years on the later of EntryDate and From.' },
  COMMON.RelationshipToHoH,
  { key: 'VeteranStatus', type: 'text', note: 'As recorded.' },
  { key: 'RaceEthnicity', type: 'text', note: 'All that were chosen.' },
  { key: 'Sex', type: 'text', headerFY2024: 'Gender', note: 'Sex; in an FY 2024 export the genders chosen.' },
  { key: 'DisablingCondition', type: 'text', note: 'Yes where the element or a disability record at start says so.' },
  { key: 'ChronicallyHomelessAtStart', type: 'text', note: "By HUD's chart, household members included." },
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  { key: 'FundingSources', type: 'text', note: "The project's funding sources in the range." },
  { key: 'EnrollmentCoC', type: 'text', note: "The head's CoC." },
  { key: 'LivingSituation', type: 'text', note: 'Prior living situation.' },
  COMMON.EntryDate,
  { key: 'DateOfEngagement', type: 'date', note: 'Date of engagement.' },
  { key: 'MoveInDate', type: 'date', note: 'Housing move-in date: valid, inherited from the head, as of To.' },
  { key: 'ExitDate', type: 'date', note: 'Blank where after To.' },
  { key: 'Destination', type: 'text', note: 'Blank where ExitDate is.' },
  { key: 'DaysInProject', type: 'number', note: 'Days from EntryDate to ExitDate, or to the day after To.' },
  { key: 'DaysToMoveIn', type: 'number', note: 'Days from EntryDate to MoveInDate.' },
  { key: 'HouseholdType', type: 'text', note: 'By the ages of those active in the range.' },
  { key: 'HouseholdSize', type: 'number', note: 'People active in the range.' },
  { key: 'LastActivityDate', type: 'date', note: 'Latest bed night, contact, service, event or assessment up to To.' },
  { key: 'AnnualAssessmentStatus', type: 'text', note: "The worst of the person's anniversaries, on To." },
  { key: 'MissingData', type: 'text', note: "Flawed elements by HUD's data quality tables, with the class of each." },
  { key: 'EnteredBy', type: 'text', note: 'Who entered or last edited the enrollment.' },
  { key: 'DateCreated', type: 'date', note: 'Day the enrollment was entered.' },
  { key: 'DateUpdated', type: 'date', note: 'Day the enrollment was last edited.' },
];

/** The Active Client List: the by-name list of who is, was, began or ended in a project. */
export default defineReport({
  id: 'active-clients',
  title: 'Active Client List',
  description: 'The by-name list: who is enrolled, one row for each stay.',
  parameters,
  columns,
  check: checkRange,
  notes(params, tally) {
    return [
      RULES[params.method](params.from, params.to),
      NARROWED[params.reportType](params.from, params.to),
      ...otherRules(params.method, tally),
      ...leftOutNote('Active', FILTERS, tally),
      ...headlessNote('active', tally),
      ...unknownCodesNote(tally),
    ].filter((note) => note !== '');
  },
  look: {
    marks: [
      {
        column: 'AnnualAssessmentStatus',
        words: { Overdue: 'late', Due: 'due', OutsideWindow: 'check', DataIssue: 'check' },
      },
    ],
  },
});

const RULES: Readonly<Record<keyof typeof METHODS, (from: string, to: string) => string>> = {
  entryExit: (from, to) =>
    `Active by entry and exit dates (HUD method 1): entered on or before ${to} and not exited before ${from}; the day of exit counts.`,
  services: (from, to) =>
    `Active by services (HUD method 2): enrolled ${during(from, to)}, and either exited in the range or with a bed night (night-by-night shelters) or another activity (street outreach, services only, other, day shelter, prevention, coordinated entry) in it; other project types by entry and exit dates.`,
  inResidence: (from, to) =>
    `Active in residence (HUD method 3): there for a night ${during(from, to)}; night-by-night shelters by bed nights, permanent housing once moved in; other project types are not in residence.`,
};

const NARROWED: Readonly<Record<keyof typeof parameters.reportType.options, (from: string, to: string) => string>> = {
  active: () => '',
  began: (from, to) => `Of these, only who entered ${during(from, to)}.`,
  exited: (from, to) => `Of these, only who exited ${during(from, to)}.`,
  stillEnrolled: (_, to) => `Of these, only who was still enrolled at the end of ${to}.`,
};

const REASONS: Readonly<Record<string, string>> = {
  exitedOnFirstDay: 'left on the first day of the range',
  noBedNight: 'no bed night in the range',
  notMovedIn: 'not moved in',
  notResidential: 'in a project type without beds',
  noActivity: 'no activity in the range',
};

function otherRules(method: keyof typeof METHODS, tally: Tally): string[] {
  const fewer = countsOf(tally, 'notInResidence');
  const more = countsOf(tally, 'alsoByEntryExit');
  const literal = tally.noActivityAtAll ?? 0;
  return [
    ...(method === 'inResidence' ? [] : [wouldLeaveOut(fewer)]),
    ...(method === 'entryExit' ? [] : [wouldAdd(more)]),
    ...(literal > 0
      ? [
          `${rowsInWords(literal)} exited in the range without any activity: kept, as HUD's own program does; the glossary taken literally asks for one.`,
        ]
      : []),
  ];
}

function wouldLeaveOut(counts: ReturnType<typeof countsOf>): string {
  if (counts.length === 0) return 'In residence (HUD method 3) would give the same rows.';
  return `In residence (HUD method 3) would leave out ${sumOf(counts)} of these rows: ${reasons(counts)}.`;
}

function wouldAdd(counts: ReturnType<typeof countsOf>): string {
  if (counts.length === 0) return 'Entry/exit dates (HUD method 1) would give the same rows.';
  return `Entry/exit dates (HUD method 1) would add ${rowsInWords(sumOf(counts))}: ${reasons(counts)}.`;
}

const FILTERS: Readonly<Record<string, string>> = {
  reportType: 'report type',
  cocs: 'CoC',
  users: 'user',
  fundingSources: 'funding source',
  subpopulation: 'subpopulation',
  heads: 'not head of household',
};

function reasons(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([reason, count]) => `${count} ${REASONS[reason] ?? reason}`).join(', ');
}
