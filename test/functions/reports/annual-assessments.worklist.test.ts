import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { activity, annualIncome, type EnrollmentFields, income, project } from '../hmis/enrollment.ts';
import { annualsOf, child, head, partner, shortly } from './annual-list.ts';

/** The household started on 2021-06-01, unless said: anniversary 2022-06-01, window 2022-05-02 to 2022-07-01. */

const on = (dueDate: string, people: readonly Enrollment[], params: object = {}) =>
  shortly(annualsOf(people, { dueDate, ...params }));

const done = (...dates: string[]): EnrollmentFields => ({ AnnualIncomes: dates.map(annualIncome) });

describe('who is on the work list', () => {
  it.each([
    ['entered the day before', { EntryDate: '2022-08-31' }, 1],
    ['entered on the due date', { EntryDate: '2022-09-01' }, 1],
    ['enters the day after', { EntryDate: '2022-09-02' }, 0],
    ['exited the day before', { ExitDate: '2022-08-31' }, 0],
    ['exited on the due date', { ExitDate: '2022-09-01' }, 0],
    ['exits the day after', { ExitDate: '2022-09-02' }, 1],
  ])('somebody who %s', (_, fields, rows) => {
    expect(on('2022-09-01', [head('E1', fields)])).toHaveLength(rows);
  });

  it('is nobody of a household whose last adult left with the child', () => {
    const left = { ExitDate: '2022-08-01' };
    expect(on('2022-09-01', [head('E1', left), child('E2', left)])).toEqual([]);
  });

  it('is the child that the last adult left behind, if everyone is asked for', () => {
    const people = [head('E1', { ExitDate: '2022-08-01' }), child('E2')];
    expect(on('2022-09-01', people)).toEqual(['E2 2022-06-01 Overdue']);
    expect(on('2022-09-01', people, { members: 'adultsAndHeads' })).toEqual([]);
  });
});

describe('the status of an anniversary', () => {
  it.each([
    ['in the first year', '2021-12-01', [], 'FirstYear'],
    ['61 days before the window opens', '2022-03-02', [], 'FirstYear'],
    ['60 days before the window opens', '2022-03-03', [], 'Upcoming'],
    ['59 days before the window opens', '2022-03-04', [], 'Upcoming'],
    ['the day before the window opens', '2022-05-01', [], 'Upcoming'],
    ['the day it opens', '2022-05-02', [], 'Due'],
    ['the day after it opened', '2022-05-03', [], 'Due'],
    ['the day before it closes', '2022-06-30', [], 'Due'],
    ['the day it closes', '2022-07-01', [], 'Due'],
    ['the day after it closed', '2022-07-02', [], 'Overdue'],
    ['done 31 days before', '2022-09-01', ['2022-05-01'], 'OutsideWindow'],
    ['done 30 days before', '2022-09-01', ['2022-05-02'], 'Completed'],
    ['done 29 days before', '2022-09-01', ['2022-05-03'], 'Completed'],
    ['done 29 days after', '2022-09-01', ['2022-06-30'], 'Completed'],
    ['done 30 days after', '2022-09-01', ['2022-07-01'], 'Completed'],
    ['done 31 days after', '2022-09-01', ['2022-07-02'], 'OutsideWindow'],
    ['done 179 days after', '2022-12-01', ['2022-11-27'], 'OutsideWindow'],
    ['done 180 days after', '2022-12-01', ['2022-11-28'], 'OutsideWindow'],
    ['done 181 days after', '2022-12-01', ['2022-11-29'], 'Overdue'],
    ['done on the due date, the window open', '2022-06-15', ['2022-06-15'], 'Completed'],
    ['done the day after the due date', '2022-06-15', ['2022-06-16'], 'Due'],
    ['done outside the window the day after the due date', '2022-08-01', ['2022-08-02'], 'Overdue'],
    ['done too early, the window still open', '2022-06-15', ['2022-05-01'], 'Due'],
  ])('%s', (_, dueDate, records, status) => {
    expect(on(dueDate, [head('E1', done(...records))])).toEqual([`E1 2022-06-01 ${status}`]);
  });

  it.each([
    [0, '2022-05-01', 'FirstYear'],
    [0, '2022-05-02', 'Due'],
    [1, '2022-05-01', 'Upcoming'],
    [1, '2022-04-30', 'FirstYear'],
    [365, '2021-06-01', 'Upcoming'],
  ])('is Upcoming within %i days of %s', (upcomingDays, dueDate, status) => {
    expect(on(dueDate, [head('E1')], { upcomingDays })).toEqual([`E1 2022-06-01 ${status}`]);
  });

  it('stands for every missed anniversary since the household started, newest first', () => {
    const one = head('E1', { EntryDate: '2018-06-01', ...done('2020-06-20', '2021-08-15') });
    expect(on('2022-09-01', [one])).toEqual([
      'E1 2022-06-01 Overdue',
      'E1 2021-06-01 OutsideWindow',
      'E1 2020-06-01 Completed',
      'E1 2019-06-01 Overdue',
    ]);
  });

  it('of an assessment far from any anniversary belongs to the nearer one only', () => {
    const one = head('E1', { EntryDate: '2020-06-01', ...done('2021-11-30') });
    expect(on('2022-09-01', [one])).toEqual(['E1 2022-06-01 Overdue', 'E1 2021-06-01 Overdue']);
  });
});

