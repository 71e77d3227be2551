import type { Brand } from './brand.ts';

/**
 * A calendar date without a time zone, `YYYY-MM-DD`, years 1000 to 9999. Compared as text: `a < b` is "a is earlier".
 * All arithmetic is done on day numbers; no local `Date` is ever involved.
 */
export type CalendarDate = Brand<string, 'CalendarDate'>;

/** Both ends included. */
export interface DateRange {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for the text of a date that exists, `2024-02-29` but not `2023-02-29`. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!PATTERN.test(text)) return false;
  const [year, month, day] = [yearOf(text), monthOf(text), dayOf(text)];
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The date of a literal in code or of checked data; throws RangeError where there is no such date. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`Not a date (YYYY-MM-DD): ${text.slice(0, 20)}`);
  return text;
}

/** Days since 1970-01-01; negative before it. */
export function dayNumber(date: CalendarDate): number {
  const month = monthOf(date);
  const year = month > 2 ? yearOf(date) : yearOf(date) - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOf(date) - 1;
  return 365 * year + leapDays(year) + dayOfYear - EPOCH;
}

/** The other way. Lists of many rows do little else, so it is arithmetic: a `Date` takes seven times as long. */
export function fromDayNumber(days: number): CalendarDate {
  const sinceMarch = days + EPOCH;
  // The year of 365.2425 days is never more than one off.
  let year = Math.floor(sinceMarch / 365.2425);
  if (365 * year + leapDays(year) > sinceMarch) year--;
  else if (365 * (year + 1) + leapDays(year + 1) <= sinceMarch) year++;
  const dayOfYear = sinceMarch - 365 * year - leapDays(year);
  const monthOfYear = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthOfYear + 2) / 5) + 1;
  const isNextYear = monthOfYear > 9;
  const month = isNextYear ? monthOfYear - 9 : monthOfYear + 3;
  return `${String(isNextYear ? year + 1 : year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}` as CalendarDate;
}

/** Days from 0000-03-01 to 1970-01-01. Years are counted from March, so that a leap day ends one. */
const EPOCH = 719_468;

function leapDays(year: number): number {
  return Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

function yearOf(date: string): number {
  return 1_000 * digit(date, 0) + 100 * digit(date, 1) + 10 * digit(date, 2) + digit(date, 3);
}

function monthOf(date: string): number {
  return 10 * digit(date, 5) + digit(date, 6);
}

function dayOf(date: string): number {
  return 10 * digit(date, 8) + digit(date, 9);
}

function digit(date: string, place: number): number {
  return date.charCodeAt(place) - ZERO;
}

const ZERO = '0'.charCodeAt(0);

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `start` to `end`: 0 on the same day, negative where `end` is earlier. */
export function daysBetween(start: CalendarDate, end: CalendarDate): number {
  return dayNumber(end) - dayNumber(start);
}

/** The same month and day, `years` on; 29 February falls on 28 February in a year that has none. */
export function addYears(date: CalendarDate, years: number): CalendarDate {
  const year = yearOf(date) + years;
  const month = monthOf(date);
  const day = Math.min(dayOf(date), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}` as CalendarDate;
}

/**
 * Age in whole years: month and day are compared, never days / 365. Born on 29 February, one is a year older on 1 March of
 * other years. Negative where `end` is earlier.
 */
export function wholeYears(start: CalendarDate, end: CalendarDate): number {
  const years = yearOf(end) - yearOf(start);
  return end.slice(4) >= start.slice(4) ? years : years - 1;
}

/** Anniversaries of `start` up to and including `end`, as `addYears` has them: that of 29 February falls on the 28th. */
export function anniversariesUpTo(start: CalendarDate, end: CalendarDate): number {
  const years = yearOf(end) - yearOf(start);
  return addYears(start, years) <= end ? years : years - 1;
}

export function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a <= b ? a : b;
}

export function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a >= b ? a : b;
}

/** Today in a time zone (`America/Chicago`); throws RangeError for a zone that does not exist. */
export function today(now: Date, timeZone: string): CalendarDate {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  clocks.set(timeZone, clock);
  return calendarDate(clock.format(now));
}

/** Making one takes a millisecond. A deployment has one time zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pad2(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}
