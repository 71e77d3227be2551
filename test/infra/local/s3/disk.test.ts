import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { BUCKET, CREDENTIALS, clientOf, encryptedPut, type LocalS3, localS3, outcome } from './endpoint.ts';
import { signPut } from './wire.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function open(): Promise<LocalS3> {
  const s3 = await localS3();
  cleanUps.push(() => s3.close());
  return s3;
}

const put = (s3: LocalS3, Key: string, Body: string) => clientOf(s3).send(encryptedPut({ Bucket: BUCKET, Key, Body }));
const text = async (s3: LocalS3, Key: string) =>
  (await clientOf(s3).send(new GetObjectCommand({ Bucket: BUCKET, Key }))).Body?.transformToString();
const keys = async (s3: LocalS3) =>
  (await clientOf(s3).send(new ListObjectsV2Command({ Bucket: BUCKET }))).Contents?.map((object) => object.Key);
const data = (folder: string) => readdir(join(folder, BUCKET, 'data'));
const records = (folder: string) => readdir(join(folder, BUCKET, 'objects'));

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(10);
}

describe('the folder', () => {
  test('holds no part of a key in its paths, and nothing outside it', async () => {
    const s3 = await open();
    const hostile = [
      '../outside',
      '../../../etc/passwd',
      '/etc/passwd',
      '..',
      '.',
      'a/../../b',
      '%2e%2e/x',
      'nul\u0000l',
      'con',
      'a\\..\\b',
    ];
    for (const key of hostile) {
      await put(s3, key, key);
      expect(await text(s3, key)).toBe(key);
    }
    expect((await keys(s3))?.sort()).toEqual([...hostile].sort());
    expect(await readdir(join(s3.folder, '..'))).toEqual(['objects']);
    expect(await readdir(s3.folder)).toEqual([BUCKET]);
    for (const file of [...(await data(s3.folder)), ...(await records(s3.folder))]) {
      expect(file).toMatch(/^[0-9a-f]{32}$|^[0-9a-f]{64}\.json$/);
    }
  });

  test('is open to its owner only', async () => {
    const s3 = await open();
    await put(s3, 'key', 'the body');
    const entries = await readdir(s3.folder, { recursive: true, withFileTypes: true });
    const modes = await Promise.all(
      entries.map(async (entry) => [
        entry.isDirectory(),
        (await stat(join(entry.parentPath, entry.name))).mode & 0o777,
      ]),
    );
    expect(modes).toHaveLength(5);
    for (const [isFolder, mode] of modes) expect(mode).toBe(isFolder ? 0o700 : 0o600);
    expect((await stat(s3.folder)).mode & 0o777).toBe(0o700);
  });

  test('keeps one file per object, and none of a deleted or replaced one', async () => {
    const s3 = await open();
    await put(s3, 'key', 'first');
    await put(s3, 'key', 'second');
    await until(async () => (await data(s3.folder)).length === 1);
    await clientOf(s3).send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'key' }));
    await until(async () => (await data(s3.folder)).length === 0);
    expect(await records(s3.folder)).toEqual([]);
  });

  test('keeps nothing of a refused upload', async () => {
    const s3 = await open();
    const refused = { Bucket: BUCKET, Key: 'key', Body: 'the body', ChecksumCRC32: 'AAAAAA==' };
    await outcome(clientOf(s3).send(encryptedPut(refused)));
    expect([await data(s3.folder), await records(s3.folder)]).toEqual([[], []]);
    await put(s3, 'key', 'the body');
    await outcome(clientOf(s3).send(encryptedPut({ Bucket: BUCKET, Key: 'key', Body: 'another', IfNoneMatch: '*' })));
    expect([(await data(s3.folder)).length, (await records(s3.folder)).length]).toEqual([1, 1]);
  });

  test('keeps no part that was replaced, left out or aborted', async () => {
    const s3 = await open();
    const files = async () => (await data(s3.folder)).length;
    const upload = await startUpload(s3, 'key');
    await upload.part(1, Buffer.from('first'));
    await upload.part(1, Buffer.from('again'));
    expect(await files()).toBe(1);
    await upload.part(2, Buffer.from('left out'));
    await upload.complete([1]);
    expect([await files(), await text(s3, 'key')]).toEqual([1, 'again']);
    const aborted = await startUpload(s3, 'another');
    await aborted.part(1, Buffer.from('first'));
    await aborted.abort();
    expect(await files()).toBe(1);
  });
});

