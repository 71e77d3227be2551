import { describe, expect, it } from 'vitest';
import { activity, enrollment, funder, project } from '../hmis/enrollment.ts';
import { IN_H1, listOf } from './rows.ts';

/** The night of a point-in-time count. */
const NIGHT = '2026-01-28';
const PIT = { from: NIGHT, to: NIGHT };
const JANUARY = { from: '2026-01-01', to: '2026-01-31' };

const SHELTER = project({ ProjectType: 0 });
const NIGHT_SHELTER = project({ ProjectType: 1 });
const SUPPORTIVE = project({ ProjectType: 3 });

const bedNights = (...nights: string[]) => nights.map((night) => activity('bedNight', night));

describe('on the night of a point-in-time count, in a shelter', () => {
  it.each([
    ['left the day before', '2026-01-20', '2026-01-27', false, false],
    ['left that day', '2026-01-20', '2026-01-28', true, false],
    ['left the day after', '2026-01-20', '2026-01-29', true, true],
    ['came the day before', '2026-01-27', null, true, true],
    ['came that day', '2026-01-28', null, true, true],
    ['came the day after', '2026-01-29', null, false, false],
    ['came and left that day', '2026-01-28', '2026-01-28', true, false],
    ['came that day and left the next', '2026-01-28', '2026-01-29', true, true],
  ])('who %s', (_, EntryDate, ExitDate, byEntryExit, inResidence) => {
    const client = enrollment({ EntryDate, ExitDate });
    const listed = (method: string) => listOf([client], { ...PIT, method }, { project: SHELTER }).ids.length === 1;
    expect({ entryExit: listed('entryExit'), inResidence: listed('inResidence') }).toEqual({
      entryExit: byEntryExit,
      inResidence,
    });
  });
});

describe('in a night-by-night shelter', () => {
  it.each([
    ['a bed night on the night', ['2026-01-28'], null, true],
    ['one the night before only', ['2026-01-27'], null, false],
    ['one the night after only', ['2026-01-29'], null, false],
    ['one on the night and an exit the morning after', ['2026-01-28'], '2026-01-29', true],
    ['one on the exit day only', ['2026-01-28'], '2026-01-28', false],
    ['one before the entry only', ['2026-01-09'], null, false],
    ['a service on the night, but no bed', [], null, false],
  ])('with %s, a client is in residence: %#', (_, nights, ExitDate, listed) => {
    const client = enrollment({
      EntryDate: '2026-01-10',
      ExitDate,
      Activities: [...bedNights(...nights), activity('service', NIGHT)],
    });
    const { ids } = listOf([client], { ...PIT, method: 'inResidence' }, { project: NIGHT_SHELTER });
    expect(ids.length === 1).toBe(listed);
  });

  it.each([
    ['the night before the exit', '2026-01-19', true],
    ['the exit day itself', '2026-01-20', false],
    ['the day after the exit', '2026-01-21', false],
  ])('over a month, a bed night on %s', (_, night, inResidence) => {
    const client = enrollment({ EntryDate: '2025-12-20', ExitDate: '2026-01-20', Activities: bedNights(night) });
    const listed = (method: string) => listOf([client], { ...JANUARY, method }, { project: NIGHT_SHELTER }).ids.length;
    expect(listed('inResidence')).toBe(Number(inResidence));
    // Method 2 keeps an exit in the range whatever the bed nights.
    expect(listed('services')).toBe(1);
  });

  it('the bed nights of one who stays count by method 2 on the first and last day of the range, and not outside', () => {
    const nights = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'];
    const listed = nights.filter((night) => {
      const client = enrollment({ EntryDate: '2025-12-20', Activities: bedNights(night) });
      return listOf([client], { ...JANUARY, method: 'services' }, { project: NIGHT_SHELTER }).ids.length === 1;
    });
    expect(listed).toEqual(['2026-01-01', '2026-01-31']);
  });
});

