import { q6e, TIMES_FOR_RECORD_ENTRY, type TimedRecord } from '../../hmis/apr/q6e.ts';
import { CLIENT_COLUMNS as C, type OfClient } from './client-columns.ts';
import { clientsInOrder } from './clients-in-order.ts';
import { validationCsv } from './detail-column.ts';

interface Detail extends OfClient {
  readonly record: TimedRecord;
  readonly enteredBy: string | null;
}

/** Q6e's records: a row for a start in the range, and one for the exit of a leaver. [APR, Q6e] */
export const TIMELINESS_DETAIL = validationCsv<Detail>({
  name: 'APR_2026_Timeliness_Detail.csv',
  families: ['ACTIVITY'],
  columns: [
    C.PersonalID,
    C.EnrollmentID,
    C.LastName,
    C.FirstName,
    C.OrganizationName,
    C.ProjectName,
    C.ProjectType,
    {
      key: 'RecordType',
      type: 'text',
      note: 'Project start or Project exit.',
      cell: ({ record }) => (record.is === 'start' ? 'Project start' : 'Project exit'),
    },
    { key: 'EventDate', type: 'date', note: 'EntryDate or ExitDate.', cell: ({ record }) => record.EventDate },
    {
      key: 'DateCreated',
      type: 'date',
      note: 'The day it was entered.',
      cell: ({ record }) => record.DateCreated,
    },
    {
      key: 'DaysToEnter',
      type: 'number',
      note: 'Calendar days from the event to its entry; blank where DateCreated is.',
      cell: ({ record }) => record.days,
    },
    {
      key: 'TimeForRecordEntry',
      type: 'text',
      note: `HUD's band: ${TIMES_FOR_RECORD_ENTRY.join(', ')}; blank where DateCreated is.`,
      cell: ({ record }) => record.band,
    },
    {
      key: 'EnteredBy',
      type: 'text',
      note: 'Who entered or last edited the start or the exit.',
      cell: ({ enteredBy }) => enteredBy,
    },
  ],
  *details(slice, run, tally) {
    for (const client of clientsInOrder(slice, run.range)) {
      if (!run.isLatestInDataQuality(client.enrollment)) continue;
      for (const record of q6e(client.enrollment, run.range)) {
        if (record.band !== null) {
          const row = TIMES_FOR_RECORD_ENTRY.indexOf(record.band) + 2;
          tally.add(`Q6e:${record.is === 'start' ? 'B' : 'C'}${row}`);
        }
        yield { client, record, enteredBy: run.userName(record.UserID) };
      }
    }
  },
});
