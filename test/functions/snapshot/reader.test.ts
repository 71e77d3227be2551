import { randomBytes } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scopeFor } from '../../../functions/access/scope.ts';
import type { Enrollment, ProjectSlice } from '../../../functions/hmis/records.ts';
import { compareText } from '../../../functions/snapshot/cut.ts';
import { wrappedKeyOf } from '../../../functions/snapshot/data-keys.ts';
import { meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import type { Family } from '../../../functions/snapshot/families.ts';
import { readSlices, readStays, type SliceRequest, type SnapshotReader } from '../../../functions/snapshot/reader.ts';
import type { Scope } from '../../../functions/snapshot/scope.ts';
import { loadSnapshot, type Snapshot } from '../../../functions/snapshot/stored.ts';
import type { VersionWriter } from '../../../functions/snapshot/version.ts';
import { asId, type ProjectId } from '../../../shared/ids.ts';
import { startDynamo } from '../../dynamodb.ts';
import { organizations, principalOf, profileOf } from '../access/people.ts';
import { activity, enrollment } from '../hmis/enrollment.ts';
import { restore, scan, type TableItem } from '../importer/store.ts';
import { storeSnapshot, writerTo } from './writer.ts';

const named = (EnrollmentID: string, fields: Parameters<typeof enrollment>[0] = {}): Enrollment => ({
  ...enrollment({ EnrollmentID, Activities: [activity('contact', '2022-02-02')], ...fields }),
  Names: { LastName: `Last ${EnrollmentID}`, FirstName: 'Ann', MiddleName: null, NameSuffix: null, SSN: '123456780' },
});
/** PR1 has twenty segments, one a year, over two partitions; PR2 has one that is larger than an item. */
const YEARS = Array.from({ length: 20 }, (_, i) =>
  named(`Y${i + 10}`, {
    EntryDate: '1990-01-01',
    ExitDate: `${2000 + i}-06-01`,
    Activities: [activity('contact', '1990-02-02')],
  }),
);
const LARGE = Array.from({ length: 1_500 }, (_, i) => ({
  ...named(`L${10_000 + i}`, {
    PersonalID: randomBytes(150).toString('base64'),
    HouseholdID: randomBytes(150).toString('base64'),
    ExitDate: '2024-04-04',
  }),
}));

let writer: VersionWriter;
let reader: SnapshotReader;
let snapshot: Snapshot;
let stored: TableItem[];
let close: () => Promise<void>;
beforeAll(async () => {
  const { db, close: end } = await startDynamo();
  close = end;
  writer = await writerTo(db);
  const { facts } = await storeSnapshot(writer, 1, { PR1: YEARS, PR2: LARGE });
  snapshot = await loadSnapshot(db, facts.id);
  reader = { dynamo: db, keys: writer.keys, deployment: 'test' };
  stored = (await scan(db)).sort((a, b) => compareText(placeOf(a), placeOf(b)));
});
afterAll(() => close());
beforeEach(() => restore(writer.dynamo, stored));

function placeOf({ Item }: TableItem): string {
  return `${Item.pk} ${Item.sk}`;
}

const PR1 = asId<ProjectId>('PR1');
const PR2 = asId<ProjectId>('PR2');

async function scope(hidePii = false, projects: readonly string[] = []): Promise<Scope> {
  return scopeFor({
    principal: await principalOf(),
    profile: profileOf({ organizations: organizations('O1') }),
    projects: snapshot.catalog.projects,
    asked: { projects, organizations: [] },
    hidePii,
    reason: hidePii ? undefined : 'dataQuality',
  });
}

/** All segments of a project, or some by their numbers. */
function request(projectId: ProjectId, families: readonly Family[], numbers?: readonly number[]): SliceRequest {
  const segments = snapshot.map.find((map) => map.projectId === projectId)?.segments ?? [];
  return {
    projectId,
    segments: numbers ? segments.filter(({ n }) => numbers.includes(n)) : segments,
    families: new Set(families),
  };
}

async function read(requests: readonly SliceRequest[], by?: Scope, from = reader): Promise<ProjectSlice[]> {
  const slices: ProjectSlice[] = [];
  for await (const slice of readSlices(from, by ?? (await scope()), snapshot, requests)) slices.push(slice);
  return slices;
}

const ids = (slices: readonly ProjectSlice[]) => slices.map((s) => s.enrollments.map((e) => e.EnrollmentID).sort());

function itemsOfFamily(family: string, projectId: ProjectId): TableItem[] {
  const v = snapshot.map.find((map) => map.projectId === projectId)?.v;
  return stored.filter(({ Item }) => String(Item.pk).startsWith(`${family}#${v}`));
}

async function remove({ TableName, Item }: TableItem): Promise<void> {
  await writer.dynamo.doc.send(new DeleteCommand({ TableName, Key: { pk: Item.pk, sk: Item.sk } }));
}

describe('slices', () => {
  test('are what was stored, project by project in the order asked', async () => {
    const [second, first] = await read([request(PR2, ['ACTIVITY', 'PII']), request(PR1, ['ACTIVITY', 'PII'])]);
    const byId = (list: readonly Enrollment[] = []) =>
      list.toSorted((a, b) => (a.EnrollmentID < b.EnrollmentID ? -1 : 1));
    expect(byId(first?.enrollments)).toEqual(YEARS);
    expect(byId(second?.enrollments)).toEqual(LARGE);
    expect(first?.project.ProjectName).toBe('Harbor House');
  });

  test('of a segment that is larger than an item are put together of its parts', async () => {
    expect(request(PR2, []).segments).toMatchObject([{ n: 0, rows: 1_500, parts: { CORE: 2, ACTIVITY: 1, STAYS: 1 } }]);
    expect(ids(await read([request(PR2, [])]))[0]).toHaveLength(1_500);
  });

  test('of some segments are those alone', async () => {
    expect(ids(await read([request(PR1, ['PII'], [3, 4, 17])]))).toEqual([['Y13', 'Y14', 'Y27']]);
  });

  test('of no segments are empty', async () => {
    expect(ids(await read([request(PR1, ['PII'], [])]))).toEqual([[]]);
  });

  test('cost a request for a family of a partition, and none for a family that is not asked', async () => {
    const by = await scope(true);
    const one = await meterDynamo(() => read([request(PR1, [])], by));
    const two = await meterDynamo(() => read([request(PR1, ['ACTIVITY'])], by));
    expect([one.cost.requests, two.cost.requests]).toEqual([2, 4]);
    const few = await meterDynamo(() => read([request(PR1, [], [18, 19])], by));
    expect(few.cost.requests).toBe(1);
  });
});

describe('stays', () => {
  async function stays(requests: readonly SliceRequest[], by?: Scope, of = snapshot) {
    return Array.fromAsync(readStays(reader, by ?? (await scope(true)), of, requests));
  }

  test('are every enrollment of the segments asked, project by project in the order asked', async () => {
    const [second, first] = await stays([request(PR2, []), request(PR1, [], [3, 17])]);
    expect(first).toMatchObject({
      project: { ProjectID: 'PR1' },
      stays: [
        { EnrollmentID: 'Y13', PersonalID: 'P-Y13', EntryDate: '1990-01-01', ExitDate: '2003-06-01' },
        { EnrollmentID: 'Y27' },
      ],
    });
    expect(second?.stays).toHaveLength(1_500);
  });

  test('of a project outside the scope are refused', async () => {
    await expect(stays([request(PR1, [])], await scope(true, ['PR2']))).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  test('of which a part is missing are an error, never a shorter answer', async () => {
    const [first] = itemsOfFamily('STAYS', PR1);
    if (first) await remove(first);
    await expect(stays([request(PR1, [])])).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
  });
});

describe('a part that is missing', () => {
  test.each<[Family, ProjectId]>([
    ['CORE', PR1],
    ['ACTIVITY', PR1],
    ['PII', PR1],
    ['CORE', PR2],
  ])('of %s of %s is an error, never a shorter answer', async (family, projectId) => {
    for (const item of itemsOfFamily(family, projectId).slice(0, 3)) {
      await restore(writer.dynamo, stored);
      await remove(item);
      await expect(read([request(projectId, ['ACTIVITY', 'PII'])])).rejects.toMatchObject({
        code: 'SnapshotIncomplete',
      });
    }
  });

  test('at the end of a large segment is an error', async () => {
    const last = itemsOfFamily('CORE', PR2).at(-1);
    if (last) await remove(last);
    await expect(read([request(PR2, [])])).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
  });

  test('of another project does not keep this one from being read', async () => {
    const [first] = itemsOfFamily('CORE', PR2);
    if (first) await remove(first);
    expect(ids(await read([request(PR1, [])]))[0]).toHaveLength(20);
  });

  test('is an error to the whole run, though other projects come before it', async () => {
    const [first] = itemsOfFamily('CORE', PR2);
    if (first) await remove(first);
    await expect(read([request(PR1, []), request(PR2, [])])).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
  });

  test('that is the key of the names is an error', async () => {
    const v = snapshot.map[0]?.v;
    await writer.dynamo.doc.send(new DeleteCommand({ TableName: writer.dynamo.keysTable, Key: { pk: v } }));
    await expect(read([request(PR1, ['PII'])])).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
    expect(ids(await read([request(PR1, ['ACTIVITY'])]))[0]).toHaveLength(20);
  });

  test('that is a project of the map is an error', async () => {
    const without = { ...snapshot, map: snapshot.map.slice(1) };
    const slices = readSlices(reader, await scope(), without, [request(PR1, [])]);
    await expect(slices.next()).rejects.toMatchObject({ code: 'SnapshotIncomplete' });
  });
});

describe('what a scope does not allow', () => {
  test('is a project outside it', async () => {
    const by = await scope(false, ['PR2']);
    await expect(read([request(PR1, [])], by)).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  test('is names, where PII is hidden, before anything is read', async () => {
    const by = await scope(true);
    const { cost } = await meterDynamo(async () => {
      await expect(read([request(PR1, ['PII'])], by)).rejects.toMatchObject({ code: 'NotAllowed' });
    });
    expect(cost.requests).toBe(0);
  });

  test('is names, where there is no key service, whatever the scope says', async () => {
    const { keys: _, ...withoutKeys } = reader;
    await expect(read([request(PR1, ['PII'])], await scope(), withoutKeys)).rejects.toMatchObject({
      code: 'NotAllowed',
    });
  });

  test('reads no item of PII and no key in a run without names', async () => {
    await restore(
      writer.dynamo,
      stored.filter(({ TableName, Item }) => TableName === writer.dynamo.table && !String(Item.pk).startsWith('PII#')),
    );
    const [slice] = await read([request(PR1, ['ACTIVITY'])], await scope(true));
    expect(slice?.enrollments).toHaveLength(20);
    expect(slice?.enrollments.some((e) => 'Names' in e)).toBe(false);
  });
});

describe('sealed names', () => {
  async function copy(from: TableItem | undefined, to: TableItem | undefined): Promise<void> {
    const { TableName = '', Item } = to ?? {};
    await writer.dynamo.doc.send(new PutCommand({ TableName, Item: { ...Item, data: from?.Item.data } }));
  }

  test('that were put in the place of another segment are not read', async () => {
    const [first, second] = itemsOfFamily('PII', PR1);
    await copy(first, second);
    await expect(read([request(PR1, ['PII'])])).rejects.toThrow();
  });

  test('that were put in the place of another version are not read, with its key beside them neither', async () => {
    const [from] = itemsOfFamily('PII', PR2);
    const [to] = itemsOfFamily('PII', PR1);
    await copy(from, to);
    await expect(read([request(PR1, ['PII'], [0])])).rejects.toThrow();
    const [a, b] = snapshot.map;
    if (!a || !b) throw new Error('Two projects are stored.');
    const wrapped = await wrappedKeyOf(writer.dynamo, b.v);
    const { keysTable, doc } = writer.dynamo;
    await doc.send(new PutCommand({ TableName: keysTable, Item: { pk: a.v, wrapped } }));
    await expect(read([request(PR1, ['PII'], [0])])).rejects.toThrow();
  });

  test('do not open for another deployment', async () => {
    const other = { ...reader, deployment: 'other' };
    await expect(read([request(PR1, ['PII'])], await scope(), other)).rejects.toThrow();
  });

  test('are not in clear in their item', async () => {
    const [first] = itemsOfFamily('PII', PR1);
    const { Item } = await writer.dynamo.doc.send(
      new GetCommand({ TableName: writer.dynamo.table, Key: { pk: first?.Item.pk, sk: first?.Item.sk } }),
    );
    expect(Buffer.from(Item?.data as Uint8Array).toString('latin1')).not.toContain('Last');
  });
});
