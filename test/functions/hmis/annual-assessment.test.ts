import { describe, expect, it } from 'vitest';
import {
  type AnnualStatus,
  anniversaries,
  annualRecords,
  annualStatuses,
  annualWindow,
  aprAnnual,
  stayed365Days,
  type WorklistMember,
  worstAnnualStatus,
} from '../../../functions/hmis/annual-assessment.ts';
import { annualIncome, date } from './enrollment.ts';

describe('anniversaries', () => {
  it.each<[string, string, string, string[]]>([
    ['none on the day before the first', '2021-06-01', '2022-05-31', []],
    ['the first on its day', '2021-06-01', '2022-06-01', ['2022-06-01']],
    ['every one since the start', '2020-06-01', '2023-01-01', ['2021-06-01', '2022-06-01']],
    ['none before the start', '2021-06-01', '2020-01-01', []],
    ['29 February has none on 27 February', '2020-02-29', '2021-02-27', []],
    ['29 February has one on 28 February', '2020-02-29', '2021-02-28', ['2021-02-28']],
    ['29 February of a leap year is its own', '2020-02-29', '2024-02-28', ['2021-02-28', '2022-02-28', '2023-02-28']],
    ['29 February comes again', '2020-02-29', '2024-02-29', ['2021-02-28', '2022-02-28', '2023-02-28', '2024-02-29']],
  ])('%s', (_sentence, start, upTo, expected) => {
    expect(anniversaries(date(start), date(upTo))).toEqual(expected);
  });

  it('opens 30 days before and closes 30 days after', () => {
    expect(annualWindow(date('2024-03-01'))).toEqual({ opens: '2024-01-31', closes: '2024-03-31' });
  });
});

/** A household that started on 2021-06-01: anniversary 2022-06-01, window 2022-05-02 to 2022-07-01. */
function member(fields: {
  EntryDate?: string;
  ExitDate?: string;
  records?: string[];
  others?: string[];
  start?: string;
  income?: boolean;
}) {
  const start = fields.start ?? '2021-06-01';
  return {
    householdStart: date(start),
    EntryDate: date(fields.EntryDate ?? start),
    ExitDate: fields.ExitDate === undefined ? null : date(fields.ExitDate),
    AnnualIncomes: (fields.records ?? []).map(annualIncome),
    OtherAnnualDates: (fields.others ?? []).map(date),
    exportHasIncome: fields.income ?? true,
  } satisfies WorklistMember;
}

