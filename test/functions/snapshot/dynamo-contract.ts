import { randomUUID } from 'node:crypto';
import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Dynamo, isConditionFailed, queryAll, tableDefinitions } from '../../../functions/snapshot/dynamo.ts';

export interface DynamoUnderTest {
  readonly db: Dynamo;
  close(): Promise<void>;
}

/** What HMIS Sheets asks of any DynamoDB. Every item lies under a name of this run, so that a table may be used twice. */
export function dynamoContract(name: string, connect: () => Promise<DynamoUnderTest>): void {
  describe(`the tables on ${name}`, () => {
    const run = `CONTRACT#${randomUUID()}`;
    let under: DynamoUnderTest;
    let db: Dynamo;
    beforeAll(async () => {
      under = await connect();
      db = under.db;
    });
    afterAll(() => under.close());

    const at = (pk: string, sk: string) => ({ pk: `${run}#${pk}`, sk });
    const put = (pk: string, sk: string, more: Record<string, unknown> = {}, condition?: string) =>
      db.doc.send(
        new PutCommand({
          TableName: db.table,
          Item: { ...at(pk, sk), ...more },
          ...(condition === undefined ? {} : { ConditionExpression: condition }),
        }),
      );
    const get = async (pk: string, sk: string) =>
      (await db.doc.send(new GetCommand({ TableName: db.table, Key: at(pk, sk), ConsistentRead: true }))).Item;
    const list = async (pk: string, more: Partial<Parameters<typeof queryAll>[1]> = {}) => {
      const found: Record<string, unknown>[] = [];
      const query = {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': at(pk, '').pk },
        ConsistentRead: true,
        ...more,
      };
      for await (const item of queryAll(db, query)) found.push(item);
      return found;
    };

    test('bytes, texts, whole numbers, lists and nothing come back as they were', async () => {
      const item = {
        data: new Uint8Array([0, 1, 255]),
        text: 'é😀 ',
        n: 1_234_567_890,
        none: null,
        list: ['a', 1, true],
      };
      await put('types', 'a', item);
      expect(await get('types', 'a')).toEqual({ ...at('types', 'a'), ...item });
    });

    test('an item of nearly 400 kB is taken, and one over it refused', async () => {
      await put('size', 'fits', { data: new Uint8Array(399_000) });
      await expect(put('size', 'too large', { data: new Uint8Array(410_000) })).rejects.toMatchObject({
        code: 'Internal',
      });
      expect(await list('size')).toHaveLength(1);
    });

    test('keys stand in the order of their bytes, neither trimmed nor folded', async () => {
      const keys = ['A', 'a', ' a', 'a ', 'é', '0000000010', '0000000009'];
      for (const sk of keys) await put('order', sk);
      const inBytes = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect((await list('order')).map(({ sk }) => sk)).toEqual(inBytes);
      expect((await list('order', { ScanIndexForward: false, Limit: 1 }))[0]?.sk).toBe(inBytes.at(-1));
    });

    test('a part of a partition is read by its first and last key', async () => {
      for (const sk of ['1', '2', '3', '4']) await put('between', sk);
      const part = await list('between', {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': at('between', '').pk, ':first': '2', ':last': '3' },
      });
      expect(part.map(({ sk }) => sk)).toEqual(['2', '3']);
    });

    test('a query goes on past the first megabyte', async () => {
      const data = new Uint8Array(300_000).fill(7);
      for (let n = 0; n < 5; n += 1) await put('long', String(n), { data });
      expect((await list('long')).map(({ sk }) => sk)).toEqual(['0', '1', '2', '3', '4']);
    });

    test('of two that put the same new item, one is told that it came second', async () => {
      const both = await Promise.allSettled([1, 2].map((n) => put('once', 'a', { n }, 'attribute_not_exists(pk)')));
      const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(refused).toHaveLength(1);
      expect(refused.every(isConditionFailed)).toBe(true);
    });

    test('an update holds to its condition, and can take a field away', async () => {
      await put('update', 'a', { leaseId: 'one', n: 1 });
      const update = (leaseId: string) =>
        db.doc.send(
          new UpdateCommand({
            TableName: db.table,
            Key: at('update', 'a'),
            UpdateExpression: 'SET n = n + :one REMOVE leaseId',
            ConditionExpression: 'leaseId = :id',
            ExpressionAttributeValues: { ':one': 1, ':id': leaseId },
          }),
        );
      await expect(update('two')).rejects.toSatisfy(isConditionFailed);
      await update('one');
      expect(await get('update', 'a')).toEqual({ ...at('update', 'a'), n: 2 });
    });

    test('an item that is deleted is gone, and deleting it again is no fault', async () => {
      await put('gone', 'a');
      for (const _ of ['once', 'again']) {
        await db.doc.send(new DeleteCommand({ TableName: db.table, Key: at('gone', 'a') }));
      }
      expect(await get('gone', 'a')).toBeUndefined();
    });

    test('many are asked for at once, and those that are there come', async () => {
      for (const sk of ['a', 'b']) await put('many', sk);
      const Keys = ['a', 'b', 'c'].map((sk) => at('many', sk));
      const { Responses = {} } = await db.doc.send(
        new BatchGetCommand({ RequestItems: { [db.table]: { Keys, ConsistentRead: true } } }),
      );
      expect((Responses[db.table] ?? []).map(({ sk }) => sk).sort()).toEqual(['a', 'b']);
    });

    test('the index finds items by its own keys, whole, and only those that have them', async () => {
      const gpk = `${run}#index`;
      await put('index', '1', { gpk, gsk: 'b', note: 'whole' });
      await put('index', '2', { gpk, gsk: 'a' });
      await put('index', '3');
      const { index } = tableDefinitions.data;
      const query = new QueryCommand({
        TableName: db.table,
        IndexName: index.name,
        KeyConditionExpression: 'gpk = :gpk',
        ExpressionAttributeValues: { ':gpk': gpk },
      });
      // An index follows its table a moment later.
      const found = async () => (await db.doc.send(query)).Items?.map(({ sk, note }) => [sk, note]);
      await expect.poll(found).toEqual([
        ['2', undefined],
        ['1', 'whole'],
      ]);
    });

    test('the table of keys has one key', async () => {
      const Key = { pk: `${run}#key` };
      const TableName = db.keysTable;
      await db.doc.send(new PutCommand({ TableName, Item: { ...Key, wrapped: new Uint8Array([1]) } }));
      const { Item } = await db.doc.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      expect(Item?.wrapped).toEqual(new Uint8Array([1]));
      await db.doc.send(new DeleteCommand({ TableName, Key }));
    });
  });
}
