import type { Cell, Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { cocs, organizations, projects } from '../common-filters.ts';
import { type CalendarDate, earlier } from '../dates.ts';
import { headlessNote, leftOutNote, rowsInWords, unknownCodesNote } from '../note-parts.ts';
import { parameter } from '../parameter.ts';
import { PROJECT_TYPES } from '../project-types.ts';
import { defineReport, type Summary } from '../report.ts';
import type { SnapshotFacts } from '../snapshot.ts';
import { countsOf, type Tally } from '../tally.ts';
import { CATEGORIES, type Category } from '../tracker-category.ts';

const NOT_EXITED = Object.keys(CATEGORIES).filter((category): category is Category => category !== 'exited');

/** Exits are listed from this many days before As of. */
export const EXITS_SHOWN_DAYS = 365;

const parameters = {
  asOf: parameter.date({
    label: 'As of',
    help: 'Who is enrolled at the end of this day, and how far. On the newest day of the data, trackers are shown as they stand now.',
  }),
  organizations,
  projects,
  cocs,
  projectTypes: parameter.choices({
    label: 'Project types',
    options: PROJECT_TYPES,
    default: ['2', '3', '8', '9', '10', '13'],
    advanced: true,
  }),
  categories: parameter.choices({
    label: 'Categories',
    help: 'Exited adds who left in the 365 days up to As of.',
    options: CATEGORIES,
    default: NOT_EXITED,
  }),
  headsOfHouseholdOnly: parameter.flag({ label: 'Heads of household only', default: true }),
  hidePii: parameter.hidePii('Names, property and notes'),
};

const columns: readonly Column[] = [
  { key: 'Category', type: 'text', note: 'The last step reached.' },
  COMMON.PersonalID,
  { key: 'EnrollmentID', type: 'text', note: 'The stay; one row each.' },
  COMMON.LastName,
  COMMON.FirstName,
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
  COMMON.EntryDate,
  { key: 'EligibilityVerifiedDate', type: 'date', note: 'Tracker: when eligibility was verified.' },
  { key: 'DateAppliedForUnit', type: 'date', note: 'Tracker: when they applied for a unit.' },
  { key: 'PropertyName', type: 'text', pii: true, note: 'Tracker: the property of the unit.' },
  { key: 'DateApprovedForUnit', type: 'date', note: 'Tracker: when they were approved for the unit.' },
  { key: 'ScheduledMoveInDate', type: 'date', note: 'Tracker: the move-in that was agreed; may lie ahead.' },
  { key: 'RegisteredSexOffender', type: 'text', pii: true, barrier: true, note: 'Tracker: a barrier.' },
  {
    key: 'RelevantCriminalHistory',
    type: 'text',
    pii: true,
    barrier: true,
    note: 'Tracker: a barrier, of the last 15 years.',
  },
  { key: 'NeedsADAUnit', type: 'text', barrier: true, note: 'Tracker: needs an accessible unit.' },
  { key: 'BarrierNotes', type: 'text', pii: true, barrier: true, note: 'Tracker: free text on barriers.' },
  { key: 'Notes', type: 'text', pii: true, note: 'Tracker: free text.' },
  { key: 'MoveInDate', type: 'date', note: 'Housing move-in date of the HMIS: valid, inherited, up to As of.' },
  { key: 'DaysInCategory', type: 'number', note: 'Days from the date that opened the category to As of.' },
  { key: 'UpdatedBy', type: 'text', note: 'Who last changed the tracker.' },
  { key: 'UpdatedAt', type: 'date', note: 'The day it was last changed.' },
  { key: 'Version', type: 'number', note: 'Of the tracker; an edit is made from it. Blank: there is none yet.' },
];

const summaryColumns: readonly Column[] = [
  { key: 'Level', type: 'text', note: 'Category or total.' },
  { key: 'Category', type: 'text', note: 'The last step reached.' },
  { key: 'Enrollments', type: 'number', note: 'Stays in it.' },
  {
    key: 'AverageDaysInCategory',
    type: 'number',
    number: 'tenths',
    note: 'Average of their days in the category, to one decimal.',
  },
];

/** Counted beside the rows of a category: their days in it. */
export const DAYS_IN_CATEGORY = 'daysInCategory';

/** Housing status search: how far everyone in a housing project is on the way to a unit. */
export default defineReport({
  id: 'housing-status',
  title: 'Housing Status',
  description: 'How far everyone in a housing project is on the way to a unit, from the housing tracker.',
  parameters,
  columns,
  notes({ asOf, headsOfHouseholdOnly }, tally, { snapshot }) {
    const live = trackersOn(asOf, snapshot) === 'now';
    return [
      `Enrolled at the end of ${asOf}; the category is the last step reached. Move-in overdue: the scheduled date is before ${asOf} and there is no valid MoveInDate.`,
      live
        ? 'Trackers are shown as they stand now; enrollments and move-in dates as the export knows them.'
        : `Trackers are shown as they stood at the end of ${asOf}.`,
      counted(countsOf(tally, 'category')),
      ...ahead(tally.changedAfter ?? 0, asOf),
      ...leftOutNote('Enrolled', FILTERS, tally),
      ...(headsOfHouseholdOnly ? headlessNote('enrolled', tally) : []),
      ...unknownCodesNote(tally),
    ].filter((note) => note !== '');
  },
  summary: (_, tally) => ({ columns: summaryColumns, rows: summaryRows(tally) }),
  look: {
    marks: [{ column: 'Category', words: { [CATEGORIES.moveInOverdue]: 'late', [CATEGORIES.moveInScheduled]: 'due' } }],
    outline: {
      levels: ['Total', 'Category'],
      shown: 2,
      members: {
        level: 'Client',
        by: 'Category',
        as: { AverageDaysInCategory: 'DaysInCategory' },
      },
      columns: [
        ...['Level', 'Category', 'PersonalID', 'LastName', 'FirstName', 'Enrollments', 'AverageDaysInCategory'],
        ...['OrganizationName', 'ProjectName', 'EntryDate', 'ScheduledMoveInDate', 'MoveInDate', 'UpdatedAt'],
        'EnrollmentID',
      ],
    },
  },
});

/** In the order in which a household comes through them; a category that nobody is in has no line. */
function summaryRows(tally: Tally): Summary['rows'] {
  const counts = Object.entries(CATEGORIES).flatMap(([key, name]) => {
    const rows = tally[`category:${key}`] ?? 0;
    return rows === 0 ? [] : [{ name, rows, days: tally[`${DAYS_IN_CATEGORY}:${key}`] ?? 0 }];
  });
  if (counts.length === 0) return [];
  const all = counts.reduce((sum, { rows }) => sum + rows, 0);
  const line = (name: string, rows: number, days: number): readonly Cell[] => [
    'Category',
    name,
    rows,
    Math.round((days / rows) * 10) / 10,
  ];
  return [...counts.map(({ name, rows, days }) => line(name, rows, days)), ['Total', null, all, null]];
}

/**
 * When trackers are shown: on the newest day that the data knows, and later, as they stand now, for what someone just
 * typed must not vanish at the next refresh; on an earlier day as they stood then.
 */
export function trackersOn(
  asOf: CalendarDate,
  { exportDate, exportEndDate }: Pick<SnapshotFacts, 'exportDate' | 'exportEndDate'>,
): CalendarDate | 'now' {
  return asOf >= earlier(exportDate, exportEndDate) ? 'now' : asOf;
}

const FILTERS: Readonly<Record<string, string>> = {
  projectTypes: 'project type',
  cocs: 'CoC',
  categories: 'category',
  heads: 'not head of household',
};

function counted(counts: readonly (readonly [string, number])[]): string {
  const by = new Map(counts);
  const words = Object.entries(CATEGORIES).flatMap(([key, label]) => (by.has(key) ? [`${label} ${by.get(key)}`] : []));
  return words.length > 0 ? `Rows by category: ${words.join(', ')}.` : '';
}

function ahead(count: number, asOf: CalendarDate): string[] {
  if (count === 0) return [];
  return [`${rowsInWords(count)} reached their category after ${asOf}, the newest day of the data: 0 days are shown.`];
}
