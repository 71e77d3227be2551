import { describe, expect, test } from 'vitest';
import milestoneAges from '../../../functions/reports/milestone-ages.ts';
import { enrollment, income } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

const DAY = { asOf: '2026-05-01' };
/** Turns 18 on the day given. */
const turning = (on: string, fields: object = {}) => {
  const DOB = `${Number(on.slice(0, 4)) - 18}${on.slice(4)}`;
  return enrollment({ EntryDate: '2026-01-01', RelationshipToHoH: 2, VeteranStatus: null, DOB, ...fields });
};
const run = (person: ReturnType<typeof enrollment>, params: object = {}) =>
  runOver(milestoneAges, [sliceOf([person])], { ...DAY, ...params });

describe('who is listed', () => {
  test.each([
    ['91 days before', '2026-01-30', 0],
    ['90 days before', '2026-01-31', 1],
    ['on the day', '2026-05-01', 1],
    ['90 days after', '2026-07-30', 1],
    ['91 days after', '2026-07-31', 0],
  ])('turned 18 %s', (_, on, rows) => expect(run(turning(on)).rows).toHaveLength(rows));

  test.each([
    ['the day of entry', '2026-02-10', 0],
    ['the day after entry', '2026-02-11', 1],
  ])('of those who turn 18 %s', (_, on, rows) => {
    expect(run(turning(on, { EntryDate: '2026-02-10' })).rows).toHaveLength(rows);
  });

  test.each([
    ['on the day', '2026-05-01', 0],
    ['the day after', '2026-05-02', 1],
  ])('of those who exited %s', (_, ExitDate, rows) => {
    expect(run(turning('2026-04-01', { ExitDate })).rows).toHaveLength(rows);
  });

  test('reaches the ages asked for', () => {
    const person = enrollment({ EntryDate: '2026-01-01', DOB: '1964-04-20' });
    expect(run(person).rows).toEqual([]);
    expect(run(person, { ages: ['25', '62'] }).rows).toMatchObject([{ MilestoneAge: 62, Status: 'Reached' }]);
  });

  test('is not of unknown age, which the notes count', () => {
    const list = run(turning('2026-04-01', { DOB: null }));
    expect(list.rows).toEqual([]);
    expect(list.notes.join(' ')).toContain('1 row could not be made');
  });
});

describe('what is to be done', () => {
  test('is everything where nothing was recorded since', () => {
    expect(run(turning('2026-04-01', { LivingSituation: null })).rows).toMatchObject([
      {
        Status: 'To update',
        DaysUntil: -30,
        Missing: 'Income and sources; Non-cash benefits; Veteran status; Prior living situation',
        IncomeSince: 'No',
      },
    ]);
  });

  test('is nothing where all was, and such a row can be left out', () => {
    const done = turning('2026-04-01', { VeteranStatus: 0, IncomeBenefits: [income('2026-04-02', 2)] });
    expect(run(done).rows).toMatchObject([{ Status: 'Updated', Missing: null, BenefitsSince: 'Yes' }]);
    const left = run(done, { openOnly: true });
    expect(left.rows).toEqual([]);
    expect(left.notes.join(' ')).toContain('everything is there: 1');
  });

  test('is to come where the birthday is', () => {
    expect(run(turning('2026-05-02')).rows).toMatchObject([{ Status: 'Soon', DaysUntil: 1, Missing: null }]);
  });
});

test('a birthday is hidden with the birth date, which it tells', () => {
  const hidden = milestoneAges.definition.columns.filter(({ pii }) => pii).map(({ key }) => key);
  expect(hidden).toEqual(['LastName', 'FirstName', 'DOB', 'ReachedOn', 'DaysUntil']);
});
