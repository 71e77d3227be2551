import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { moveCurrent, takeLease } from '../../../functions/snapshot/current.ts';
import { wrappedKeyOf } from '../../../functions/snapshot/data-keys.ts';
import { FAMILIES } from '../../../functions/snapshot/families.ts';
import { decodeSegment } from '../../../functions/snapshot/segment.ts';
import { loadSnapshot, type Snapshot } from '../../../functions/snapshot/stored.ts';
import { sweep } from '../../../functions/snapshot/sweep.ts';
import type { VersionWriter } from '../../../functions/snapshot/version.ts';
import { HmisError } from '../../../shared/errors.ts';
import type { VersionId } from '../../../shared/ids.ts';
import { startDynamo } from '../../dynamodb.ts';
import { spyOn } from '../api/spy.ts';
import { enrollment } from '../hmis/enrollment.ts';
import { readAll, restore, scan, type TableItem } from '../importer/store.ts';
import { snapshotIdOf, storeSnapshot, writerTo } from './writer.ts';

/** Names are shredded: once a version is swept, no one who holds what is or was in the data table can read them. */

const MARK = 'Zqxvwk';
const named = (EnrollmentID: string): Enrollment => ({
  ...enrollment({ EnrollmentID }),
  Names: { LastName: `${MARK}${EnrollmentID}`, FirstName: MARK, MiddleName: null, NameSuffix: null, SSN: '913731234' },
});
const SHARED = [named('stays')];
const GOES = [named('goes'), { ...named('gone'), ExitDate: null }];

let writer: VersionWriter;
let close: () => Promise<void>;
beforeAll(async () => {
  const { db, close: end } = await startDynamo();
  close = end;
  writer = await writerTo(db);
});
afterAll(() => close());

const NOON = Date.parse('2026-01-05T12:00:00Z');
const at = (hours: number) => new Date(NOON + hours * 3_600_000);
const reader = () => ({ dynamo: writer.dynamo, keys: writer.keys, deployment: 'test' });

/** Snapshot 1 holds PR1, which 2 and 3 do not: it is neither current nor the one before. */
let old: Snapshot;
let before: TableItem[];
let v: VersionId;
beforeEach(async () => {
  await restore(writer.dynamo, []);
  await takeLease(writer.dynamo, 'a', NOON);
  for (const [i, content] of [{ PR0: SHARED, PR1: GOES }, { PR0: SHARED }, { PR0: [named('new')] }].entries()) {
    await storeSnapshot(writer, i + 1, content, at(i).toISOString());
    await moveCurrent(writer.dynamo, 'a', snapshotIdOf(i + 1), at(i).toISOString());
  }
  old = await loadSnapshot(writer.dynamo, snapshotIdOf(1));
  before = await scan(writer.dynamo);
  v = old.map.find(({ projectId }) => projectId === 'PR1')?.v ?? ('' as VersionId);
});

const sealed = (items: readonly TableItem[]) => items.filter(({ Item }) => Item.pk === `PII#${v}`);
const putBack = async (items: readonly TableItem[]) => {
  for (const item of items) await writer.dynamo.doc.send(new PutCommand(item));
};

/** Every way to open the names of PR1's version with what the table of keys holds now. */
async function openings(): Promise<string[]> {
  const opened: string[] = [];
  for (const { TableName, Item } of await scan(writer.dynamo)) {
    if (TableName !== writer.dynamo.keysTable) continue;
    for (const context of [v, String(Item.pk)]) {
      const key = await writer.keys
        .decrypt(Item.wrapped as Uint8Array, { deployment: 'test', v: context })
        .catch(() => undefined);
      if (!key) continue;
      for (const [n, { Item: segment }] of sealed(before).entries()) {
        try {
          opened.push(JSON.stringify(decodeSegment(segment.data as Uint8Array, { v, family: 'PII', n }, key)));
        } catch {
          // As it must be.
        }
      }
    }
  }
  return opened;
}

