import { type CalendarDate, calendarDate, type DateRange, later, wholeYears } from '../../shared/dates.ts';
import type { Enrollment } from './records.ts';

/** A birth date before it is taken for a system's default [glossary, Data Quality Q2, Date of Birth]. */
export const EARLIEST_DOB = calendarDate('1915-01-01');

export const ADULT_AGE = 18;

/** RelationshipToHoH of those who can be born into a household: not the head, not the partner, not an unknown one. */
const CAN_BE_NEWBORN: readonly (number | null)[] = [2, 4, 5];

/**
 * Age in whole years on a date, whatever the quality code of the birth date; null (unknown) where it is blank, before
 * 1915-01-01 or later than the date [glossary, Age].
 */
export function ageOn(DOB: CalendarDate | null, date: CalendarDate): number | null {
  return DOB === null || DOB < EARLIEST_DOB || DOB > date ? null : wholeYears(DOB, date);
}

/**
 * Age for a report's range: on the later of EntryDate and the range's first day [glossary, Age]. A child of the household
 * born after that day and by the range's last is 0; anyone else with a birth date after it is of unknown age.
 */
export function ageForRange(
  enrollment: Pick<Enrollment, 'DOB' | 'EntryDate' | 'RelationshipToHoH'>,
  range: DateRange,
): number | null {
  const { DOB } = enrollment;
  const date = later(enrollment.EntryDate, range.from);
  const bornLater = DOB !== null && DOB > date && DOB <= range.to;
  return bornLater && CAN_BE_NEWBORN.includes(enrollment.RelationshipToHoH) ? 0 : ageOn(DOB, date);
}

export function isAdult(age: number | null): boolean {
  return age !== null && age >= ADULT_AGE;
}

/** Known to be under 18. */
export function isChild(age: number | null): boolean {
  return age !== null && age < ADULT_AGE;
}
