import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears, calendarDate } from '../../../shared/dates.ts';
import { addDays } from './days.ts';
import type { Sample } from './options.ts';

/** The dates the odd households are laid around. */
export interface OddDates {
  /** The night of the point-in-time count. */
  readonly pit: CalendarDate;
  /** The export's end. */
  readonly end: CalendarDate;
  /** A start whose first anniversary lies 100 days before the export's end. */
  readonly start: CalendarDate;
  readonly anniversary: CalendarDate;
  /** The last 29 February that lies a year or more before the export's end. */
  readonly leapDay: CalendarDate;
}

export function oddDates(sample: Sample): OddDates {
  const anniversary = addDays(sample.asOf, -100);
  let year = Number(sample.asOf.slice(0, 4));
  while (!isLeap(year) || `${year + 1}-02-28` > sample.asOf) year--;
  return {
    pit: sample.pitDate,
    end: sample.asOf,
    start: addYears(anniversary, -1),
    anniversary: addYears(addYears(anniversary, -1), 1),
    leapDay: calendarDate(`${year}-02-29`),
  };
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
