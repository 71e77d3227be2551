import { describe, expect, it } from 'vitest';
import {
  composition,
  type Household,
  headFor,
  headship,
  householdSize,
  households,
  householdType,
  isYouthHousehold,
} from '../../../functions/hmis/household.ts';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { type EnrollmentFields, enrollment, range } from './enrollment.ts';

const member = (EnrollmentID: string, fields: EnrollmentFields = {}) =>
  enrollment({ HouseholdID: 'H1', EnrollmentID, ...fields });

function only(members: readonly Enrollment[]): Household {
  const [household, ...more] = households(members);
  if (!household || more.length > 0) throw new Error('one household expected');
  return household;
}

const ids = (enrollments: readonly Enrollment[]) => enrollments.map(({ EnrollmentID }) => EnrollmentID);

describe('a household', () => {
  it('is all enrollments with its HouseholdID, the earliest entered first', () => {
    const found = households([
      member('E2', { EntryDate: '2022-02-01' }),
      enrollment({ EnrollmentID: 'E9', HouseholdID: 'H2' }),
      member('E1', { EntryDate: '2022-01-01', ExitDate: '2022-01-31' }),
    ]);
    expect(found.map(({ HouseholdID, members }) => [HouseholdID, ids(members)])).toEqual([
      ['H1', ['E1', 'E2']],
      ['H2', ['E9']],
    ]);
  });

  it('of nobody is none', () => {
    expect(households([])).toEqual([]);
  });

  it('starts with the earliest entry of anyone, whoever became the head since', () => {
    const { start, starter } = only([
      member('later head', { EntryDate: '2022-03-01' }),
      member('child', { EntryDate: '2021-05-05', RelationshipToHoH: 2, ExitDate: '2021-12-31' }),
    ]);
    expect([start, starter.EnrollmentID]).toEqual(['2021-05-05', 'child']);
  });

  it('is started by the head where several enter on the same day', () => {
    const { starter } = only([
      member('1', { RelationshipToHoH: 2 }),
      member('3'),
      member('2', { RelationshipToHoH: 3 }),
    ]);
    expect(starter.EnrollmentID).toBe('3');
  });
});

describe('heads', () => {
  it.each([
    ['none', [member('1', { RelationshipToHoH: 2 }), member('2', { RelationshipToHoH: 99 })]],
    ['one', [member('1'), member('2', { RelationshipToHoH: 3 })]],
    ['several', [member('1'), member('2')]],
    ['several', [member('1', { ExitDate: '2022-01-31' }), member('2', { EntryDate: '2022-02-01' })]],
    ['one', [member('1', { PersonalID: 'P1', ExitDate: '2022-01-31' }), member('2', { PersonalID: 'P1' })]],
    ['none', [member('1', { RelationshipToHoH: null })]],
  ] as const)('%s: %#', (expected, members) => {
    expect(headship(only(members))).toBe(expected);
  });

  const first = member('1', { EntryDate: '2021-01-01', ExitDate: '2021-12-31' });
  const second = member('2', { EntryDate: '2021-06-01' });
  const third = member('3', { EntryDate: '2021-07-01' });
  const child = member('4', { RelationshipToHoH: 2 });

  it.each([
    ['the earliest entered of those active', [child, third, second], '2'],
    ['the earliest of all where none is active', [child], '1'],
    ['the earliest where all are active', [third, second, first], '1'],
  ])('where one is needed it is %s', (_, active, expected) => {
    expect(headFor(only([third, child, second, first]), active)?.EnrollmentID).toBe(expected);
  });

  it('who entered on the same day go by EnrollmentID, numbers by value', () => {
    const [ten, nine] = [member('10'), member('9')];
    expect(headFor(only([ten, nine]), [ten, nine])?.EnrollmentID).toBe('9');
  });

  it('with two enrollments in the household: the active one stands for them', () => {
    const left = member('1', { PersonalID: 'P1', EntryDate: '2021-01-01', ExitDate: '2021-02-01' });
    const back = member('2', { PersonalID: 'P1', EntryDate: '2022-01-01' });
    expect(headFor(only([left, back]), [back])).toBe(back);
  });

  it('are missing in a household without one', () => {
    expect(headFor(only([child]), [child])).toBeNull();
  });
});

describe('the household type', () => {
  it.each([
    ['childrenAndAdults', [18, 17]],
    ['childrenAndAdults', [30, 0, null]],
    ['withoutChildren', [18]],
    ['withoutChildren', [18, 60]],
    ['unknown', [18, null]],
    ['onlyChildren', [17]],
    ['onlyChildren', [17, 3]],
    ['unknown', [17, null]],
    ['unknown', [null]],
    ['unknown', [null, null]],
    ['unknown', []],
  ] as const)('is %s with ages %j', (expected, ages) => {
    expect(householdType(ages)).toBe(expected);
  });
});

describe('a youth household', () => {
  it.each([
    [true, [24]],
    [false, [25]],
    [true, [12]],
    [false, [11]],
    [true, [20, 2]],
    [false, [20, 25]],
    [true, [20, null]],
    [false, [null]],
    [false, [11, null]],
  ])('%s with ages %j', (expected, ages) => {
    expect(isYouthHousehold(ages)).toBe(expected);
  });
});

describe('the composition of a household in a range', () => {
  const year = range('2022-01-01', '2022-12-31');
  const parent = member('1', { DOB: '2001-06-01', EntryDate: '2021-01-01' });
  const child = member('2', { DOB: '2020-06-01', EntryDate: '2021-01-01', RelationshipToHoH: 2 });
  const elder = member('3', { DOB: '1970-01-01', EntryDate: '2021-01-01', RelationshipToHoH: 4 });

  it('is that of the members the method selects, so that one who left before does not count', () => {
    expect(composition([parent, child], year)).toEqual({
      type: 'childrenAndAdults',
      size: 2,
      youth: true,
      parentingYouth: true,
    });
    expect(composition([parent, child, elder], year)).toMatchObject({ youth: false, parentingYouth: false });
    expect(composition([child], year)).toMatchObject({ type: 'onlyChildren', youth: false });
  });

  it('changes with the range: 17 at entry is 18 on its first day', () => {
    const turning = member('1', { DOB: '2004-01-01', EntryDate: '2021-12-01' });
    expect(composition([turning], range('2021-12-01', '2021-12-31')).type).toBe('onlyChildren');
    expect(composition([turning], year).type).toBe('withoutChildren');
  });

  it.each([
    ['a head of 24 with a child of 17', '1998-01-01', 2, '2005-01-01', true],
    ['a head of 17 with a child', '2005-01-01', 2, '2021-01-01', true],
    ['a head of 24 with a "child" of 18', '1998-01-01', 2, '2004-01-01', false],
    ['a head of 20 with another relation of 5', '2002-01-01', 4, '2017-01-01', false],
    ['a head of 25 with a child', '1997-01-01', 2, '2020-01-01', false],
    ['a head of 11 with a "child" of 12', '2011-01-01', 2, '2010-01-01', false],
    ['a head of unknown age with a child of 13', null, 2, '2009-01-01', false],
  ])('is parenting youth: %s', (_, headDOB, RelationshipToHoH, DOB, expected) => {
    const head = member('1', { DOB: headDOB, EntryDate: '2021-01-01' });
    const other = member('2', { DOB, RelationshipToHoH, EntryDate: '2021-01-01' });
    expect(composition([head, other], year).parentingYouth).toBe(expected);
  });

  it('counts a person once, however many enrollments', () => {
    expect(householdSize([{ ...parent }, { ...parent }, child])).toBe(2);
  });
});