describe('annualStatuses', () => {
  type Fields = Parameters<typeof member>[0];

  function worklist(fields: Fields, dueDate: string, upcomingDays = 60): [string | null, AnnualStatus][] {
    return annualStatuses(member(fields), date(dueDate), upcomingDays).map((row) => [row.anniversary, row.status]);
  }

  it.each<[string, Fields, string, [string | null, AnnualStatus][]]>([
    ['in the first year nothing is due', {}, '2021-12-01', [['2022-06-01', 'FirstYear']]],
    ['61 days before the window opens', {}, '2022-03-02', [['2022-06-01', 'FirstYear']]],
    ['60 days before the window opens', {}, '2022-03-03', [['2022-06-01', 'Upcoming']]],
    ['the day before the window opens', {}, '2022-05-01', [['2022-06-01', 'Upcoming']]],
    ['the day the window opens', {}, '2022-05-02', [['2022-06-01', 'Due']]],
    ['the day the window closes', {}, '2022-07-01', [['2022-06-01', 'Due']]],
    ['the day after', {}, '2022-07-02', [['2022-06-01', 'Overdue']]],
    ['done 31 days before: still due', { records: ['2022-05-01'] }, '2022-06-15', [['2022-06-01', 'Due']]],
    ['done 30 days before', { records: ['2022-05-02'] }, '2022-06-15', [['2022-06-01', 'Completed']]],
    ['done 30 days after', { records: ['2022-07-01'] }, '2022-09-01', [['2022-06-01', 'Completed']]],
    ['done 31 days after', { records: ['2022-07-02'] }, '2022-09-01', [['2022-06-01', 'OutsideWindow']]],
    ['done 31 days before', { records: ['2022-05-01'] }, '2022-09-01', [['2022-06-01', 'OutsideWindow']]],
    ['done 180 days before', { records: ['2021-12-03'] }, '2022-09-01', [['2022-06-01', 'OutsideWindow']]],
    ['done 181 days before', { records: ['2021-12-02'] }, '2022-09-01', [['2022-06-01', 'Overdue']]],
    ['done 180 days after', { records: ['2022-11-28'] }, '2022-12-01', [['2022-06-01', 'OutsideWindow']]],
    ['done 181 days after', { records: ['2022-11-29'] }, '2022-12-01', [['2022-06-01', 'Overdue']]],
    ['a record on the due date exists', { records: ['2022-06-15'] }, '2022-06-15', [['2022-06-01', 'Completed']]],
    ['one of the day after does not', { records: ['2022-06-16'] }, '2022-06-15', [['2022-06-01', 'Due']]],
    ['nor does a later one mend it', { records: ['2022-08-01'] }, '2022-07-15', [['2022-06-01', 'Overdue']]],
    [
      'every missed anniversary has its row',
      { start: '2019-06-01', records: ['2020-06-10'] },
      '2022-09-01',
      [
        ['2020-06-01', 'Completed'],
        ['2021-06-01', 'Overdue'],
        ['2022-06-01', 'Overdue'],
      ],
    ],
    [
      'the next one comes up also for somebody who was assessed before',
      { records: ['2022-06-01'] },
      '2023-04-01',
      [
        ['2022-06-01', 'Completed'],
        ['2023-06-01', 'Upcoming'],
      ],
    ],
    [
      'a member who joins on the anniversary is required',
      { EntryDate: '2022-06-01' },
      '2022-07-02',
      [['2022-06-01', 'Overdue']],
    ],
    [
      'a member who joins the day after the anniversary is not required',
      { EntryDate: '2022-06-02' },
      '2022-07-02',
      [
        ['2022-06-01', 'NotRequired'],
        ['2023-06-01', 'NotDue'],
      ],
    ],
    [
      'a member who joins late is required of the next one',
      { EntryDate: '2022-06-02' },
      '2023-07-02',
      [
        ['2022-06-01', 'NotRequired'],
        ['2023-06-01', 'Overdue'],
      ],
    ],
    [
      'a member who joins late has the next one coming up',
      { EntryDate: '2022-06-02' },
      '2023-04-01',
      [
        ['2022-06-01', 'NotRequired'],
        ['2023-06-01', 'Upcoming'],
      ],
    ],
    ['an export without income records says nothing', { income: false }, '2022-09-01', [['2022-06-01', 'DataIssue']]],
    ['and nothing is asked in the first year', { income: false }, '2021-09-01', [['2022-06-01', 'FirstYear']]],
    ['a start in another age', { start: '1021-06-01' }, '2022-09-01', [[null, 'DataIssue']]],
    ['somebody who exited the day before', { ExitDate: '2022-08-31' }, '2022-09-01', []],
    ['somebody who exited on the day', { ExitDate: '2022-09-01' }, '2022-09-01', []],
    ['somebody who exits the day after', { ExitDate: '2022-09-02' }, '2022-09-01', [['2022-06-01', 'Overdue']]],
    ['somebody who enters on the day', { EntryDate: '2022-03-01' }, '2022-03-01', [['2022-06-01', 'FirstYear']]],
    ['somebody who enters the day after', { EntryDate: '2022-03-02' }, '2022-03-01', []],
    ['a start on 29 February, day 30 before', { start: '2020-02-29' }, '2021-01-29', [['2021-02-28', 'Due']]],
    ['a start on 29 February, day 31 before', { start: '2020-02-29' }, '2021-01-28', [['2021-02-28', 'Upcoming']]],
    ['a start on 29 February, day 30 after', { start: '2020-02-29' }, '2021-03-30', [['2021-02-28', 'Due']]],
    ['a start on 29 February, day 31 after', { start: '2020-02-29' }, '2021-03-31', [['2021-02-28', 'Overdue']]],
  ])('%s', (_sentence, fields, dueDate, expected) => {
    expect(worklist(fields, dueDate)).toEqual(expected);
  });

  it('tells which record decided, of two in the window the latest', () => {
    const [row] = annualStatuses(member({ records: ['2022-05-10', '2022-06-20'] }), date('2022-09-01'), 60);
    expect(row).toEqual({
      status: 'Completed',
      anniversary: '2022-06-01',
      opens: '2022-05-02',
      closes: '2022-07-01',
      record: annualIncome('2022-06-20'),
      outside: null,
      incomplete: false,
    });
  });

  it.each<[string, string[], string]>([
    ['the nearest', ['2022-01-01', '2022-04-20', '2022-08-01'], '2022-04-20'],
    ['of two as near the later', ['2022-04-22', '2022-07-11'], '2022-07-11'],
  ])('of the records outside the window it shows %s', (_sentence, records, expected) => {
    const [row] = annualStatuses(member({ records }), date('2022-09-01'), 60);
    expect(row).toMatchObject({ status: 'OutsideWindow', record: null, outside: annualIncome(expected) });
  });
});

