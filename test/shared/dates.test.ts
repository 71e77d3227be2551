import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addYears,
  anniversariesUpTo,
  type CalendarDate,
  calendarDate,
  dayNumber,
  daysBetween,
  earlier,
  fromDayNumber,
  isCalendarDate,
  later,
  today,
  wholeYears,
} from '../../shared/dates.ts';

const d = calendarDate;

describe('a calendar date', () => {
  it.each(['2024-02-29', '2000-02-29', '2025-12-31', '1000-01-01', '9999-12-31', '2025-04-30'])('%s is one', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '2025-01-00',
    '0999-12-31',
    '2025-1-1',
    '2025-01-01 ',
    '2025-01-01T00:00',
    '01-31-2025',
    '',
    '２０２５-01-01',
  ])('%j is none', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => calendarDate(text)).toThrow(RangeError);
  });

  it('that is none is named only in part, so that a message cannot carry a field of a client', () => {
    expect(() => calendarDate(`2025-99-99 ${'x'.repeat(500)}`)).toThrow(/^.{0,60}$/);
  });
});

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-03-01', -1, '2025-02-28'],
    ['1970-01-01', -1, '1969-12-31'],
    ['2025-03-09', 1, '2025-03-10'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(d(from), days)).toBe(to);
    expect(daysBetween(d(from), d(to))).toBe(days);
  });

  it('365 days before a date lie in the year before, whether a leap day is between them or not', () => {
    expect(addDays(d('2025-01-31'), -365)).toBe('2024-02-01');
    expect(addDays(d('2024-01-31'), -365)).toBe('2023-01-31');
  });

  it('are counted from 1970-01-01, and back again to the same date', () => {
    expect(dayNumber(d('1970-01-01'))).toBe(0);
    const anyDay = fc.integer({ min: dayNumber(d('1000-01-01')), max: dayNumber(d('9999-12-31')) });
    fc.assert(
      fc.property(anyDay, (n) => isCalendarDate(fromDayNumber(n)) && dayNumber(fromDayNumber(n)) === n),
      { seed: 1, numRuns: 300 },
    );
  });

  it('compare as text as they do as numbers', () => {
    const anyDay = fc.integer({ min: -300_000, max: 300_000 });
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => fromDayNumber(a) < fromDayNumber(b) === a < b),
      { seed: 1, numRuns: 300 },
    );
  });
});

it('every day from 1000 to 9999 has the number that the platform counts', () => {
  const first = Date.UTC(1000, 0, 1) / 86_400_000;
  const last = Date.UTC(9999, 11, 31) / 86_400_000;
  let wrong = 0;
  for (let n = first; n <= last; n++) {
    const text = fromDayNumber(n);
    if (dayNumber(text) !== n || (n % 13 === 0 && new Date(n * 86_400_000).toISOString().slice(0, 10) !== text))
      wrong++;
  }
  expect(wrong).toBe(0);
});

describe('years', () => {
  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-28', 1, '2025-02-28'],
    ['2023-02-28', 1, '2024-02-28'],
    ['2025-02-28', -1, '2024-02-28'],
    ['2021-10-01', 1, '2022-10-01'],
  ])('%s, %i years on, is %s', (from, years, to) => {
    expect(addYears(d(from), years)).toBe(to);
  });

  it.each([
    ['the day before the birthday', '2007-05-15', '2025-05-14', 17],
    ['the birthday', '2007-05-15', '2025-05-15', 18],
    ['the day after', '2007-05-15', '2025-05-16', 18],
    ['the same day', '2025-05-15', '2025-05-15', 0],
    ['27 February of one born on the 29th', '2004-02-29', '2025-02-27', 20],
    ['28 February of one born on the 29th', '2004-02-29', '2025-02-28', 20],
    ['1 March of one born on the 29th', '2004-02-29', '2025-03-01', 21],
    ['28 February of one born on the 29th, in a leap year', '2004-02-29', '2024-02-28', 19],
    ['29 February of one born on the 29th', '2004-02-29', '2024-02-29', 20],
    ['365 days that are no year', '2021-10-01', '2022-09-30', 0],
    ['the first of the next', '2021-10-01', '2022-10-01', 1],
    ['a day before the start', '2025-05-15', '2025-05-14', -1],
  ])('whole years by the age method on %s', (_, start, end, years) => {
    expect(wholeYears(d(start), d(end))).toBe(years);
  });

  it('an anniversary falls on the day that addYears gives, and not on the day before', () => {
    const anyDay = fc.integer({ min: 0, max: 25_000 });
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 90 }), (n, years) => {
        const start = fromDayNumber(n);
        const then = addYears(start, years);
        return anniversariesUpTo(start, then) === years && anniversariesUpTo(start, addDays(then, -1)) === years - 1;
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('of two dates', () => {
  const [a, b]: [CalendarDate, CalendarDate] = [d('2025-01-01'), d('2025-01-02')];
  it('one is earlier, one later, and equal ones are both', () => {
    expect([earlier(a, b), earlier(b, a), later(a, b), later(b, a)]).toEqual([a, a, b, b]);
    expect([earlier(a, a), later(a, a)]).toEqual([a, a]);
  });
});

describe('today', () => {
  it.each([
    ['America/Chicago', '2026-02-02T05:59:59Z', '2026-02-01'],
    ['America/Chicago', '2026-02-02T06:00:00Z', '2026-02-02'],
    ['Pacific/Honolulu', '2026-02-02T06:00:00Z', '2026-02-01'],
    ['Pacific/Guam', '2026-02-01T14:00:00Z', '2026-02-02'],
    ['UTC', '2026-02-02T00:00:00Z', '2026-02-02'],
  ])('in %s at %s is %s', (zone, at, day) => {
    expect(today(new Date(at), zone)).toBe(day);
  });

  it('cannot be told in a time zone that does not exist', () => {
    expect(() => today(new Date(), 'America/Nowhere')).toThrow(RangeError);
  });
});