describe('a move-in in supportive housing', () => {
  const listOn = (MoveInDate: string | null, ExitDate: string | null, method = 'entryExit') =>
    listOf(
      [enrollment({ EntryDate: '2026-01-10', ExitDate, MoveInDate })],
      { ...PIT, method },
      { project: SUPPORTIVE },
    );

  it.each([
    ['the day before the entry', '2026-01-09', null, null, false],
    ['the day of entry', '2026-01-10', null, '2026-01-10', true],
    ['the day after the entry', '2026-01-11', null, '2026-01-11', true],
    ['the day before To', '2026-01-27', null, '2026-01-27', true],
    ['To', '2026-01-28', null, '2026-01-28', true],
    ['the day after To', '2026-01-29', null, null, false],
    ['the day before the exit', '2026-01-27', '2026-01-29', '2026-01-27', true],
    ['the day of an exit after To', '2026-01-28', '2026-01-28', '2026-01-28', false],
    ['the day after the exit', '2026-01-29', '2026-01-28', null, false],
    ['no day at all', null, null, null, false],
  ])('on %s', (_, MoveInDate, ExitDate, shown, inResidence) => {
    const { rows } = listOn(MoveInDate, ExitDate);
    expect(rows[0]?.MoveInDate).toBe(shown);
    expect(listOn(MoveInDate, ExitDate, 'inResidence').ids.length === 1).toBe(inResidence);
    const unusable = MoveInDate !== null && shown === null;
    expect(String(rows[0]?.MissingData).includes(`MoveInDate not usable (${MoveInDate})`)).toBe(unusable);
  });

  it.each([
    ['the day before it', '2026-01-14', null],
    ['that day', '2026-01-15', '2026-01-15'],
    ['the day after it', '2026-01-16', '2026-01-15'],
  ])('of the head is that of a member who left %s: only if they were still there', (_, ExitDate, expected) => {
    const head = enrollment({ ...IN_H1, EntryDate: '2026-01-02', MoveInDate: '2026-01-15' });
    const member = enrollment({
      ...IN_H1,
      EnrollmentID: 'E2',
      PersonalID: 'P2',
      RelationshipToHoH: 2,
      EntryDate: '2026-01-02',
      ExitDate,
    });
    const { rows } = listOf([head, member], JANUARY, { project: SUPPORTIVE });
    expect(rows.map((row) => row.MoveInDate)).toEqual(['2026-01-15', expected]);
  });

  it('is kept by other projects only where a funder asks for it', () => {
    const moved = enrollment({ MoveInDate: '2022-02-01' });
    const shown = (fields: Parameters<typeof project>[0]) =>
      listOf([moved], PIT, { project: project(fields) }).rows[0]?.MoveInDate;
    expect(shown({ ProjectType: 7 })).toBeNull();
    expect(shown({ ProjectType: 7, Funders: [funder(35)] })).toBe('2022-02-01');
    expect(shown({ ProjectType: 6, Funders: [funder(45)] })).toBe('2022-02-01');
    expect(shown({ ProjectType: 6, Funders: [funder(35)] })).toBeNull();
    expect(shown({ ProjectType: 2 })).toBeNull();
  });
});

describe('days in the project', () => {
  it.each([
    ['a same-day stay', '2026-01-10', '2026-01-10', 0],
    ['a stay of one night', '2026-01-10', '2026-01-11', 1],
    ['an entry on To', '2026-01-31', null, 1],
    ['one who left on To', '2026-01-30', '2026-01-31', 1],
    ['one who left the day after To', '2026-01-30', '2026-02-01', 2],
    ['one who left long after To', '2026-01-30', '2026-06-01', 2],
  ])('of %s', (_, EntryDate, ExitDate, days) => {
    expect(listOf([enrollment({ EntryDate, ExitDate })], JANUARY).rows[0]?.DaysInProject).toBe(days);
  });
});

describe('an exit', () => {
  it.each([
    ['before To', '2026-01-30', '2026-01-30'],
    ['on To', '2026-01-31', '2026-01-31'],
    ['the day after To', '2026-02-01', null],
  ])('%s is shown only if it was known by then', (_, ExitDate, expected) => {
    const [row] = listOf([enrollment({ ExitDate, Destination: 435 })], JANUARY).rows;
    expect(row?.ExitDate).toBe(expected);
    expect(row?.Destination === null).toBe(expected === null);
    expect(row?.AnnualAssessmentStatus === null).toBe(expected !== null);
  });
});

describe('ages', () => {
  it.each([
    ['17 at entry and 18 on From is an adult', '2008-01-01', '2025-06-01', 18],
    ['17 on From is a child, though 18 by To', '2008-01-02', '2025-06-01', 17],
    ['17 on a later entry is a child', '2008-01-20', '2026-01-19', 17],
    ['18 on a later entry is an adult', '2008-01-20', '2026-01-20', 18],
    ['a birth date of 1914-12-31 is unknown', '1914-12-31', '2025-06-01', null],
    ['one of 1915-01-01 is an age', '1915-01-01', '2025-06-01', 111],
    ['a head born on the day of entry is 0', '2026-01-10', '2026-01-10', 0],
    ['a head born after the entry is of unknown age', '2026-01-11', '2026-01-10', null],
    ['no birth date is no age', null, '2025-06-01', null],
  ])('%s', (_, DOB, EntryDate, age) => {
    const [row] = listOf([enrollment({ DOB, EntryDate, VeteranStatus: 99 })], JANUARY).rows;
    expect(row?.Age).toBe(age);
    const type = age === null ? 'Unknown Household Type' : `Household ${age < 18 ? 'with Only' : 'without'} Children`;
    expect(row?.HouseholdType).toBe(type);
    expect(String(row?.MissingData).includes('VeteranStatus: missing')).toBe(age !== null && age >= 18);
  });

  it('a birth date on the day of entry is an issue of a head, and of a child none', () => {
    const born = (RelationshipToHoH: number, EnrollmentID: string) =>
      enrollment({ ...IN_H1, EnrollmentID, RelationshipToHoH, DOB: '2026-01-10', EntryDate: '2026-01-10' });
    const { rows } = listOf([born(1, 'E1'), born(2, 'E2')], JANUARY);
    expect(rows.map((row) => [row.Age, String(row.MissingData).includes('DOB: data issue')])).toEqual([
      [0, true],
      [0, false],
    ]);
  });

  it('a child born within the range is 0; born after it, of unknown age', () => {
    const child = (DOB: string) =>
      enrollment({ ...IN_H1, EnrollmentID: 'E2', RelationshipToHoH: 2, DOB, EntryDate: '2025-06-01' });
    const age = (DOB: string) => listOf([child(DOB)], JANUARY).rows[0]?.Age;
    expect([age('2026-01-01'), age('2026-01-02'), age('2026-01-31'), age('2026-02-01')]).toEqual([0, 0, 0, null]);
  });
});

