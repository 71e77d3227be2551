import { type CalendarDate, type DateRange, daysBetween } from '../../shared/dates.ts';
import { type ExitDates, NO_EXIT_DATES } from '../../shared/entry-timing/exit-dates.ts';
import type { RecordType } from '../../shared/entry-timing/record-types.ts';
import type { UserId } from '../../shared/ids.ts';
import type { ActivityKind, Enrollment } from './records.ts';

/** A record whose entry can be timed: an event, the day it was entered, and by whom. */
export interface TimedRecord {
  readonly type: RecordType;
  readonly EventDate: CalendarDate;
  readonly DateCreated: CalendarDate | null;
  /** Of the record's own file: who entered or last edited it. */
  readonly UserID: UserId | null;
  /** Calendar days from event to entry, negative where it was entered before; null without a DateCreated. */
  readonly days: number | null;
}

/**
 * The records of an enrollment with their event in the range, both ends included: the start by EntryDate, the exit by
 * ExitDate [glossary, Data Quality Q6]; an annual assessment by the InformationDate of its stage 5 income record, contacts
 * and bed nights by their day. Only the types asked for; contacts and bed nights must have been read.
 */
export function timedRecords(enrollment: Enrollment, range: DateRange, types: readonly RecordType[]): TimedRecord[] {
  return types
    .flatMap((type) => recordsOf(enrollment, type))
    .filter(({ EventDate }) => EventDate >= range.from && EventDate <= range.to)
    .map((record) => ({ ...record, days: daysToEnter(record.EventDate, record.DateCreated) }));
}

/** Calendar days between two dates; the time of day never enters. */
export function daysToEnter(event: CalendarDate, created: CalendarDate | null): number | null {
  return created === null ? null : daysBetween(event, created);
}

/** What one enrollment's exit says of whether the export carries the days on which exits were entered. */
export function exitDatesOf(enrollment: Pick<Enrollment, 'DateCreated' | 'ExitDate' | 'ExitDateCreated'>): ExitDates {
  const { DateCreated, ExitDate, ExitDateCreated } = enrollment;
  if (ExitDate === null || ExitDateCreated === null) return NO_EXIT_DATES;
  return {
    dated: 1,
    asEnrollment: Number(ExitDateCreated === DateCreated),
    beforeExit: Number(ExitDateCreated < ExitDate),
  };
}

type Undated = Omit<TimedRecord, 'days'>;

function recordsOf(e: Enrollment, type: RecordType): Undated[] {
  switch (type) {
    case 'starts':
      return [{ type, EventDate: e.EntryDate, DateCreated: e.DateCreated, UserID: e.UserID }];
    case 'exits':
      if (e.ExitDate === null) return [];
      return [{ type, EventDate: e.ExitDate, DateCreated: e.ExitDateCreated, UserID: e.ExitUserID }];
    case 'annualAssessments':
      return e.AnnualIncomes.map(({ InformationDate, DateCreated, UserID }) => ({
        type,
        EventDate: InformationDate,
        DateCreated,
        UserID,
      }));
    case 'currentLivingSituations':
      return activities(e, type, 'contact');
    case 'bedNights':
      return activities(e, type, 'bedNight');
  }
}

function activities({ Activities }: Enrollment, type: RecordType, of: ActivityKind): Undated[] {
  return Activities.filter(({ kind }) => kind === of).map(({ date, DateCreated, UserID }) => ({
    type,
    EventDate: date,
    DateCreated,
    UserID,
  }));
}
