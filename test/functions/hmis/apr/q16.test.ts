import { describe, expect, test } from 'vitest';
import { incomeAtStart, rangeAtAnnual, rangeAtStart } from '../../../../functions/hmis/apr/q16.ts';
import { earnedIncome, otherIncome, totalIncome } from '../../../../functions/hmis/apr/total-income.ts';
import type { IncomeBenefits } from '../../../../functions/hmis/records.ts';
import { type EnrollmentFields, enrollment, type IncomeFields, income, range } from '../enrollment.ts';
import { clientOf, clientsOf, incomes } from './clients.ts';

type Source = IncomeBenefits['Incomes'][number];
const earned = (amount: number | null, answer = 1): Source => ({ source: 'Earned', answer, amount });
const ssi = (amount: number | null, answer = 1): Source => ({ source: 'SSI', answer, amount });

describe('total income, the first row of HUD’s chart that matches', () => {
  test.each<[string, IncomeFields, number | null]>([
    ['row 2: as entered, whatever the sources', { TotalMonthlyIncome: 500, Incomes: [earned(900)] }, 500],
    ['row 2: as entered, whatever the answer', { TotalMonthlyIncome: 0.01, IncomeFromAnySource: 0 }, 0.01],
    ['row 3: the sum of the sources', { IncomeFromAnySource: 1, Incomes: [earned(100.1), ssi(400.4)] }, 500.5],
    ['row 3: over a zero that was entered', { TotalMonthlyIncome: 0, Incomes: [ssi(300)] }, 300],
    ['row 3: though the answer is no', { IncomeFromAnySource: 0, Incomes: [ssi(300)] }, 300],
    ['row 3: an amount of zero', { IncomeFromAnySource: 1, Incomes: [earned(0)] }, 0],
    ['not row 3: an amount whose source is no', { IncomeFromAnySource: 0, Incomes: [ssi(300, 0)] }, 0],
    ['row 4: no', { IncomeFromAnySource: 0 }, 0],
    ['row 5: yes, and zero entered', { IncomeFromAnySource: 1, TotalMonthlyIncome: 0 }, 0],
    ['row 5: blank, and less than zero entered', { IncomeFromAnySource: null, TotalMonthlyIncome: -5 }, 0],
    ['row 6: not known, and zero entered', { IncomeFromAnySource: 8, TotalMonthlyIncome: 0 }, null],
    ['row 7: yes, and nothing else', { IncomeFromAnySource: 1 }, null],
    ['row 7: yes, and a source without an amount', { IncomeFromAnySource: 1, Incomes: [ssi(null)] }, null],
    ['row 7: not collected', { IncomeFromAnySource: 99, TotalMonthlyIncome: 0 }, null],
  ])('%s', (_, fields, expected) => {
    expect(totalIncome(income('2022-01-10', 1, fields)).total).toBe(expected);
  });

  test.each<[string, IncomeFields, number, number | null]>([
    ['earned and more', { TotalMonthlyIncome: 500, Incomes: [earned(200)] }, 200, 300],
    ['earned more than the total', { TotalMonthlyIncome: 500, Incomes: [earned(600)] }, 600, 0],
    ['earned without an amount', { TotalMonthlyIncome: 500, Incomes: [earned(null)] }, 0, 500],
    ['not earned, with an amount', { TotalMonthlyIncome: 500, Incomes: [earned(200, 0)] }, 0, 500],
    ['a total that is not known', { IncomeFromAnySource: 9 }, 0, null],
  ])('%s', (_, fields, earnedAmount, otherAmount) => {
    const record = income('2022-01-10', 1, fields);
    expect([earnedIncome(record), otherIncome(record)]).toEqual([earnedAmount, otherAmount]);
  });
});

describe('the ranges', () => {
  test.each([
    [0.49, 'No Income'],
    [0.5, '$1 - $150'],
    [150.49, '$1 - $150'],
    [150.5, '$151 - $250'],
    [250, '$151 - $250'],
    [251, '$251 - $500'],
    [500.49, '$251 - $500'],
    [500.5, '$501 - $1,000'],
    [1000, '$501 - $1,000'],
    [1001, '$1,001 - $1,500'],
    [1500, '$1,001 - $1,500'],
    [1501, '$1,501 - $2,000'],
    [2000.49, '$1,501 - $2,000'],
    [2000.5, '$2,001+'],
  ])('%d dollars', (TotalMonthlyIncome, expected) => {
    const records = incomes(income('2022-01-10', 1, { TotalMonthlyIncome, IncomeFromAnySource: 1 }));
    expect(rangeAtStart(clientOf(records))).toBe(expected);
  });

  test.each<[string, EnrollmentFields, string | null]>([
    [
      'who prefers not to answer',
      incomes(income('2022-01-10', 1, { IncomeFromAnySource: 9 })),
      "Client Doesn't Know/Prefers Not to Answer",
    ],
    [
      'of whom nothing was collected',
      incomes(income('2022-01-10', 1, { IncomeFromAnySource: 99 })),
      'Data Not Collected',
    ],
    ['without a record', {}, 'Data Not Collected'],
    ['with a record of the day after entry', incomes(income('2022-01-11', 1)), 'Data Not Collected'],
    ['with an update on the day of entry', incomes(income('2022-01-10', 2)), 'Data Not Collected'],
    ['who is a child', { DOB: '2012-01-01', ...incomes(income('2022-01-10', 1)) }, null],
    ['of unknown age', { DOB: null, ...incomes(income('2022-01-10', 1)) }, null],
  ])('at start: somebody %s', (_, fields, expected) => {
    expect(rangeAtStart(clientOf(fields))).toBe(expected);
  });

  test('at start: the record that Q6c judges is the one that is shown', () => {
    const records = [income('2022-01-10', 1, { quality: 'issue' }), income('2022-01-10', 1)];
    expect(incomeAtStart(enrollment(incomes(...records)))).toBe(records[0]);
  });
});

