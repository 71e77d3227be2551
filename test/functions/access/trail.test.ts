import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../functions/access/canonical-json.ts';
import {
  appendTrail,
  shardOf,
  TRAIL_SHARDS,
  type TrailFacts,
  type TrailItem,
  trailHash,
  trailKey,
  trailSort,
} from '../../../functions/access/trail.ts';
import { listTrail, type TrailQuestion, verifyTrail } from '../../../functions/access/trail-reading.ts';
import { connectDynamo, type Dynamo, disconnectDynamo } from '../../../functions/snapshot/dynamo.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { startDynamo } from '../../dynamodb.ts';
import { oidOf } from './people.ts';
import { TENANT } from './tokens.ts';

let db: Dynamo;
let connection: Parameters<typeof connectDynamo>[0];
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, connection, close } = await startDynamo());
});
afterAll(() => close());

function facts(changed: Partial<TrailFacts> = {}): TrailFacts {
  return {
    tid: TENANT,
    oid: oidOf(1),
    name: 'Mara Ellis',
    what: 'page',
    details: { report: 'active-enrollments', page: 3, nested: { projects: ['109', 'é'], empty: '' } },
    rows: 1_200,
    pii: false,
    result: 'ok',
    ...changed,
  };
}

async function listed(question: TrailQuestion) {
  const entries: Awaited<ReturnType<typeof appendTrail>>[] = [];
  for await (const entry of listTrail(db, question)) entries.push(entry);
  return entries;
}

async function chainOf(day: string, oid: string): Promise<TrailItem[]> {
  const pk = trailKey(day, shardOf({ tid: TENANT, oid }));
  const query = new QueryCommand({
    TableName: db.table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
  });
  return ((await db.doc.send(query)).Items ?? []) as TrailItem[];
}

function overwrite(item: TrailItem) {
  return db.doc.send(new PutCommand({ TableName: db.table, Item: item }));
}

describe('an entry', () => {
  test('comes back as it was told, with its place and time', async () => {
    const at = new Date('2026-01-05T23:59:59.999Z');
    const entry = await appendTrail(db, facts({ pii: true, reason: 'services' }), at);
    const [item] = await chainOf('2026-01-05', oidOf(1));
    expect(entry).toMatchObject({ seq: 1, previous: '', at: '2026-01-05T23:59:59.999Z', reason: 'services' });
    expect(item).toMatchObject({ sk: '0000000001', body: canonicalJson(JSON.parse(item?.body ?? '')) });
    const day = calendarDate('2026-01-05');
    expect(await listed({ from: day, to: day })).toEqual([{ ...entry, hash: item?.hash }]);
    expect(await verifyTrail(db, day)).toMatchObject({ entries: 1, faults: [] });
  });

  test('of the next day begins a chain of its own', async () => {
    const entry = await appendTrail(db, facts(), new Date('2026-01-06T00:00:00.000Z'));
    expect(entry).toMatchObject({ seq: 1, previous: '' });
  });

  test('whose details JSON cannot hold is not written', async () => {
    const at = new Date('2026-01-07T12:00:00Z');
    await expect(appendTrail(db, facts({ details: { rows: Number.NaN } }), at)).rejects.toThrow(TypeError);
    expect(await chainOf('2026-01-07', oidOf(1))).toEqual([]);
  });
});

test('people are spread over all 16 chains, and each stays in one', () => {
  const shards = Array.from({ length: 400 }, (_, n) => shardOf({ tid: TENANT, oid: oidOf(n) }));
  expect(new Set(shards).size).toBe(TRAIL_SHARDS);
  expect(shardOf({ tid: TENANT, oid: oidOf(7) })).toBe(shards[7]);
  expect(trailKey('2026-01-05', 3)).toBe('AUDIT#2026-01-05#03');
  expect(trailSort(12)).toBe('0000000012');
});

