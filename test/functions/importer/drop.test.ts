import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trailKey } from '../../../functions/access/trail.ts';
import { type DropFolder, type Dropped, takeDropped } from '../../../functions/importer/drop.ts';
import { storedImport } from '../../../functions/importer/import-status.ts';
import { importUpload } from '../../../functions/importer/import-upload.ts';
import { runShards } from '../../../functions/importer/shards/steps.ts';
import type { ImportStatus } from '../../../shared/contract/imports.ts';
import { exportZip } from '../../export.ts';
import { clientOf, type LocalS3, localS3 } from '../../infra/local/s3/endpoint.ts';
import { currentOf, isUploaded, scan, type TestStore, testStore } from './store.ts';

let store: TestStore;
let server: LocalS3;
let s3: S3Client;
let folder: DropFolder;
beforeAll(async () => {
  store = await testStore();
  server = await localS3();
  s3 = clientOf(server);
  const { uploads, writer, now } = store.importer;
  folder = { s3, bucket: server.bucket, uploads, dynamo: writer.dynamo, now };
});
afterAll(async () => {
  s3.destroy();
  await server.close();
  await store.close();
});

/** Puts a file there, as SFTP or a vendor does, and answers what S3 tells of it. */
async function dropped(Body: Uint8Array, key = 'hmis/Nightly export.ZIP'): Promise<Dropped> {
  const at = { Bucket: server.bucket, Key: key };
  await s3.send(new PutObjectCommand({ ...at, Body, ServerSideEncryption: 'aws:kms' }));
  const { ETag = '', ContentLength = 0 } = await s3.send(new HeadObjectCommand(at));
  return { key, etag: ETag.replaceAll('"', ''), size: ContentLength };
}

/** The import that the upload starts, as EventBridge has it started. */
async function imported(id: string): Promise<ImportStatus> {
  await importUpload(store.importer, id, (large) => runShards(store.importer, large));
  return (await storedImport(store.dynamo, id)).status;
}

async function startsInTrail(): Promise<Record<string, unknown>[]> {
  const items = (await scan(store.dynamo)).filter(({ Item }) =>
    String(Item.pk).startsWith(trailKey('2026', 0).slice(0, 10)),
  );
  return items.map(({ Item }) => JSON.parse(String(Item.body))).filter(({ what }) => what === 'importStart');
}

async function leftInFolder(): Promise<unknown[]> {
  return (await s3.send(new ListObjectsV2Command({ Bucket: server.bucket }))).Contents ?? [];
}

describe('a dropped export', () => {
  const [first, smaller] = [
    exportZip({ Project: Array.from({ length: 5 }, (_, n) => ({ ProjectID: `PR${n}` })) }),
    exportZip({ Export: [{ ExportDate: '2026-02-03' }] }),
  ];

  test('is imported without anybody’s token, told in the trail as the drop folder’s, and is gone from there', async () => {
    const id = await takeDropped(folder, await dropped(first));
    expect(await leftInFolder()).toEqual([]);
    expect(await startsInTrail()).toEqual([
      expect.objectContaining({
        tid: 'service',
        oid: 'drop-folder',
        name: 'Drop folder',
        what: 'importStart',
        details: { id, acceptSmaller: false, size: first.length },
      }),
    ]);
    expect(await imported(id)).toMatchObject({ state: 'done', startedBy: 'Drop folder' });
    expect(await isUploaded(store, id)).toBe(false);
    expect((await currentOf(store)).enrollments).toHaveLength(1);
  });

  test('is told of twice and imported once', async () => {
    const event = await dropped(
      exportZip({
        Export: [{ ExportDate: '2026-02-02' }],
        Project: Array.from({ length: 5 }, (_, n) => ({ ProjectID: `PR${n}` })),
      }),
    );
    const before = (await startsInTrail()).length;
    const id = await takeDropped(folder, event);
    // Whoever tells of it again may do so before the import, or after it.
    expect(await takeDropped(folder, event)).toBe(id);
    expect(await imported(id)).toMatchObject({ state: 'done' });
    expect(await takeDropped(folder, event)).toBe(id);
    expect(await isUploaded(store, id)).toBe(false);
    expect((await startsInTrail()).length).toBe(before + 1);
  });

  test('with far fewer projects is refused, for nobody is there to say that it is right', async () => {
    const { id: before } = await currentOf(store);
    const id = await takeDropped(folder, await dropped(smaller));
    expect(await imported(id)).toMatchObject({ state: 'refused', message: expect.stringContaining('over 20 % fewer') });
    expect((await currentOf(store)).id).toBe(before);
  });

  test('that is no zip is refused, and does not stay', async () => {
    const id = await takeDropped(folder, await dropped(Buffer.from('no zip at all')));
    expect(await imported(id)).toMatchObject({ state: 'refused', message: expect.stringContaining('no zip') });
    expect(await leftInFolder()).toEqual([]);
  });

  test.each([0, 5_000_000_001])('of %s bytes is refused before it is passed on', async (size) => {
    const id = await takeDropped(folder, { ...(await dropped(Buffer.from('x'), `${size}.zip`)), size });
    expect((await storedImport(store.dynamo, id)).status).toMatchObject({ state: 'refused' });
    expect(await isUploaded(store, id)).toBe(false);
    expect(await leftInFolder()).toEqual([]);
  });

  test('put again under its name is another export, and stays until it is its turn', async () => {
    const [first, second] = [await dropped(Buffer.from('one')), await dropped(Buffer.from('two'))];
    const one = await takeDropped(folder, first);
    expect(await isUploaded(store, one)).toBe(false);
    expect(await leftInFolder()).toHaveLength(1);
    const two = await takeDropped(folder, second);
    expect(two).not.toBe(one);
    expect(await isUploaded(store, two)).toBe(true);
    expect(await leftInFolder()).toEqual([]);
  });
});
