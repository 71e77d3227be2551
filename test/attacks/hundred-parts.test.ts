import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { exportZip } from '../export.ts';
import { currentOf, testStore } from '../functions/importer/store.ts';

it('an export that is imported can be read, also where a segment has over 100 parts', async () => {
  const store = await testStore();
  const n = 140;
  const zip = exportZip({
    Client: Array.from({ length: n }, (_, i) => ({
      PersonalID: `P${i}`,
      FirstName: randomBytes(300_000).toString('base64'),
    })),
    Enrollment: Array.from({ length: n }, (_, i) => ({
      EnrollmentID: `E${i}`,
      PersonalID: `P${i}`,
      HouseholdID: `H${i}`,
    })),
  });
  const { state, message } = await store.import(zip);
  expect({ state, message }).toEqual({ state: 'done', message: undefined });
  expect((await currentOf(store)).enrollments).toHaveLength(n);
  await store.close();
});
