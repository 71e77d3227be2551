import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, type CreateTableCommandInput, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import {
  connectDynamo,
  type Dynamo,
  type DynamoConnection,
  disconnectDynamo,
  tableDefinitions,
} from '../../functions/snapshot/dynamo.ts';

export interface LocalDynamo {
  readonly db: Dynamo;
  /** For a second client of the same tables. */
  readonly connection: DynamoConnection;
  close(): Promise<void>;
}

/**
 * Starts DynamoDB in this process, with both tables, on a free port of 127.0.0.1. It answers only requests signed under
 * an access key made for this start, so that neither a page in the browser nor another user of the machine gets in.
 *
 * @param folder where its data lies; in memory where left out. One process at a time: throws an Error with a sentence
 * for the person where another one has it open.
 */
export async function startDynamoDb({ folder }: { folder?: string } = {}): Promise<LocalDynamo> {
  if (folder !== undefined) await assertFree(folder);
  const credentials = {
    accessKeyId: randomBytes(16).toString('hex'),
    secretAccessKey: randomBytes(16).toString('hex'),
  };
  const server = dynalite({ ...(folder === undefined ? {} : { path: folder }), createTableMs: 0 });
  const shutDoor = guard(server, credentials.accessKeyId);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = {
    endpoint,
    region: 'local',
    table: 'hmis',
    keysTable: 'hmis-keys',
    credentials,
    // Caller and database share one thread: while that is busy neither asks nor answers, which is no sign of trouble.
    timeoutMs: 30_000,
  };
  const db = connectDynamo(connection);
  await createMissingTables(db);
  return {
    db,
    connection,
    close: async () => {
      disconnectDynamo(db);
      await shutDoor();
      server.closeIdleConnections();
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** Opens and closes the store once: dynalite itself would bring the process down on one that is in use. */
async function assertFree(folder: string): Promise<void> {
  const requireOfDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = requireOfDynalite('level') as {
    Level: new (path: string) => { open(): Promise<void>; close(): Promise<void> };
  };
  const level = new Level(folder);
  try {
    await level.open();
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause;
    const what = cause?.code === 'LEVEL_LOCKED' ? 'is in use by another HMIS Sheets' : 'cannot be opened';
    throw new Error(`The data folder ${folder} ${what}.`, { cause: error });
  }
  await level.close();
}

/**
 * dynalite checks no signature and allows every web page (CORS): what does not carry our access key goes no further.
 * The function it gives lets nothing more in and waits until all that was let in is answered, for dynalite brings the
 * process down where its store is closed under a query. It throws what breaks off a request, too: that is the caller's
 * affair, and listened to here in its place.
 */
function guard(server: Server, accessKeyId: string): () => Promise<void> {
  const answer = server.listeners('request');
  const underWay = new Set<Promise<void>>();
  let shut = false;
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (shut) return void request.destroy();
    if (!carriesKey(request, accessKeyId)) return void response.writeHead(403).end();
    const done = answered(request, response);
    underWay.add(done);
    void done.then(() => underWay.delete(done));
    for (const listener of answer) listener.call(server, request, response);
    request.removeAllListeners('error').on('error', () => undefined);
  });
  return async () => {
    shut = true;
    await Promise.all(underWay);
  };
}

/** Settles when dynalite is done with a request: its work goes on where the caller has gone, so the connection says nothing. */
function answered(request: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const { end } = response;
    const endAndTell = (...args: unknown[]) => {
      done();
      return Reflect.apply(end, response, args);
    };
    // A rest parameter is each of its overloads, which TypeScript cannot see.
    response.end = endAndTell as typeof end;
    // What breaks off before its end is never begun.
    request.once('close', () => {
      if (!request.readableEnded) done();
    });
  });
}

function carriesKey({ headers }: IncomingMessage, accessKeyId: string): boolean {
  const credential = /Credential=([^/]{1,100})\//.exec(headers.authorization ?? '')?.[1] ?? '';
  return headers.origin === undefined && timingSafeEqual(sha256(credential), sha256(accessKeyId));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Makes both tables where they are not there yet. */
export async function createMissingTables({ doc, table, keysTable }: Dynamo): Promise<void> {
  const { TableNames: existing = [] } = await doc.send(new ListTablesCommand({}));
  const inputs = [dataTable(table), keyTable(keysTable)];
  for (const input of inputs) {
    if (!existing.includes(input.TableName ?? '')) await doc.send(new CreateTableCommand(input));
  }
}

function dataTable(TableName: string): CreateTableCommandInput {
  const { partitionKey, sortKey, index } = tableDefinitions.data;
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [partitionKey, sortKey, index.partitionKey, index.sortKey].map(string),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}

function keyTable(TableName: string): CreateTableCommandInput {
  const { partitionKey } = tableDefinitions.keys;
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [string(partitionKey)],
    KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
  };
}

function string(AttributeName: string) {
  return { AttributeName, AttributeType: 'S' } as const;
}

function keySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' } as const,
    { AttributeName: sortKey, KeyType: 'RANGE' } as const,
  ];
}
