import { randomBytes } from 'node:crypto';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { STORE_FORMAT } from '../../../functions/snapshot/families.ts';
import { snapshotHead, snapshotPart } from '../../../functions/snapshot/places.ts';
import {
  assertReadable,
  deleteSnapshot,
  listSnapshots,
  listUnfinished,
  loadSnapshot,
  type SnapshotHead,
  saveSnapshot,
  snapshotHeadOf,
  unlistSnapshot,
} from '../../../functions/snapshot/stored.ts';
import type { VersionWriter } from '../../../functions/snapshot/version.ts';
import { enrollment } from '../hmis/enrollment.ts';
import { scan } from '../importer/store.ts';
import { snapshotIdOf, storeSnapshot, useEmptyStore } from './writer.ts';

let writer: VersionWriter;
useEmptyStore((made) => {
  writer = made;
});

const content = { PR1: [enrollment({ EnrollmentID: 'E1' })], PR2: [enrollment({ EnrollmentID: 'E2' })] };

async function remove(place: { pk: string; sk: string }): Promise<void> {
  await writer.dynamo.doc.send(new DeleteCommand({ TableName: writer.dynamo.table, Key: { ...place } }));
}

describe('a stored snapshot', () => {
  test('is loaded with its map and its catalog', async () => {
    const head = await storeSnapshot(writer, 1, content);
    const { map, catalog, ...rest } = await loadSnapshot(writer.dynamo, head.facts.id);
    expect(rest.head).toEqual(head);
    expect(map.map(({ projectId }) => projectId)).toEqual(['PR1', 'PR2']);
    expect(catalog.projects.map(({ ProjectID }) => ProjectID)).toEqual(['PR1', 'PR2']);
  });

  test('whose catalog is larger than an item is cut, and loaded whole', async () => {
    const { head, map, catalog } = await loadSnapshot(
      writer.dynamo,
      (await storeSnapshot(writer, 1, content)).facts.id,
    );
    const users = Array.from({ length: 12_000 }, () => {
      const id = randomBytes(16).toString('hex');
      return { UserID: id as (typeof catalog.users)[number]['UserID'], name: randomBytes(16).toString('base64') };
    });
    const large = await saveSnapshot(writer.dynamo, head, map, { ...catalog, users });
    expect(large.parts.CATALOG).toBeGreaterThan(1);
    expect((await loadSnapshot(writer.dynamo, head.facts.id)).catalog.users).toEqual(users);
    await deleteSnapshot(writer.dynamo, large);
    expect((await scan(writer.dynamo)).filter(({ Item }) => String(Item.pk).startsWith('SNAPSHOT'))).toEqual([]);
  });

  test.each(['MAP', 'CATALOG'] as const)('of which a part of %s is missing is gone, not shorter', async (part) => {
    const { facts } = await storeSnapshot(writer, 1, content);
    await remove(snapshotPart(facts.id, part, 0));
    await expect(loadSnapshot(writer.dynamo, facts.id)).rejects.toMatchObject({ code: 'SnapshotGone' });
  });

  test('that there is none of is gone', async () => {
    await expect(loadSnapshot(writer.dynamo, snapshotIdOf(7))).rejects.toMatchObject({ code: 'SnapshotGone' });
    expect(await snapshotHeadOf(writer.dynamo, snapshotIdOf(7))).toBeUndefined();
  });
});

describe('an unfinished snapshot', () => {
  const ids = (heads: readonly SnapshotHead[]) => heads.map(({ facts }) => facts.id);

  test('does not exist for a reader, and is found by a sweep', async () => {
    const [one, other] = [await storeSnapshot(writer, 1, content), await storeSnapshot(writer, 2, content)];
    await unlistSnapshot(writer.dynamo, one);
    expect(ids(await listSnapshots(writer.dynamo))).toEqual([other.facts.id]);
    expect(ids(await listUnfinished(writer.dynamo))).toEqual([one.facts.id]);
    expect(await snapshotHeadOf(writer.dynamo, one.facts.id)).toBeUndefined();
    await expect(loadSnapshot(writer.dynamo, one.facts.id)).rejects.toMatchObject({ code: 'SnapshotGone' });
  });

  test('that is saved again is whole', async () => {
    const head = await storeSnapshot(writer, 1, content);
    await unlistSnapshot(writer.dynamo, head);
    await storeSnapshot(writer, 1, content);
    expect(ids(await listSnapshots(writer.dynamo))).toEqual([head.facts.id]);
    expect(await listUnfinished(writer.dynamo)).toEqual([]);
  });

  test('is listed before its first part, so that no part lies where nothing names it', async () => {
    const { facts } = await storeSnapshot(writer, 1, content);
    const written: string[] = [];
    const { doc } = writer.dynamo;
    const send = (command: Parameters<typeof doc.send>[0]) => {
      if (command instanceof PutCommand)
        written.push(`${command.input.Item?.sk} ${command.input.Item?.unfinished ?? ''}`);
      return doc.send(command);
    };
    const spied = new Proxy(doc, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
    const { head, map, catalog } = await loadSnapshot(writer.dynamo, facts.id);
    await saveSnapshot({ ...writer.dynamo, doc: spied }, head, map, catalog);
    expect(written.map((line) => line.trim())).toEqual([`${facts.id} true`, 'CATALOG#000', 'MAP#000', facts.id]);
  });
});

test('a deleted snapshot leaves nothing of its own', async () => {
  const head = await storeSnapshot(writer, 1, {});
  await deleteSnapshot(writer.dynamo, head);
  expect(await scan(writer.dynamo)).toEqual([]);
  expect(snapshotHead(head.facts.id)).toEqual({ pk: 'SNAPSHOTS', sk: head.facts.id });
});

describe('a snapshot of another version of this software', () => {
  test.each([
    ['of none', undefined],
    ['of an older one', STORE_FORMAT - 1],
    ['of a newer one', STORE_FORMAT + 1],
  ])('%s is refused with what to do', async (_, storeFormat) => {
    const head = await storeSnapshot(writer, 1, content);
    expect(() => assertReadable({ ...head, storeFormat } as SnapshotHead)).toThrow(/Import the export again/);
    expect(() => assertReadable(head)).not.toThrow();
  });
});
