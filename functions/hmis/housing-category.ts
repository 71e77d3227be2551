import { addDays, type CalendarDate } from '../../shared/dates.ts';
import type { OpenValues } from '../../shared/tracker.ts';
import { BLANK_OPEN } from '../../shared/tracker.ts';
import type { Category } from '../../shared/tracker-category.ts';
import type { Enrollment } from './records.ts';

/** A category, and the day that opened it: days in it count from there. */
export interface Reached {
  readonly category: Category;
  readonly since: CalendarDate;
}

/**
 * The last category that an enrollment has reached at the end of `asOf` [reports.md 3]. `moveIn` is its valid, inherited
 * move-in date on or before that day. A scheduled move-in is overdue from the day after its date.
 */
export function housingCategory(
  { EntryDate, ExitDate }: Pick<Enrollment, 'EntryDate' | 'ExitDate'>,
  tracker: Partial<OpenValues> | undefined,
  moveIn: CalendarDate | null,
  asOf: CalendarDate,
): Reached {
  if (ExitDate !== null && ExitDate <= asOf) return { category: 'exited', since: ExitDate };
  if (moveIn !== null) return { category: 'housed', since: moveIn };
  const { EligibilityVerifiedDate, DateAppliedForUnit, DateApprovedForUnit, ScheduledMoveInDate } = {
    ...BLANK_OPEN,
    ...tracker,
  };
  if (ScheduledMoveInDate !== null) return scheduled(ScheduledMoveInDate, DateApprovedForUnit, asOf);
  if (DateApprovedForUnit !== null) return { category: 'approved', since: DateApprovedForUnit };
  if (DateAppliedForUnit !== null) return { category: 'applied', since: DateAppliedForUnit };
  if (EligibilityVerifiedDate !== null) return { category: 'eligibilityVerified', since: EligibilityVerifiedDate };
  return { category: 'notStarted', since: EntryDate };
}

/**
 * No field says when a move-in was scheduled. The date itself, which often lies ahead, would give negative days; the
 * approval, which the schedule needs, is the nearest date that is known (*decided*).
 */
function scheduled(date: CalendarDate, approved: CalendarDate | null, asOf: CalendarDate): Reached {
  if (date < asOf) return { category: 'moveInOverdue', since: addDays(date, 1) };
  return { category: 'moveInScheduled', since: approved ?? date };
}
