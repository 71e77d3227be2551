import type { CalendarDate, DateRange } from '../../../shared/dates.ts';
import { fiscalYear, PERIODS, type Period, periodOf } from '../../../shared/relative-dates.ts';
import { WORDS } from '../words.ts';

/** A range of dates that is often asked for, counted from the day the data ends. */
export interface QuickRange extends DateRange {
  readonly id: Period;
  readonly label: string;
}

/**
 * The quick picks for data that knows of nothing after `asOf`: no range goes beyond it, for a range that does gets a
 * warning.
 */
export function quickRanges(asOf: CalendarDate): readonly QuickRange[] {
  return PERIODS.map((id) => {
    const range = periodOf(id, asOf);
    return { id, label: labelOf(id, range), ...range };
  });
}

function labelOf(period: Period, { to }: DateRange): string {
  const words = WORDS.ranges;
  switch (period) {
    case 'asOf':
      return words.night(to);
    case 'fiscalYear':
    case 'lastFiscalYear':
      return to.endsWith('-09-30') ? words.fiscalYear(fiscalYear(to)) : words.fiscalYearSoFar(fiscalYear(to));
    default:
      return words[period];
  }
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
