import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { scopeFor } from '../../../functions/access/scope.ts';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { type Importer, runImport } from '../../../functions/importer/import.ts';
import { putImport, waitingStatus } from '../../../functions/importer/import-status.ts';
import { uploadKey } from '../../../functions/importer/uploads.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { readSlices } from '../../../functions/snapshot/reader.ts';
import { loadSnapshot, type Snapshot } from '../../../functions/snapshot/stored.ts';
import { startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import type { ImportStatus } from '../../../shared/contract.ts';
import type { SnapshotId } from '../../../shared/ids.ts';
import { clientOf, localS3 } from '../../infra/local/s3/endpoint.ts';
import { principalOf, profileOf } from '../access/people.ts';

export const HOUR_MS = 3_600_000;

/** Tables, files and keys of one test, with the importer over them and a clock that the test moves. */
export interface TestStore {
  readonly dynamo: Dynamo;
  readonly importer: Importer;
  readonly folder: string;
  /** Milliseconds since 1970: what `importer.now()` answers. */
  time: number;
  /** Puts a zip where uploads go, and gives the id of its import. */
  upload(zip: Uint8Array, options?: { acceptSmaller?: boolean }): Promise<string>;
  import(zip: Uint8Array, options?: { acceptSmaller?: boolean; by?: Importer }): Promise<ImportStatus>;
  close(): Promise<void>;
}

export async function testStore(inFolder = false): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-import-'));
  const { db, close } = await startDynamoDb(inFolder ? { folder: join(folder, 'tables') } : {});
  const s3 = await localS3();
  const client = clientOf(s3);
  const importer: Importer = {
    writer: {
      dynamo: db,
      keys: await masterKeyService(join(folder, 'names.key')),
      deployment: 'test',
      versionKey: Buffer.alloc(32, 7),
      writesAtOnce: 4,
    },
    uploads: { s3: client, bucket: s3.bucket },
    spillFolder: join(folder, 'spill'),
    now: () => new Date(store.time),
  };
  const store: TestStore = {
    dynamo: db,
    importer,
    folder,
    time: Date.parse('2026-02-01T08:00:00Z'),
    async upload(zip, { acceptSmaller = false } = {}) {
      const id = randomUUID();
      const status = waitingStatus(id, 'Ada Park', importer.now().toISOString());
      await putImport(db, { status, acceptSmaller, by: { tid: 't', oid: 'o', name: 'Ada Park' } });
      const Key = uploadKey(id);
      await client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body: zip, ServerSideEncryption: 'aws:kms' }));
      return id;
    },
    async import(zip, { by = importer, ...options } = {}) {
      return runImport(by, await store.upload(zip, options));
    },
    async close() {
      client.destroy();
      await close();
      await s3.close();
      await rm(folder, { recursive: true });
    },
  };
  return store;
}

/** Every item of both tables, by its key, as text that two states can be compared by. */
export async function itemsOf({ doc, table, keysTable }: Dynamo): Promise<Map<string, string>> {
  const items = new Map<string, string>();
  for (const TableName of [table, keysTable]) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await doc.send(
        new ScanCommand({ TableName, ConsistentRead: true, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
      );
      for (const item of page.Items ?? []) {
        items.set([TableName, item.pk, item.sk].join(' '), JSON.stringify(item, hexBytes));
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  return items;
}

function hexBytes(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
}

/** The items that hold an export's data: neither the pointer with its lease nor how imports went. */
export async function dataItemsOf(dynamo: Dynamo): Promise<Map<string, string>> {
  const all = await itemsOf(dynamo);
  return new Map([...all].filter(([key]) => !/ (?:CURRENT|IMPORTS) /.test(key)));
}

/** Every enrollment of a snapshot with names and activities, by EnrollmentID, as a report would read it. */
export async function readAll(
  { dynamo, importer }: Pick<TestStore, 'dynamo' | 'importer'>,
  snapshot: Snapshot,
): Promise<Enrollment[]> {
  const organizations = snapshot.catalog.organizations.map((one) => one.OrganizationID);
  const scope = scopeFor({
    principal: await principalOf(),
    profile: profileOf({ organizations }),
    projects: snapshot.catalog.projects,
    asked: { projects: [], organizations: [] },
    hidePii: false,
    reason: 'dataQuality',
  });
  const { keys, deployment } = importer.writer;
  const families = new Set(['CORE', 'ACTIVITY', 'PII'] as const);
  const requests = snapshot.map.map(({ projectId, segments }) => ({ projectId, segments, families }));
  const all: Enrollment[] = [];
  for await (const { enrollments } of readSlices({ dynamo, keys, deployment }, scope, snapshot, requests)) {
    all.push(...enrollments);
  }
  return all.sort((a, b) => (a.EnrollmentID < b.EnrollmentID ? -1 : 1));
}

export async function currentOf(store: TestStore): Promise<{ id: SnapshotId; enrollments: Enrollment[] }> {
  const { id } = await readCurrent(store.dynamo);
  if (id === undefined) throw new Error('There is no current snapshot.');
  return { id, enrollments: await readAll(store, await loadSnapshot(store.dynamo, id)) };
}

/** Every file under a folder, as text. */
export async function filesUnder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)));
}