async function startUpload(s3: LocalS3, Key: string) {
  const client = clientOf(s3);
  const target = { Bucket: BUCKET, Key };
  const created = await client.send(new CreateMultipartUploadCommand({ ...target, ServerSideEncryption: 'aws:kms' }));
  const upload = { ...target, UploadId: created.UploadId };
  const parts = new Map<number, CompletedPart>();
  return {
    async part(PartNumber: number, Body: Buffer) {
      const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      parts.set(PartNumber, { PartNumber, ETag, ChecksumCRC32 });
    },
    complete(numbers: readonly number[]) {
      const Parts = numbers.flatMap((number) => parts.get(number) ?? []);
      return client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    },
    abort: () => client.send(new AbortMultipartUploadCommand(upload)),
  };
}

describe('after a restart', () => {
  test('objects are there as they were, under any key', async () => {
    const s3 = await open();
    const key = 'a/../é 😀';
    const written = await clientOf(s3).send(
      encryptedPut({ Bucket: BUCKET, Key: key, Body: 'the body', Metadata: { import: '7' } }),
    );
    const again = await s3.restart();
    cleanUps.unshift(() => again.close());
    const read = await clientOf(again).send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    expect(read).toMatchObject({ ETag: written.ETag, VersionId: written.VersionId, Metadata: { import: '7' } });
    expect(read.ChecksumCRC32).toBe(written.ChecksumCRC32);
    expect(await read.Body?.transformToString()).toBe('the body');
  });

  test('leftovers of unfinished work are gone', async () => {
    const s3 = await open();
    await put(s3, 'key', 'the body');
    const target = { Bucket: BUCKET, Key: 'parts' };
    const { UploadId } = await clientOf(s3).send(
      new CreateMultipartUploadCommand({ ...target, ServerSideEncryption: 'aws:kms' }),
    );
    const part = { ...target, UploadId, PartNumber: 1, Body: 'a part' };
    await clientOf(s3).send(new UploadPartCommand(part));
    await writeFile(join(s3.folder, BUCKET, 'data', 'f'.repeat(32)), 'half of an upload');
    await writeFile(join(s3.folder, BUCKET, 'objects', `${'f'.repeat(64)}.json.0123456789abcdef.tmp`), '{"half');
    const again = await s3.restart();
    cleanUps.unshift(() => again.close());
    expect([(await data(again.folder)).length, (await records(again.folder)).length]).toEqual([1, 1]);
    expect(await text(again, 'key')).toBe('the body');
    expect(await outcome(clientOf(again).send(new UploadPartCommand(part)))).toBe('NoSuchUpload 404');
  });

  test('a record whose bytes are gone stops the start', async () => {
    const s3 = await open();
    await put(s3, 'key', 'the body');
    for (const file of await data(s3.folder)) await rm(join(s3.folder, BUCKET, 'data', file));
    await expect(s3.restart()).rejects.toThrow('lacks 1 files');
  });
});

