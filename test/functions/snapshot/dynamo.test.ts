import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import {
  connectDynamo,
  disconnectDynamo,
  isConditionFailed,
  queryAll,
  tableDefinitions,
  translateDynamoError,
} from '../../../functions/snapshot/dynamo.ts';
import { meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import { HmisError } from '../../../shared/errors.ts';
import { startDynamo } from '../../dynamodb.ts';

let db: Dynamo;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await startDynamo());
});
afterAll(() => close());

function put(pk: string, sk: string, more: Record<string, unknown> = {}) {
  return db.doc.send(new PutCommand({ TableName: db.table, Item: { pk, sk, ...more } }));
}

async function all(items: AsyncGenerator<Record<string, unknown>>): Promise<Record<string, unknown>[]> {
  const list: Record<string, unknown>[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe('queryAll', () => {
  test('goes on past the first megabyte', async () => {
    const block = new Uint8Array(300_000).fill(7);
    for (let n = 0; n < 8; n += 1) await put('BIG', String(n), { block });
    const items = await all(
      queryAll(db, { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'BIG' } }),
    );
    expect(items.map((item) => item.sk)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(items[7]?.block).toEqual(block);
  });

  test('lists trackers of a project by the index', async () => {
    await put('HOUSING#1', 'TRACKER', { gpk: 'PROJECT#9', gsk: 'a' });
    await put('HOUSING#2', 'TRACKER', { gpk: 'PROJECT#9', gsk: 'b' });
    await put('HOUSING#3', 'TRACKER');
    const items = await all(
      queryAll(db, {
        IndexName: tableDefinitions.data.index.name,
        KeyConditionExpression: 'gpk = :project',
        ExpressionAttributeValues: { ':project': 'PROJECT#9' },
      }),
    );
    expect(items.map((item) => item.pk)).toEqual(['HOUSING#1', 'HOUSING#2']);
  });
});

describe('the meter', () => {
  test('counts what one piece of work costs, not what goes on beside it', async () => {
    const item = { blob: new Uint8Array(4_000) };
    const [write, other] = await Promise.all([
      meterDynamo(() => put('METER', '1', item)),
      meterDynamo(() => db.doc.send(new GetCommand({ TableName: db.table, Key: { pk: 'none', sk: 'none' } }))),
    ]);
    expect(write.cost).toMatchObject({ rcu: 0, wcu: 4, requests: 1 });
    expect(write.cost.bytesSent).toBeGreaterThan(4_000);
    expect(other.cost).toMatchObject({ rcu: 0.5, wcu: 0, requests: 1 });
  });

  test('an outer meter counts what an inner one does', async () => {
    const outer = await meterDynamo(async () => {
      await put('METER', '2');
      return meterDynamo(() => put('METER', '3'));
    });
    expect(outer.value.cost.wcu).toBe(1);
    expect(outer.cost.wcu).toBe(2);
  });

  test('counts a query that pages', async () => {
    const { cost } = await meterDynamo(() =>
      all(queryAll(db, { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'BIG' } })),
    );
    expect(cost.requests).toBeGreaterThan(1);
    expect(cost.rcu).toBeGreaterThan(290);
    expect(cost.bytesReceived).toBeGreaterThan(2_400_000);
  });
});

describe('errors', () => {
  test('a condition that does not hold is an answer', async () => {
    await put('ONCE', '1');
    const again = db.doc.send(
      new PutCommand({
        TableName: db.table,
        Item: { pk: 'ONCE', sk: '1' },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    await expect(again).rejects.toSatisfy(isConditionFailed);
  });

  test('a request the database refuses is Internal', async () => {
    const bad = db.doc.send(new GetCommand({ TableName: db.table, Key: { pk: 'without sk' } }));
    await expect(bad).rejects.toMatchObject({ name: 'HmisError', code: 'Internal' });
  });

  test('throttling that lasts past the retries is Busy', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      request.resume();
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow"}',
      );
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const busy = connectDynamo({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'local',
      table: 't',
      keysTable: 'k',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const { cost } = await meterDynamo(async () => {
      const call = busy.doc.send(new GetCommand({ TableName: 't', Key: { pk: 'a', sk: 'b' } }));
      await expect(call).rejects.toMatchObject({ name: 'HmisError', code: 'Busy', status: 503 });
    });
    disconnectDynamo(busy);
    server.close();
    expect(asked).toBe(5);
    expect(cost.requests).toBe(5);
  });

  test.each([
    ['ThrottlingException', 'Busy'],
    ['TimeoutError', 'Busy'],
    ['InternalServerError', 'Busy'],
    ['AccessDeniedException', 'Internal'],
    ['ResourceNotFoundException', 'Internal'],
  ])('%s is %s', (name, code) => {
    expect(translateDynamoError(Object.assign(new Error('x'), { name })).code).toBe(code);
  });

  test('a refusal of ours stays as it is', () => {
    const refusal = new HmisError('NotFound', 'No.');
    expect(translateDynamoError(refusal)).toBe(refusal);
  });
});