describe('annualRecords', () => {
  it.each<[string, string[], string[], string, boolean]>([
    ['stage 5 in another file the day before the window opens', [], ['2022-05-01'], '2022-09-01', false],
    ['the day it opens', [], ['2022-05-02'], '2022-09-01', true],
    ['the day it closes', [], ['2022-07-01'], '2022-09-01', true],
    ['the day after it closed', [], ['2022-07-02'], '2022-09-01', false],
    ['beside an income record in the window', ['2022-06-20'], ['2022-06-01'], '2022-09-01', false],
    ['beside an income record outside the window', ['2022-08-01'], ['2022-06-01'], '2022-09-01', true],
    ['on the last day looked at', [], ['2022-06-10'], '2022-06-10', true],
    ['the day after the last day looked at', [], ['2022-06-11'], '2022-06-10', false],
  ])('is incomplete or not: %s', (_sentence, records, others, lastDay, incomplete) => {
    expect(annualRecords(member({ records, others }), date('2022-06-01'), date(lastDay)).incomplete).toBe(incomplete);
  });

  it('in another file alone does not complete it', () => {
    const [row] = annualStatuses(member({ others: ['2022-06-01'] }), date('2022-09-01'), 60);
    expect(row).toMatchObject({ status: 'Overdue', record: null, incomplete: true });
  });
});

describe('worstAnnualStatus', () => {
  const worst = (fields: Parameters<typeof member>[0], on: string) =>
    worstAnnualStatus(annualStatuses(member(fields), date(on), 60));

  it.each<[string, Parameters<typeof member>[0], string, AnnualStatus | null]>([
    ['overdue outweighs a completed one', { start: '2020-06-01', records: ['2022-06-01'] }, '2022-09-01', 'Overdue'],
    [
      'outside the window outweighs due',
      { start: '2020-06-01', records: ['2021-08-01'] },
      '2022-06-01',
      'OutsideWindow',
    ],
    ['due outweighs completed', { start: '2020-06-01', records: ['2021-06-01'] }, '2022-06-01', 'Due'],
    ['completed outweighs upcoming', { records: ['2022-06-01'] }, '2023-04-01', 'Completed'],
    ['a data issue outweighs all', { income: false }, '2023-04-01', 'DataIssue'],
    ['of somebody not required the next one is told', { EntryDate: '2022-06-02' }, '2022-09-01', 'NotDue'],
    ['upcoming', { EntryDate: '2022-06-02' }, '2023-04-01', 'Upcoming'],
    ['the first year', {}, '2021-09-01', 'FirstYear'],
    ['somebody who exited on the day has none', { ExitDate: '2022-09-01' }, '2022-09-01', null],
  ])('%s', (_sentence, fields, on, expected) => {
    expect(worst(fields, on)).toBe(expected);
  });
});

