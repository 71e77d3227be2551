import { type CalendarDate, type DateRange, daysBetween } from '../../../shared/dates.ts';
import type { UserId } from '../../../shared/ids.ts';
import { isEntryIn, isExitIn } from '../active.ts';
import type { Enrollment } from '../records.ts';

/** HUD's bands, in the order of rows 2 to 7: the most days that each holds. */
const BANDS = [
  { band: '< 0 days', upTo: -1 },
  { band: '0 days', upTo: 0 },
  { band: '1-3 days', upTo: 3 },
  { band: '4-6 days', upTo: 6 },
  { band: '7-10 days', upTo: 10 },
  { band: '11+ days', upTo: Number.POSITIVE_INFINITY },
] as const;

export type TimeForRecordEntry = (typeof BANDS)[number]['band'];

export const TIMES_FOR_RECORD_ENTRY: readonly TimeForRecordEntry[] = BANDS.map(({ band }) => band);

/** A project start or exit, and when it was entered. */
export interface TimedRecord {
  readonly is: 'start' | 'exit';
  readonly EventDate: CalendarDate;
  readonly DateCreated: CalendarDate | null;
  readonly UserID: UserId | null;
  /** Calendar days from the event to its entry, negative where it was entered before; null without a DateCreated. */
  readonly days: number | null;
  readonly band: TimeForRecordEntry | null;
}

/**
 * Q6e, Timeliness: the start of a stay that began in the range, timed to Enrollment.DateCreated, and the exit of a leaver,
 * timed to Exit.DateCreated. [APR, Q6e; glossary, Data Quality Q6]
 */
export function q6e(enrollment: Enrollment, range: DateRange): TimedRecord[] {
  const { EntryDate, DateCreated, UserID, ExitDate, ExitDateCreated, ExitUserID } = enrollment;
  return [
    ...(isEntryIn(enrollment, range) ? [timed('start', EntryDate, DateCreated, UserID)] : []),
    ...(ExitDate !== null && isExitIn(enrollment, range) ? [timed('exit', ExitDate, ExitDateCreated, ExitUserID)] : []),
  ];
}

function timed(
  is: TimedRecord['is'],
  EventDate: CalendarDate,
  DateCreated: CalendarDate | null,
  UserID: UserId | null,
): TimedRecord {
  const days = DateCreated === null ? null : daysBetween(EventDate, DateCreated);
  const band = days === null ? null : (BANDS.find(({ upTo }) => days <= upTo)?.band ?? null);
  return { is, EventDate, DateCreated, UserID, days, band };
}
