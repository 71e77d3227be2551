import { addDays, type CalendarDate, daysBetween, earlier } from '../../shared/dates.ts';
import type { Enrollment } from './records.ts';

/**
 * Days in the project up to and including `to`: the earlier of ExitDate and the day after `to`, minus EntryDate; the day
 * of exit doesn't count, so a same-day stay is 0 [glossary, Bed-Night and Length of Stay, Method 1 without a start].
 * A calendar span for night-by-night shelters too. Negative where the exit is before the entry.
 */
export function daysInProject(
  { EntryDate, ExitDate }: Pick<Enrollment, 'EntryDate' | 'ExitDate'>,
  to: CalendarDate,
): number {
  const end = addDays(to, 1);
  return daysBetween(EntryDate, ExitDate === null ? end : earlier(ExitDate, end));
}

/** Days from entry to the valid, inherited move-in date; null without one. */
export function daysToMoveIn({ EntryDate }: Pick<Enrollment, 'EntryDate'>, moveIn: CalendarDate | null): number | null {
  return moveIn === null ? null : daysBetween(EntryDate, moveIn);
}
