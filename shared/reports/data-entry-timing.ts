import type { Column } from '../column.ts';
import { dayNumber } from '../dates.ts';
import { timingNotes } from '../entry-timing/notes.ts';
import { parameters } from '../entry-timing/parameters.ts';
import { timingSummary } from '../entry-timing/summary.ts';
import { defineReport } from '../report.ts';

const columns: readonly Column[] = [
  { key: 'PersonalID', type: 'text', note: 'The person, as the HMIS numbers them.' },
  { key: 'EnrollmentID', type: 'text', note: 'The stay that the record is of.' },
  { key: 'LastName', type: 'text', pii: true, note: 'Last name.' },
  { key: 'FirstName', type: 'text', pii: true, note: 'First name.' },
  { key: 'OrganizationName', type: 'text', note: 'Organization.' },
  { key: 'ProjectName', type: 'text', note: 'Project.' },
  { key: 'ProjectType', type: 'text', note: 'Project type.' },
  { key: 'RecordType', type: 'text', note: 'Project start, project exit or a further type that was asked for.' },
  { key: 'EventDate', type: 'date', note: 'EntryDate, ExitDate, InformationDate or DateProvided of the record.' },
  { key: 'DateCreated', type: 'date', note: 'Day the record was entered.' },
  {
    key: 'DaysToEnter',
    type: 'number',
    note: 'Calendar days from EventDate to DateCreated; below 0 where entered before.',
  },
  { key: 'TimeForRecordEntry', type: 'text', note: "HUD's band of those days." },
  {
    key: 'WithinStandard',
    type: 'text',
    note: 'Yes from 0 days to the standard; else No. Blank without a DateCreated.',
  },
  { key: 'EnteredBy', type: 'text', note: 'Who entered or last edited the record.' },
];

/** No HMIS is as old; a range of more years is a slip of the key. */
const LONGEST_RANGE_DAYS = 50 * 366;

/** Data Entry Timing: how many days after the event its record was entered. */
export default defineReport({
  id: 'data-entry-timing',
  title: 'Data Entry Timing',
  description: 'How many days after a start, an exit or another event its record was entered, by project and user.',
  parameters,
  columns,
  check({ from, to }) {
    if (from > to) return { field: 'from', message: 'From must not be later than To.' };
    if (dayNumber(to) - dayNumber(from) > LONGEST_RANGE_DAYS) {
      return { field: 'from', message: 'The range is longer than 50 years. Choose a later From.' };
    }
    return undefined;
  },
  notes: timingNotes,
  summary: timingSummary,
});
