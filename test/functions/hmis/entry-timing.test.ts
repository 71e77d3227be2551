import { describe, expect, test } from 'vitest';
import { daysToEnter, exitDatesOf, timedRecords } from '../../../functions/hmis/entry-timing.ts';
import type { UserId } from '../../../shared/ids.ts';
import { activity, annualIncome, date, enrollment, range } from './enrollment.ts';

const JANUARY = range('2026-01-01', '2026-01-31');

describe('the days to enter a record', () => {
  test.each([
    ['2026-01-10', '2026-01-09', -1],
    ['2026-01-10', '2026-01-10', 0],
    ['2026-01-10', '2026-01-11', 1],
    ['2026-03-07', '2026-03-09', 2],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['2025-12-31', '2026-01-01', 1],
  ])('from %s to %s are %i calendar days', (event, created, days) => {
    expect(daysToEnter(date(event), date(created))).toBe(days);
  });

  test('are unknown without a DateCreated', () => {
    expect(daysToEnter(date('2026-01-10'), null)).toBeNull();
  });
});

describe('a record is timed by its day', () => {
  const days = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'] as const;
  const within = [false, true, true, false];
  test.each([
    ['starts', (day: string) => enrollment({ EntryDate: day })],
    ['exits', (day: string) => enrollment({ EntryDate: '2025-01-01', ExitDate: day })],
    ['annualAssessments', (day: string) => enrollment({ AnnualIncomes: [annualIncome(day)] })],
    ['currentLivingSituations', (day: string) => enrollment({ Activities: [activity('contact', day)] })],
    ['bedNights', (day: string) => enrollment({ Activities: [activity('bedNight', day)] })],
  ] as const)('%s: the ends of the range included', (type, of) => {
    expect(days.map((day) => timedRecords(of(day), JANUARY, [type]).length === 1)).toEqual(within);
  });

  test('of its own file: day of entry and user', () => {
    const user = (id: string) => id as UserId;
    const stay = enrollment({
      EntryDate: '2026-01-02',
      DateCreated: '2026-01-03',
      UserID: 'U1',
      ExitDate: '2026-01-20',
      ExitDateCreated: '2026-01-22',
      ExitUserID: 'U2',
      AnnualIncomes: [{ ...annualIncome('2026-01-05'), DateCreated: date('2026-01-08'), UserID: user('U3') }],
      Activities: [
        { ...activity('contact', '2026-01-06'), DateCreated: date('2026-01-10'), UserID: user('U4') },
        { ...activity('bedNight', '2026-01-07'), DateCreated: date('2026-01-12'), UserID: user('U5') },
        activity('service', '2026-01-08'),
        activity('event', '2026-01-08'),
        activity('assessment', '2026-01-08'),
      ],
    });
    const types = ['starts', 'exits', 'annualAssessments', 'currentLivingSituations', 'bedNights'] as const;
    expect(timedRecords(stay, JANUARY, types)).toEqual([
      { type: 'starts', EventDate: '2026-01-02', DateCreated: '2026-01-03', UserID: 'U1', days: 1 },
      { type: 'exits', EventDate: '2026-01-20', DateCreated: '2026-01-22', UserID: 'U2', days: 2 },
      { type: 'annualAssessments', EventDate: '2026-01-05', DateCreated: '2026-01-08', UserID: 'U3', days: 3 },
      { type: 'currentLivingSituations', EventDate: '2026-01-06', DateCreated: '2026-01-10', UserID: 'U4', days: 4 },
      { type: 'bedNights', EventDate: '2026-01-07', DateCreated: '2026-01-12', UserID: 'U5', days: 5 },
    ]);
    expect(timedRecords(stay, JANUARY, ['exits']).map(({ type }) => type)).toEqual(['exits']);
  });

  test('of an open stay there is no exit', () => {
    expect(timedRecords(enrollment({ EntryDate: '2026-01-02' }), JANUARY, ['exits'])).toEqual([]);
  });
});

describe('what an exit says of the export', () => {
  const stay = { DateCreated: date('2026-01-03'), ExitDate: date('2026-01-10') };
  test.each([
    ['created on its enrollment’s day', '2026-01-03', { dated: 1, asEnrollment: 1, beforeExit: 1 }],
    ['created the day before the exit', '2026-01-09', { dated: 1, asEnrollment: 0, beforeExit: 1 }],
    ['created on the day of the exit', '2026-01-10', { dated: 1, asEnrollment: 0, beforeExit: 0 }],
    ['without a DateCreated', null, { dated: 0, asEnrollment: 0, beforeExit: 0 }],
  ] as const)('%s', (_, created, says) => {
    expect(exitDatesOf({ ...stay, ExitDateCreated: created === null ? null : date(created) })).toEqual(says);
  });
});
