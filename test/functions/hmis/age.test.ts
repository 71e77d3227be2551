import { describe, expect, it } from 'vitest';
import { ageForRange, ageOn, isAdult, isChild } from '../../../functions/hmis/age.ts';
import { date, enrollment, range } from './enrollment.ts';

describe('age on a date', () => {
  it.each([
    ['the day before a birthday', '2004-06-15', '2022-06-14', 17],
    ['the birthday', '2004-06-15', '2022-06-15', 18],
    ['the day after', '2004-06-15', '2022-06-16', 18],
    ['the day of birth', '2022-06-15', '2022-06-15', 0],
    ['the day before birth', '2022-06-15', '2022-06-14', null],
    ['27 February of one born on a 29th', '2004-02-29', '2022-02-27', 17],
    ['28 February of one born on a 29th', '2004-02-29', '2022-02-28', 17],
    ['1 March of one born on a 29th', '2004-02-29', '2022-03-01', 18],
    ['a birth on 1915-01-01', '1915-01-01', '2022-01-01', 107],
    ['a birth on 1914-12-31', '1914-12-31', '2022-01-01', null],
    ["a system's default", '1900-01-01', '2022-01-01', null],
  ])('on %s', (_, DOB, on, expected) => {
    expect(ageOn(date(DOB), date(on))).toBe(expected);
  });

  it('is unknown without a birth date', () => {
    expect(ageOn(null, date('2022-01-01'))).toBeNull();
  });
});

describe('age for a range', () => {
  const year = range('2022-01-01', '2022-12-31');

  it.each([
    ['17 at entry and 18 on the first day of the range', '2003-12-31', '2021-06-01', 18],
    ['17 on the first day of the range', '2004-01-02', '2021-06-01', 17],
    ['18 when entering within the range', '2004-03-01', '2022-03-01', 18],
    ['17 when entering within the range, 18 before its end', '2004-03-01', '2022-02-28', 17],
    ['born on the day of entry', '2022-05-01', '2022-05-01', 0],
  ])('is that on the later of entry and the first day: %s', (_, DOB, EntryDate, expected) => {
    expect(ageForRange(enrollment({ DOB, EntryDate }), year)).toBe(expected);
  });

  it.each([8, 9, 99, 2, null])('uses the birth date whatever its quality, %s too', (DOBDataQuality) => {
    expect(ageForRange(enrollment({ DOB: '1990-01-01', DOBDataQuality, EntryDate: '2020-01-01' }), year)).toBe(32);
  });

  it.each([
    ['a child of the head', 2, 0],
    ['another relation', 4, 0],
    ['a non-relation', 5, 0],
    ['the head', 1, null],
    ['the partner', 3, null],
    ['one of unknown relation', 99, null],
    ['one without a relation', null, null],
  ])('is 0 for a newborn and unknown for an impossible birth date: %s', (_, RelationshipToHoH, expected) => {
    const bornAfterEntry = enrollment({ RelationshipToHoH, DOB: '2022-05-02', EntryDate: '2022-05-01' });
    expect(ageForRange(bornAfterEntry, year)).toBe(expected);
  });

  it.each([
    ['2022-12-31', 0],
    ['2023-01-01', null],
  ])('of a child born on %s is %s in a range that ends on 2022-12-31', (DOB, expected) => {
    expect(ageForRange(enrollment({ RelationshipToHoH: 2, DOB, EntryDate: '2022-05-01' }), year)).toBe(expected);
  });
});

describe('adults and children', () => {
  it.each([
    [17, false, true],
    [18, true, false],
    [0, false, true],
    [null, false, false],
  ])('at age %s: adult %s, child %s', (age, adult, child) => {
    expect([isAdult(age), isChild(age)]).toEqual([adult, child]);
  });
});
