import { describe, expect, test } from 'vitest';
import { openMember, ownMoveIn } from '../../../../functions/hmis/data-quality/own-checks.ts';
import { households } from '../../../../functions/hmis/household.ts';
import { date, type EnrollmentFields, enrollment, funder, project } from '../enrollment.ts';

const DAY = date('2022-09-30');

/** One household; the first is who is looked at. */
function householdOf(...members: readonly EnrollmentFields[]) {
  const enrollments = members.map((fields, i) =>
    enrollment({ EnrollmentID: `E${i + 1}`, HouseholdID: 'H1', ...fields }),
  );
  const [household] = households(enrollments);
  const [first] = enrollments;
  if (!household || !first) throw new Error('Nobody is in the household.');
  return { household, first };
}

describe('a member who is still open', () => {
  const MEMBER = { RelationshipToHoH: 3 };
  test.each<[string, EnrollmentFields, readonly EnrollmentFields[], { headLeft: string | null } | null]>([
    ['while the head is', MEMBER, [{}], { headLeft: null }],
    ['on the day before the head leaves', MEMBER, [{ ExitDate: '2022-10-01' }], { headLeft: null }],
    ['on the day the head leaves', MEMBER, [{ ExitDate: '2022-09-30' }], { headLeft: '2022-09-30' }],
    ['on the day after', MEMBER, [{ ExitDate: '2022-09-29' }], { headLeft: '2022-09-29' }],
    [
      'but leaves on the day after',
      { ...MEMBER, ExitDate: '2022-10-01' },
      [{ ExitDate: '2022-09-29' }],
      { headLeft: '2022-09-29' },
    ],
    ['no more: left on the day', { ...MEMBER, ExitDate: '2022-09-30' }, [{ ExitDate: '2022-09-29' }], null],
    [
      'after the second of two heads',
      MEMBER,
      [{ ExitDate: '2022-02-01' }, { ExitDate: '2022-03-01' }],
      { headLeft: '2022-03-01' },
    ],
    ['while the second head is', MEMBER, [{ ExitDate: '2022-02-01' }, { EntryDate: '2022-02-01' }], { headLeft: null }],
    [
      'before the second head comes',
      MEMBER,
      [{ ExitDate: '2022-02-01' }, { EntryDate: '2022-10-01' }],
      { headLeft: '2022-02-01' },
    ],
    [
      'while the head is back',
      MEMBER,
      [
        { PersonalID: 'P', ExitDate: '2022-02-01' },
        { PersonalID: 'P', EntryDate: '2022-06-01' },
      ],
      { headLeft: null },
    ],
    ['where there never was a head', MEMBER, [{ RelationshipToHoH: 2 }], null],
    ['and is the head', {}, [{ RelationshipToHoH: 2, ExitDate: '2022-02-01' }], null],
  ])('%s', (_, own, others, expected) => {
    const { household, first } = householdOf(own, ...others);
    expect(openMember(first, household, DAY)).toEqual(expected);
  });
});

describe('a move-in date', () => {
  const housing = project({ ProjectType: 3 });
  const moveIn = (fields: EnrollmentFields, others: readonly EnrollmentFields[] = [], of = housing) => {
    const { household, first } = householdOf({ EntryDate: '2022-01-10', ...fields }, ...others);
    return ownMoveIn(first, household, of)?.is ?? null;
  };

  test.each<[string, EnrollmentFields, string | null]>([
    ['none', {}, null],
    ['on the day before entry', { MoveInDate: '2022-01-09' }, 'beforeEntry'],
    ['on the day of entry', { MoveInDate: '2022-01-10' }, 'inStay'],
    ['on the day of exit', { MoveInDate: '2022-03-01', ExitDate: '2022-03-01' }, 'inStay'],
    ['on the day after exit', { MoveInDate: '2022-03-02', ExitDate: '2022-03-01' }, 'afterExit'],
    ['after every range', { MoveInDate: '2031-01-01' }, 'inStay'],
  ])('%s', (_, fields, is) => {
    expect(moveIn(fields)).toBe(is);
  });

  const early = { MoveInDate: '2022-01-09' };
  test('of a member is a copy of the head’s, and asked only where there is no head', () => {
    const member = { ...early, RelationshipToHoH: 2 };
    expect([moveIn(member, [{}]), moveIn(member)]).toEqual([null, 'beforeEntry']);
  });

  test.each([
    ['a shelter', project(), null],
    ['services only', project({ ProjectType: 6 }), null],
    ['services only that keeps them', project({ ProjectType: 6, Funders: [funder(45)] }), 'beforeEntry'],
    ['rapid re-housing', project({ ProjectType: 13 }), 'beforeEntry'],
  ])('in %s', (_, of, is) => {
    expect(moveIn(early, [], of)).toBe(is);
  });
});
