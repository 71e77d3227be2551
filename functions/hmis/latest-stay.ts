import type { PersonalId } from '../../shared/ids.ts';
import { compareIds } from './id-order.ts';
import type { Enrollment } from './records.ts';

/** What decides which of a person's stays is the latest. */
export type DatedStay = Pick<Enrollment, 'EnrollmentID' | 'PersonalID' | 'EntryDate' | 'ExitDate'>;

/**
 * Orders stays, the latest last: by EntryDate, then an open one after any ExitDate, then by ExitDate, then by
 * EnrollmentID as `compareIds` has it. HUD says "latest project start date" and no more [APR, Report Programming Basics].
 */
export function compareStays(a: DatedStay, b: DatedStay): number {
  return compareDates(a.EntryDate, b.EntryDate) || compareExits(a, b) || compareIds(a.EnrollmentID, b.EnrollmentID);
}

/** The latest of one person's stays; null where there is none. */
export function latestStay<S extends DatedStay>(stays: readonly S[]): S | null {
  return stays.reduce<S | null>((latest, stay) => (latest && compareStays(latest, stay) > 0 ? latest : stay), null);
}

/** Each person's latest stay, over as many projects as the stays are from. */
export function latestStays<S extends DatedStay>(stays: Iterable<S>): Map<PersonalId, S> {
  const latest = new Map<PersonalId, S>();
  for (const stay of stays) {
    const known = latest.get(stay.PersonalID);
    if (!known || compareStays(known, stay) < 0) latest.set(stay.PersonalID, stay);
  }
  return latest;
}

function compareExits(a: DatedStay, b: DatedStay): number {
  if (a.ExitDate === null || b.ExitDate === null) return Number(a.ExitDate === null) - Number(b.ExitDate === null);
  return compareDates(a.ExitDate, b.ExitDate);
}

function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
