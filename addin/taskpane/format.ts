import { type CalendarDate, dayNumber, isCalendarDate } from '../../shared/dates.ts';
import { LANGUAGE_OF_NOTES, type Language, spoken } from './language.ts';

/** Numbers, dates and times as the pane's language writes them. */

// The browser takes its time to make a formatter: each is made when it is first needed, none before the first paint.
const number = once(() => new Intl.NumberFormat(spoken()));
const date = once(() => dateIn(spoken()));
const dateInNotes = once(() => dateIn(LANGUAGE_OF_NOTES));
const ago = once(() => new Intl.RelativeTimeFormat(spoken(), { numeric: 'auto' }));
const list = once(() => new Intl.ListFormat(spoken(), { type: 'conjunction' }));
const seconds = once(() => new Intl.NumberFormat(spoken(), { maximumFractionDigits: 1 }));
const collator = once(() => new Intl.Collator(spoken(), { numeric: true, sensitivity: 'base' }));

export function formatNumber(value: number): string {
  return number().format(value);
}

/** As `Sep 30, 2025`. */
export function formatDate(day: CalendarDate): string {
  return date().format(timeOf(day));
}

/** The day that a text begins with, as `formatDate` has it; another text as it is. */
export function formatDay(text: string): string {
  const day = text.slice(0, 10);
  return isCalendarDate(day) ? formatDate(day as CalendarDate) : text;
}

/** A report's note with its dates, `2025-09-30`, as its language writes them. */
export function withDates(text: string): string {
  return text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) =>
    isCalendarDate(day) ? dateInNotes().format(timeOf(day)) : day,
  );
}

/** As `Ann, Ben, and Cy`. */
export function formatList(items: readonly string[]): string {
  return list().format(items);
}

/** Milliseconds that went by, in seconds: `0.8`, `12`. */
export function formatSeconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return value < 10 ? seconds().format(value) : formatNumber(Math.round(value));
}

/** How long ago an ISO time was: `now`, `5 minutes ago`, `yesterday`. */
export function formatAgo(iso: string, now: number): string {
  const minutes = Math.round((Date.parse(iso) - now) / 60_000);
  if (minutes > -1) return ago().format(0, 'second');
  if (minutes > -60) return ago().format(minutes, 'minute');
  if (minutes > -24 * 60) return ago().format(Math.round(minutes / 60), 'hour');
  return ago().format(Math.round(minutes / (24 * 60)), 'day');
}

export function compareNames(a: string, b: string): number {
  return collator().compare(a, b);
}

function dateIn(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
}

/** A calendar date has no time zone: its day number is read as one of UTC. */
function timeOf(day: CalendarDate): number {
  return dayNumber(day) * 86_400_000;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