test('ten writers at one chain, from two clients, do not fork it and lose nothing', async () => {
  const other = connectDynamo(connection);
  const day = calendarDate('2026-02-01');
  const at = new Date('2026-02-01T08:00:00Z');
  const written = await Promise.all(
    Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; n < 3; n += 1) {
        await appendTrail(writer % 2 ? db : other, facts({ details: { writer, n } }), at);
      }
    }),
  );
  disconnectDynamo(other);
  expect(written).toHaveLength(10);
  const check = await verifyTrail(db, day);
  expect(check).toMatchObject({ entries: 30, faults: [] });
  const told = (await listed({ from: day, to: day })).map(({ details }) => `${details.writer}/${details.n}`);
  expect(new Set(told).size).toBe(30);
});

test('a write that the client repeats after a lost answer is one entry', async () => {
  const lossy = connectDynamo(connection);
  let lost = 0;
  lossy.doc.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      if (context.commandName !== 'PutItemCommand' || lost > 0) return result;
      lost += 1;
      throw Object.assign(new Error('socket closed'), { name: 'TimeoutError' });
    },
    { step: 'deserialize', priority: 'high', name: 'loseAnswer' },
  );
  const entry = await appendTrail(lossy, facts(), new Date('2026-02-02T08:00:00Z'));
  disconnectDynamo(lossy);
  expect(lost).toBe(1);
  expect(entry.seq).toBe(1);
  expect(await chainOf('2026-02-02', oidOf(1))).toHaveLength(1);
});

test('a trail that cannot be written throws, so that no rows are answered', async () => {
  const away = connectDynamo({ ...connection, table: 'no-such-table' });
  await expect(appendTrail(away, facts())).rejects.toMatchObject({ name: 'HmisError' });
  disconnectDynamo(away);
});

describe('tampering', () => {
  const oid = oidOf(1);
  const shard = shardOf({ tid: TENANT, oid });
  let month = 2;

  /** A day with a chain of four entries. */
  async function fourEntries() {
    month += 1;
    const day = calendarDate(`2026-${String(month).padStart(2, '0')}-01`);
    for (let n = 1; n <= 4; n += 1) await appendTrail(db, facts({ rows: n }), new Date(`${day}T08:00:00Z`));
    const chain = await chainOf(day, oid);
    const [first, second, third, fourth] = chain;
    if (!first || !second || !third || !fourth) return expect.fail('The chain is short.');
    const { heads } = await verifyTrail(db, day);
    return { day, heads, first, second, third, fourth };
  }
  const rewritten = (item: TrailItem, rows: number): TrailItem => {
    const body = canonicalJson({ ...JSON.parse(item.body), rows });
    return { ...item, body, hash: trailHash(body) };
  };

  test('an entry changed in place is found', async () => {
    const { day, second } = await fourEntries();
    await overwrite({ ...second, body: second.body.replace('"rows":2', '"rows":1') });
    expect((await verifyTrail(db, day)).faults).toEqual([{ shard, seq: 2, what: 'changed' }]);
  });

  test('an entry changed with its hash breaks the chain behind it', async () => {
    const { day, second } = await fourEntries();
    await overwrite(rewritten(second, 1));
    expect((await verifyTrail(db, day)).faults).toEqual([{ shard, seq: 3, what: 'chainBroken' }]);
  });

  test('an entry taken out is found', async () => {
    const { day, second } = await fourEntries();
    await db.doc.send(new DeleteCommand({ TableName: db.table, Key: { pk: second.pk, sk: second.sk } }));
    expect((await verifyTrail(db, day)).faults).toEqual([
      { shard, seq: 2, what: 'missing' },
      { shard, seq: 3, what: 'chainBroken' },
    ]);
  });

  test('two entries that changed places are found', async () => {
    const { day, second, third } = await fourEntries();
    await overwrite({ ...second, sk: third.sk });
    await overwrite({ ...third, sk: second.sk });
    const { faults } = await verifyTrail(db, day);
    expect(faults.map(({ seq, what }) => [seq, what])).toEqual([
      [2, 'moved'],
      [3, 'moved'],
      [4, 'chainBroken'],
    ]);
  });

  test('an entry copied to another chain or day is found', async () => {
    const { day, first } = await fourEntries();
    await overwrite({ ...first, pk: trailKey(day, (shard + 1) % TRAIL_SHARDS) });
    expect((await verifyTrail(db, day)).faults).toMatchObject([{ seq: 1, what: 'moved' }]);
    await overwrite({ ...first, pk: trailKey('2025-12-31', shard) });
    expect((await verifyTrail(db, calendarDate('2025-12-31'))).faults).toMatchObject([{ seq: 1, what: 'moved' }]);
  });

  test('an item put in by hand is found', async () => {
    const { day, first } = await fourEntries();
    await overwrite({ ...first, sk: 'zzz' });
    expect((await verifyTrail(db, day)).faults.length).toBeGreaterThan(0);
    const body = '{"rows":5}';
    await overwrite({ pk: first.pk, sk: trailSort(5), body, hash: trailHash(body) });
    const { faults } = await verifyTrail(db, day);
    expect(faults).toContainEqual({ shard, seq: 5, what: 'unreadable' });
  });

  test('an end cut off, or a chain written anew, is found against the digest of before', async () => {
    const { day, heads, third, fourth } = await fourEntries();
    await overwrite(rewritten(fourth, 1));
    expect((await verifyTrail(db, day)).faults).toEqual([]);
    expect((await verifyTrail(db, day, heads)).faults).toEqual([{ shard, seq: 4, what: 'chainBroken' }]);
    await db.doc.send(new DeleteCommand({ TableName: db.table, Key: { pk: fourth.pk, sk: fourth.sk } }));
    expect((await verifyTrail(db, day, heads)).faults).toEqual([{ shard, seq: 4, what: 'missing' }]);
    expect((await verifyTrail(db, day)).heads).toEqual([{ shard, seq: 3, hash: third.hash }]);
  });

  test('entries added after the digest are no fault', async () => {
    const { day, heads } = await fourEntries();
    await appendTrail(db, facts(), new Date(`${day}T09:00:00Z`));
    expect((await verifyTrail(db, day, heads)).faults).toEqual([]);
  });
});

