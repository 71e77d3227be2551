import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { wrappedKeyOf } from '../../../functions/snapshot/data-keys.ts';
import { meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import { FAMILIES } from '../../../functions/snapshot/families.ts';
import { VERSIONS } from '../../../functions/snapshot/places.ts';
import {
  deleteVersion,
  listVersions,
  type VersionWriter,
  versionId,
  writeVersion,
} from '../../../functions/snapshot/version.ts';
import { asId, type ProjectId, type VersionId } from '../../../shared/ids.ts';
import { enrollment } from '../hmis/enrollment.ts';
import { scan } from '../importer/store.ts';
import { PROJECT, useEmptyStore } from './writer.ts';

let writer: VersionWriter;
useEmptyStore((made) => {
  writer = made;
});

const two: readonly Enrollment[] = [
  enrollment({ EnrollmentID: 'E1', ExitDate: '2023-01-01' }),
  enrollment({ EnrollmentID: 'E2' }),
];
const keysOf = async () => (await scan(writer.dynamo)).map(({ Item }) => `${Item.pk} ${Item.sk ?? ''}`.trim()).sort();

async function versions(): Promise<VersionId[]> {
  const all: VersionId[] = [];
  for await (const v of listVersions(writer.dynamo)) all.push(v);
  return all;
}

describe('the id of a version', () => {
  const id = (list: readonly Enrollment[], project = PROJECT, key = writer.versionKey) => versionId(key, project, list);

  test('is the same whatever the order of the enrollments', () => {
    expect(id(two.toReversed())).toBe(id(two));
  });

  test('is another for another project, another deployment and another field', () => {
    const [first, second] = two as [Enrollment, Enrollment];
    const ids = [
      id(two),
      id(two, asId<ProjectId>('PR2')),
      id(two, PROJECT, Buffer.alloc(32, 2)),
      id([first, { ...second, Destination: 410 }]),
      id([first]),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('can stand in a key', () => {
    expect(id(two)).toMatch(/^[\w-]{43}$/);
  });
});

describe('a version', () => {
  test('is a head, a wrapped key and an item for each family of each segment', async () => {
    const { map, written } = await writeVersion(writer, PROJECT, two);
    expect(written).toBe(true);
    const sks = ['2023-01-01#00000#00', '9999-12-31#00001#00'];
    expect(await keysOf()).toEqual(
      [
        map.v,
        `${VERSIONS} ${map.v}`,
        ...FAMILIES.flatMap((family) => sks.map((sk) => `${family}#${map.v} ${sk}`)),
      ].sort(),
    );
  });

  test('says what a page and a catalog need to know of it', async () => {
    const list = [
      enrollment({ EnrollmentID: 'E1', PersonalID: 'P1', ExitDate: '2023-01-01', HasIncomeRecord: true, UserID: 'U2' }),
      enrollment({ EnrollmentID: 'E2', PersonalID: 'P1', LastActivityDate: '2025-05-05', UserID: 'U1' }),
      enrollment({ EnrollmentID: 'E3', PersonalID: 'P2', LastActivityDate: '2024-05-05', UserID: null }),
    ];
    const { map } = await writeVersion(writer, PROJECT, list);
    const parts = Object.fromEntries(FAMILIES.map((family) => [family, 1]));
    expect(map).toEqual({
      projectId: 'PR1',
      v: map.v,
      persons: 2,
      openEnrollments: 2,
      hasIncomeRecords: true,
      newestActivity: '2025-05-05',
      users: ['U1', 'U2'],
      segments: [
        { n: 0, firstDay: '2022-01-10', lastDay: '2023-01-01', rows: 1, parts },
        { n: 1, firstDay: '2022-01-10', lastDay: '9999-12-31', rows: 2, parts },
      ],
    });
  });

  test('that is stored is not written again', async () => {
    const first = await writeVersion(writer, PROJECT, two);
    const { value, cost } = await meterDynamo(() => writeVersion(writer, PROJECT, two));
    expect(value).toEqual({ map: first.map, written: false, bytes: 0 });
    expect(cost).toMatchObject({ wcu: 0, requests: 1 });
  });

  test('that was left half-written is written to its end, under the same key', async () => {
    const { map } = await writeVersion(writer, PROJECT, two);
    const whole = await keysOf();
    const key = await wrappedKeyOf(writer.dynamo, map.v);
    await setState(map.v, 'writing');
    await writer.dynamo.doc.send(
      new DeleteCommand({
        TableName: writer.dynamo.table,
        Key: { pk: `CORE#${map.v}`, sk: '2023-01-01#00000#00' },
      }),
    );
    expect((await writeVersion(writer, PROJECT, two)).written).toBe(true);
    expect(await keysOf()).toEqual(whole);
    expect(await wrappedKeyOf(writer.dynamo, map.v)).toEqual(key);
  });

  test('whose head another import swept away meanwhile is not called whole', async () => {
    const swept: VersionWriter = {
      ...writer,
      keys: {
        ...writer.keys,
        async generateDataKey(context) {
          await deleteVersion(writer.dynamo, context.v as VersionId);
          return writer.keys.generateDataKey(context);
        },
      },
    };
    await expect(writeVersion(swept, PROJECT, two)).rejects.toMatchObject({ code: 'ImportRunning' });
    expect(await versions()).toEqual([]);
  });
});

async function setState(v: VersionId, state: string): Promise<void> {
  const { table, doc } = writer.dynamo;
  const items = await scan(writer.dynamo);
  const head = items.find(({ Item }) => Item.pk === VERSIONS && Item.sk === v)?.Item;
  const map = state === 'writing' ? { ...(head?.map as object), segments: [] } : head?.map;
  await doc.send(new PutCommand({ TableName: table, Item: { ...head, state, map } }));
}

describe('a deleted version', () => {
  test.each(['whole', 'deleting', 'writing'])('that was %s leaves nothing', async (state) => {
    const { map } = await writeVersion(writer, PROJECT, two);
    await setState(map.v, state);
    await deleteVersion(writer.dynamo, map.v);
    expect(await keysOf()).toEqual([]);
  });

  test('of a large project, half-written or half-deleted, leaves nothing in its further partitions', async () => {
    const { map } = await writeVersion(writer, PROJECT, manyYears(40));
    expect((await keysOf()).some((key) => key.startsWith(`PII#${map.v}#2`))).toBe(true);
    await setState(map.v, 'writing');
    for (const { TableName, Item } of await scan(writer.dynamo)) {
      // The first partition is gone already.
      if (Item.pk !== `CORE#${map.v}`) continue;
      await writer.dynamo.doc.send(new DeleteCommand({ TableName, Key: { pk: Item.pk, sk: Item.sk } }));
    }
    await deleteVersion(writer.dynamo, map.v);
    expect(await keysOf()).toEqual([]);
  });

  test('whose deletion was cut short is not taken for stored, whatever of it is left', async () => {
    const { map } = await writeVersion(writer, PROJECT, two);
    await setState(map.v, 'deleting');
    await writer.dynamo.doc.send(new DeleteCommand({ TableName: writer.dynamo.keysTable, Key: { pk: map.v } }));
    expect((await writeVersion(writer, PROJECT, two)).written).toBe(true);
    expect(await wrappedKeyOf(writer.dynamo, map.v)).toBeDefined();
  });

  test('is not in the list, and the others are', async () => {
    const one = await writeVersion(writer, PROJECT, two);
    const other = await writeVersion(writer, asId<ProjectId>('PR2'), two);
    await deleteVersion(writer.dynamo, one.map.v);
    expect(await versions()).toEqual([other.map.v]);
  });
});

/** One enrollment that ended in each of n years: as many segments. */
function manyYears(n: number): Enrollment[] {
  return Array.from({ length: n }, (_, i) =>
    enrollment({ EnrollmentID: `E${i}`, EntryDate: '1960-01-01', ExitDate: `${1970 + i}-06-01` }),
  );
}
