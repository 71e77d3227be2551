import { describe, expect, it } from 'vitest';
import { latestIn } from '../../../functions/files/latest.ts';
import type { Stay } from '../../../functions/hmis/records.ts';
import type { ProjectStays } from '../../../functions/snapshot/reader.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { type EnrollmentFields, enrollment, project } from '../hmis/enrollment.ts';

const RANGE = { from: calendarDate('2025-01-01'), to: calendarDate('2025-12-31') };
const one = (fields: EnrollmentFields): Stay => enrollment({ PersonalID: 'P1', ...fields });

/** The EnrollmentIDs that are the latest, of stays that come in parts. */
async function latestOf(parts: readonly (readonly Stay[])[], universe = (_: Stay) => true): Promise<string[]> {
  async function* read(): AsyncGenerator<ProjectStays> {
    for (const stays of parts) yield { project: project({}), stays };
  }
  const { asked } = await latestIn(read(), { asked: universe }, RANGE);
  return parts
    .flat()
    .filter(asked)
    .map((stay) => stay.EnrollmentID);
}

const EARLY = one({ EnrollmentID: 'E1', EntryDate: '2025-01-01', ExitDate: '2025-02-01' });

describe('the latest stay of a person, over parts of the data', () => {
  it.each<[string, Stay]>([
    ['was entered a day later', one({ EnrollmentID: 'E2', EntryDate: '2025-01-02', ExitDate: '2025-01-05' })],
    ['is open', one({ EnrollmentID: 'E2', EntryDate: '2025-01-01', ExitDate: null })],
    ['ended a day later', one({ EnrollmentID: 'E2', EntryDate: '2025-01-01', ExitDate: '2025-02-02' })],
    ['is the same but for a higher id', one({ EnrollmentID: 'E2', EntryDate: '2025-01-01', ExitDate: '2025-02-01' })],
  ])('is the one that %s, whichever comes first', async (_, later) => {
    expect(await latestOf([[EARLY], [later]])).toEqual(['E2']);
    expect(await latestOf([[later], [EARLY]])).toEqual(['E2']);
    expect(await latestOf([[later, EARLY]])).toEqual(['E2']);
  });

  it('is none of the stays that do not compete', async () => {
    const later = one({ EnrollmentID: 'E2', EntryDate: '2025-06-01' });
    expect(await latestOf([[EARLY, later]], (stay) => stay.EnrollmentID !== 'E2')).toEqual(['E1']);
    expect(await latestOf([[EARLY, later]], () => false)).toEqual([]);
  });

  it('is each person’s own', async () => {
    const other = enrollment({ EnrollmentID: 'E3', PersonalID: 'P2' });
    expect(await latestOf([[EARLY, other]])).toEqual(['E1', 'E3']);
  });

  it('can differ between two universes', async () => {
    const later = one({ EnrollmentID: 'E2', EntryDate: '2025-06-01' });
    async function* read(): AsyncGenerator<ProjectStays> {
      yield { project: project({}), stays: [enrollment({ EnrollmentID: 'E0', PersonalID: 'P0' }), later, EARLY] };
    }
    const universes = { all: () => true, early: (stay: Stay) => stay.EnrollmentID === 'E1' };
    const { all, early } = await latestIn(read(), universes, RANGE);
    expect([all(later), all(EARLY), early(later), early(EARLY)]).toEqual([true, false, false, true]);
  });
});
