import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import { dateOf, fiscalYear, PERIODS, type Period, periodOf, type RelativeDay } from '../../shared/relative-dates.ts';

const days = (period: Period, asOf: string) => {
  const { from, to } = periodOf(period, calendarDate(asOf));
  return [from, to];
};

describe('a period', () => {
  it.each<[Period, string[]]>([
    ['asOf', ['2025-11-20', '2025-11-20']],
    ['thisMonth', ['2025-11-01', '2025-11-20']],
    ['lastMonth', ['2025-10-01', '2025-10-31']],
    ['lastTwelveMonths', ['2024-11-21', '2025-11-20']],
    ['fiscalYear', ['2025-10-01', '2025-11-20']],
    ['lastFiscalYear', ['2024-10-01', '2025-09-30']],
  ])('%s counts from the day the data is as of', (period, expected) => {
    expect(days(period, '2025-11-20')).toEqual(expected);
  });

  it.each([
    ['2025-09-29', ['2024-10-01', '2025-09-29'], ['2023-10-01', '2024-09-30']],
    ['2025-09-30', ['2024-10-01', '2025-09-30'], ['2023-10-01', '2024-09-30']],
    ['2025-10-01', ['2025-10-01', '2025-10-01'], ['2024-10-01', '2025-09-30']],
  ])('of the fiscal year changes on October 1: %s', (asOf, year, before) => {
    expect(days('fiscalYear', asOf)).toEqual(year);
    expect(days('lastFiscalYear', asOf)).toEqual(before);
  });

  it.each([
    ['2024-02-29', ['2024-01-01', '2024-01-31']],
    ['2024-03-31', ['2024-02-01', '2024-02-29']],
    ['2025-01-01', ['2024-12-01', '2024-12-31']],
  ])('of the month before %s is that whole month', (asOf, expected) => {
    expect(days('lastMonth', asOf)).toEqual(expected);
  });

  it.each([
    ['2024-02-28', '2023-03-01'],
    ['2024-02-29', '2023-03-01'],
    ['2024-03-01', '2023-03-02'],
  ])('of twelve months that ends on %s begins on %s', (asOf, from) => {
    expect(days('lastTwelveMonths', asOf)).toEqual([from, asOf]);
  });

  it('never goes beyond the data', () => {
    for (const asOf of ['2024-02-29', '2025-09-30', '2025-10-01', '2025-12-31']) {
      for (const period of PERIODS) {
        const [from = '', to = ''] = days(period, asOf);
        expect([period, from <= to && to <= asOf]).toEqual([period, true]);
      }
    }
  });
});

describe('a day that moves on', () => {
  it.each<[RelativeDay, string]>([
    [{ day: 'last', of: 'asOf' }, '2026-03-10'],
    [{ day: 'first', of: 'lastTwelveMonths' }, '2025-03-11'],
    [{ day: 'first', of: 'lastMonth' }, '2026-02-01'],
    [{ day: 'last', of: 'lastMonth' }, '2026-02-28'],
  ])('%j is %s on March 10, 2026', (day, date) => {
    expect(dateOf(day, calendarDate('2026-03-10'))).toBe(date);
  });
});

describe("HUD's fiscal year", () => {
  it.each([
    ['2025-09-30', 2025],
    ['2025-10-01', 2026],
    ['2025-10-02', 2026],
  ])('of %s is %i', (day, year) => {
    expect(fiscalYear(calendarDate(day))).toBe(year);
  });
});
