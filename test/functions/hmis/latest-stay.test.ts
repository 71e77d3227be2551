import { describe, expect, it } from 'vitest';
import { compareIds } from '../../../functions/hmis/id-order.ts';
import { latestStay, latestStays } from '../../../functions/hmis/latest-stay.ts';
import { enrollment } from './enrollment.ts';

const stay = (EnrollmentID: string, EntryDate: string, ExitDate: string | null = null, PersonalID = 'P1') =>
  enrollment({ EnrollmentID, EntryDate, ExitDate, PersonalID });

describe('the latest stay', () => {
  it.each([
    ['entered last', [stay('9', '2022-01-01'), stay('1', '2022-01-02', '2022-01-03')], '1'],
    ['is open, of those entered on one day', [stay('9', '2022-01-01', '2025-01-01'), stay('1', '2022-01-01')], '1'],
    [
      'exited last, where both did',
      [stay('1', '2022-01-01', '2022-02-02'), stay('9', '2022-01-01', '2022-02-01')],
      '1',
    ],
    ['has the highest id, where all else is equal', [stay('10', '2022-01-01'), stay('9', '2022-01-01')], '10'],
  ])('%s', (_, stays, expected) => {
    expect(latestStay(stays)?.EnrollmentID).toBe(expected);
    expect(latestStay(stays.toReversed())?.EnrollmentID).toBe(expected);
  });

  it('of nobody is none', () => {
    expect(latestStay([])).toBeNull();
  });

  it('is found for each person', () => {
    const latest = latestStays([
      stay('1', '2022-01-01'),
      stay('2', '2022-03-01', null, 'P2'),
      stay('3', '2022-02-01', '2022-02-02'),
      stay('4', '2022-02-01', null, 'P2'),
    ]);
    expect([...latest].map(([person, { EnrollmentID }]) => [person, EnrollmentID])).toEqual([
      ['P1', '3'],
      ['P2', '2'],
    ]);
  });
});

describe('the order of ids', () => {
  it.each([
    ['9', '10'],
    ['07', '7'],
    ['99999999999999999998', '99999999999999999999'],
    ['123', 's_1'],
    ['s_10', 's_9'],
    ['A', 'a'],
  ])('%s comes before %s', (low, high) => {
    expect(compareIds(low, high)).toBeLessThan(0);
    expect(compareIds(high, low)).toBeGreaterThan(0);
  });

  it('an id is equal to itself only', () => {
    expect(compareIds('s_1', 's_1')).toBe(0);
    expect(compareIds('007', '007')).toBe(0);
  });
});
