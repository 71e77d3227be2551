import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Enrollment } from '../../../../functions/hmis/records.ts';
import type { Importer } from '../../../../functions/importer/importer.ts';
import { runShards } from '../../../../functions/importer/shards/steps.ts';
import { LEASE_MS } from '../../../../functions/snapshot/current.ts';
import { changingExport } from '../changing-export.ts';
import { failing } from '../failing.ts';
import { readInMemory } from '../reading.ts';
import { currentOf, orphansOf, restore, scan, type TableItem, type TestStore, testStore } from '../store.ts';

/** Two projects, in groups of their own; the second changes with each export. */
function exportOf(exportDate: string, moveIn: string): Buffer {
  return changingExport(exportDate, moveIn, [{ EnrollmentID: 'E0' }, { EnrollmentID: 'E1' }]);
}
const [FIRST, SECOND, THIRD] = [
  exportOf('2026-02-01', '2025-03-01'),
  exportOf('2026-02-02', '2025-03-02'),
  exportOf('2026-02-03', '2025-03-03'),
];
const planLimits = { oneFunction: 0, shard: 3_000 };

let store: TestStore;
let before: TableItem[];
const states: Enrollment[][] = [];
beforeAll(async () => {
  store = await testStore();
  await store.import(FIRST);
  before = await scan(store.dynamo);
  for (const zip of [FIRST, SECOND, THIRD]) states.push([...(await readInMemory(zip)).enrollments.values()]);
});
afterAll(() => store.close());

/** The importer as a process sees it that dies of its n-th write, to the tables or the file store. */
function dying(n: number): { importer: Importer; writes(): number } {
  const { writer, uploads } = store.importer;
  const tables = failing(writer.dynamo, n, true);
  let dead = false;
  let puts = 0;
  const { s3 } = uploads;
  const send = (command: Parameters<typeof s3.send>[0]) => {
    if (command instanceof PutObjectCommand) puts++;
    dead ||= puts + tables.writes() >= n;
    if (dead) throw new Error('The process is dead.');
    return s3.send(command);
  };
  const dyingS3 = new Proxy(s3, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
  return {
    importer: {
      ...store.importer,
      planLimits,
      writer: { ...writer, dynamo: tables.dynamo },
      uploads: { ...uploads, s3: dyingS3 },
    },
    writes: () => puts + tables.writes(),
  };
}

test('an import in shards that dies leaves the old data or the new data whole, and the next sets all in order', async () => {
  const startedAt = store.time;
  let n = 1;
  for (let died = true; died; n += 3) {
    await restore(store.dynamo, before);
    const { importer, writes } = dying(n);
    await runShards(importer, await store.upload(SECOND)).catch(() => undefined);
    died = writes() >= n;
    expect(states.slice(0, 2), `killed at write ${n}`).toContainEqual((await currentOf(store)).enrollments);
    store.time += LEASE_MS + 1;
    const next = await runShards({ ...store.importer, planLimits }, await store.upload(THIRD));
    expect({ state: next.state, message: next.message }, `after a death at write ${n}`).toEqual({ state: 'done' });
    expect((await currentOf(store)).enrollments).toEqual(states[2]);
    expect(await orphansOf(store.dynamo), `after a death at write ${n}`).toEqual([]);
    store.time = startedAt;
  }
  expect(n).toBeGreaterThan(40);
});