describe('a household', () => {
  const member = (EnrollmentID: string, fields: Parameters<typeof enrollment>[0] = {}) =>
    enrollment({ ...IN_H1, EnrollmentID, PersonalID: `P-${EnrollmentID}`, EntryDate: '2025-06-01', ...fields });
  const relationshipIssues = (rows: readonly { readonly [column: string]: unknown }[]) =>
    rows.map((row) => String(row.MissingData).includes('RelationshipToHoH: data issue'));

  it('whose head has two enrollments has two rows, one person and no issue', () => {
    const again = { PersonalID: 'P1' };
    const { rows } = listOf(
      [member('E1', { ...again, ExitDate: '2026-01-10' }), member('E2', { ...again, EntryDate: '2026-01-12' })],
      JANUARY,
    );
    expect(rows.map((row) => [row.EnrollmentID, row.HouseholdSize])).toEqual([
      ['E1', 1],
      ['E2', 1],
    ]);
    expect(relationshipIssues(rows)).toEqual([false, false]);
  });

  it('with two heads at once is an issue of every member, and goes by the one who entered first', () => {
    const heads = [
      member('E2', { EnrollmentCoC: 'XX-502' }),
      member('E1', { EntryDate: '2025-06-02', EnrollmentCoC: 'XX-501' }),
    ];
    const { rows } = listOf([...heads, member('E3', { RelationshipToHoH: 2, EnrollmentCoC: null })], JANUARY);
    expect(relationshipIssues(rows)).toEqual([true, true, true]);
    expect(rows.map((row) => row.EnrollmentCoC)).toEqual(['XX-502', 'XX-502', 'XX-502']);
    expect(rows.map((row) => row.EnrollmentID).toSorted()).toEqual(['E1', 'E2', 'E3']);
  });

  it('with two heads one after the other is an issue, too, and goes by the one who is there', () => {
    const first = member('E1', { ExitDate: '2025-12-01', EnrollmentCoC: 'XX-501' });
    const second = member('E2', { EntryDate: '2025-12-01', EnrollmentCoC: 'XX-502' });
    const { rows } = listOf([first, second, member('E3', { RelationshipToHoH: 2, EnrollmentCoC: null })], JANUARY);
    expect(rows.map((row) => [row.EnrollmentID, row.EnrollmentCoC])).toEqual([
      ['E2', 'XX-502'],
      ['E3', 'XX-502'],
    ]);
    expect(relationshipIssues(rows)).toEqual([true, true]);
  });

  it('without a head is an issue of every member, each with the own CoC and move-in', () => {
    const alone = { RelationshipToHoH: 5 };
    const { rows } = listOf(
      [
        member('E1', { ...alone, EnrollmentCoC: 'XX-501', MoveInDate: '2025-07-01' }),
        member('E2', { ...alone, EnrollmentCoC: null }),
      ],
      JANUARY,
      { project: SUPPORTIVE },
    );
    expect(relationshipIssues(rows)).toEqual([true, true]);
    expect(rows.map((row) => [row.EnrollmentCoC, row.MoveInDate])).toEqual([
      ['XX-501', '2025-07-01'],
      ['XX-500', null],
    ]);
  });

  it('of which only unknown ages are known is of unknown type', () => {
    const { rows } = listOf([member('E1', { DOB: null }), member('E2', { DOB: null, RelationshipToHoH: 2 })], JANUARY);
    expect(rows.map((row) => [row.Age, row.HouseholdType, row.HouseholdSize])).toEqual([
      [null, 'Unknown Household Type', 2],
      [null, 'Unknown Household Type', 2],
    ]);
  });

  it('is made of those whom the method selects: who left before the range does not count', () => {
    const child = { RelationshipToHoH: 2, DOB: '2018-01-01' };
    const type = (ExitDate: string) => {
      const [row] = listOf([member('E1'), member('E2', { ...child, ExitDate })], JANUARY).rows;
      return [row?.HouseholdType, row?.HouseholdSize];
    };
    expect(type('2025-12-31')).toEqual(['Household without Children', 1]);
    expect(type('2026-01-01')).toEqual(['Household with Children and Adults', 2]);
  });

  it('keeps its type and size whatever the other filters leave of it', () => {
    const child = member('E2', { RelationshipToHoH: 2, DOB: '2018-01-01', UserID: 'U2' });
    const [row] = listOf([member('E1'), child], { ...JANUARY, headsOfHouseholdOnly: true, users: ['U1'] }).rows;
    expect([row?.HouseholdType, row?.HouseholdSize]).toEqual(['Household with Children and Adults', 2]);
  });
});
