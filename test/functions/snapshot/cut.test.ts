import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { compareText, cutSegments, OPEN_ENDED } from '../../../functions/snapshot/cut.ts';
import { addDays, calendarDate } from '../../../shared/dates.ts';
import { activity, annualIncome, enrollment } from '../hmis/enrollment.ts';

/** Segments as the households in them: `2022-03-01: A B` by last day. */
function cut(members: readonly Enrollment[], rows?: number): string[] {
  return cutSegments(members, rows).map(
    ({ lastDay, enrollments }) => `${lastDay}: ${[...new Set(enrollments.map((e) => e.HouseholdID))].join(' ')}`,
  );
}

function member(HouseholdID: string, ExitDate: string | null, EntryDate = '2020-01-10', n = 0): Enrollment {
  return enrollment({ EnrollmentID: `${HouseholdID}${n}${ExitDate}`, HouseholdID, EntryDate, ExitDate });
}

describe('a household', () => {
  test('whose members leave in different years lies where the last of them left', () => {
    expect(cut([member('A', '2020-05-01'), member('A', '2022-05-01')])).toEqual(['2022-05-01: A']);
  });

  test('with one member who stays lies with the open ones', () => {
    expect(cut([member('A', '2020-05-01'), member('A', null), member('B', '2020-05-02')])).toEqual([
      '2020-05-02: B',
      '9999-12-31: A',
    ]);
  });

  test('that is larger than a segment is not cut in two', () => {
    const many = Array.from({ length: 12 }, (_, n) => member('A', '2020-05-01', '2020-01-10', n));
    expect(cutSegments([...many, member('B', '2020-04-01')], 5).map((s) => s.enrollments.length)).toEqual([1, 12]);
  });
});

describe('segments', () => {
  test.each([
    ['the last day of one year and the first of the next are two', '2021-12-31', '2022-01-01', 2],
    ['two days of one year are one', '2021-01-01', '2021-12-31', 1],
  ])('are cut by the year of the exit: %s', (_, a, b, segments) => {
    expect(cut([member('A', a), member('B', b)])).toHaveLength(segments);
  });

  test.each([
    ['as many rows as one holds are one', 4, 1],
    ['one more is two', 5, 2],
  ])('%s', (_, rows, segments) => {
    const households = Array.from({ length: rows }, (_, i) => member(`H${i}`, '2021-03-03'));
    expect(cutSegments(households, 4)).toHaveLength(segments);
  });

  test('know their first entry and their last exit', () => {
    const [segment] = cutSegments([
      member('A', '2021-05-01', '2020-03-03'),
      member('B', '2021-04-01', '2019-02-02'),
      member('C', '2021-06-01', '2021-05-05'),
    ]);
    expect(segment).toMatchObject({ firstDay: '2019-02-02', lastDay: '2021-06-01' });
  });

  test.each([
    ['an exit before the entry', { EntryDate: '2021-06-01', ExitDate: '2021-02-01' }, '2021-02-01', '2021-06-01'],
    ['a contact after the exit', { Activities: [activity('contact', '2021-08-01')] }, '2021-03-01', '2021-08-01'],
    ['a bed night before the entry', { Activities: [activity('bedNight', '2021-01-01')] }, '2021-01-01', '2021-05-01'],
    [
      'an annual assessment after the exit',
      { AnnualIncomes: [annualIncome('2021-07-01')] },
      '2021-03-01',
      '2021-07-01',
    ],
  ])('reach as far as %s', (_, fields, firstDay, lastDay) => {
    const one = enrollment({ EntryDate: '2021-03-01', ExitDate: '2021-05-01', ...fields });
    expect(cutSegments([one])).toMatchObject([{ firstDay, lastDay }]);
  });

  test('of nothing are none', () => {
    expect(cutSegments([])).toEqual([]);
  });
});

const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(calendarDate('2020-01-01'), days));
const people = fc
  .array(fc.record({ household: fc.integer({ min: 0, max: 12 }), entry: day, exit: fc.option(day), order: fc.nat() }), {
    maxLength: 40,
  })
  .map((list) =>
    list.map(({ household, entry, exit, order }, i) => ({
      order,
      one: enrollment({ EnrollmentID: `E${i}`, HouseholdID: `H${household}`, EntryDate: entry, ExitDate: exit }),
    })),
  );

test('whatever the households, every enrollment is in one segment, with its household, open apart from closed', () => {
  fc.assert(
    fc.property(people, fc.integer({ min: 1, max: 8 }), (list, rows) => {
      const all = list.map(({ one }) => one);
      const segments = cutSegments(all, rows);
      expect(segments.flatMap((s) => s.enrollments.map((e) => e.EnrollmentID)).sort()).toEqual(
        all.map((e) => e.EnrollmentID).sort(),
      );
      const seen = new Map<string, number>();
      for (const [n, { firstDay, lastDay, enrollments }] of segments.entries()) {
        for (const e of enrollments) {
          expect(seen.get(e.HouseholdID) ?? n).toBe(n);
          seen.set(e.HouseholdID, n);
          expect(e.EntryDate >= firstDay && (e.ExitDate ?? OPEN_ENDED) <= lastDay).toBe(true);
        }
        const households = Map.groupBy(enrollments, (e) => e.HouseholdID);
        const open = [...households.values()].filter((members) => members.some((e) => e.ExitDate === null));
        expect([0, households.size]).toContain(open.length);
        expect(lastDay === OPEN_ENDED).toBe(open.length > 0);
      }
      expect(segments.map((s) => s.lastDay)).toEqual(segments.map((s) => s.lastDay).toSorted(compareText));
      const shuffled = list.toSorted((a, b) => a.order - b.order).map(({ one }) => one);
      expect(cutSegments(shuffled, rows)).toEqual(segments);
    }),
    { numRuns: 60 },
  );
});
