import type { Readable } from 'node:stream';
import type { Authenticated } from './authenticate.ts';
import type { Bucket } from './bucket.ts';
import { S3Error } from './errors.ts';
import type { Uploads } from './uploads.ts';

/** What is told of an object once it is there, as S3's s3:ObjectCreated event does. `size` in bytes. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly versionId?: string;
}

/** A request whose signature is good, on a bucket that exists. */
export interface Call {
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly auth: Authenticated;
  readonly body: AsyncIterable<Uint8Array>;
  readonly bucket: Bucket;
  readonly uploads: Uploads;
  readonly created: (event: ObjectCreated) => void;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/**
 * A header of the call, or the query parameter that stands for it: a presigned URL carries x-amz- headers in its query.
 * Not so for encryption, which S3 only takes as a header: read that one from `headers`.
 */
export function parameter(call: Call, name: string): string | undefined {
  return (
    call.headers.get(name) ?? (call.auth.presigned && name.startsWith('x-amz-') ? call.query.get(name) : undefined)
  );
}

/** Names of all the call's parameters, from headers and from a presigned query. */
export function parameterNames(call: Call): readonly string[] {
  return call.auth.presigned ? [...call.headers.keys(), ...call.query.keys()] : [...call.headers.keys()];
}

const MAX_DOCUMENT = 4 * 1024 ** 2;

/** Where to write a body that is a small document, to have it as text afterwards. Throws EntityTooLarge past 4 MiB. */
export function documentSink(): { write: (bytes: Uint8Array) => Promise<void>; text: () => string } {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    async write(bytes) {
      size += bytes.length;
      if (size > MAX_DOCUMENT) throw new S3Error('EntityTooLarge', 'The request document is too large.');
      pieces.push(bytes);
    },
    text: () => Buffer.concat(pieces).toString('utf8'),
  };
}