describe('the list', () => {
  const [from, to] = [calendarDate('2027-01-01'), calendarDate('2027-01-03')];
  beforeAll(async () => {
    const at = (text: string) => new Date(`2027-01-${text}:00Z`);
    await appendTrail(db, facts({ oid: oidOf(1), what: 'plan' }), at('01T10:00'));
    await appendTrail(db, facts({ oid: oidOf(2), what: 'plan' }), at('01T09:00'));
    await appendTrail(db, facts({ oid: oidOf(3), what: 'rollback' }), at('03T23:59'));
    await appendTrail(db, facts({ oid: oidOf(1), what: 'page', result: 'NotAllowed' }), at('01T11:00'));
    await appendTrail(db, facts({ oid: oidOf(1), what: 'plan' }), at('04T00:00'));
  });
  const when = async (question: Partial<TrailQuestion>) =>
    (await listed({ from, to, ...question })).map(({ at, what }) => `${at.slice(8, 16)} ${what}`);

  test('is in order of time over all chains, both days included', async () => {
    expect(await when({})).toEqual(['01T09:00 plan', '01T10:00 plan', '01T11:00 page', '03T23:59 rollback']);
  });

  test('can be of one person or of one kind', async () => {
    expect(await when({ who: { tid: TENANT, oid: oidOf(1) } })).toEqual(['01T10:00 plan', '01T11:00 page']);
    expect(await when({ what: 'plan' })).toEqual(['01T09:00 plan', '01T10:00 plan']);
  });

  test.each([
    ['2027-01-02', '2027-01-01', 'from'],
    ['2027-01-01', '2028-02-05', 'to'],
  ])('of %s to %s is refused', async (first, last, field) => {
    const refused = listed({ from: calendarDate(first), to: calendarDate(last) });
    await expect(refused).rejects.toMatchObject({ code: 'BadRequest', field });
  });
});
