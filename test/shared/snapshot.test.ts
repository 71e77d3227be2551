import { describe, expect, it } from 'vitest';
import { calendarDate as d } from '../../shared/dates.ts';
import { asOf } from '../../shared/snapshot.ts';

describe('the day that "as of today" means', () => {
  it.each([
    ['today, within the export', '2025-12-31', '2025-12-31', '2025-11-05', '2025-11-05'],
    ['the export’s end, once it is over', '2025-10-14', '2025-09-30', '2025-11-05', '2025-09-30'],
    ['the export’s date, where it was made before its end', '2025-09-12', '2025-09-30', '2025-11-05', '2025-09-12'],
    ['the last day of the export, on that day', '2025-09-30', '2025-09-30', '2025-09-30', '2025-09-30'],
    ['today, on the day before the export’s end', '2025-09-30', '2025-09-30', '2025-09-29', '2025-09-29'],
  ])('is %s', (_, exportDate, exportEndDate, today, expected) => {
    expect(asOf({ exportDate: d(exportDate), exportEndDate: d(exportEndDate) }, d(today))).toBe(expected);
  });
});
