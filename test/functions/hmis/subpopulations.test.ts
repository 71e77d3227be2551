import { describe, expect, it } from 'vitest';
import { isInSubpopulation, type MemberFacts, type Subpopulation } from '../../../functions/hmis/subpopulations.ts';

const COUPLE = { type: 'withoutChildren', youth: false, parentingYouth: false } as const;
const FAMILY = { type: 'childrenAndAdults', youth: false, parentingYouth: false } as const;
const YOUTH = { type: 'withoutChildren', youth: true, parentingYouth: false } as const;
const YOUNG_FAMILY = { type: 'childrenAndAdults', youth: true, parentingYouth: true } as const;

const member = (facts: Partial<MemberFacts>): MemberFacts => ({
  age: 40,
  VeteranStatus: 0,
  chronicallyHomeless: false,
  household: COUPLE,
  ...facts,
});

describe.each<[Subpopulation, [string, Partial<MemberFacts>, boolean][]]>([
  [
    'veterans',
    [
      ['an adult of 18 who says so', { age: 18, VeteranStatus: 1 }, true],
      ['a child of 17 with the status', { age: 17, VeteranStatus: 1 }, false],
      ['one of unknown age with the status', { age: null, VeteranStatus: 1 }, false],
      ['an adult who is none', { VeteranStatus: 0 }, false],
      ['an adult who does not know', { VeteranStatus: 8 }, false],
      ['an adult with a blank status', { VeteranStatus: null }, false],
    ],
  ],
  [
    'chronicallyHomeless',
    [
      ['one who was at start', { chronicallyHomeless: true }, true],
      ['one who was not', {}, false],
    ],
  ],
  [
    'familiesWithChildren',
    [
      ['an adult of a family', { household: FAMILY }, true],
      ['a child of a family', { age: 3, household: FAMILY }, true],
      ['a child in a household of children', { age: 17, household: { ...COUPLE, type: 'onlyChildren' } }, false],
      ['one of a household of unknown type', { household: { ...COUPLE, type: 'unknown' } }, false],
    ],
  ],
  [
    'youthHouseholds',
    [
      ['a youth', { age: 20, household: YOUTH }, true],
      ['a small child of a young family', { age: 2, household: YOUNG_FAMILY }, true],
      ['one of unknown age in a youth household', { age: null, household: YOUTH }, true],
      ['a youth with an elder', { age: 20, household: FAMILY }, false],
    ],
  ],
  [
    'parentingYouth',
    [
      ['the parent', { age: 20, household: YOUNG_FAMILY }, true],
      ['the child', { age: 2, household: YOUNG_FAMILY }, true],
      ['a youth without a child', { age: 20, household: YOUTH }, false],
    ],
  ],
  [
    'unaccompaniedYouth',
    [
      ['a youth of 12', { age: 12, household: YOUTH }, true],
      ['a youth of 24', { age: 24, household: YOUTH }, true],
      ['a brother of 11', { age: 11, household: YOUTH }, false],
      ['one of unknown age', { age: null, household: YOUTH }, false],
      ['a parent of 20', { age: 20, household: YOUNG_FAMILY }, false],
      ['a youth with an elder', { age: 20, household: FAMILY }, false],
    ],
  ],
])('%s', (subpopulation, cases) => {
  it.each(cases)('%s', (_, facts, expected) => {
    expect(isInSubpopulation(member(facts), subpopulation)).toBe(expected);
  });
});
