import { addDays, type CalendarDate, calendarDate, type DateRange } from '../../../../shared/dates.ts';
import { spoken } from '../../language.ts';

/** Instants as they are read in one time zone. */
export interface ZonedTime {
  /** Its name, as `America/Chicago`. */
  readonly zone: string;
  dayOf(iso: string): CalendarDate;
  /** As `3:12:05 PM`. */
  timeOf(iso: string): string;
}

/** For the browser's own time zone, or another by name. */
export function zonedTime(timeZone?: string): ZonedTime {
  const zone = timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone });
  const time = new Intl.DateTimeFormat(spoken(), { timeStyle: 'medium', timeZone: zone });
  return {
    zone,
    dayOf: (iso) => calendarDate(day.format(Date.parse(iso))),
    timeOf: (iso) => time.format(Date.parse(iso)),
  };
}

/** As `2025-09-30 20:12:05 UTC`. */
export function utcInWords(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The days in UTC, by which the trail is kept, that days of a time zone reach into. */
export function utcDaysOf({ from, to }: DateRange, { dayOf }: Pick<ZonedTime, 'dayOf'>): DateRange {
  const before = addDays(from, -1);
  const after = addDays(to, 1);
  return {
    from: dayOf(`${before}T23:59:59.999Z`) >= from ? before : from,
    to: dayOf(`${after}T00:00:00.000Z`) <= to ? after : to,
  };
}
