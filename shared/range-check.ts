import { type DateRange, dayNumber } from './dates.ts';

/** No HMIS is as old; a range of more years is a slip of the key. */
const LONGEST_RANGE_DAYS = 50 * 366;

/** What is wrong with the parameters `from` and `to` of a report, for its `check`; undefined where nothing is. */
export function checkRange({ from, to }: DateRange): { readonly field: 'from'; readonly message: string } | undefined {
  if (from > to) return { field: 'from', message: 'From must not be later than To.' };
  if (dayNumber(to) - dayNumber(from) > LONGEST_RANGE_DAYS) {
    return { field: 'from', message: 'The range is longer than 50 years. Choose a later From.' };
  }
  return undefined;
}
