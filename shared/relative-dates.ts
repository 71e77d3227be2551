import { addDays, addYears, type CalendarDate, calendarDate, type DateRange, earlier } from './dates.ts';

/**
 * Ranges of days that are asked for again and again, counted from the day the data is as of; in the order they are offered.
 *
 * - asOf: that one day
 * - thisMonth, fiscalYear: what has passed of it
 * - lastMonth, lastFiscalYear: the whole one before
 * - lastTwelveMonths: the twelve months that end on that day
 */
export const PERIODS = ['asOf', 'thisMonth', 'lastMonth', 'lastTwelveMonths', 'fiscalYear', 'lastFiscalYear'] as const;
export type Period = (typeof PERIODS)[number];

/** A day that moves on with the data: the first or the last of a period. */
export interface RelativeDay {
  readonly day: 'first' | 'last';
  readonly of: Period;
}

/** The days of a period for data that is as of a day: none goes beyond it. */
export function periodOf(period: Period, asOf: CalendarDate): DateRange {
  switch (period) {
    case 'asOf':
      return { from: asOf, to: asOf };
    case 'thisMonth':
      return { from: startOfMonth(asOf), to: asOf };
    case 'lastMonth': {
      const to = addDays(startOfMonth(asOf), -1);
      return { from: startOfMonth(to), to };
    }
    case 'lastTwelveMonths':
      return { from: addDays(addYears(asOf, -1), 1), to: asOf };
    case 'fiscalYear': {
      const { from, to } = daysOfFiscalYear(fiscalYear(asOf));
      return { from, to: earlier(asOf, to) };
    }
    case 'lastFiscalYear':
      return daysOfFiscalYear(fiscalYear(asOf) - 1);
  }
}

/** The date that a relative day is, for data that is as of a day. */
export function dateOf({ day, of }: RelativeDay, asOf: CalendarDate): CalendarDate {
  const { from, to } = periodOf(of, asOf);
  return day === 'first' ? from : to;
}

/** HUD's fiscal year of a day: it begins on October 1 and is named after the year it ends in. */
export function fiscalYear(day: CalendarDate): number {
  return Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
}

function daysOfFiscalYear(year: number): DateRange {
  return { from: calendarDate(`${year - 1}-10-01`), to: calendarDate(`${year}-09-30`) };
}

function startOfMonth(day: CalendarDate): CalendarDate {
  return calendarDate(`${day.slice(0, 7)}-01`);
}
