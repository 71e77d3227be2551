import type { CalendarDate } from '../../shared/dates.ts';
import { type Household, isHead } from './household.ts';
import { keepsMoveInDate } from './project-types.ts';
import type { Enrollment, Project } from './records.ts';

export interface MoveIn {
  /** When this member was housed; null where they were not, or the project keeps no move-in dates. */
  readonly date: CalendarDate | null;
  /** The date is the household's or the member's EntryDate, not their own MoveInDate. */
  readonly inherited: boolean;
  /** The member's own MoveInDate where it is no date: before entry, after exit or after `asOf`. */
  readonly unusable: CalendarDate | null;
}

const NONE: MoveIn = { date: null, inherited: false, unusable: null };

/**
 * A member's move-in date as it was known at the end of `asOf` [glossary, Handling Housing Move-In Dates]. The household
 * moved in on the earliest valid MoveInDate of any head, exited heads included. A member then present, the day of their
 * exit included, takes that date; one who joined later takes the own EntryDate. A member's own date counts only where the
 * household has no head. A date is valid from the day of entry to the day of exit and not after `asOf`.
 */
export function moveInDate(
  member: Enrollment,
  household: Household,
  project: Pick<Project, 'ProjectType' | 'Funders'>,
  asOf: CalendarDate,
): MoveIn {
  if (!keepsMoveInDate(project)) return NONE;
  const own = validMoveInDate(member, asOf);
  const ownCounts = isHead(member) || household.heads.length === 0;
  const date = household.heads.length === 0 ? own : inheritedDate(member, householdMoveIn(household, asOf), asOf);
  return {
    date,
    inherited: date !== null && !(ownCounts && own === date),
    unusable: own === null ? member.MoveInDate : null,
  };
}

function householdMoveIn(household: Household, asOf: CalendarDate): CalendarDate | null {
  return household.heads
    .map((head) => validMoveInDate(head, asOf))
    .reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

function inheritedDate(member: Enrollment, moveIn: CalendarDate | null, asOf: CalendarDate): CalendarDate | null {
  if (moveIn === null) return null;
  if (member.EntryDate > moveIn) return member.EntryDate <= asOf ? member.EntryDate : null;
  return member.ExitDate !== null && member.ExitDate < moveIn ? null : moveIn;
}

function validMoveInDate({ MoveInDate, EntryDate, ExitDate }: Enrollment, asOf: CalendarDate): CalendarDate | null {
  if (MoveInDate === null || MoveInDate < EntryDate || MoveInDate > asOf) return null;
  return ExitDate !== null && MoveInDate > ExitDate ? null : MoveInDate;
}
