import {
  addDays,
  addYears,
  anniversariesUpTo,
  type CalendarDate,
  calendarDate,
  daysBetween,
} from '../../shared/dates.ts';
import type { AnnualIncome, Enrollment } from './records.ts';

/**
 * Annual assessments. One is due on each anniversary of the household's start, the earliest EntryDate of anyone in it; it
 * is done by a stage 5 income record of the enrollment dated in the anniversary's window. No move-in, bed night or other
 * record plays a part. [glossary, Annual Assessment; data standards, Project Annual Assessment]
 */

/** Days before and after an anniversary that its window includes. */
export const WINDOW_DAYS = 30;
/** Days from an anniversary within which an assessment outside the window is taken for this one, misdated. */
export const MISDATED_DAYS = 180;
/** Nobody entered a project before HUD's earliest birth date: such an EntryDate is a slip of the keyboard. */
const EARLIEST_ENTRY = calendarDate('1915-01-01');

/** Both ends included. */
export interface AnnualWindow {
  readonly opens: CalendarDate;
  readonly closes: CalendarDate;
}

export function annualWindow(anniversary: CalendarDate): AnnualWindow {
  return { opens: addDays(anniversary, -WINDOW_DAYS), closes: addDays(anniversary, WINDOW_DAYS) };
}

/**
 * The anniversaries of a household's start up to and including a date, oldest first: same month and day, 29 February on
 * 28 February in other years.
 */
export function anniversaries(householdStart: CalendarDate, upTo: CalendarDate): CalendarDate[] {
  const years = Math.max(0, anniversariesUpTo(householdStart, upTo));
  return Array.from({ length: years }, (_, i) => addYears(householdStart, i + 1));
}

export type AnnualStatus =
  | 'DataIssue'
  | 'NotRequired'
  | 'Completed'
  | 'Due'
  | 'OutsideWindow'
  | 'Overdue'
  | 'Upcoming'
  | 'FirstYear'
  | 'NotDue';

/** What there is of annual assessments around one anniversary, up to a day. */
export interface AnnualRecords {
  /** The latest annual assessment in the window. */
  readonly record: AnnualIncome | null;
  /** Where there is none in the window: the one nearest to the anniversary, within 180 days; of two, the later. */
  readonly outside: AnnualIncome | null;
  /** Stage 5 in the window in other files alone: somebody began the annual assessment and left income out. */
  readonly incomplete: boolean;
}

/** One anniversary of one person as it stands on the due date. */
export interface AnnualAssessment extends AnnualRecords {
  readonly status: AnnualStatus;
  /** null where the household's start cannot be a date of entry. */
  readonly anniversary: CalendarDate | null;
  readonly opens: CalendarDate | null;
  readonly closes: CalendarDate | null;
}

type StageFive = Pick<Enrollment, 'AnnualIncomes' | 'OtherAnnualDates'>;

export interface WorklistMember extends StageFive, Pick<Enrollment, 'EntryDate' | 'ExitDate'> {
  readonly householdStart: CalendarDate;
  /** Whether the export has any income record for the project: without, nothing can be called overdue. */
  readonly exportHasIncome: boolean;
}

/**
 * The work list's rows of one enrollment on `dueDate`, oldest anniversary first; none unless it is open on that day.
 * Records dated after `dueDate` do not exist. FirstYear is the household's, as the anniversary is.
 *
 * Every anniversary since the household's start whose window has opened has a row, with the first status that matches of
 * DataIssue, NotRequired (entered after it; on the day itself is required), Completed, Due, OutsideWindow and Overdue.
 * The next anniversary has a row, too, where its window opens within `upcomingDays` (Upcoming) or where none so far was
 * required of this person: FirstYear while the household is in its first year, NotDue after it.
 */
export function annualStatuses(
  member: WorklistMember,
  dueDate: CalendarDate,
  upcomingDays: number,
): AnnualAssessment[] {
  const { householdStart, EntryDate, ExitDate } = member;
  if (EntryDate > dueDate || (ExitDate !== null && ExitDate <= dueDate)) return [];
  if (householdStart < EARLIEST_ENTRY) {
    return [{ status: 'DataIssue', anniversary: null, opens: null, closes: null, ...NO_RECORDS }];
  }
  // The window of an anniversary up to 30 days ahead has opened.
  const opened = anniversaries(householdStart, addDays(dueDate, WINDOW_DAYS));
  const rows = opened.map((anniversary) => openedStatus(member, anniversary, dueDate));
  const next = addYears(householdStart, opened.length + 1);
  const isUpcoming = daysBetween(dueDate, annualWindow(next).opens) <= upcomingDays;
  if (!isUpcoming && rows.some(({ status }) => status !== 'NotRequired')) return rows;
  const status = isUpcoming ? 'Upcoming' : anniversariesUpTo(householdStart, dueDate) < 1 ? 'FirstYear' : 'NotDue';
  return [...rows, { status, anniversary: next, ...annualWindow(next), ...annualRecords(member, next, dueDate) }];
}

