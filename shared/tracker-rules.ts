import type { CalendarDate } from './dates.ts';
import { TRACKER_DATES, TRACKER_LABELS, type TrackerChanges, type TrackerDate, type TrackerField } from './tracker.ts';

/** What the rules look at: everything they need is known without the sealed fields' key. */
export type TrackerFacts = Readonly<Record<TrackerDate, CalendarDate | null>> & { readonly hasPropertyName: boolean };

export interface TrackerFault {
  /** The field to mend. */
  readonly field: TrackerField;
  readonly message: string;
}

/**
 * The first rule that a tracker would break after `changes` [reports.md 3]: each date needs the one before it,
 * PropertyName needs DateAppliedForUnit, dates never run backwards (the same day is fine), only ScheduledMoveInDate may
 * lie after `today` (of the CoC's time zone), and an earlier date cannot be cleared while a later one stands. `after` is
 * how it would be. undefined: no rule is broken.
 */
export function trackerFault(
  after: TrackerFacts,
  changes: TrackerChanges,
  today: CalendarDate,
): TrackerFault | undefined {
  for (const [i, field] of TRACKER_DATES.entries()) {
    const date = after[field];
    const before = TRACKER_DATES[i - 1];
    if (date === null) continue;
    if (before !== undefined) {
      const dateBefore = after[before];
      if (dateBefore === null) return missing(before, field, changes);
      if (date < dateBefore) return backwards(before, field, changes);
    }
    if (date > today && field !== 'ScheduledMoveInDate') {
      return { field, message: `${TRACKER_LABELS[field]}: only the scheduled move-in may lie in the future.` };
    }
  }
  if (after.hasPropertyName && after.DateAppliedForUnit === null) {
    return missing('DateAppliedForUnit', 'PropertyName', changes);
  }
  return undefined;
}

function missing(before: TrackerDate, field: TrackerField, changes: TrackerChanges): TrackerFault {
  if (changes[before] === null) {
    return {
      field: before,
      message: `${TRACKER_LABELS[before]}: cannot be cleared while “${TRACKER_LABELS[field]}” is filled.`,
    };
  }
  return { field, message: `${TRACKER_LABELS[field]}: fill “${TRACKER_LABELS[before]}” first.` };
}

function backwards(before: TrackerDate, field: TrackerDate, changes: TrackerChanges): TrackerFault {
  if (changes[field] === undefined && changes[before] !== undefined) {
    return {
      field: before,
      message: `${TRACKER_LABELS[before]}: cannot be later than “${TRACKER_LABELS[field]}”.`,
    };
  }
  return { field, message: `${TRACKER_LABELS[field]}: cannot be earlier than “${TRACKER_LABELS[before]}”.` };
}

/** Changed dates before the enrollment's EntryDate: allowed, for eligibility is often verified before entry, and said. */
export function trackerWarnings(changes: TrackerChanges, entryDate: CalendarDate): TrackerFault[] {
  return TRACKER_DATES.flatMap((field) => {
    const date = changes[field];
    if (date === undefined || date === null || date >= entryDate) return [];
    return [{ field, message: `${TRACKER_LABELS[field]}: is before the enrollment’s start on ${entryDate}.` }];
  });
}
