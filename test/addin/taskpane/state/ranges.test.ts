import { describe, expect, it } from 'vitest';
import { quickRanges, rangeOf } from '../../../../addin/taskpane/state/ranges.ts';
import { calendarDate } from '../../../../shared/dates.ts';

const ranges = (asOf: string) => quickRanges(calendarDate(asOf));
const dates = (asOf: string, id: string) => {
  const range = ranges(asOf).find((one) => one.id === id);
  return range && [range.from, range.to];
};

describe('a quick pick of dates', () => {
  it.each([
    ['asOf', ['2025-11-20', '2025-11-20']],
    ['thisMonth', ['2025-11-01', '2025-11-20']],
    ['lastMonth', ['2025-10-01', '2025-10-31']],
    ['lastTwelveMonths', ['2024-11-21', '2025-11-20']],
    ['fiscalYear', ['2025-10-01', '2025-11-20']],
    ['lastFiscalYear', ['2024-10-01', '2025-09-30']],
  ])('%s counts from the day the data ends', (id, expected) => {
    expect(dates('2025-11-20', id)).toEqual(expected);
  });

  it.each([
    ['2025-09-29', '2024-10-01', '2025-09-29', 'HUD fiscal year 2025 so far'],
    ['2025-09-30', '2024-10-01', '2025-09-30', 'HUD fiscal year 2025'],
    ['2025-10-01', '2025-10-01', '2025-10-01', 'HUD fiscal year 2026 so far'],
  ])('of the fiscal year on %s begins on October 1 and ends no later than the data', (asOf, from, to, label) => {
    expect(ranges(asOf).find(({ id }) => id === 'fiscalYear')).toMatchObject({ from, to, label });
  });

  it.each([
    ['2024-03-15', ['2024-02-01', '2024-02-29']],
    ['2025-03-01', ['2025-02-01', '2025-02-28']],
    ['2025-01-31', ['2024-12-01', '2024-12-31']],
  ])('of the month before %s is that whole month', (asOf, expected) => {
    expect(dates(asOf, 'lastMonth')).toEqual(expected);
  });

  it('never goes beyond the data', () => {
    for (const asOf of ['2024-02-29', '2025-09-30', '2025-10-01', '2025-12-31']) {
      for (const { from, to } of ranges(asOf)) {
        expect(from <= to).toBe(true);
        expect(to <= asOf).toBe(true);
      }
    }
  });
});

describe('the pick that two dates are', () => {
  it('is the one a person picked where two are the same days', () => {
    const all = ranges('2025-09-30');
    const year = { from: '2024-10-01', to: '2025-09-30' };
    expect(rangeOf(all, year, 'fiscalYear')?.id).toBe('fiscalYear');
    expect(rangeOf(all, year, undefined)?.id).toBe('lastTwelveMonths');
  });

  it('is none for other dates, whatever was picked before', () => {
    expect(rangeOf(ranges('2025-09-30'), { from: '2025-01-01', to: '2025-09-30' }, 'asOf')).toBeUndefined();
    expect(rangeOf(ranges('2025-09-30'), { from: '', to: '2025-09-30' }, 'asOf')).toBeUndefined();
  });
});
