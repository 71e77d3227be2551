import { describe, expect, it } from 'vitest';
import { stayed365Days } from '../../../functions/hmis/annual-assessment.ts';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { activity, annualIncome, date, enrollment, funder, project } from '../hmis/enrollment.ts';
import { annualsOf, annualsOver, child, head, partner, shortly } from './annual-list.ts';

/** The year of the federal budget in which the household of 2021-06-01 has its first anniversary. */
const YEAR = { mode: 'apr', from: '2021-10-01', to: '2022-09-30' };

const inApr = (people: readonly Enrollment[], params: object = {}) =>
  shortly(annualsOf(people, { ...YEAR, ...params }));

describe('who is asked in the APR', () => {
  it.each([
    ['exited the day before the range', { ExitDate: '2021-09-30' }, 0],
    ['exited in the range', { ExitDate: '2022-03-01' }, 0],
    ['exited on its last day', { ExitDate: '2022-09-30' }, 0],
    ['exited the day after it', { ExitDate: '2022-10-01' }, 1],
    ['entered on its last day', { EntryDate: '2022-09-30' }, 1],
    ['entered the day after it', { EntryDate: '2022-10-01' }, 0],
  ])('somebody who %s', (_, fields, rows) => {
    expect(inApr([head('E1', fields)])).toHaveLength(rows);
  });

  it('is each client once, by the latest stay over all projects of the run', () => {
    const person = { PersonalID: 'P1' };
    const first = [project({ ProjectID: 'A' }), [head('E1', person)]] as const;
    const stays = [project({ ProjectID: 'B' }), [head('E2', { ...person, EntryDate: '2021-07-01' })]] as const;
    const left = [
      project({ ProjectID: 'B' }),
      [head('E2', { ...person, EntryDate: '2022-01-01', ExitDate: '2022-02-01' })],
    ] as const;
    expect(shortly(annualsOver([first, stays], YEAR))).toEqual(['E2 2022-07-01 Missing']);
    const leaver = annualsOver([first, left], YEAR);
    expect(shortly(leaver)).toEqual([]);
    expect(leaver.notes).toContain('Latest stays that ended in the range, of which none is asked: 1.');
  });

  it('is chosen after the funding sources: a stay in another project is not the latest of these', () => {
    const funded = project({ ProjectID: 'A', Funders: [funder(2)] });
    const other = project({ ProjectID: 'B', Funders: [funder(46)] });
    const projects = [
      [funded, [head('E1', { PersonalID: 'P1' })]],
      [other, [head('E2', { PersonalID: 'P1', EntryDate: '2021-07-01' })]],
    ] as const;
    expect(shortly(annualsOver(projects, { ...YEAR, fundingSources: ['2'] }))).toEqual(['E1 2022-06-01 Missing']);
    expect(shortly(annualsOver(projects, YEAR))).toEqual(['E2 2022-07-01 Missing']);
  });

  it.each([
    ['a night in the range', ['2022-03-01'], ['E1 2022-06-01 Missing']],
    ['no night in the range', ['2021-09-30'], []],
    ['no night at all', [], []],
  ])('in a night-by-night shelter goes by bed nights: %s', (_, nights, expected) => {
    const one = head('E1', { Activities: nights.map((night) => activity('bedNight', night)) });
    expect(shortly(annualsOf([one], YEAR, { project: project({ ProjectType: 1 }) }))).toEqual(expected);
  });

  it('is of every project type, whatever types the work list is narrowed to', () => {
    const entry = { project: project({ ProjectType: 14 }) };
    expect(shortly(annualsOf([head('E1')], { ...YEAR, projectTypes: ['3'] }, entry))).toEqual([
      'E1 2022-06-01 Missing',
    ]);
  });
});

