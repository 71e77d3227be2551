import type { CalendarDate } from '../../../shared/dates.ts';
import { dayNumber, fromDayNumber } from '../../../shared/dates.ts';

const numbers = new Map<CalendarDate, number>();
const texts = new Map<number, CalendarDate>();

/** As `addDays` of shared/dates, but reckoning each date once: a large sample moves dates millions of times. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const number = (numbers.get(date) ?? keep(numbers, date, dayNumber(date))) + days;
  return texts.get(number) ?? keep(texts, number, fromDayNumber(number));
}

function keep<K, V>(known: Map<K, V>, key: K, value: V): V {
  known.set(key, value);
  return value;
}