describe('aprAnnual', () => {
  it.each<[string, Parameters<typeof member>[0], string, string, string | null, string | null]>([
    [
      "HUD's example: two years in, the second anniversary",
      { start: '2021-06-01' },
      '2023-09-30',
      'Missing',
      '2023-06-01',
      null,
    ],
    ['the day before the first anniversary', {}, '2022-05-31', 'NotRequired', null, null],
    ['on the first anniversary', {}, '2022-06-01', 'Missing', '2022-06-01', null],
    ['365 days are not a year', { start: '2021-10-01' }, '2022-09-30', 'NotRequired', null, null],
    ['a start on 29 February, 27 February', { start: '2020-02-29' }, '2022-02-27', 'Missing', '2021-02-28', null],
    ['a start on 29 February, 28 February', { start: '2020-02-29' }, '2022-02-28', 'Missing', '2022-02-28', null],
    ['31 days before', { records: ['2022-05-01'] }, '2022-09-30', 'Missing', '2022-06-01', null],
    ['30 days before', { records: ['2022-05-02'] }, '2022-09-30', 'Completed', '2022-06-01', '2022-05-02'],
    ['30 days after', { records: ['2022-07-01'] }, '2022-09-30', 'Completed', '2022-06-01', '2022-07-01'],
    ['31 days after', { records: ['2022-07-02'] }, '2022-09-30', 'Missing', '2022-06-01', null],
    [
      "on the report's last day, within the window",
      { records: ['2022-06-10'] },
      '2022-06-10',
      'Completed',
      '2022-06-01',
      '2022-06-10',
    ],
    ["the day after the report's end", { records: ['2022-06-11'] }, '2022-06-10', 'Missing', '2022-06-01', null],
    [
      "of an early one and one after the report's end the early one",
      { records: ['2022-05-20', '2022-06-11'] },
      '2022-06-10',
      'Completed',
      '2022-06-01',
      '2022-05-20',
    ],
    [
      'the latest of two',
      { records: ['2022-05-20', '2022-06-20'] },
      '2022-09-30',
      'Completed',
      '2022-06-01',
      '2022-06-20',
    ],
    [
      "last year's says nothing of this one",
      { start: '2020-06-01', records: ['2021-06-01'] },
      '2022-09-30',
      'Missing',
      '2022-06-01',
      null,
    ],
    ['a member in on the anniversary', { EntryDate: '2022-06-01' }, '2022-09-30', 'Missing', '2022-06-01', null],
    ['a member in the day after', { EntryDate: '2022-06-02' }, '2022-09-30', 'NotRequired', '2022-06-01', null],
    [
      'a member in the day after is not asked for what there is',
      { EntryDate: '2022-06-02', records: ['2022-06-20'] },
      '2022-09-30',
      'NotRequired',
      '2022-06-01',
      null,
    ],
  ])('%s', (_sentence, fields, to, status, anniversary, recordDate) => {
    const { record, ...rest } = aprAnnual(member(fields), date(to));
    expect({ ...rest, recordDate: record?.InformationDate ?? null }).toEqual({ status, anniversary, recordDate });
  });
});

describe('stayed365Days', () => {
  it.each<[string, string, string, boolean]>([
    ['364 days', '2021-10-02', '2022-09-30', false],
    ['365 days, though not a year', '2021-10-01', '2022-09-30', true],
    ['365 days with a leap day', '2023-10-02', '2024-09-30', true],
    ['366 days', '2021-09-30', '2022-09-30', true],
  ])('%s', (_sentence, start, to, expected) => {
    expect(stayed365Days(date(start), date(to))).toBe(expected);
  });
});
