import type { Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { cocs, fundingSources, organizations, projects } from '../common-filters.ts';
import { during, headlessNote, leftOutNote, rowsInWords, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { PROJECT_TYPES } from '../project-types.ts';
import { checkRange } from '../range-check.ts';
import { defineReport } from '../report.ts';
import type { Tally } from '../tally.ts';

const WORKLIST = { parameter: 'mode', is: ['worklist'] };
const APR = { parameter: 'mode', is: ['apr'] };

/** By what is to be done about them. */
const STATUSES = {
  Due: 'Due (the window is open)',
  Overdue: 'Overdue (the window closed without one)',
  OutsideWindow: 'OutsideWindow (done, but up to 180 days off)',
  Completed: 'Completed (in the window)',
  Upcoming: 'Upcoming (the window opens soon)',
  FirstYear: 'FirstYear (less than a year since the household started)',
  NotDue: 'NotDue (the next window is not near)',
  NotRequired: 'NotRequired (joined after the anniversary)',
  DataIssue: 'DataIssue (cannot be told from this export)',
} as const;

const COORDINATED_ENTRY = '14';

const parameters = {
  mode: parameter.choice({
    label: 'Counted as',
    help: "The APR looks at each client's latest stay and at one anniversary, on the last day of a range.",
    options: { worklist: 'Work list: what is to be done', apr: "HUD's APR (Q16, Q21)" },
    default: 'worklist',
  }),
  from: parameter.date({
    label: 'From',
    help: "First day of the APR's range.",
    default: 'aYearBefore',
    onlyWhen: APR,
  }),
  to: parameter.date({ label: 'To', help: "Last day of the APR's range, included.", onlyWhen: APR }),
  dueDate: parameter.date({
    label: 'As of',
    help: 'The day the list is for: who is enrolled on it, and what is done by it.',
    onlyWhen: WORKLIST,
  }),
  status: parameter.choices({
    label: 'Status',
    options: STATUSES,
    default: ['Due', 'Overdue', 'OutsideWindow'],
    onlyWhen: WORKLIST,
  }),
  upcomingDays: parameter.number({
    label: 'Upcoming within days',
    help: 'A window that opens within so many days is Upcoming.',
    min: 0,
    max: 365,
    default: 60,
    advanced: true,
    onlyWhen: WORKLIST,
  }),
  members: parameter.choice({
    label: 'Who',
    help: 'Income is asked of adults and heads of household, health insurance of everyone.',
    options: { adultsAndHeads: 'Adults and heads of household (income)', all: 'Everyone (health insurance, too)' },
    default: 'adultsAndHeads',
  }),
  organizations,
  projects,
  projectTypes: parameter.choices({
    label: 'Project types',
    options: PROJECT_TYPES,
    default: Object.keys(PROJECT_TYPES).filter((type) => type !== COORDINATED_ENTRY),
    advanced: true,
    onlyWhen: WORKLIST,
  }),
  cocs,
  fundingSources,
  personalId: parameter.text({ label: 'PersonalID', help: 'One person only.', advanced: true }),
  headsOfHouseholdOnly: parameter.flag({ label: 'Heads of household only', default: false }),
  hidePii: parameter.hidePii('Names'),
};

const columns: readonly Column[] = [
  COMMON.PersonalID,
  COMMON.HouseholdID,
  { key: 'EnrollmentID', type: 'text', note: 'The stay; one row for each of its anniversaries.' },
  COMMON.LastName,
  COMMON.FirstName,
  { key: 'Age', type: 'number', note: 'Whole years on As of; in the APR on the later of EntryDate and From.' },
  COMMON.RelationshipToHoH,
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  { key: 'FundingSources', type: 'text', note: "The project's funding sources on As of; in the APR in the range." },
  COMMON.EntryDate,
  { key: 'HouseholdStartDate', type: 'date', note: 'The earliest EntryDate of anyone in the household.' },
  { key: 'AnniversaryDate', type: 'date', note: 'The anniversary of the household start that this row is about.' },
  { key: 'WindowOpens', type: 'date', note: '30 days before the anniversary.' },
  { key: 'WindowCloses', type: 'date', note: '30 days after the anniversary; this day still counts.' },
  { key: 'Status', type: 'text', note: 'What is to be done; in the APR Completed, Missing or NotRequired.' },
  {
    key: 'DaysLeft',
    type: 'number',
    note: 'Days from As of (in the APR: To) to WindowCloses; negative once it closed.',
  },
  { key: 'AnnualAssessmentDate', type: 'date', note: 'The latest annual assessment in the window.' },
  { key: 'OutsideDate', type: 'date', note: 'None in the window: the nearest within 180 days of the anniversary.' },
  { key: 'LatestAnnualAssessmentDate', type: 'date', note: 'The latest annual assessment of the stay, of any date.' },
  { key: 'Incomplete', type: 'text', note: 'Yes where an annual assessment in the window lacks the income record.' },
  { key: 'RequiredFor', type: 'text', note: 'Income and insurance, or insurance only; blank where not required.' },
  { key: 'NextAnniversary', type: 'date', note: 'The first anniversary after As of; in the APR after To.' },
  { key: 'Basis', type: 'text', note: 'Whose EntryDate started the household, and which record decided.' },
  {
    key: 'EnteredBy',
    type: 'text',
    note: 'Who entered or last edited the annual assessment that decided; where there is none, the enrollment.',
  },
];

/** Annual assessments: the work list of what is to be done, and what HUD's APR counts as missing. */
export default defineReport({
  id: 'annual-assessments',
  title: 'Annual Assessments Due',
  description: 'Whose annual assessment is due, overdue or misdated, one row for each anniversary.',
  parameters,
  columns,
  key: ['EnrollmentID', 'AnniversaryDate'],
  check: ({ mode, from, to }) => (mode === 'apr' ? checkRange({ from, to }) : undefined),
  notes(params, tally) {
    const apr = params.mode === 'apr';
    return [
      ...(apr ? aprRule(params.from, params.to) : worklistRule(params.dueDate)),
      MEMBERS[params.members],
      ...(apr ? aprCounts(tally) : statusCounts(params.status, tally)),
      ...unsure(apr, tally),
      ...otherRules(tally),
      ...leftOutNote(apr ? 'Stayers' : 'Enrolled', FILTERS, tally),
      ...headlessNote(apr ? 'staying' : 'enrolled', tally),
      ...unknownCodesNote(tally),
    ];
  },
  look: {
    marks: [
      {
        column: 'Status',
        words: { Overdue: 'late', Missing: 'late', Due: 'due', OutsideWindow: 'check', DataIssue: 'check' },
      },
      { column: 'Incomplete', words: { Yes: 'check' } },
    ],
  },
});

const DONE =
  'An annual assessment is an income record of data collection stage 5; an update (stage 2) does not count, nor does stage 5 in other files alone (Incomplete).';
const BASE =
  "Anniversaries run from the earliest project start of anyone in the household, whoever is its head now; a move-in or bed nights don't move them. The window is 30 days before to 30 days after, both included.";

function worklistRule(dueDate: string): string[] {
  return [
    `Everyone enrolled at the end of ${dueDate}, with every anniversary whose window has opened; what is dated after ${dueDate} does not exist yet.`,
    BASE,
    DONE,
  ];
}

function aprRule(from: string, to: string): string[] {
  return [
    `As HUD's APR counts ${during(from, to)}: each client's latest stay over the selected projects of every type, if still enrolled at the end of ${to}; night-by-night shelters by bed nights. The last anniversary up to ${to} is asked for, and nothing dated after ${to} counts.`,
    BASE,
    DONE,
  ];
}

const MEMBERS = {
  adultsAndHeads: 'Adults and heads of household, of whom income is asked; children are under Everyone.',
  all: 'Everyone: of children who are not heads, and of those of unknown age, health insurance only.',
} as const;

function statusCounts(listed: readonly string[], tally: Tally): string[] {
  const isListed = (status: string) => listed.length === 0 || listed.includes(status);
  const known = Object.keys(STATUSES).map((status) => [status, tally[`status:${status}`] ?? 0] as const);
  const words = (some: typeof known) => some.map(([status, count]) => `${status} ${count}`).join(', ');
  const others = known.filter(([status]) => !isListed(status));
  return [
    `Anniversaries by status: ${words(known.filter(([status]) => isListed(status)))}.`,
    ...(others.length > 0 ? [`Not asked for and not listed: ${words(others)}.`] : []),
  ];
}

function aprCounts(tally: Tally): string[] {
  const of = (who: string, status: string) => tally[`${who}:${status}`] ?? 0;
  const line = (who: string) =>
    `${of(who, 'NotRequired')} not yet required, ${of(who, 'Missing')} required and missing, ${of(who, 'Completed')} completed`;
  return [
    `Adults: ${line('adults')} (in an APR of the same clients Q16: No Annual Required, Required Annual Missing).`,
    `All rows: ${line('status')}.`,
    ...counted('Latest stays that ended in the range, of which none is asked', tally.leavers),
  ];
}

const WITHOUT_INCOME = 'projects of which the export has no income records at all';

function unsure(apr: boolean, tally: Tally): string[] {
  return [
    ...counted(
      apr
        ? `Missing as the APR counts it, though nobody can tell, in ${WITHOUT_INCOME}`
        : `DataIssue, and never called overdue, in ${WITHOUT_INCOME}`,
      tally.noIncomeRecords,
    ),
    ...counted('DataIssue in households with an impossible EntryDate', tally.unusableStart),
    ...counted('Rows with stage 5 in the window but no income record (Incomplete)', tally.incomplete),
    ...counted(
      'Rows of an anniversary on which the person was not yet 18, and only insurance was asked',
      tally.childThen,
    ),
  ];
}

function otherRules(tally: Tally): string[] {
  const [out, added] = [tally['latestHead:out'] ?? 0, tally['latestHead:added'] ?? 0];
  return [
    out + added === 0
      ? "Counted from the latest head's own start, as some programs do, the rows would be the same."
      : `Counted from the latest head's own start, as some programs do, ${out} of these rows would not be here and ${rowsInWords(added)} would be added.`,
    ...counted(
      'Rows of members who entered on the anniversary itself: required by HUD, exempted by some programs',
      tally.enteredOnTheDay,
    ),
  ];
}

const FILTERS: Readonly<Record<string, string>> = {
  projectTypes: 'project type',
  fundingSources: 'funding source',
  cocs: 'CoC',
  personalId: 'PersonalID',
  members: 'not adult or head of household',
  heads: 'not head of household',
};

function counted(what: string, count = 0): string[] {
  return count === 0 ? [] : [`${what}: ${count}.`];
}
