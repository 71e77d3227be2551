import { describe, expect, test } from 'vitest';
import { q6e } from '../../../../functions/hmis/apr/q6e.ts';
import { enrollment } from '../enrollment.ts';
import { YEAR } from './clients.ts';

describe('HUD’s bands', () => {
  test.each([
    ['2022-01-09', -1, '< 0 days'],
    ['2022-01-10', 0, '0 days'],
    ['2022-01-11', 1, '1-3 days'],
    ['2022-01-13', 3, '1-3 days'],
    ['2022-01-14', 4, '4-6 days'],
    ['2022-01-16', 6, '4-6 days'],
    ['2022-01-17', 7, '7-10 days'],
    ['2022-01-20', 10, '7-10 days'],
    ['2022-01-21', 11, '11+ days'],
    ['2023-01-10', 365, '11+ days'],
    [null, null, null],
  ])('a start on 2022-01-10 entered on %s', (DateCreated, days, band) => {
    const [start] = q6e(enrollment({ DateCreated }), YEAR);
    expect([start?.days, start?.band]).toEqual([days, band]);
  });
});

describe('which records count', () => {
  const created = { DateCreated: '2022-09-01', ExitDateCreated: '2022-09-02' };
  test.each([
    ['a start on the day before the range', { EntryDate: '2021-09-30' }, []],
    ['a start on its first day', { EntryDate: '2021-10-01' }, ['start']],
    ['a start on its last day', { EntryDate: '2022-09-30' }, ['start']],
    ['an exit on its first day', { EntryDate: '2021-01-01', ExitDate: '2021-10-01' }, ['exit']],
    ['an exit on its last day', { EntryDate: '2021-01-01', ExitDate: '2022-09-30' }, ['exit']],
    ['an exit on the day after it', { EntryDate: '2021-01-01', ExitDate: '2022-10-01' }, []],
    ['a same-day stay', { EntryDate: '2022-01-10', ExitDate: '2022-01-10' }, ['start', 'exit']],
  ])('%s', (_, fields, expected) => {
    expect(q6e(enrollment({ ...created, ...fields }), YEAR).map(({ is }) => is)).toEqual(expected);
  });

  test('an exit is timed to its own entry, by its own person', () => {
    const stay = { EntryDate: '2021-01-01', ExitDate: '2022-08-31', ExitUserID: 'U9' };
    expect(q6e(enrollment({ ...created, ...stay }), YEAR)).toEqual([
      { is: 'exit', EventDate: '2022-08-31', DateCreated: '2022-09-02', UserID: 'U9', days: 2, band: '1-3 days' },
    ]);
  });
});
