import { type CalendarDate, calendarDate, earlier, later } from '../../shared/dates.ts';
import type { Enrollment } from '../hmis/records.ts';

/** The last day of a segment with an open stay: no report's range lies after it. */
export const OPEN_ENDED = calendarDate('9999-12-31');

/** Enrollments a segment aims at: packed, some 100 to 250 KB, well inside an item. */
export const SEGMENT_ROWS = 2_000;

/** Enrollments stored together: whole households, none of whose stays and dated records lies after `lastDay` or before `firstDay`. */
export interface CutSegment {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly enrollments: readonly Enrollment[];
}

interface StoredHousehold {
  readonly id: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly members: readonly Enrollment[];
}

/**
 * Cuts a project's enrollments into segments: a household is never cut in two, households with an open stay never share a
 * segment with closed ones, and closed ones are cut by the year of their last day, so that a report on recent dates reads
 * only what can matter. A record dated after the exit counts, too: it is what a list of late entries looks for. The same enrollments give the same segments, whatever their order, oldest last day first.
 */
export function cutSegments(enrollments: readonly Enrollment[], rowsAimedAt: number = SEGMENT_ROWS): CutSegment[] {
  const segments: CutSegment[] = [];
  let open: StoredHousehold[] = [];
  let rows = 0;
  const close = () => {
    const [first] = open;
    if (!first) return;
    segments.push({
      firstDay: open.reduce((day, h) => earlier(day, h.firstDay), first.firstDay),
      lastDay: open.reduce((day, h) => later(day, h.lastDay), first.lastDay),
      enrollments: open.flatMap((h) => h.members),
    });
    open = [];
    rows = 0;
  };
  for (const household of storedHouseholds(enrollments)) {
    const sameYear = open[0]?.lastDay.slice(0, 4) === household.lastDay.slice(0, 4);
    if (!sameYear || rows + household.members.length > rowsAimedAt) close();
    open.push(household);
    rows += household.members.length;
  }
  close();
  return segments;
}

function storedHouseholds(enrollments: readonly Enrollment[]): StoredHousehold[] {
  return [...Map.groupBy(enrollments, (e) => e.HouseholdID as string)]
    .map(([id, members]) => ({
      id,
      firstDay: members.flatMap(datesOf).reduce(earlier),
      lastDay: members.some((e) => e.ExitDate === null) ? OPEN_ENDED : members.flatMap(datesOf).reduce(later),
      members: members.toSorted(byEnrollmentId),
    }))
    .sort((a, b) => (a.lastDay === b.lastDay ? compareText(a.id, b.id) : compareText(a.lastDay, b.lastDay)));
}

/** The days that a report can find an enrollment by; of the lists, which are in order, the first and the last. */
function datesOf({ EntryDate, ExitDate, AnnualIncomes, Activities }: Enrollment): CalendarDate[] {
  const ends = [
    AnnualIncomes.at(0)?.InformationDate,
    AnnualIncomes.at(-1)?.InformationDate,
    Activities.at(0)?.date,
    Activities.at(-1)?.date,
  ];
  return [EntryDate, ...(ExitDate === null ? [] : [ExitDate]), ...ends.flatMap((day) => day ?? [])];
}

/** By code units: the same on every machine and in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byEnrollmentId(a: Enrollment, b: Enrollment): number {
  return compareText(a.EnrollmentID, b.EnrollmentID);
}
