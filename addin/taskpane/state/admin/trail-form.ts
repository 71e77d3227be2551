import { type CalendarDate, type DateRange, daysBetween, isCalendarDate } from '../../../../shared/dates.ts';
import { TRAIL_EVENTS } from '../../../../shared/trail-events.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { WORDS } from '../../words.ts';
import type { TrailFilter } from './read-back.ts';

/** What stands in the fields: days of the admin's time zone, a person as `tid#oid`, an event; '' is all. */
export interface TrailForm {
  readonly from: string;
  readonly to: string;
  readonly who: string;
  readonly what: string;
}

export type TrailErrors = Readonly<Partial<Record<keyof TrailForm, string>>>;

const MOST_DAYS = 366;

/** What is wrong with the days, by field, in words. */
export function trailErrors({ from, to }: Pick<TrailForm, 'from' | 'to'>): TrailErrors {
  const words = ADMIN_WORDS.trail;
  if (!isCalendarDate(from)) return { from: WORDS.field.date, ...(isCalendarDate(to) ? {} : { to: WORDS.field.date }) };
  if (!isCalendarDate(to)) return { to: WORDS.field.date };
  if (from > to) return { from: words.upsideDown };
  return daysBetween(from, to) >= MOST_DAYS ? { from: words.tooLong } : {};
}

/** What is asked of the trail besides the days. */
export function filterOf({ who, what }: TrailForm): TrailFilter {
  const [tid = '', oid = ''] = who.split('#');
  const event = TRAIL_EVENTS.find((one) => one === what);
  return { ...(who === '' ? {} : { who: { tid, oid } }), ...(event ? { what: event } : {}) };
}

export function isWithin(day: CalendarDate, { from, to }: DateRange): boolean {
  return day >= from && day <= to;
}