describe('before the sweep', () => {
  test('names can be read, by their key alone: nothing in the tables has them in clear', async () => {
    expect((await readAll(reader(), old)).map(({ Names }) => Names?.LastName).toSorted()).toEqual(
      ['goes', 'gone', 'stays'].map((id) => MARK + id),
    );
    expect((await openings()).length).toBeGreaterThan(0);
    for (const { Item } of before) {
      const bytes = Object.values(Item).map((value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : JSON.stringify(value),
      );
      expect(bytes.join(' ')).not.toContain(MARK);
    }
  });
});

describe('after the sweep', () => {
  test('the key of a version that no kept snapshot names is gone, and the others are there', async () => {
    const swept = await sweep(writer.dynamo, at(48));
    expect(swept.versions).toContain(v);
    expect(await wrappedKeyOf(writer.dynamo, v)).toBeUndefined();
    expect(await openings()).toEqual([]);
    for (const id of [2, 3]) {
      const kept = await loadSnapshot(writer.dynamo, snapshotIdOf(id));
      expect((await readAll(reader(), kept))[0]?.Names?.FirstName).toBe(MARK);
    }
  });

  test('a backup of the data table gives no name back, though all else of it is read', async () => {
    await sweep(writer.dynamo, at(48));
    await putBack(before.filter(({ TableName }) => TableName === writer.dynamo.table));
    const restored = await loadSnapshot(writer.dynamo, snapshotIdOf(1));
    await expect(readAll(reader(), restored)).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
    expect(sealed(await scan(writer.dynamo)).length).toBeGreaterThan(0);
    expect(await openings()).toEqual([]);
  });

  test('the same data imported again is sealed anew: the old segments stay shut', async () => {
    const old = before.find(({ TableName, Item }) => TableName === writer.dynamo.keysTable && Item.pk === v);
    await sweep(writer.dynamo, at(48));
    await storeSnapshot(writer, 4, { PR1: GOES }, at(49).toISOString());
    expect((await loadSnapshot(writer.dynamo, snapshotIdOf(4))).map[0]?.v).toBe(v);
    expect(await wrappedKeyOf(writer.dynamo, v)).not.toEqual(old?.Item.wrapped);
    expect(await openings()).toEqual([]);
  });
});

describe('the order of a deletion', () => {
  test('is: no longer whole, then the key, then what it opens, then the head', async () => {
    const spy = spyOn(writer.dynamo);
    await sweep(writer.dynamo, at(48));
    spy.stop();
    const steps = spy.seen.filter(({ command }) => command === 'DeleteItemCommand' || command === 'PutItemCommand');
    const own = steps.filter(({ pk }) => pk === v || pk === 'VERSIONS' || pk.endsWith(`#${v}`));
    const first = own.findIndex(({ table }) => table === writer.dynamo.keysTable);
    const begin = own[first - 1];
    const segments = own.slice(first + 1).findIndex(({ pk }) => pk === 'VERSIONS');
    expect(begin).toMatchObject({ command: 'PutItemCommand', pk: 'VERSIONS' });
    expect(own[first]).toMatchObject({ command: 'DeleteItemCommand', pk: v });
    const between = own.slice(first + 1, first + 1 + segments);
    expect(new Set(between.map(({ pk }) => pk))).toEqual(new Set(FAMILIES.map((family) => `${family}#${v}`)));
    expect(own[first + 1 + segments]).toMatchObject({ command: 'DeleteItemCommand', pk: 'VERSIONS' });
  });

  test.each([...FAMILIES.map((family) => `${family}#`), 'VERSIONS', 'SNAPSHOT#'])(
    'leaves no name that can be read where it is cut short at the first deletion in %s',
    async (partition) => {
      const spy = spyOn(writer.dynamo, ({ command, pk }) => {
        if (command === 'DeleteItemCommand' && pk.startsWith(partition)) throw new HmisError('Busy', 'cut short');
      });
      const swept = sweep(writer.dynamo, at(48)).finally(() => spy.stop());
      await expect(swept).rejects.toThrow('cut short');
      expect(await wrappedKeyOf(writer.dynamo, v)).toBeUndefined();
      expect(await openings()).toEqual([]);
      await sweep(writer.dynamo, at(48));
      expect(sealed(await scan(writer.dynamo))).toEqual([]);
    },
  );
});

test('a key that is taken out by hand shuts the names of its version at once, and of no other', async () => {
  await writer.dynamo.doc.send(new DeleteCommand({ TableName: writer.dynamo.keysTable, Key: { pk: v } }));
  await expect(readAll(reader(), old)).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
  const kept = await loadSnapshot(writer.dynamo, snapshotIdOf(2));
  expect(await readAll(reader(), kept)).toHaveLength(1);
});
