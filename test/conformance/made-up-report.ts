/** The two files of a made-up report with a parameter of each kind, as a person would add them to the tree. */
export const MADE_UP_REPORT: Readonly<Record<string, string>> = {
  'shared/reports/zz-made-up.ts': `
import { parameter } from '../parameter.ts';
import { defineReport } from '../report.ts';
import { countsOf } from '../tally.ts';

export default defineReport({
  id: 'zz-made-up',
  title: 'Entries by weekday',
  description: 'Who entered on which day of the week.',
  parameters: {
    from: parameter.date({ label: 'From' }),
    to: parameter.date({ label: 'To' }),
    who: parameter.choice({ label: 'Who', options: { all: 'Everyone', heads: 'Heads' }, default: 'all' }),
    weekdays: parameter.choices({
      label: 'Weekdays',
      options: { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
      default: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    }),
    projects: parameter.list({ label: 'Projects', of: 'projects' }),
    withExited: parameter.flag({ label: 'With exited', default: true }),
    atMost: parameter.number({ label: 'At most', min: 1, max: 1000, default: 1000 }),
    personalId: parameter.text({ label: 'PersonalID' }),
    hidePii: parameter.flag({ label: 'Hide PII', default: true }),
  },
  columns: [
    { key: 'PersonalID', type: 'text', note: 'The person.' },
    { key: 'LastName', type: 'text', pii: true, note: 'The name.' },
    { key: 'ProjectName', type: 'text', note: 'The project.' },
    { key: 'EnrollmentID', type: 'text', note: 'The stay.' },
    { key: 'EntryDate', type: 'date', note: 'The day.' },
    { key: 'Weekday', type: 'text', note: 'Its weekday.' },
  ],
  check: ({ from, to }) => (from > to ? { field: 'from', message: 'From must not be later than To.' } : undefined),
  notes: (_, tally) => ['Entries by weekday: ' + countsOf(tally, 'day').map(([day, n]) => day + ' ' + n).join(', ') + '.'],
  summary: (_, tally) => ({
    columns: [
      { key: 'Weekday', type: 'text', note: 'The day.' },
      { key: 'Entries', type: 'number', note: 'How many.' },
    ],
    rows: countsOf(tally, 'day').map(([day, n]) => [day, n]),
  }),
});
`,
  'functions/reports/zz-made-up.ts': `
import { dayNumber } from '../../shared/dates.ts';
import definition from '../../shared/reports/zz-made-up.ts';
import { defineRows } from '../report-rows.ts';

const DAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

export default defineRows(definition, {
  days: ({ from, to }) => ({ from, to }),
  families: () => [],
  rows: ({ project, enrollments }, params, _context, tally) =>
    enrollments
      .filter((e) => e.EntryDate >= params.from && e.EntryDate <= params.to)
      .filter((e) => params.personalId === '' || e.PersonalID === params.personalId)
      .filter((e) => params.who === 'all' || e.RelationshipToHoH === 1)
      .map((e) => ({ e, day: DAYS[((dayNumber(e.EntryDate) % 7) + 7) % 7] ?? 'thu' }))
      .filter(({ day }) => params.weekdays.includes(day))
      .map(({ e, day }) => {
        tally.add('day:' + day);
        return {
          cells: {
            PersonalID: e.PersonalID,
            LastName: e.Names?.LastName ?? null,
            ProjectName: project.ProjectName,
            EnrollmentID: e.EnrollmentID,
            EntryDate: e.EntryDate,
            Weekday: day,
          },
          order: [e.PersonalID, e.EnrollmentID],
        };
      }),
});
`,
};