describe('the status in the APR', () => {
  it.each([
    ['31 days before', ['2022-05-01'], 'Missing'],
    ['30 days before', ['2022-05-02'], 'Completed'],
    ['30 days after', ['2022-07-01'], 'Completed'],
    ['31 days after', ['2022-07-02'], 'Missing'],
  ])('done %s the anniversary', (_, records, status) => {
    const one = head('E1', { AnnualIncomes: records.map(annualIncome) });
    expect(inApr([one])).toEqual([`E1 2022-06-01 ${status}`]);
  });

  it.each([
    ['the day before To', '2022-06-09', 'Completed'],
    ['on To', '2022-06-10', 'Completed'],
    ['the day after To, though in the window', '2022-06-11', 'Missing'],
  ])('with the range’s end inside the window, done %s', (_, on, status) => {
    const one = head('E1', { AnnualIncomes: [annualIncome(on)] });
    expect(inApr([one], { to: '2022-06-10' })).toEqual([`E1 2022-06-01 ${status}`]);
  });

  it('done before From still counts where the window reaches back', () => {
    const one = head('E1', { EntryDate: '2020-10-15', AnnualIncomes: [annualIncome('2021-09-15')] });
    expect(inApr([one], { from: '2021-10-01', to: '2021-12-31' })).toEqual(['E1 2021-10-15 Completed']);
  });

  it.each([
    ['the day before the first anniversary', '2022-05-31', 'E1 - NotRequired'],
    ['the first anniversary', '2022-06-01', 'E1 2022-06-01 Missing'],
    ['the day after', '2022-06-02', 'E1 2022-06-01 Missing'],
    ['HUD’s own example, two years in', '2023-09-30', 'E1 2023-06-01 Missing'],
  ])('when the range ends %s', (_, to, expected) => {
    expect(inApr([head('E1')], { to })).toEqual([expected]);
  });

  it('from 2021-10-01 to 2022-09-30 are 365 days for Q5a row 17, and no year: nothing is required yet', () => {
    expect(stayed365Days(date('2021-10-01'), date('2022-09-30'))).toBe(true);
    expect(inApr([head('E1', { EntryDate: '2021-10-01' })])).toEqual(['E1 - NotRequired']);
    expect(inApr([head('E1', { EntryDate: '2021-09-30' })])).toEqual(['E1 2022-09-30 Missing']);
  });

  it.each([
    ['27 February', '2022-02-27', 'E1 2021-02-28 Missing'],
    ['28 February', '2022-02-28', 'E1 2022-02-28 Missing'],
    ['29 February of a leap year', '2024-02-29', 'E1 2024-02-29 Missing'],
    ['28 February of a leap year', '2024-02-28', 'E1 2023-02-28 Missing'],
  ])('of a start on 29 February when the range ends on %s', (_, to, expected) => {
    expect(inApr([head('E1', { EntryDate: '2020-02-29' })], { from: '2021-02-01', to })).toEqual([expected]);
  });

  it.each([
    ['on the anniversary', '2022-06-01', 'E2 2022-06-01 Missing'],
    ['the day after', '2022-06-02', 'E2 2022-06-01 NotRequired'],
  ])('of a member who joined %s', (_, EntryDate, expected) => {
    expect(inApr([head('E1'), partner('E2', { EntryDate })])).toEqual(['E1 2022-06-01 Missing', expected]);
  });

  it('is Missing, as HUD has it, also where the export has no income records, and the notes say so', () => {
    const list = annualsOf([head('E1')], YEAR, { hasIncomeRecords: false });
    expect(shortly(list)).toEqual(['E1 2022-06-01 Missing']);
    expect(list.notes.join('\n')).toContain('Missing as the APR counts it, though nobody can tell');
  });
});

describe('a row of the APR', () => {
  it('has the age for the range and counts the days from To', () => {
    const [row] = annualsOf([head('E1', { DOB: '2003-10-02' })], YEAR).rows;
    expect(row).toMatchObject({ Age: 17, DaysLeft: -91, NextAnniversary: '2023-06-01', FundingSources: null });
    expect(annualsOf([head('E1', { DOB: '2003-10-01' })], YEAR).rows[0]?.Age).toBe(18);
  });

  it('says why nothing is asked in the first year', () => {
    const [row] = annualsOf([head('E1', { EntryDate: '2021-12-01' })], YEAR).rows;
    expect(row).toMatchObject({
      AnniversaryDate: null,
      WindowOpens: null,
      DaysLeft: null,
      NextAnniversary: '2022-12-01',
    });
    expect(row?.Basis).toBe(
      'Household start 2021-12-01 by EntryDate of Self (Head of Household), EnrollmentID E1; less than a year on 2022-09-30',
    );
  });
});

describe('the totals of the APR', () => {
  it('are those of Q16 over adults, and of Q21 over everyone', () => {
    const people = [
      head('E1'),
      partner('E2', { AnnualIncomes: [annualIncome('2022-06-20')] }),
      child('E3'),
      partner('E4', { EntryDate: '2022-06-02' }),
      enrollment({ EnrollmentID: 'E5', EntryDate: '2021-12-01' }),
      enrollment({ EnrollmentID: 'E6', EntryDate: '2021-06-01', DOB: '2008-01-01' }),
    ];
    const { notes } = annualsOf(people, YEAR);
    expect(notes).toContain(
      'Adults: 2 not yet required, 1 required and missing, 1 completed (in an APR of the same clients Q16: No Annual Required, Required Annual Missing).',
    );
    expect(notes).toContain('All rows: 2 not yet required, 3 required and missing, 1 completed.');
  });

  it('list every status: the work list’s filter plays no part', () => {
    const done = head('E1', { AnnualIncomes: [annualIncome('2022-06-20')] });
    expect(inApr([done], { status: ['Due'] })).toEqual(['E1 2022-06-01 Completed']);
  });
});
