import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import type { Cell } from '../../../shared/column.ts';
import { addDays, calendarDate } from '../../../shared/dates.ts';
import { annualIncome, enrollment } from '../hmis/enrollment.ts';
import { annualsOf } from './annual-list.ts';

const day = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((n) => addDays(calendarDate(from), n));

/** A stay of one of eight people in one of three households, with up to four stage 5 records in five years. */
const stay = fc.record({
  PersonalID: fc.integer({ min: 1, max: 8 }).map((n) => `P${n}`),
  HouseholdID: fc.constantFrom('H1', 'H2', 'H3'),
  RelationshipToHoH: fc.constantFrom(1, 1, 2, 3, null),
  EntryDate: day('2018-02-20', 1_500),
  stayed: fc.option(fc.integer({ min: 0, max: 1_500 })),
  DOB: fc.option(day('1950-01-01', 26_000)),
  annuals: fc.array(day('2018-12-01', 1_800), { maxLength: 4 }),
  others: fc.array(day('2018-12-01', 1_800), { maxLength: 2 }),
  EnrollmentCoC: fc.constantFrom('XX-500', 'XX-501', null),
});

const community = fc.array(stay, { maxLength: 12 }).map((stays) =>
  stays.map(({ stayed, annuals, others, ...fields }, n) =>
    enrollment({
      ...fields,
      EnrollmentID: `E${n}`,
      ExitDate: stayed === null ? null : addDays(fields.EntryDate, stayed),
      AnnualIncomes: annuals.toSorted().map(annualIncome),
      OtherAnnualDates: others.toSorted(),
    }),
  ),
);

const dueDate = day('2019-01-01', 1_700);
const STATUSES = [
  'Due',
  'Overdue',
  'OutsideWindow',
  'Completed',
  'Upcoming',
  'FirstYear',
  'NotDue',
  'NotRequired',
  'DataIssue',
];

const mode = fc
  .tuple(fc.constantFrom('worklist', 'apr'), dueDate)
  .map(([chosen, on]) => ({ mode: chosen, dueDate: on, from: addDays(on, -364), to: on }));

const keyOf = (row: Readonly<Record<string, Cell>>) => `${row.EnrollmentID} ${row.AnniversaryDate}`;
const textsOf = (people: readonly Enrollment[], params: Readonly<Record<string, unknown>>) =>
  annualsOf(people, params).rows.map((row) => JSON.stringify(row));

describe('whatever the stays', () => {
  it.each([
    ['members', { members: 'adultsAndHeads' }],
    ['heads only', { headsOfHouseholdOnly: true }],
    ['a CoC', { cocs: ['XX-501'] }],
    ['a person', { personalId: 'P3' }],
    ['project types', { projectTypes: ['13'] }],
    ['statuses', { status: ['Overdue', 'Due'] }],
  ])('the filter of %s only takes rows away, and changes none', (_, filter) => {
    fc.assert(
      fc.property(community, mode, (people, params) => {
        const all = textsOf(people, params);
        const some = textsOf(people, { ...params, ...filter });
        expect(all.filter((row) => some.includes(row))).toEqual(some);
      }),
    );
  });

  it('the order of the enrollments changes nothing', () => {
    const shuffled = community.chain((people) =>
      fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
    );
    fc.assert(
      fc.property(shuffled, mode, ([people, others], params) => {
        const [one, other] = [annualsOf(people, params), annualsOf(others, params)];
        expect(other.rows).toEqual(one.rows);
        expect(other.notes).toEqual(one.notes);
      }),
    );
  });

  it('the statuses part all rows among them, and the notes count each part', () => {
    fc.assert(
      fc.property(community, dueDate, (people, on) => {
        const all = textsOf(people, { dueDate: on });
        const parts = STATUSES.map((status) => textsOf(people, { dueDate: on, status: [status] }));
        expect(parts.flat().toSorted()).toEqual(all.toSorted());
        const counts = STATUSES.map((status, n) => `${status} ${parts[n]?.length}`);
        expect(annualsOf(people, { dueDate: on }).notes).toContain(`Anniversaries by status: ${counts.join(', ')}.`);
      }),
    );
  });

  it('there is one row for a person’s anniversary, and in the APR one for a person', () => {
    fc.assert(
      fc.property(community, mode, (people, params) => {
        const { rows } = annualsOf(people, params);
        expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
        if (params.mode === 'apr') expect(new Set(rows.map((row) => row.PersonalID)).size).toBe(rows.length);
      }),
    );
  });

  it('what is dated after the due date changes nothing', () => {
    fc.assert(
      fc.property(community, mode, (people, params) => {
        const known = people.map((one) => ({
          ...one,
          AnnualIncomes: one.AnnualIncomes.filter(({ InformationDate }) => InformationDate <= params.to),
          OtherAnnualDates: one.OtherAnnualDates.filter((on) => on <= params.to),
        }));
        expect(annualsOf(known, params).rows).toEqual(annualsOf(people, params).rows);
      }),
    );
  });

  it('an assessment on the anniversary makes it Completed', () => {
    fc.assert(
      fc.property(day('2018-02-20', 1_400), dueDate, (EntryDate, on) => {
        const one = enrollment({ EntryDate });
        const { rows } = annualsOf([one], { dueDate: on });
        const passed = rows.flatMap(({ AnniversaryDate: a }) => (typeof a === 'string' && a <= on ? [a] : []));
        const done = annualsOf([{ ...one, AnnualIncomes: passed.toSorted().map(annualIncome) }], { dueDate: on }).rows;
        const ofPassed = done.filter(({ AnniversaryDate }) => passed.includes(String(AnniversaryDate)));
        expect(ofPassed.map(({ Status }) => Status)).toEqual(passed.map(() => 'Completed'));
      }),
    );
  });
});
