import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { runImport } from '../../../functions/importer/import.ts';
import type { Importer } from '../../../functions/importer/importer.ts';
import { LEASE_MS } from '../../../functions/snapshot/current.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { changingExport } from './changing-export.ts';
import { failing } from './failing.ts';
import { readInMemory } from './reading.ts';
import { currentOf, HOUR_MS, orphansOf, restore, scan, type TableItem, type TestStore, testStore } from './store.ts';

/**
 * Four exports, a day and more apart. PR0 never changes; PR1 does with each, and in the last is again what it was in the
 * first, whose data the third import sweeps away.
 */
function exportOf(exportDate: string, moveIn: string, services = 0): Buffer {
  const rows = Array.from({ length: services }, () => ({ EnrollmentID: 'E1' }));
  return changingExport(exportDate, moveIn, rows);
}
const [FIRST, SECOND, THIRD, FOURTH] = [
  exportOf('2026-02-01', '2025-03-01'),
  exportOf('2026-02-02', '2025-03-02'),
  exportOf('2026-02-04', '2025-03-03', 3),
  exportOf('2026-02-05', '2025-03-01'),
];

let store: TestStore;
let before: TableItem[];
let old: Enrollment[];
let fresh: Enrollment[];
beforeAll(async () => {
  store = await testStore();
  await store.import(FIRST);
  store.time += HOUR_MS;
  await store.import(SECOND);
  store.time += 48 * HOUR_MS;
  before = await scan(store.dynamo);
  old = [...(await readInMemory(SECOND)).enrollments.values()];
  fresh = [...(await readInMemory(THIRD)).enrollments.values()];
});
afterAll(() => store.close());

function importerThat(dynamo: Dynamo): Importer {
  return { ...store.importer, writer: { ...store.importer.writer, dynamo } };
}

/** Imports the third export with its n-th write failing, and says whether there was one. */
async function failAt(n: number, forGood: boolean): Promise<boolean> {
  await restore(store.dynamo, before);
  const { dynamo, writes } = failing(store.dynamo, n, forGood);
  const id = await store.upload(THIRD);
  await runImport(importerThat(dynamo), id).catch((error: unknown) => {
    if (!(error instanceof Error)) throw error;
  });
  return writes() >= n;
}

async function readersSeeOneOfBoth(n: number): Promise<void> {
  const { enrollments } = await currentOf(store);
  expect([old, fresh], `killed at write ${n}`).toContainEqual(enrollments);
}

describe('an import that dies at any of its writes', () => {
  test('leaves the old data or the new data whole, and the next import sets all in order', async () => {
    const startedAt = store.time;
    const fourth = [...(await readInMemory(FOURTH)).enrollments.values()];
    let n = 1;
    for (; await failAt(n, true); n++) {
      await readersSeeOneOfBoth(n);
      store.time += LEASE_MS + 1;
      const { state, message } = await store.import(FOURTH);
      expect({ state, message }, `after a death at write ${n}`).toEqual({ state: 'done', message: undefined });
      expect((await currentOf(store)).enrollments, `after a death at write ${n}`).toEqual(fourth);
      expect(await orphansOf(store.dynamo), `after a death at write ${n}`).toEqual([]);
      store.time = startedAt;
    }
    expect(n).toBeGreaterThan(25);
  });

  test('leaves a lease that holds others off for a minute, and no longer', async () => {
    await failAt(6, true);
    expect((await store.import(THIRD)).message).toBe('Another import is running. Wait for it to end, then try again.');
    store.time += LEASE_MS + 1;
    expect((await store.import(THIRD)).state).toBe('done');
  });
});

test('an import of which one write fails gives its lease back, and can be tried again', async () => {
  for (let n = 1; await failAt(n, false); n += 5) {
    await readersSeeOneOfBoth(n);
    // Where it was the giving back itself that failed.
    store.time += LEASE_MS + 1;
    const { state, message } = await store.import(THIRD);
    expect({ state, message }, `after a failure of write ${n}`).toEqual({ state: 'done', message: undefined });
    expect((await currentOf(store)).enrollments).toEqual(fresh);
    expect(await orphansOf(store.dynamo), `after a failure of write ${n}`).toEqual([]);
  }
});
