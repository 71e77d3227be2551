import type { DateRange } from '../../shared/dates.ts';
import type { EnrollmentId, PersonalId } from '../../shared/ids.ts';
import { compareStays, type DatedStay } from '../hmis/latest-stay.ts';
import type { Enrollment, Project, Stay } from '../hmis/records.ts';
import type { ProjectStays } from '../snapshot/reader.ts';

type Universe = (stay: Stay, project: Project, range: DateRange) => boolean;

/** Tells whether a stay is its person's latest of those that compete. */
export type IsLatest = (stay: Pick<Enrollment, 'EnrollmentID' | 'PersonalID'>) => boolean;

/**
 * Each person's latest stay by each universe, in one reading of the stays. What stays in memory is one small record a
 * person, and of that only the two ids once the reading is over: neither bed nights nor other stays.
 */
export async function latestIn<Name extends string>(
  read: AsyncIterable<ProjectStays>,
  universes: Readonly<Record<Name, Universe>>,
  range: DateRange,
): Promise<Readonly<Record<Name, IsLatest>>> {
  const names = Object.keys(universes) as Name[];
  const latest = new Map(names.map((name) => [name, new Map<PersonalId, DatedStay>()]));
  for await (const { project, stays } of read) {
    for (const stay of stays) {
      let dated: DatedStay | undefined;
      for (const [name, persons] of latest) {
        if (!universes[name](stay, project, range)) continue;
        const known = persons.get(stay.PersonalID);
        if (known && compareStays(known, stay) > 0) continue;
        const { EnrollmentID, PersonalID, EntryDate, ExitDate } = stay;
        dated ??= { EnrollmentID, PersonalID, EntryDate, ExitDate };
        persons.set(PersonalID, dated);
      }
    }
  }
  const asked = names.map((name) => {
    const ids = new Map<PersonalId, EnrollmentId>();
    for (const [person, { EnrollmentID }] of latest.get(name) ?? []) ids.set(person, EnrollmentID);
    latest.delete(name);
    const isLatest: IsLatest = ({ PersonalID, EnrollmentID }) => ids.get(PersonalID) === EnrollmentID;
    return [name, isLatest] as const;
  });
  return Object.fromEntries(asked) as Record<Name, IsLatest>;
}
