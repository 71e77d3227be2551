import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDynamo, disconnectDynamo } from '../../../functions/snapshot/dynamo.ts';
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