describe('a start on 29 February', () => {
  const one = (fields = {}) => [head('E1', { EntryDate: '2020-02-29', ...fields })];
  it.each([
    ['31 days before 28 February', '2021-01-28', 'E1 2021-02-28 Upcoming'],
    ['30 days before 28 February', '2021-01-29', 'E1 2021-02-28 Due'],
    ['on 28 February', '2021-02-28', 'E1 2021-02-28 Due'],
    ['on 1 March', '2021-03-01', 'E1 2021-02-28 Due'],
    ['30 days after 28 February', '2021-03-30', 'E1 2021-02-28 Due'],
    ['31 days after 28 February', '2021-03-31', 'E1 2021-02-28 Overdue'],
    ['on 28 February of the next leap year', '2024-02-28', 'E1 2024-02-29 Due'],
  ])('%s', (_, dueDate, expected) => {
    expect(on(dueDate, one())[0]).toBe(expected);
  });
});

describe('what counts as an annual assessment', () => {
  it('is no stage 2 record, even in the window: it is none of the enrollment’s annual ones', () => {
    const update = income('2022-06-01', 2, { IncomeFromAnySource: 1, TotalMonthlyIncome: 100 });
    const one = head('E1', { HasIncomeRecord: true, IncomeBenefits: [update] });
    expect(on('2022-09-01', [one])).toEqual(['E1 2022-06-01 Overdue']);
  });

  it('is no move-in and no bed night: a night-by-night shelter is asked, whatever its nights', () => {
    const nights = project({ ProjectType: 1 });
    const without = head('E1');
    const guest = head('E2', { HouseholdID: 'H2', Activities: [activity('bedNight', '2022-06-01')] });
    expect(shortly(annualsOf([without, guest], { dueDate: '2022-09-01' }, { project: nights }))).toEqual([
      'E1 2022-06-01 Overdue',
      'E2 2022-06-01 Overdue',
    ]);
    const housed = head('E1', { MoveInDate: '2022-02-01' });
    const rehousing = { project: project({ ProjectType: 13 }) };
    expect(shortly(annualsOf([housed], { dueDate: '2022-09-01' }, rehousing))).toEqual(['E1 2022-06-01 Overdue']);
  });
});

describe('a project without income records', () => {
  const without = { hasIncomeRecords: false };
  it('has a data issue for each anniversary whose window has opened, a late joiner’s too, and is never overdue', () => {
    const people = [head('E1', { EntryDate: '2020-06-01' }), partner('E2', { EntryDate: '2022-07-01' })];
    expect(shortly(annualsOf(people, { dueDate: '2022-09-01' }, without))).toEqual([
      'E1 2022-06-01 DataIssue',
      'E1 2021-06-01 DataIssue',
      'E2 2022-06-01 DataIssue',
      'E2 2021-06-01 DataIssue',
    ]);
  });

  it('has none before a window opens', () => {
    expect(shortly(annualsOf([head('E1')], { dueDate: '2021-09-01' }, without))).toEqual(['E1 2022-06-01 FirstYear']);
  });
});

describe('members', () => {
  it.each([
    ['the day before the anniversary', '2022-05-31', ['E2 2022-06-01 Overdue']],
    ['on the anniversary', '2022-06-01', ['E2 2022-06-01 Overdue']],
    ['the day after the anniversary', '2022-06-02', ['E2 2023-06-01 NotDue', 'E2 2022-06-01 NotRequired']],
  ])('who join %s', (_, EntryDate, expected) => {
    const rows = on('2022-09-01', [head('E1'), partner('E2', { EntryDate })]);
    expect(rows).toEqual(['E1 2022-06-01 Overdue', ...expected]);
  });

  it('have the household’s anniversaries, not their own', () => {
    const baby = child('E2', { EntryDate: '2022-01-10', DOB: '2022-01-10' });
    expect(on('2022-09-01', [head('E1', done('2022-06-01')), baby])).toEqual([
      'E1 2022-06-01 Completed',
      'E2 2022-06-01 Overdue',
    ]);
  });

  it('are each asked for a record of their own', () => {
    const people = [head('E1', done('2022-06-01')), partner('E2', done('2022-06-01')), child('E3')];
    expect(on('2022-09-01', people)).toEqual([
      'E1 2022-06-01 Completed',
      'E2 2022-06-01 Completed',
      'E3 2022-06-01 Overdue',
    ]);
  });
});

describe('heads', () => {
  it.each<[string, readonly Enrollment[]]>([
    ['changed', [head('E0', { ExitDate: '2022-01-15' }), head('E1', { EntryDate: '2022-01-15' })]],
    ['two, one after the other', [head('E0', { ExitDate: '2021-09-01' }), head('E1', { EntryDate: '2021-10-01' })]],
    ['two at once', [head('E0', { ExitDate: '2022-08-01' }), head('E1', { EntryDate: '2021-07-01' })]],
    ['none, only members', [partner('E0', { ExitDate: '2022-08-01' }), partner('E1', { EntryDate: '2021-07-01' })]],
    [
      'one who came after a member',
      [partner('E0', { ExitDate: '2022-08-01' }), head('E1', { EntryDate: '2021-07-01' })],
    ],
    [
      'one with two stays in the household',
      [
        head('E0', { PersonalID: 'P1', ExitDate: '2021-09-01' }),
        head('E1', { PersonalID: 'P1', EntryDate: '2021-10-01' }),
      ],
    ],
  ])('%s: the anniversary runs from the first start of anyone', (_, people) => {
    expect(on('2022-09-01', people)).toEqual(['E1 2022-06-01 Overdue']);
  });

  it('two at once are both listed', () => {
    expect(on('2022-09-01', [head('E1'), head('E2')], { headsOfHouseholdOnly: true })).toEqual([
      'E1 2022-06-01 Overdue',
      'E2 2022-06-01 Overdue',
    ]);
  });
});