describe('at the annual assessment', () => {
  const adult: EnrollmentFields = { EntryDate: '2021-06-01' };
  const missing = 'Required, missing';
  const notYet = 'Not yet required';
  /** The anniversary is 2022-06-01, its window 2022-05-02 to 2022-07-01. */
  test.each([
    ['31 days before the anniversary', '2022-05-01', 5, missing],
    ['30 days before it', '2022-05-02', 5, 'No Income'],
    ['on the anniversary', '2022-06-01', 5, 'No Income'],
    ['30 days after it', '2022-07-01', 5, 'No Income'],
    ['31 days after it', '2022-07-02', 5, missing],
    ['in the window, as an update', '2022-06-01', 2, missing],
  ])('a record %s', (_, on, stage, expected) => {
    expect(rangeAtAnnual(clientOf({ ...adult, ...incomes(income(on, stage)) }))).toBe(expected);
  });

  test('of two records in the window the later counts', () => {
    const records = incomes(
      income('2022-05-20', 5, { TotalMonthlyIncome: 100 }),
      income('2022-06-20', 5, { TotalMonthlyIncome: 700 }),
    );
    expect(rangeAtAnnual(clientOf({ ...adult, ...records }))).toBe('$501 - $1,000');
  });

  test.each([
    ['on the last day', '2022-06-10', 'No Income'],
    ['on the day after it', '2022-06-11', missing],
  ])('with the range’s end inside the window, a record %s', (_, on, expected) => {
    const within = range('2021-07-01', '2022-06-10');
    expect(rangeAtAnnual(clientOf({ ...adult, ...incomes(income(on, 5)) }, { within }))).toBe(expected);
  });

  test.each<[string, EnrollmentFields, string | null]>([
    ['entered on 2021-09-30', { EntryDate: '2021-09-30' }, missing],
    ['entered on 2021-10-01', { EntryDate: '2021-10-01' }, notYet],
    [
      'in the first year, with a stage 5 record all the same',
      { EntryDate: '2022-01-10', ...incomes(income('2022-02-01', 5)) },
      notYet,
    ],
    ['left on the last day', { ...adult, ExitDate: '2022-09-30' }, null],
    ['leaves on the day after', { ...adult, ExitDate: '2022-10-01' }, missing],
    ['is a child', { ...adult, DOB: '2012-01-01' }, null],
    [
      'prefers not to answer',
      { ...adult, ...incomes(income('2022-06-01', 5, { IncomeFromAnySource: 9 })) },
      "Client Doesn't Know/Prefers Not to Answer",
    ],
    [
      'was not asked in the assessment',
      { ...adult, ...incomes(income('2022-06-01', 5, { IncomeFromAnySource: 99 })) },
      'Data Not Collected',
    ],
  ])('an adult who %s', (_, fields, expected) => {
    expect(rangeAtAnnual(clientOf(fields))).toBe(expected);
  });

  test.each([
    ['28 February 2021', '2021-02-28', missing],
    ['27 February 2021', '2021-02-27', notYet],
  ])('the anniversary of 29 February 2020 has come by %s', (_, to, expected) => {
    expect(rangeAtAnnual(clientOf({ EntryDate: '2020-02-29' }, { within: range('2020-03-01', to) }))).toBe(expected);
  });

  test('a member who enters on the anniversary is required, one who enters on the day after is not', () => {
    const member = { RelationshipToHoH: 3 };
    const clients = clientsOf([adult, { ...member, EntryDate: '2022-06-01' }, { ...member, EntryDate: '2022-06-02' }]);
    expect(clients.map(rangeAtAnnual)).toEqual([missing, missing, notYet]);
  });

  test('every adult stayer is in one row, nobody else in any', () => {
    const clients = clientsOf([adult, { ...adult, ExitDate: '2022-01-10' }, { ...adult, DOB: null }]);
    expect(clients.map((client) => rangeAtAnnual(client) !== null)).toEqual([true, false, false]);
  });
});
