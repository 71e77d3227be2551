import { describe, expect, it } from 'vitest';
import { formatAgo, formatDate, formatSeconds, withDates } from '../../../addin/taskpane/format.ts';
import { calendarDate } from '../../../shared/dates.ts';

it('a calendar date is the same day wherever the pane runs', () => {
  expect(formatDate(calendarDate('2025-09-30'))).toBe('Sep 30, 2025');
  expect(formatDate(calendarDate('2024-02-29'))).toBe('Feb 29, 2024');
});

it('dates in a sentence of the service are written as the others; what only looks like one stays', () => {
  expect(withDates('From 2025-01-01 to 2025-01-31; snapshot 20251014-0123, 2025-13-40.')).toBe(
    'From Jan 1, 2025 to Jan 31, 2025; snapshot 20251014-0123, 2025-13-40.',
  );
});

it.each([
  [40, '0'],
  [840, '0.8'],
  [9_940, '9.9'],
  [12_400, '12'],
  [1_500_000, '1,500'],
])('%d ms are %s seconds', (milliseconds, words) => {
  expect(formatSeconds(milliseconds)).toBe(words);
});

describe('how long ago', () => {
  const now = Date.parse('2025-10-14T12:00:00Z');
  it.each([
    ['2025-10-14T11:59:40Z', 'now'],
    ['2025-10-14T12:01:00Z', 'now'],
    ['2025-10-14T11:55:00Z', '5 minutes ago'],
    ['2025-10-14T09:00:00Z', '3 hours ago'],
    ['2025-10-13T12:00:00Z', 'yesterday'],
    ['2025-10-01T12:00:00Z', '13 days ago'],
  ])('%s was is said as "%s"', (iso, words) => {
    expect(formatAgo(iso, now)).toBe(words);
  });
});
