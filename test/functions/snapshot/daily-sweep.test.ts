import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { moveCurrent, readCurrent, releaseLease, takeLease } from '../../../functions/snapshot/current.ts';
import { dailySweep } from '../../../functions/snapshot/daily-sweep.ts';
import { listSnapshots } from '../../../functions/snapshot/stored.ts';
import type { VersionWriter } from '../../../functions/snapshot/version.ts';
import { startDynamo } from '../../dynamodb.ts';
import { enrollment } from '../hmis/enrollment.ts';
import { restore } from '../importer/store.ts';
import { snapshotIdOf, storeSnapshot, writerTo } from './writer.ts';

let writer: VersionWriter;
let close: () => Promise<void>;
beforeAll(async () => {
  const { db, close: end } = await startDynamo();
  close = end;
  writer = await writerTo(db);
});
afterAll(() => close());

const NOW = new Date('2026-01-05T12:00:00Z');
const DAY_MS = 86_400_000;

/** Three snapshots, each current for a day; the first was replaced two days ago. */
beforeEach(async () => {
  await restore(writer.dynamo, []);
  await takeLease(writer.dynamo, 'import', NOW.getTime());
  for (const n of [1, 2, 3]) {
    const at = new Date(NOW.getTime() - (4 - n) * DAY_MS).toISOString();
    await storeSnapshot(writer, n, { PR1: [enrollment({ EnrollmentID: `E${n}` })] }, at);
    await moveCurrent(writer.dynamo, 'import', snapshotIdOf(n), at);
  }
});

const kept = async () => (await listSnapshots(writer.dynamo)).map(({ facts }) => facts.id).sort();

test('what nobody needs goes without an import, and the lease is free again', async () => {
  await releaseLease(writer.dynamo, 'import');
  const swept = await dailySweep(writer.dynamo, () => NOW);
  expect(swept?.snapshots).toEqual([snapshotIdOf(1)]);
  expect(await kept()).toEqual([snapshotIdOf(2), snapshotIdOf(3)].sort());
  expect(await readCurrent(writer.dynamo)).not.toHaveProperty('leaseId');
});

test('while an import runs nothing is deleted, and its lease stays', async () => {
  expect(await dailySweep(writer.dynamo, () => NOW)).toBeUndefined();
  expect(await kept()).toHaveLength(3);
  expect(await readCurrent(writer.dynamo)).toMatchObject({ leaseId: 'import' });
});

test('the lease of an import that died is taken when it has run out', async () => {
  const later = new Date(NOW.getTime() + 60_001);
  expect((await dailySweep(writer.dynamo, () => later))?.snapshots).toEqual([snapshotIdOf(1)]);
});
