import { describe, expect, it } from 'vitest';
import { daysInProject, daysToMoveIn } from '../../../functions/hmis/length-of-stay.ts';
import { date, enrollment } from './enrollment.ts';

describe('days in project', () => {
  it.each([
    ['entered on the last day, open', '2022-09-30', null, 1],
    ['open since a year', '2021-10-01', null, 365],
    ['a same-day stay', '2022-09-01', '2022-09-01', 0],
    ['left the next day', '2022-09-01', '2022-09-02', 1],
    ['exited on the last day', '2022-09-01', '2022-09-30', 29],
    ['exited the day after it', '2022-09-01', '2022-10-01', 30],
    ['exited later still', '2022-09-01', '2023-05-01', 30],
    ['across a leap day', '2020-02-28', '2020-03-01', 2],
    ['an exit before the entry', '2022-09-02', '2022-09-01', -1],
  ])('up to 2022-09-30: %s', (_, EntryDate, ExitDate, expected) => {
    expect(daysInProject(enrollment({ EntryDate, ExitDate }), date('2022-09-30'))).toBe(expected);
  });
});

describe('days to move-in', () => {
  it.each([
    ['on the day of entry', '2022-01-10', 0],
    ['three weeks later', '2022-01-31', 21],
    ['never', null, null],
  ])('%s', (_, moveIn, expected) => {
    expect(daysToMoveIn(enrollment(), moveIn === null ? null : date(moveIn))).toBe(expected);
  });
});