describe('an upload that breaks off', () => {
  /** Sends the head and half of the body of a PUT, and answers how to break the connection. */
  async function halfUpload(endpoint: string, folder: string, key: string): Promise<() => void> {
    const path = `/${BUCKET}/${key}`;
    const before = (await data(folder)).length;
    const { headers } = signPut(endpoint, path, 'UNSIGNED-PAYLOAD', { 'content-length': '2000000' });
    const { hostname, port } = new URL(endpoint);
    const sending = request({ hostname, port, path, method: 'PUT', headers });
    sending.on('error', () => undefined);
    sending.write(Buffer.alloc(1_000_000, 'half'));
    await until(async () => (await data(folder)).length > before);
    return () => void sending.destroy();
  }

  test('by the client leaves the object before it, and no file', async () => {
    const s3 = await open();
    await put(s3, 'key', 'before');
    const breakOff = await halfUpload(s3.endpoint, s3.folder, 'key');
    breakOff();
    await until(async () => (await data(s3.folder)).length === 1);
    expect(await text(s3, 'key')).toBe('before');
  });

  test('by the end of the server leaves no file', async () => {
    const s3 = await open();
    await halfUpload(s3.endpoint, s3.folder, 'key');
    const again = await s3.restart();
    cleanUps.unshift(() => again.close());
    expect([await data(again.folder), await keys(again)]).toEqual([[], undefined]);
  });

  test('by a killed process leaves the object before it, and the next start cleans up', async () => {
    const { child, endpoint, folder } = await ownProcess();
    const s3 = { ...CONNECTION, endpoint, folder };
    await put(s3, 'key', 'before');
    await halfUpload(endpoint, folder, 'key');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await data(folder)).toHaveLength(2);
    const again = await localS3({ folder });
    cleanUps.unshift(() => again.close());
    expect(await text({ ...again, folder }, 'key')).toBe('before');
    expect(await data(folder)).toHaveLength(1);
  });
});

const CONNECTION = {
  region: 'us-east-1',
  credentials: CREDENTIALS,
  bucket: BUCKET,
  close: async () => undefined,
  restart: () => Promise.reject(new Error('a process of its own')),
};

async function ownProcess(): Promise<{ child: ChildProcess; endpoint: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 's3-'));
  const child = fork(join(import.meta.dirname, 'own-process.ts'), [folder], { execArgv: [] });
  cleanUps.push(
    async () => child.kill('SIGKILL'),
    () => rm(folder, { recursive: true, force: true }),
  );
  const [endpoint] = await once(child, 'message');
  return { child, endpoint: String(endpoint), folder };
}

test('a reader of an object gets it whole though it is replaced and deleted meanwhile', async () => {
  const s3 = await open();
  const first = Buffer.alloc(20_000_000, 'first');
  const upload = await startUpload(s3, 'key');
  for (const number of [1, 2]) await upload.part(number, first);
  await upload.complete([1, 2]);
  const { Body } = await clientOf(s3).send(new GetObjectCommand({ Bucket: BUCKET, Key: 'key' }));
  await put(s3, 'key', 'second');
  await clientOf(s3).send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'key' }));
  const read = (await Body?.transformToByteArray()) ?? Buffer.of();
  expect(Buffer.concat([first, first]).equals(read)).toBe(true);
  await until(async () => (await data(s3.folder)).length === 0);
});

test('memory does not grow with an object', async () => {
  const { child, endpoint } = await ownProcess();
  const client = clientOf({ ...CONNECTION, endpoint });
  const peak = async () => {
    child.send('memory');
    const [bytes] = await once(child, 'message');
    return Number(bytes);
  };
  await client.send(
    encryptedPut({ Bucket: BUCKET, Key: 'small', Body: Readable.from([Buffer.alloc(1000)]), ContentLength: 1000 }),
  );
  const before = await peak();
  const piece = Buffer.alloc(64 * 1024, 'x');
  const pieces = 4096;
  const Body = Readable.from(
    (function* () {
      for (let sent = 0; sent < pieces; sent += 1) yield piece;
    })(),
    { objectMode: false },
  );
  await client.send(encryptedPut({ Bucket: BUCKET, Key: 'big', Body, ContentLength: pieces * piece.length }));
  const read = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'big' }));
  let size = 0;
  for await (const bytes of read.Body as Readable) size += bytes.length;
  expect(size).toBe(pieces * piece.length);
  expect((await peak()) - before).toBeLessThan(size / 2);
});