function openedStatus(member: WorklistMember, anniversary: CalendarDate, dueDate: CalendarDate): AnnualAssessment {
  const window = annualWindow(anniversary);
  const records = annualRecords(member, anniversary, dueDate);
  return { status: statusOf(), anniversary, ...window, ...records };

  function statusOf(): AnnualStatus {
    if (!member.exportHasIncome) return 'DataIssue';
    if (member.EntryDate > anniversary) return 'NotRequired';
    if (records.record !== null) return 'Completed';
    if (dueDate <= window.closes) return 'Due';
    return records.outside === null ? 'Overdue' : 'OutsideWindow';
  }
}

const NO_RECORDS: AnnualRecords = { record: null, outside: null, incomplete: false };

/** The stage 5 records that count for or against an anniversary; those dated after `lastDay` do not exist. */
export function annualRecords(
  { AnnualIncomes, OtherAnnualDates }: StageFive,
  anniversary: CalendarDate,
  lastDay: CalendarDate,
): AnnualRecords {
  const away = (date: CalendarDate) => Math.abs(daysBetween(anniversary, date));
  const isInWindow = (date: CalendarDate) => date <= lastDay && away(date) <= WINDOW_DAYS;
  const record = AnnualIncomes.findLast(({ InformationDate }) => isInWindow(InformationDate));
  if (record) return { record, outside: null, incomplete: false };
  const outside = AnnualIncomes.filter(
    ({ InformationDate: date }) => date <= lastDay && away(date) <= MISDATED_DAYS,
  ).reduce<AnnualIncome | null>((a, b) => (a && away(a.InformationDate) < away(b.InformationDate) ? a : b), null);
  return { record: null, outside, incomplete: OtherAnnualDates.some(isInWindow) };
}

const WORST_FIRST: readonly AnnualStatus[] = [
  'DataIssue',
  'Overdue',
  'OutsideWindow',
  'Due',
  'Completed',
  'Upcoming',
  'FirstYear',
  'NotDue',
];

/**
 * The worst of a person's anniversaries, for one cell; null for somebody without rows, that is not in the project on the
 * day. NotRequired says nothing: somebody of whom no anniversary was required has a row for the next one.
 */
export function worstAnnualStatus(rows: readonly AnnualAssessment[]): AnnualStatus | null {
  return WORST_FIRST.find((status) => rows.some((row) => row.status === status)) ?? null;
}

/** A stayer's annual assessment as the APR has it. */
export type AprAnnual =
  | { readonly status: 'NotRequired'; readonly anniversary: CalendarDate | null; readonly record: null }
  | { readonly status: 'Completed'; readonly anniversary: CalendarDate; readonly record: AnnualIncome }
  | { readonly status: 'Missing'; readonly anniversary: CalendarDate; readonly record: null };

/**
 * The one relevant anniversary of a stayer on the last day of a report, and the record that counts for it: the latest
 * from 30 days before it to 30 days after it, or to the report's end if that is earlier. Nothing is required of a
 * household in its first year (anniversary null) or of a member who entered after the anniversary. Whether someone is a
 * stayer, adult or head is the caller's matter. [glossary, Annual Assessment 1 to 10]
 */
export function aprAnnual(member: Omit<WorklistMember, 'ExitDate' | 'exportHasIncome'>, to: CalendarDate): AprAnnual {
  const years = anniversariesUpTo(member.householdStart, to);
  if (years < 1) return { status: 'NotRequired', anniversary: null, record: null };
  const anniversary = addYears(member.householdStart, years);
  if (member.EntryDate > anniversary) return { status: 'NotRequired', anniversary, record: null };
  const { record } = annualRecords(member, anniversary, to);
  return record ? { status: 'Completed', anniversary, record } : { status: 'Missing', anniversary, record: null };
}

/**
 * "In the project 365 days or more" on a report's last day, by start and exit dates: days, where the annual assessment
 * goes by whole years. From 2021-10-01 to 2022-09-30 are 365 days and 0 years. [glossary, Data Quality Q1 row 17]
 */
export function stayed365Days(householdStart: CalendarDate, to: CalendarDate): boolean {
  return daysBetween(householdStart, addDays(to, 1)) >= 365;
}
