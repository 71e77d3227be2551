import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { RandomAccessReader } from 'yauzl';
import type { RefusedRow } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';

/** The bucket that exports are uploaded to. */
export interface Uploads {
  readonly s3: S3Client;
  readonly bucket: string;
  /** The key that objects are encrypted under; left out, the store's own. */
  readonly keyId?: string;
}

/** An upload must be begun within this time. */
const UPLOAD_SECONDS = 900;
const DOWNLOAD_SECONDS = 300;

/** Named on every write: a write that asks for KMS without a key gets Amazon's, not the bucket's. */
export function encryption({ keyId }: Uploads) {
  return { ServerSideEncryption: 'aws:kms', ...(keyId === undefined ? {} : { SSEKMSKeyId: keyId }) } as const;
}

export const uploadKey = (importId: string): string => `imports/${importId}.zip`;
const refusedKey = (importId: string): string => `refused/${importId}.jsonl`;

/** The import an uploaded object is for; undefined for any other object. */
export function importIdOf(key: string): string | undefined {
  return /^imports\/([0-9a-f-]{36})\.zip$/.exec(key)?.[1];
}

/**
 * A URL that takes one zip of exactly this size, and the headers to send with it. It takes none over one that is there: what
 * an import reads must not change under it.
 */
export async function presignUpload(
  uploads: Uploads,
  importId: string,
  size: number,
): Promise<{ url: string; headers: Record<string, string> }> {
  const { s3, bucket, keyId } = uploads;
  const headers = {
    'content-type': 'application/zip',
    'if-none-match': '*',
    'x-amz-server-side-encryption': 'aws:kms',
    ...(keyId === undefined ? {} : { 'x-amz-server-side-encryption-aws-kms-key-id': keyId }),
  };
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: uploadKey(importId),
    ContentType: 'application/zip',
    ContentLength: size,
    IfNoneMatch: '*',
    ...encryption(uploads),
  });
  const url = await getSignedUrl(s3, command, {
    expiresIn: UPLOAD_SECONDS,
    unhoistableHeaders: new Set(Object.keys(headers)),
    signableHeaders: new Set(['host', 'content-length', ...Object.keys(headers)]),
  }).catch(translate);
  return { url, headers };
}

/** The uploaded zip for random access, and its size in bytes. */
export async function openUpload(
  uploads: Uploads,
  importId: string,
): Promise<{ source: RandomAccessReader; size: number }> {
  const at = { Bucket: uploads.bucket, Key: uploadKey(importId) };
  const { ContentLength = 0, ETag } = await uploads.s3.send(new HeadObjectCommand(at)).catch(translate);
  return { source: new ObjectReader(uploads.s3, { ...at, IfMatch: ETag }, ContentLength), size: ContentLength };
}

export async function deleteUpload({ s3, bucket }: Uploads, importId: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: uploadKey(importId) })).catch(translate);
}

/** Keeps the whole list of refused rows, one JSON line each, where an import's status is too small for it. */
export async function saveRefused(uploads: Uploads, importId: string, rows: readonly RefusedRow[]): Promise<void> {
  const Body = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const Key = refusedKey(importId);
  const command = { Bucket: uploads.bucket, Key, Body, ContentType: 'application/jsonl', ...encryption(uploads) };
  await uploads.s3.send(new PutObjectCommand(command)).catch(translate);
}

export async function refusedUrl({ s3, bucket }: Uploads, importId: string): Promise<string> {
  return getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: refusedKey(importId) }), {
    expiresIn: DOWNLOAD_SECONDS,
  });
}

/** A zip's list of files lies at its end: fetched once, not by two requests an entry. */
const TAIL_BYTES = 100_000;

/** Reads a zip where it lies: one ranged GetObject a file, so that no copy of it is made. */
class ObjectReader extends RandomAccessReader {
  readonly #s3: S3Client;
  readonly #at: { Bucket: string; Key: string; IfMatch: string | undefined };
  readonly #size: number;
  #tail: Promise<Uint8Array> | undefined;

  constructor(s3: S3Client, at: { Bucket: string; Key: string; IfMatch: string | undefined }, size: number) {
    super();
    this.#s3 = s3;
    this.#at = at;
    this.#size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const out = new PassThrough();
    // What lies outside is named by a damaged zip alone: no fault of the file store, which would be asked again.
    if (end > this.#size) return out.destroy(new Error('The zip names a place past its end.'));
    const fail = (error: unknown) => out.destroy(translated(error));
    const tailStart = Math.max(0, this.#size - TAIL_BYTES);
    if (start >= tailStart) {
      this.#tail ??= this.#get(tailStart, this.#size).then((body) => buffer(body));
      this.#tail.then((tail) => out.end(tail.subarray(start - tailStart, end - tailStart)), fail);
    } else {
      this.#get(start, end).then((body) => {
        body.on('error', fail);
        out.on('close', () => body.destroy());
        if (out.destroyed) body.destroy();
        else body.pipe(out);
      }, fail);
    }
    return out;
  }

  async #get(start: number, end: number): Promise<Readable> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ ...this.#at, Range: `bytes=${start}-${end - 1}` }));
    if (!(Body instanceof Readable)) throw new Error('GetObject answered no stream.');
    return Body;
  }
}

export function translate(error: unknown): never {
  throw translated(error);
}

function translated(error: unknown): HmisError {
  const { name } = (error ?? {}) as { name?: string };
  return name === 'NotFound' || name === 'NoSuchKey'
    ? new HmisError('NotFound', 'The uploaded file is not there any more. Upload it again.', { cause: error })
    : new HmisError('Busy', 'The file store does not answer just now. Try again in a minute.', { cause: error });
}
