import { type CalendarDate, calendarDate, type DateRange } from '../../../shared/dates.ts';
import { activeByEntryExit, isEntryIn, isOpenOn } from '../active.ts';
import { type Household, isHead } from '../household.ts';
import { moveInDate } from '../move-in.ts';
import { keepsMoveInDate } from '../project-types.ts';
import type { Enrollment, Project } from '../records.ts';

/** Checks that HUD's data quality tables don't have and data quality officers make: a finding is ours, not HUD's. */

/**
 * Whether a stay is looked at when every stay is: active in the range by entry and exit dates, or begun in it with an exit
 * before the start, which no method calls active and somebody has to find.
 */
export function isToBeChecked(enrollment: Pick<Enrollment, 'EntryDate' | 'ExitDate'>, range: DateRange): boolean {
  const { EntryDate, ExitDate } = enrollment;
  const isReversed = ExitDate !== null && ExitDate < EntryDate;
  return activeByEntryExit(enrollment, range).active || (isReversed && isEntryIn(enrollment, range));
}

export interface OpenMember {
  /** The day on which the household's last head left; null while a head is there. */
  readonly headLeft: CalendarDate | null;
}

/**
 * A member, no head, who is open on a day, in a household that has had a head by then; null for any other stay. Whoever
 * is left when the head goes exits too, or one of them becomes the head [data standards, 3.15].
 */
export function openMember(enrollment: Enrollment, household: Household, day: CalendarDate): OpenMember | null {
  const heads = household.heads.filter(({ EntryDate }) => EntryDate <= day);
  if (isHead(enrollment) || heads.length === 0 || !isOpenOn(enrollment, day)) return null;
  if (heads.some((head) => isOpenOn(head, day))) return { headLeft: null };
  const exits = heads.flatMap(({ ExitDate }) => (ExitDate === null ? [] : [ExitDate])).toSorted();
  return { headLeft: exits.at(-1) ?? null };
}

export interface OwnMoveIn {
  readonly date: CalendarDate;
  readonly is: 'inStay' | 'beforeEntry' | 'afterExit';
}

/** After every date that is entered: what lies in the future of the run is no flaw by that. */
const END_OF_TIME = calendarDate('9999-12-31');

/**
 * A move-in date that counts, a head's or, in a household without one, any member's, and whether it lies in its stay; null
 * where there is none, or where the project keeps none. Other members' dates are copies of the head's and do no harm.
 */
export function ownMoveIn(
  enrollment: Enrollment,
  household: Household,
  project: Pick<Project, 'ProjectType' | 'Funders'>,
): OwnMoveIn | null {
  const { MoveInDate: date, EntryDate } = enrollment;
  const counts = isHead(enrollment) || household.heads.length === 0;
  if (date === null || !counts || !keepsMoveInDate(project)) return null;
  const isUnusable = moveInDate(enrollment, household, project, END_OF_TIME).unusable !== null;
  return { date, is: isUnusable ? (date < EntryDate ? 'beforeEntry' : 'afterExit') : 'inStay' };
}
