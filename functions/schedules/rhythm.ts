import { Temporal } from 'temporal-polyfill';
import type { Rhythm } from '../../shared/rhythm.ts';

/**
 * The first instant after `after` (milliseconds since 1970) that a rhythm falls on, by the clock of a time zone. Where the
 * clocks jump over its time, it is as much later as they jump: 02:30 is 03:30 that day. Where they go back over it, it is
 * the first of the two, and that only. On the 31st is the last day of a month that is shorter. Throws RangeError for a zone
 * that does not exist.
 */
export function nextRun(rhythm: Rhythm, after: number, timeZone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
  // From the day before: where the clocks jump at midnight, a run of yesterday's can fall on today.
  for (let day = today.subtract({ days: 1 }); ; day = day.add({ days: 1 })) {
    if (!fallsOn(rhythm, day)) continue;
    const { epochMilliseconds } = day.toZonedDateTime({ timeZone, plainTime: rhythm.at });
    if (epochMilliseconds > after) return epochMilliseconds;
  }
}

function fallsOn(rhythm: Rhythm, day: Temporal.PlainDate): boolean {
  switch (rhythm.every) {
    case 'day':
      return true;
    case 'week':
      return day.dayOfWeek === rhythm.on;
    case 'month':
      return day.day === Math.min(rhythm.on, day.daysInMonth);
  }
}
