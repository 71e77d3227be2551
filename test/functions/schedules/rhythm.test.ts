import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRun } from '../../../functions/schedules/rhythm.ts';
import { type Rhythm, WEEKDAYS } from '../../../shared/rhythm.ts';
import { seeded } from '../../attacks/seeded.ts';

const CHICAGO = 'America/Chicago';

const next = (rhythm: Rhythm, after: string, timeZone = CHICAGO) =>
  new Date(nextRun(rhythm, Date.parse(after), timeZone)).toISOString();

/** The next ones in turn, each after the one before, as the zone's clock shows them. */
function shown(rhythm: Rhythm, after: string, count: number, timeZone = CHICAGO): string[] {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const runs: string[] = [];
  let at = Date.parse(after);
  while (runs.length < count) {
    at = nextRun(rhythm, at, timeZone);
    runs.push(clock.format(at));
  }
  return runs;
}

const daily = (at: string): Rhythm => ({ every: 'day', at });

describe('every day', () => {
  it.each([
    ['a minute before its time', '2026-06-10T11:59:00Z', '2026-06-10T12:00:00.000Z'],
    ['at its time', '2026-06-10T12:00:00Z', '2026-06-11T12:00:00.000Z'],
    ['a millisecond before its time', '2026-06-10T11:59:59.999Z', '2026-06-10T12:00:00.000Z'],
    ['late in the evening, which is the next day in UTC', '2026-06-11T03:00:00Z', '2026-06-11T12:00:00.000Z'],
  ])('at 07:00, asked %s', (_, after, expected) => {
    expect(next(daily('07:00'), after)).toBe(expected);
  });

  it('stays at 07:00 of the clock when daylight saving begins and when it ends', () => {
    expect(next(daily('07:00'), '2026-03-07T20:00:00Z')).toBe('2026-03-08T12:00:00.000Z');
    expect(next(daily('07:00'), '2026-03-07T12:00:00Z')).toBe('2026-03-07T13:00:00.000Z');
    expect(next(daily('07:00'), '2026-10-31T20:00:00Z')).toBe('2026-11-01T13:00:00.000Z');
  });

  it('at a time that the clocks jump over is an hour later on that day only', () => {
    expect(shown(daily('02:30'), '2026-03-07T00:00:00Z', 3)).toEqual([
      '2026-03-07 02:30',
      '2026-03-08 03:30',
      '2026-03-09 02:30',
    ]);
  });

  it('at a time that comes twice is done at the first of the two, once', () => {
    // 01:30 CDT is 06:30Z, 01:30 CST 07:30Z.
    expect(next(daily('01:30'), '2026-11-01T00:00:00Z')).toBe('2026-11-01T06:30:00.000Z');
    expect(next(daily('01:30'), '2026-11-01T06:30:00Z')).toBe('2026-11-02T07:30:00.000Z');
    expect(next(daily('01:30'), '2026-11-01T07:00:00Z')).toBe('2026-11-02T07:30:00.000Z');
  });

  it('at midnight where the clocks jump over midnight is done at one o’clock', () => {
    // Cuba goes from 00:00 to 01:00.
    expect(shown(daily('00:00'), '2026-03-07T12:00:00Z', 3, 'America/Havana')).toEqual([
      '2026-03-08 01:00',
      '2026-03-09 00:00',
      '2026-03-10 00:00',
    ]);
  });
});

describe('every week', () => {
  const mondays: Rhythm = { every: 'week', on: 1, at: '06:15' };

  it.each([
    ['on the Sunday before', '2026-06-07T12:00:00Z', '2026-06-08T11:15:00.000Z'],
    ['on the Monday, a minute before', '2026-06-08T11:14:00Z', '2026-06-08T11:15:00.000Z'],
    ['on the Monday, at its time', '2026-06-08T11:15:00Z', '2026-06-15T11:15:00.000Z'],
    ['on the Tuesday', '2026-06-09T12:00:00Z', '2026-06-15T11:15:00.000Z'],
  ])('on Monday, asked %s', (_, after, expected) => {
    expect(next(mondays, after)).toBe(expected);
  });

  it('on Sunday goes by the zone’s day and not by UTC’s', () => {
    // Saturday 23:30 in Honolulu is Sunday in UTC.
    expect(next({ every: 'week', on: 6, at: '23:30' }, '2026-06-06T00:00:00Z', 'Pacific/Honolulu')).toBe(
      '2026-06-07T09:30:00.000Z',
    );
  });
});

describe('every month', () => {
  it('on the 31st is the last day of a month that is shorter', () => {
    expect(shown({ every: 'month', on: 31, at: '08:00' }, '2027-12-31T20:00:00Z', 5)).toEqual([
      '2028-01-31 08:00',
      '2028-02-29 08:00',
      '2028-03-31 08:00',
      '2028-04-30 08:00',
      '2028-05-31 08:00',
    ]);
  });

  it.each([
    [29, '2027-02-28'],
    [30, '2027-02-28'],
    [28, '2027-02-28'],
    [1, '2027-02-01'],
  ])('on the %i. is, in February of 2027, %s', (on, day) => {
    expect(shown({ every: 'month', on, at: '08:00' }, '2027-02-01T00:00:00Z', 1)).toEqual([`${day} 08:00`]);
  });
});

describe('any rhythm, in any zone', () => {
  const at = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => {
    const two = (n: number) => String(n).padStart(2, '0');
    return `${two(hour)}:${two(minute)}`;
  });
  const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
    fc.record({ every: fc.constant('day' as const), at }),
    fc.record({ every: fc.constant('week' as const), on: fc.constantFrom(...WEEKDAYS), at }),
    fc.record({ every: fc.constant('month' as const), on: fc.integer({ min: 1, max: 31 }), at }),
  );
  const zone = fc.constantFrom(
    CHICAGO,
    'America/Phoenix',
    'Pacific/Apia',
    'America/Havana',
    'Australia/Lord_Howe',
    'UTC',
  );
  const from = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
  const DAY = 86_400_000;

  it('comes after the instant, within its period, and at no instant between', () => {
    fc.assert(
      fc.property(rhythm, zone, from, fc.double({ min: 0, max: 1, noNaN: true }), (each, timeZone, after, part) => {
        const run = nextRun(each, after, timeZone);
        expect(run).toBeGreaterThan(after);
        expect(run - after).toBeLessThanOrEqual({ day: 2, week: 8, month: 32 }[each.every] * DAY);
        const between = Math.floor(after + (run - 1 - after) * part);
        expect(nextRun(each, between, timeZone)).toBe(run);
      }),
      seeded(300),
    );
  });
});
