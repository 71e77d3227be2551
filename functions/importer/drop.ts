import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { MAX_UPLOAD_BYTES } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import { appendTrail } from '../access/trail.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { endImport } from './end-import.ts';
import { createImport, type ImportRecord, storedImport, waitingStatus } from './import-status.ts';
import { encryption, translate, type Uploads, uploadKey } from './uploads.ts';

/** A bucket where the HMIS, or who carries for it, puts exports, and what taking one in needs. */
export interface DropFolder {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly uploads: Uploads;
  readonly dynamo: Dynamo;
  now(): Date;
}

/** An object that was put there, as S3 tells of it. */
export interface Dropped {
  readonly key: string;
  /** Tells one put of a key from the next. */
  readonly etag: string;
  readonly size: number;
}

/** In place of a person, in the trail and in the import's status. No one can sign in as it. */
export const DROP_FOLDER = { tid: 'service', oid: 'drop-folder', name: 'Drop folder' } as const;

/**
 * Starts the import of a dropped export, without a person: it is told in the trail, put where uploads go, which starts it as
 * any other, and deleted here. Whatever an import refuses, this one refuses too; smaller data is never accepted. Answers the
 * import's id. May be repeated: an object is imported once.
 */
export async function takeDropped(folder: DropFolder, dropped: Dropped): Promise<string> {
  const id = importIdFor(folder.bucket, dropped);
  const record = (await found(folder.dynamo, id)) ?? (await begun(folder, id, dropped));
  // Told a second time, the import may be at work on the copy, or be done with it.
  if (record.status.state === 'waiting') await copy(folder, id, dropped);
  const { s3, bucket: Bucket } = folder;
  await s3.send(new DeleteObjectCommand({ Bucket, Key: dropped.key, IfMatch: dropped.etag })).catch(unlessGone);
  return id;
}

/** It was taken in meanwhile, told of a second time; or another was put in its place, which is told of itself. */
function unlessGone(error: unknown): undefined {
  const { name = '' } = error as { name?: string };
  if (!['NoSuchKey', 'NotFound', 'PreconditionFailed'].includes(name)) translate(error);
}

/** The same put of the same object has the same id, in the form that ids of imports have. */
function importIdFor(bucket: string, { key, etag }: Dropped): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([bucket, key, etag]))
    .digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}

async function found(dynamo: Dynamo, id: string): Promise<ImportRecord | undefined> {
  return storedImport(dynamo, id).catch((error: unknown) => {
    if (error instanceof HmisError && error.code === 'NotFound') return undefined;
    throw error;
  });
}

async function begun({ dynamo, now }: DropFolder, id: string, { size }: Dropped): Promise<ImportRecord> {
  const details = { id, acceptSmaller: false, size };
  const entry = { ...DROP_FOLDER, what: 'importStart', details, rows: 0, pii: false, result: 'ok' } as const;
  await appendTrail(dynamo, entry, now());
  const status = waitingStatus(id, DROP_FOLDER.name, now().toISOString());
  const record: ImportRecord = { status, acceptSmaller: false, by: DROP_FOLDER };
  if (size < 1 || size > MAX_UPLOAD_BYTES) {
    const message = `The file has ${size} bytes; an export has 1 to ${MAX_UPLOAD_BYTES}.`;
    const refused = { ...record, status: { ...status, state: 'refused', message } } as const;
    await endImport({ dynamo, now }, refused);
    return refused;
  }
  return createImport(dynamo, record);
}

/** From stream to stream: S3 copies no object of another key's bucket without the rights of both, and none here. */
async function copy({ s3, bucket, uploads }: DropFolder, id: string, { key, etag, size }: Dropped): Promise<void> {
  const at = { Bucket: bucket, Key: key, IfMatch: etag };
  const answer = await s3.send(new GetObjectCommand(at)).catch(unlessGone);
  if (!answer) return;
  const { Body } = answer;
  if (!(Body instanceof Readable)) throw new Error('GetObject answered no stream.');
  const put = new PutObjectCommand({
    Bucket: uploads.bucket,
    Key: uploadKey(id),
    Body,
    ContentLength: size,
    ContentType: 'application/zip',
    IfNoneMatch: '*',
    ...encryption(uploads),
  });
  await uploads.s3.send(put).catch((error: unknown) => {
    Body.destroy();
    unlessGone(error);
  });
}
