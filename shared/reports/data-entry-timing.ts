import type { Column } from '../column.ts';
import { COMMON } from '../common-columns.ts';
import { BANDS } from '../entry-timing/bands.ts';
import { timingNotes } from '../entry-timing/notes.ts';
import { parameters } from '../entry-timing/parameters.ts';
import { timingSummary } from '../entry-timing/summary.ts';
import { checkRange } from '../range-check.ts';
import { defineReport } from '../report.ts';

const columns: readonly Column[] = [
  COMMON.PersonalID,
  { key: 'EnrollmentID', type: 'text', note: 'The stay that the record is of.' },
  COMMON.LastName,
  COMMON.FirstName,
  COMMON.OrganizationName,
  COMMON.ProjectName,
  COMMON.ProjectType,
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

/** Data Entry Timing: how many days after the event its record was entered. */
export default defineReport({
  id: 'data-entry-timing',
  title: 'Data Entry Timing',
  description: 'How many days after a start, an exit or another event its record was entered, by project and user.',
  parameters,
  columns,
  key: ['EnrollmentID', 'RecordType', 'EventDate'],
  check: checkRange,
  notes: timingNotes,
  summary: timingSummary,
  look: {
    marks: [{ column: 'WithinStandard', words: { No: 'check' } }],
    outline: { levels: ['Total', 'Organization', 'Project', 'User'], shown: 3 },
    chart: {
      title: 'Records by days from event to entry',
      level: 'Total',
      seriesBy: 'RecordType',
      remark: 'Remark',
      categories: BANDS,
      category: 'TimeForRecordEntry',
      categoryAxis: 'Days from event to entry',
      valueAxis: 'Records',
    },
  },
});
