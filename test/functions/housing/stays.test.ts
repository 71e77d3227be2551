import { afterAll, beforeAll, expect, it } from 'vitest';
import { scopeFor } from '../../../functions/access/scope.ts';
import { findStays } from '../../../functions/housing/stays.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import { loadSnapshot } from '../../../functions/snapshot/stored.ts';
import type { EnrollmentId, SnapshotId } from '../../../shared/ids.ts';
import { exportZip } from '../../export.ts';
import { principalOf, profileOf } from '../access/people.ts';
import { type TestStore, testStore } from '../importer/store.ts';

/** The export is of 31 January 2026. */
let store: TestStore;
beforeAll(async () => {
  store = await testStore();
  const stay = (EnrollmentID: string, ProjectID = 'PR1') => ({ EnrollmentID, ProjectID, EntryDate: '2023-01-10' });
  await store.import(
    exportZip({
      Project: [{ ProjectID: 'PR1' }, { ProjectID: 'PR2' }],
      Enrollment: ['OPEN', 'LEFT', 'LONG-GONE'].map((id) => stay(id)).concat(stay('ELSEWHERE', 'PR2')),
      Exit: [
        { EnrollmentID: 'LEFT', ExitDate: '2025-12-30' },
        { EnrollmentID: 'LONG-GONE', ExitDate: '2024-06-01' },
      ],
    }),
  );
});
afterAll(() => store.close());

async function found(hints: readonly string[], ...ids: string[]) {
  const { dynamo } = store;
  const { keys, deployment } = store.importer.writer;
  const snapshot = await loadSnapshot(dynamo, (await readCurrent(dynamo)).id as SnapshotId);
  const scope = scopeFor({
    principal: await principalOf(),
    profile: profileOf({ organizations: 'all' }),
    projects: snapshot.catalog.projects,
    asked: { projects: [], organizations: [] },
    hidePii: true,
  });
  const wanted = ids.map((id) => ({ enrollmentId: id as EnrollmentId, hints }));
  return [...(await findStays({ dynamo, keys, deployment }, scope, snapshot, wanted)).keys()].sort();
}

it('finds who is enrolled, and who left within the year that the housing status lists', async () => {
  expect(await found([], 'OPEN', 'LEFT', 'LONG-GONE', 'ELSEWHERE', 'NOBODY')).toEqual(['ELSEWHERE', 'LEFT', 'OPEN']);
});

it('finds who left long ago in the project that is named', async () => {
  expect(await found(['PR1'], 'LONG-GONE')).toEqual(['LONG-GONE']);
  expect(await found(['PR2'], 'LONG-GONE')).toEqual([]);
});
