import { describe, expect, it } from 'vitest';
import { households } from '../../../functions/hmis/household.ts';
import { type MoveIn, moveInDate } from '../../../functions/hmis/move-in.ts';
import type { Enrollment, Project } from '../../../functions/hmis/records.ts';
import { date, type EnrollmentFields, enrollment, funder, project } from './enrollment.ts';

const RRH = project({ ProjectType: 13 });
const TO = '2022-12-31';

const head = (fields: EnrollmentFields) => enrollment({ HouseholdID: 'H1', EnrollmentID: 'head', ...fields });
const child = (fields: EnrollmentFields) =>
  enrollment({ HouseholdID: 'H1', EnrollmentID: 'child', RelationshipToHoH: 2, ...fields });

function moveIn(member: Enrollment, others: readonly Enrollment[] = [], of: Project = RRH, to = TO): MoveIn {
  const [household] = households([member, ...others]);
  if (!household) throw new Error('a household expected');
  return moveInDate(member, household, of, date(to));
}

describe("a head's move-in date", () => {
  it.each([
    ['the day before entry', '2022-01-09', null, null],
    ['the day of entry', '2022-01-10', null, '2022-01-10'],
    ['the day after entry', '2022-01-11', null, '2022-01-11'],
    ['the day before exit', '2022-05-30', '2022-05-31', '2022-05-30'],
    ['the day of exit', '2022-05-31', '2022-05-31', '2022-05-31'],
    ['the day after exit', '2022-06-01', '2022-05-31', null],
    ["the range's last day", '2022-12-31', null, '2022-12-31'],
    ['the day after the range', '2023-01-01', null, null],
    ['the one day of a same-day stay', '2022-01-10', '2022-01-10', '2022-01-10'],
  ])('on %s', (_, MoveInDate, ExitDate, expected) => {
    expect(moveIn(head({ MoveInDate, ExitDate }))).toEqual({
      date: expected,
      inherited: false,
      unusable: expected === null ? MoveInDate : null,
    });
  });

  it('is missing where it is blank, and then nothing is unusable', () => {
    expect(moveIn(head({}))).toEqual({ date: null, inherited: false, unusable: null });
  });

  it.each([
    ['a transitional housing project', project({ ProjectType: 2 }), null],
    ['a project of type Other', project({ ProjectType: 7 }), null],
    ['one paid for success', project({ ProjectType: 7, Funders: [funder(35)] }), '2022-02-01'],
    ['services only for housing retention', project({ ProjectType: 6, Funders: [funder(45)] }), '2022-02-01'],
  ])('in %s', (_, of, expected) => {
    expect(moveIn(head({ MoveInDate: '2022-02-01' }), [], of)).toEqual({
      date: expected,
      inherited: false,
      unusable: null,
    });
  });
});

describe("a member's move-in date", () => {
  const housed = head({ EntryDate: '2022-01-10', MoveInDate: '2022-03-15' });

  it.each([
    ['present since the start', '2022-01-10', null, '2022-03-15'],
    ['who joined the day before', '2022-03-14', null, '2022-03-15'],
    ['who joined on the day', '2022-03-15', null, '2022-03-15'],
    ['who joined the day after', '2022-03-16', null, '2022-03-16'],
    ['who left the day before', '2022-01-10', '2022-03-14', null],
    ['who left on the day', '2022-01-10', '2022-03-15', '2022-03-15'],
    ['who left the day after', '2022-01-10', '2022-03-16', '2022-03-15'],
    ['who joined later and left again', '2022-04-01', '2022-05-01', '2022-04-01'],
    ['who joins after the range', '2023-01-01', null, null],
  ])("is the household's, or the own entry after it: a member %s", (_, EntryDate, ExitDate, expected) => {
    expect(moveIn(child({ EntryDate, ExitDate }), [housed])).toEqual({
      date: expected,
      inherited: expected !== null,
      unusable: null,
    });
  });

  it('is the same for a head who has left: the household stays housed', () => {
    const gone = head({ EntryDate: '2022-01-10', MoveInDate: '2022-03-15', ExitDate: '2022-06-01' });
    expect(moveIn(child({ EntryDate: '2022-01-10' }), [gone]).date).toBe('2022-03-15');
  });

  it("does not count beside a head's, not even where the head has none", () => {
    const own = child({ MoveInDate: '2022-02-02' });
    expect(moveIn(own, [housed])).toEqual({ date: '2022-03-15', inherited: true, unusable: null });
    expect(moveIn(own, [head({})])).toEqual({ date: null, inherited: false, unusable: null });
  });

  it('counts where the household has no head', () => {
    const own = child({ MoveInDate: '2022-02-02' });
    const sister = enrollment({ HouseholdID: 'H1', EnrollmentID: 'sister', RelationshipToHoH: 4 });
    expect(moveIn(own, [sister])).toEqual({ date: '2022-02-02', inherited: false, unusable: null });
    expect(moveIn(sister, [own])).toEqual({ date: null, inherited: false, unusable: null });
  });

  it('that is no date is named, though another is inherited', () => {
    const copied = child({ EntryDate: '2022-04-01', MoveInDate: '2022-03-15' });
    expect(moveIn(copied, [housed])).toEqual({ date: '2022-04-01', inherited: true, unusable: '2022-03-15' });
  });

  it("is not taken from a head's date that is no date", () => {
    expect(moveIn(child({}), [head({ MoveInDate: '2022-01-09' })]).date).toBeNull();
    expect(moveIn(child({}), [head({ MoveInDate: '2023-01-01' })]).date).toBeNull();
  });
});

describe('several heads', () => {
  const first = head({ EnrollmentID: 'first', MoveInDate: '2022-03-15', ExitDate: '2022-06-01' });

  it('one after the other: the later one keeps the date on which the household moved in', () => {
    const second = head({ EnrollmentID: 'second', MoveInDate: '2022-06-02' });
    expect(moveIn(second, [first])).toEqual({ date: '2022-03-15', inherited: true, unusable: null });
    expect(moveIn(first, [second])).toEqual({ date: '2022-03-15', inherited: false, unusable: null });
  });

  it('both at once: the earliest valid date is the one of all', () => {
    const other = head({ EnrollmentID: 'other', MoveInDate: '2022-02-01' });
    const invalid = head({ EnrollmentID: 'invalid', MoveInDate: '2021-01-01' });
    expect(moveIn(child({}), [first, other, invalid]).date).toBe('2022-02-01');
  });

  it('one person with two enrollments: the second stay is housed from its own entry', () => {
    const back = head({ EnrollmentID: 'back', PersonalID: 'P-first', EntryDate: '2022-09-01' });
    expect(moveIn(back, [first]).date).toBe('2022-09-01');
  });
});
