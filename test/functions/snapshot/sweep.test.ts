import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { moveCurrent, takeLease } from '../../../functions/snapshot/current.ts';
import { wrappedKeyOf } from '../../../functions/snapshot/data-keys.ts';
import { deleteSnapshot, listSnapshots, loadSnapshot, unlistSnapshot } from '../../../functions/snapshot/stored.ts';
import { sweep } from '../../../functions/snapshot/sweep.ts';
import { type VersionWriter, writeVersion } from '../../../functions/snapshot/version.ts';
import { HmisError } from '../../../shared/errors.ts';
import { asId, type ProjectId } from '../../../shared/ids.ts';
import { startDynamo } from '../../dynamodb.ts';
import { enrollment } from '../hmis/enrollment.ts';
import { orphansOf, restore, scan } from '../importer/store.ts';
import { snapshotIdOf, storeSnapshot, writerTo } from './writer.ts';

let writer: VersionWriter;
let close: () => Promise<void>;
beforeAll(async () => {
  const { db, close: end } = await startDynamo();
  close = end;
  writer = await writerTo(db);
});
afterAll(() => close());

const NOW = Date.parse('2026-01-05T12:00:00Z');
const at = (hours: number) => new Date(NOW + hours * 3_600_000);
const SHARED = [enrollment({ EnrollmentID: 'shared' })];
const own = (n: number): Enrollment[] => [enrollment({ EnrollmentID: `own${n}` })];

/** Snapshots 1, 2, 3, each current from `hours` on; PR0 is the same in all of them, PR1 in none. */
async function became(...hours: number[]): Promise<void> {
  await restore(writer.dynamo, []);
  await takeLease(writer.dynamo, 'a', NOW);
  for (const [i, hour] of hours.entries()) {
    await storeSnapshot(writer, i + 1, { PR0: SHARED, PR1: own(i + 1) }, at(hour).toISOString());
    await moveCurrent(writer.dynamo, 'a', snapshotIdOf(i + 1), at(hour).toISOString());
  }
}

const kept = async () =>
  (await listSnapshots(writer.dynamo)).map(({ facts }) => Number(facts.exportId.slice(1))).sort();

describe('a sweep', () => {
  beforeEach(() => became(0, 10, 20));

  test.each([
    ['23 h after a snapshot was replaced it is kept', 10 + 23, [1, 2, 3]],
    ['24 h after it goes', 10 + 24, [2, 3]],
    ['the current one and the one before stay for ever', 9_000, [2, 3]],
  ])('%s', async (_, hours, expected) => {
    await sweep(writer.dynamo, at(hours));
    expect(await kept()).toEqual(expected);
    expect(await orphansOf(writer.dynamo)).toEqual([]);
  });

  test('keeps what a kept snapshot shares with one that goes', async () => {
    const { map } = await loadSnapshot(writer.dynamo, snapshotIdOf(1));
    const [shared, alone] = map;
    const swept = await sweep(writer.dynamo, at(100));
    expect(swept).toEqual({ snapshots: [snapshotIdOf(1)], versions: [alone?.v] });
    expect(shared && (await wrappedKeyOf(writer.dynamo, shared.v))).toBeDefined();
    expect(alone && (await wrappedKeyOf(writer.dynamo, alone.v))).toBeUndefined();
  });

  test('takes what is named by nothing: a version that was never in a snapshot, half a snapshot', async () => {
    await writeVersion(writer, asId<ProjectId>('PR9'), own(9));
    const half = await storeSnapshot(writer, 4, { PR0: SHARED });
    await unlistSnapshot(writer.dynamo, half);
    await sweep(writer.dynamo, at(21));
    expect(await orphansOf(writer.dynamo)).toEqual([]);
    expect(await kept()).toEqual([1, 2, 3]);
  });

  test('after a rollback keeps the one rolled back to and the one rolled back from', async () => {
    await moveCurrent(writer.dynamo, 'a', snapshotIdOf(2), at(30).toISOString());
    await sweep(writer.dynamo, at(9_000));
    expect(await kept()).toEqual([2, 3]);
  });

  test('of an empty table does nothing', async () => {
    await restore(writer.dynamo, []);
    expect(await sweep(writer.dynamo, at(0))).toEqual({ snapshots: [], versions: [] });
    expect(await scan(writer.dynamo)).toEqual([]);
  });

  test('by one who has lost the lease deletes nothing more', async () => {
    const before = await scan(writer.dynamo);
    const lost = () => {
      throw new HmisError('ImportRunning', 'lost');
    };
    await expect(sweep(writer.dynamo, at(100), lost)).rejects.toMatchObject({ code: 'ImportRunning' });
    expect(await scan(writer.dynamo)).toEqual(before);
  });

  test('that is cut short before any of its steps never leaves a listed snapshot that is not whole', async () => {
    const before = await scan(writer.dynamo);
    for (let step = 0, ended = false; !ended; step++) {
      await restore(writer.dynamo, before);
      let left = step;
      const cutShort = () => {
        if (left-- === 0) throw new Error('cut short');
      };
      ended = await sweep(writer.dynamo, at(100), cutShort).then(
        () => true,
        () => false,
      );
      for (const head of await listSnapshots(writer.dynamo)) {
        const { map } = await loadSnapshot(writer.dynamo, head.facts.id);
        for (const { v } of map) expect(await wrappedKeyOf(writer.dynamo, v)).toBeDefined();
      }
      await sweep(writer.dynamo, at(100));
      expect(await orphansOf(writer.dynamo)).toEqual([]);
      expect(await kept()).toEqual([2, 3]);
    }
  });
});

test('a snapshot that never was the current one goes a day after its import', async () => {
  await became(0, 10);
  await storeSnapshot(writer, 3, { PR1: own(3) }, at(11).toISOString());
  await sweep(writer.dynamo, at(11 + 23));
  expect(await kept()).toEqual([1, 2, 3]);
  await sweep(writer.dynamo, at(11 + 24));
  expect(await kept()).toEqual([1, 2]);
  await expect(deleteSnapshot(writer.dynamo, (await loadSnapshot(writer.dynamo, snapshotIdOf(2))).head)).resolves.toBe(
    undefined,
  );
});
