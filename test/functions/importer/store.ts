import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { scopeFor } from '../../../functions/access/scope.ts';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { runImport } from '../../../functions/importer/import.ts';
import { putImport, waitingStatus } from '../../../functions/importer/import-status.ts';
import type { Importer } from '../../../functions/importer/importer.ts';
import { uploadKey } from '../../../functions/importer/uploads.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { FAMILIES } from '../../../functions/snapshot/families.ts';
import { snapshotPartition, VERSIONS } from '../../../functions/snapshot/places.ts';
import { readSlices, type SnapshotReader } from '../../../functions/snapshot/reader.ts';
import { listSnapshots, loadSnapshot, type Snapshot } from '../../../functions/snapshot/stored.ts';
import { startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import type { ImportStatus } from '../../../shared/contract/imports.ts';
import type { SnapshotId } from '../../../shared/ids.ts';
import { clientOf, localS3 } from '../../infra/local/s3/endpoint.ts';
import { principalOf, profileOf } from '../access/people.ts';

export const HOUR_MS = 3_600_000;

/** Tables, files and keys of one test, with the importer over them and a clock that the test moves. */
export interface TestStore {
  readonly dynamo: Dynamo;
  readonly importer: Importer;
  /** Where keys and spills lie, and the tables of a store that is not in memory. */
  readonly folder: string;
  /** Where uploads lie. */
  readonly uploadsFolder: string;
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
    uploadsFolder: s3.folder,
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

/** Whether the upload of an import is in the file store. */
export async function isUploaded({ importer }: TestStore, id: string): Promise<boolean> {
  const { s3, bucket } = importer.uploads;
  return s3.send(new HeadObjectCommand({ Bucket: bucket, Key: uploadKey(id) })).then(
    () => true,
    () => false,
  );
}

export interface TableItem {
  readonly TableName: string;
  readonly Item: Readonly<Record<string, unknown>>;
}

/** Every item of both tables: what no code of the service ever asks for. */
export async function scan({ doc, table, keysTable }: Dynamo): Promise<TableItem[]> {
  const items: TableItem[] = [];
  for (const TableName of [table, keysTable]) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await doc.send(
        new ScanCommand({ TableName, ConsistentRead: true, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
      );
      for (const Item of page.Items ?? []) items.push({ TableName, Item });
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  return items;
}

/** The same by key, as text that two states can be compared by. */
export async function itemsOf(dynamo: Dynamo): Promise<Map<string, string>> {
  const items = await scan(dynamo);
  return new Map(items.map(({ TableName, Item }) => [keyText(TableName, Item), JSON.stringify(Item, hexBytes)]));
}

function keyText(TableName: string, { pk, sk }: TableItem['Item']): string {
  return [TableName, pk, sk].join(' ');
}

/** Brings both tables back to what a scan of them gave. */
export async function restore(dynamo: Dynamo, items: readonly TableItem[]): Promise<void> {
  const now = await itemsOf(dynamo);
  for (const { TableName, Item } of items) {
    const key = keyText(TableName, Item);
    if (now.get(key) !== JSON.stringify(Item, hexBytes)) await dynamo.doc.send(new PutCommand({ TableName, Item }));
    now.delete(key);
  }
  for (const [TableName = '', pk, sk] of [...now.keys()].map((key) => key.split(' '))) {
    await dynamo.doc.send(new DeleteCommand({ TableName, Key: sk ? { pk, sk } : { pk } }));
  }
}

function hexBytes(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
}

/** The items that hold an export's data: neither the pointer with its lease nor how imports went, nor the trail of them. */
export async function dataItemsOf(dynamo: Dynamo): Promise<Map<string, string>> {
  const all = await itemsOf(dynamo);
  return new Map([...all].filter(([key]) => !/ (?:CURRENT|IMPORTS|AUDIT#\S+) /.test(key)));
}

/** Every enrollment of a snapshot with names and activities, by EnrollmentID, as a report would read it. */
export async function readAll(reader: SnapshotReader, snapshot: Snapshot): Promise<Enrollment[]> {
  const organizations = snapshot.catalog.organizations.map((one) => one.OrganizationID);
  const scope = scopeFor({
    principal: await principalOf(),
    profile: profileOf({ organizations }),
    projects: snapshot.catalog.projects,
    asked: { projects: [], organizations: [] },
    hidePii: false,
    reason: 'dataQuality',
  });
  const families = new Set(['CORE', 'ACTIVITY', 'ASSESSMENT', 'PII'] as const);
  const requests = snapshot.map.map(({ projectId, segments }) => ({ projectId, segments, families }));
  const all: Enrollment[] = [];
  for await (const { enrollments } of readSlices(reader, scope, snapshot, requests)) {
    all.push(...enrollments);
  }
  return all.sort((a, b) => (a.EnrollmentID < b.EnrollmentID ? -1 : 1));
}

export async function currentOf(store: TestStore): Promise<{ id: SnapshotId; enrollments: Enrollment[] }> {
  const { id } = await readCurrent(store.dynamo);
  if (id === undefined) throw new Error('There is no current snapshot.');
  const { keys, deployment } = store.importer.writer;
  const snapshot = await loadSnapshot(store.dynamo, id);
  return { id, enrollments: await readAll({ dynamo: store.dynamo, keys, deployment }, snapshot) };
}

/**
 * What lies in the tables and belongs to nothing: items of versions and snapshots that no listed snapshot names, and
 * heads and keys that are missing of those that are. After a sweep there is none.
 */
export async function orphansOf(dynamo: Dynamo): Promise<string[]> {
  const named = new Set<string>();
  const wanted = new Set<string>();
  for (const head of await listSnapshots(dynamo)) {
    const { map } = await loadSnapshot(dynamo, head.facts.id);
    named.add(snapshotPartition(head.facts.id));
    for (const { v } of map) {
      for (const family of FAMILIES) named.add(`${family}#${v}`);
      for (const key of [`${dynamo.keysTable} ${v}`, `${dynamo.table} ${VERSIONS} ${v}`]) wanted.add(key);
    }
  }
  const orphans: string[] = [];
  for (const { TableName, Item } of await scan(dynamo)) {
    const key = [TableName, Item.pk, Item.sk].filter((part) => part !== undefined).join(' ');
    const isData =
      TableName === dynamo.keysTable || /^(?:VERSIONS$|SNAPSHOT#|CORE#|ACTIVITY#|PII#)/.test(String(Item.pk));
    if (!wanted.delete(key) && isData && !named.has(String(Item.pk))) orphans.push(key);
  }
  return [...orphans, ...[...wanted].map((key) => `missing: ${key}`)];
}

/** Every file under a folder, as text. */
export async function filesUnder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)));
}
