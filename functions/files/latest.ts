import { type CalendarDate, type DateRange, dayNumber, fromDayNumber } from '../../shared/dates.ts';
import type { EnrollmentId, PersonalId } from '../../shared/ids.ts';
import { compareStays, type DatedStay } from '../hmis/latest-stay.ts';
import type { Enrollment, Project, Stay } from '../hmis/records.ts';
import type { ProjectStays } from '../snapshot/reader.ts';

type Universe = (stay: Stay, project: Project, range: DateRange) => boolean;

/** Tells whether a stay is its person's latest of those that compete. */
export type IsLatest = (stay: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>) => boolean;

/**
 * Each person's latest stay by each universe, in one reading of the stays. It is all that grows with the persons of a
 * file, so it is kept small: of a person the two ids and the days as numbers, no records.
 */
export async function latestIn<Name extends string>(
  read: AsyncIterable<ProjectStays>,
  universes: Readonly<Record<Name, Universe>>,
  range: DateRange,
): Promise<Readonly<Record<Name, IsLatest>>> {
  const numbers = new Map<PersonalId, number>();
  const names = Object.keys(universes) as Name[];
  const latest = names.map((name) => ({ name, stays: keptStays() }));
  for await (const { project, stays } of read) {
    for (const stay of stays) {
      for (const { name, stays: kept } of latest) {
        if (!universes[name](stay, project, range)) continue;
        const n = numbers.get(stay.PersonalID) ?? numbers.size;
        numbers.set(stay.PersonalID, n);
        kept.offer(n, stay);
      }
    }
  }
  const asked = latest.map(({ name, stays }): [Name, IsLatest] => [
    name,
    ({ PersonalID, EnrollmentID }) => {
      const n = numbers.get(PersonalID);
      return n !== undefined && stays.idOf(n) === EnrollmentID;
    },
  ]);
  return Object.fromEntries(asked) as Record<Name, IsLatest>;
}

/** Stands for the day of an exit that has not come. */
const OPEN = -1;

/** The latest stay of each person, by the person's number. */
function keptStays() {
  const ids: (EnrollmentId | undefined)[] = [];
  const entries: number[] = [];
  const exits: number[] = [];
  const exitOf = (n: number): CalendarDate | null => {
    const day = exits[n] ?? OPEN;
    return day === OPEN ? null : fromDayNumber(day);
  };
  return {
    idOf: (n: number) => ids[n],
    offer(n: number, stay: DatedStay): void {
      const { PersonalID, EnrollmentID, EntryDate, ExitDate } = stay;
      const known = ids[n];
      if (known !== undefined) {
        const before = {
          PersonalID,
          EnrollmentID: known,
          EntryDate: fromDayNumber(entries[n] ?? 0),
          ExitDate: exitOf(n),
        };
        if (compareStays(before, stay) > 0) return;
      }
      // Without holes, which would make the lists slow and large.
      while (ids.length <= n) {
        ids.push(undefined);
        entries.push(0);
        exits.push(OPEN);
      }
      ids[n] = EnrollmentID;
      entries[n] = dayNumber(EntryDate);
      exits[n] = ExitDate === null ? OPEN : dayNumber(ExitDate);
    },
  };
}
