import { addDays, addYears, type CalendarDate, calendarDate, type DateRange, earlier } from '../../../shared/dates.ts';
import { WORDS } from '../words.ts';

/** A range of dates that is often asked for, counted from the day the data ends. */
export interface QuickRange extends DateRange {
  readonly id: string;
  readonly label: string;
}

/**
 * The quick picks for data that knows of nothing after `asOf`: no range goes beyond it, for a range that does gets a
 * warning. HUD's fiscal year begins on October 1 and is named after the year it ends in.
 */
export function quickRanges(asOf: CalendarDate): readonly QuickRange[] {
  const monthStart = startOfMonth(asOf);
  const lastMonthEnd = addDays(monthStart, -1);
  const year = fiscalYear(asOf);
  const yearEnd = calendarDate(`${year}-09-30`);
  const words = WORDS.ranges;
  return [
    { id: 'night', label: words.night(asOf), from: asOf, to: asOf },
    { id: 'thisMonth', label: words.thisMonth, from: monthStart, to: asOf },
    { id: 'lastMonth', label: words.lastMonth, from: startOfMonth(lastMonthEnd), to: lastMonthEnd },
    { id: 'lastTwelveMonths', label: words.lastTwelveMonths, from: addDays(addYears(asOf, -1), 1), to: asOf },
    {
      id: 'fiscalYear',
      label: asOf < yearEnd ? words.fiscalYearSoFar(year) : words.fiscalYear(year),
      from: calendarDate(`${year - 1}-10-01`),
      to: earlier(asOf, yearEnd),
    },
    {
      id: 'lastFiscalYear',
      label: words.fiscalYear(year - 1),
      from: calendarDate(`${year - 2}-10-01`),
      to: calendarDate(`${year - 1}-09-30`),
    },
  ];
}

/**
 * The quick pick that two dates are, the one last picked before others that happen to be the same days; undefined for
 * other dates.
 */
export function rangeOf(
  ranges: readonly QuickRange[],
  { from, to }: { readonly from: string; readonly to: string },
  picked: string | undefined,
): QuickRange | undefined {
  const fitting = ranges.filter((range) => range.from === from && range.to === to);
  return fitting.find(({ id }) => id === picked) ?? fitting[0];
}

function startOfMonth(day: CalendarDate): CalendarDate {
  return calendarDate(`${day.slice(0, 7)}-01`);
}

function fiscalYear(day: CalendarDate): number {
  return Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
}
