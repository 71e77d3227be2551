import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { openBox, sealBox } from '../../snapshot/sealed-box.ts';
import { encryption, translate, type Uploads } from '../uploads.ts';

/** The name of the data key of what shards hand on: one, for one import runs at a time. Without it nothing of that opens. */
export const SHARDS_KEY = 'IMPORT';

/** What the shards of one import hand on to one another: JSON lines in objects, packed and sealed. */
export interface ShardFiles {
  readonly uploads: Uploads;
  readonly importId: string;
  readonly dataKey: Uint8Array;
}

const folderOf = (importId: string): string => `shards/${importId}/`;

/** Writes an object of this name, in place of one that is there. */
export async function putLines(files: ShardFiles, name: string, lines: readonly string[]): Promise<void> {
  const { uploads } = files;
  const Key = folderOf(files.importId) + name;
  const Body = sealBox(files.dataKey, zstdCompressSync(Buffer.from(lines.join('\n'))), Key);
  const command = { Bucket: uploads.bucket, Key, Body, ...encryption(uploads) };
  await uploads.s3.send(new PutObjectCommand(command)).catch(translate);
}

/** The lines of an object; throws on one that is damaged, of another name or import, or sealed under another key. */
export async function readLines({ uploads, importId, dataKey }: ShardFiles, name: string): Promise<string[]> {
  const Key = folderOf(importId) + name;
  const { Body } = await uploads.s3.send(new GetObjectCommand({ Bucket: uploads.bucket, Key })).catch(translate);
  if (!Body) throw new Error('GetObject answered no body.');
  return zstdDecompressSync(openBox(dataKey, await Body.transformToByteArray(), Key))
    .toString()
    .split('\n');
}

export async function putValue(files: ShardFiles, name: string, value: unknown): Promise<void> {
  await putLines(files, name, [JSON.stringify(value)]);
}

export async function readValue<T>(files: ShardFiles, name: string): Promise<T> {
  const [line = ''] = await readLines(files, name);
  return JSON.parse(line);
}

/** Deletes all that was handed on, by attempts that were cut short included. */
export async function deleteShardFiles({ s3, bucket: Bucket }: Uploads, importId: string): Promise<void> {
  for (;;) {
    const list = new ListObjectsV2Command({ Bucket, Prefix: folderOf(importId) });
    const { Contents = [] } = await s3.send(list).catch(translate);
    if (Contents.length === 0) return;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    const answer = await s3
      .send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }))
      .catch(translate);
    const [first] = answer.Errors ?? [];
    if (first) translate(new S3ServiceException({ name: first.Code ?? 'Unknown', $fault: 'server', $metadata: {} }));
  }
}
