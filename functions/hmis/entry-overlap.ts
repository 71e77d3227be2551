import type { EnrollmentId } from '../../shared/ids.ts';
import type { Enrollment } from './records.ts';

/**
 * Which of a person's stays in one project began while an earlier one was not over: EntryDate before the ExitDate of a
 * stay with an earlier EntryDate. Entry on the day of the other's exit is none. Two stays of the same EntryDate don't
 * overlap in HUD's sense, as neither is earlier.
 *
 * HUD's formula compares with an ExitDate and says nothing of an earlier stay without one; its purpose, "overlapping
 * project stays by the same client", decides: an open stay is not over. [glossary, Data Quality Q3, column D row 3]
 */
export function entryOverlaps(
  stays: readonly Pick<Enrollment, 'EnrollmentID' | 'EntryDate' | 'ExitDate'>[],
): Set<EnrollmentId> {
  const atFault = new Set<EnrollmentId>();
  // The furthest end of the stays that began on an earlier day, and of those that began on this one.
  let [earlierEnd, sameDayEnd, day] = ['', '', ''];
  for (const { EnrollmentID, EntryDate, ExitDate } of stays.toSorted((a, b) => (a.EntryDate < b.EntryDate ? -1 : 1))) {
    if (EntryDate !== day) [earlierEnd, sameDayEnd, day] = [furthest(earlierEnd, sameDayEnd), '', EntryDate];
    if (EntryDate < earlierEnd) atFault.add(EnrollmentID);
    sameDayEnd = furthest(sameDayEnd, ExitDate ?? NEVER);
  }
  return atFault;
}

/** Later than every date, as text. */
const NEVER = 'never';

function furthest(a: string, b: string): string {
  return a > b ? a : b;
}
