import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectDynamo, type Dynamo, disconnectDynamo } from '../../../functions/snapshot/dynamo.ts';
import { startDynamoDb } from '../../../infra/local/dynamodb.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-dynamodb-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what was written is there after a restart', async () => {
  const first = await startDynamoDb({ folder });
  await first.db.doc.send(new PutCommand({ TableName: first.db.table, Item: { pk: 'A', sk: 'B', n: 7 } }));
  await first.close();

  const second = await startDynamoDb({ folder });
  const { Item } = await second.db.doc.send(new GetCommand({ TableName: second.db.table, Key: { pk: 'A', sk: 'B' } }));
  await second.close();

  expect(Item).toEqual({ pk: 'A', sk: 'B', n: 7 });
});

test('a folder that is open already is refused with a sentence', async () => {
  const first = await startDynamoDb({ folder });
  await expect(startDynamoDb({ folder })).rejects.toThrow(
    `The data folder ${folder} is in use by another HMIS Sheets.`,
  );
  await first.close();
});

test('a second client with the same access key reaches the same tables', async () => {
  const { db, connection, close } = await startDynamoDb();
  const other = connectDynamo(connection);
  await other.doc.send(new PutCommand({ TableName: db.keysTable, Item: { pk: 'v', wrapped: new Uint8Array([1, 2]) } }));
  const { Item } = await db.doc.send(new GetCommand({ TableName: db.keysTable, Key: { pk: 'v' } }));
  disconnectDynamo(other);
  await close();
  expect(Item).toEqual({ pk: 'v', wrapped: new Uint8Array([1, 2]) });
});

describe('a caller who has gone', () => {
  const uncaught: unknown[] = [];
  const keep = (error: unknown) => uncaught.push(error);
  beforeEach(() => void process.on('uncaughtException', keep));
  afterEach(() => void process.off('uncaughtException', keep));

  const query = ({ doc, table }: Dynamo, Limit?: number) =>
    doc.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'A' },
        Limit,
      }),
    );

  test.each([
    ['in memory', () => startDynamoDb()],
    ['in a folder', () => startDynamoDb({ folder })],
  ])('and whose queries still run does not bring the process down at a close (%s)', async (_, start) => {
    let cutOff = 0;
    for (let round = 0; round < 3; round++) {
      const { db, connection, close } = await start();
      const Item = { pk: 'A', filler: 'x'.repeat(1_000) };
      for (let n = 0; n < 100; n++)
        await db.doc.send(new PutCommand({ TableName: db.table, Item: { ...Item, sk: `${n}` } }));
      const other = connectDynamo(connection);
      const asked = Array.from({ length: 20 }, (_, n) => [query(db, n % 2 ? n : undefined), query(other)]).flat();
      const first = await Promise.race(asked.map((one) => one.then(({ Items = [] }) => Items.length)));
      expect(first).toBeGreaterThan(0);
      disconnectDynamo(other);
      await close();
      cutOff += (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected').length;
    }
    // Else nothing was under way.
    expect(cutOff).toBeGreaterThan(0);
    expect(uncaught).toEqual([]);
  });

  test('in the middle of a request does not either', async () => {
    const { db, connection, close } = await startDynamoDb();
    const { port, hostname } = new URL(connection.endpoint ?? '');
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const key = connection.credentials?.accessKeyId;
    socket.write(
      `POST / HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 1000\r\nAuthorization: AWS4-HMAC-SHA256 Credential=${key}/\r\n\r\n{`,
    );
    // The server has read the one before it has answered the other.
    await query(db);
    socket.destroy();
    await query(db);
    await close();
    expect(uncaught).toEqual([]);
  });
});

test('a caller without the access key, and a web page even with it, get nothing', async () => {
  const { connection, close } = await startDynamoDb();
  const ask = (accessKeyId: string, headers: Record<string, string> = {}) =>
    fetch(`${connection.endpoint}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        'x-amz-date': '20260101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
        ...headers,
      },
      body: '{}',
    }).then((response) => response.status);
  const key = connection.credentials?.accessKeyId ?? '';
  expect(await ask(key)).toBe(200);
  expect(await ask('guess')).toBe(403);
  expect(await ask(key, { origin: 'https://example.com' })).toBe(403);
  expect(await fetch(`${connection.endpoint}/`).then((response) => response.status)).toBe(403);
  await close();
});
