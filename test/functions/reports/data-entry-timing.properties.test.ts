import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS } from '../../../shared/entry-timing/bands.ts';
import { activity, date, enrollment } from '../hmis/enrollment.ts';
import { timing } from './timing.ts';

const day = fc.integer({ min: 1, max: 31 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const anyStay = fc.record({
  EntryDate: fc.oneof(day, fc.constant('2025-12-01')),
  DateCreated: maybe(day),
  ExitDate: maybe(fc.constantFrom('2025-12-31', '2026-01-31', '2026-02-03')),
  ExitDateCreated: maybe(day),
  UserID: fc.constantFrom('U1', 'U2', null),
  ExitUserID: fc.constantFrom('U1', 'U2', null),
  EnrollmentCoC: fc.constantFrom('XX-500', 'XX-501', null),
  PersonalID: fc.constantFrom('P1', 'P2', 'P3'),
  HouseholdID: fc.constantFrom('H1', 'H2', 'H3'),
  RelationshipToHoH: fc.constantFrom(1, 2),
  Contacts: fc.array(fc.tuple(day, maybe(day)), { maxLength: 3 }),
});
const stays = fc.array(anyStay, { maxLength: 8 }).map((all) =>
  all.map(({ Contacts, ...fields }, i) =>
    enrollment({
      EnrollmentID: `E${i}`,
      ...fields,
      Activities: Contacts.map(([on, created]) => ({
        ...activity('contact', on),
        DateCreated: created === null ? null : date(created),
      })),
    }),
  ),
);
const MORE = { recordTypes: ['currentLivingSituations'] };

describe('whatever the stays are', () => {
  it('the rows, tally and notes do not hang on their order', () => {
    fc.assert(
      fc.property(stays, fc.constantFrom('all', 'hud'), (people, universe) => {
        const reversed = people.map((one) => ({ ...one, Activities: one.Activities.toReversed() })).toReversed();
        const [there, back] = [people, reversed].map((all) => timing(all, { ...MORE, universe }));
        expect(back).toEqual(there);
      }),
      { seed: 1 },
    );
  });

  it('a filter only takes rows away, and those are the ones the notes count', () => {
    const filters = fc.constantFrom({ users: ['U1'] }, { cocs: ['XX-501'] }, { type: 'exits' }, { universe: 'hud' });
    fc.assert(
      fc.property(stays, filters, (people, filter) => {
        const lines = (run: ReturnType<typeof timing>) => run.rows.map((row) => JSON.stringify(row));
        const [all, some] = [timing(people, MORE), timing(people, { ...MORE, ...filter })];
        const left = [...lines(all)];
        for (const line of lines(some)) {
          expect(left).toContain(line);
          left.splice(left.indexOf(line), 1);
        }
        const told = Object.entries(some.tally).filter(([key]) => key.startsWith('leftOut:'));
        if (!('type' in filter)) expect(told.reduce((sum, [, count]) => sum + count, 0)).toBe(left.length);
      }),
      { seed: 1 },
    );
  });

  it('the rows of a band are as many as the summary’s total says', () => {
    fc.assert(
      fc.property(stays, (people) => {
        const { rows: listed, summary } = timing(people, MORE);
        for (const total of summary?.rows.filter((row) => row[0] === 'Total') ?? []) {
          const own = listed.filter((row) => row.RecordType === total[4]);
          const inBands = BANDS.map((band) => own.filter((row) => row.TimeForRecordEntry === band).length);
          expect(total.slice(10, 16)).toEqual(inBands);
          expect(total[5]).toBe(own.length);
        }
      }),
      { seed: 1 },
    );
  });
});
