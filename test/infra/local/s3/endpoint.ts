import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, type PutObjectCommandInput, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { type S3Options, startS3 } from '../../../../infra/local/s3/server.ts';

/** An S3 to test against. Without `endpoint` and `credentials` it is Amazon's, with the environment's. */
export interface Connection {
  readonly endpoint?: string;
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Takes only SSE-KMS writes. */
  readonly bucket: string;
  close(): Promise<void>;
}

export const CREDENTIALS = { accessKeyId: 'AKIALOCALTEST', secretAccessKey: 'a secret of these tests only' };
export const BUCKET = 'uploads-test';

export interface LocalS3 extends Required<Connection> {
  readonly folder: string;
  /** Stops the server and starts another on the same folder. */
  restart(): Promise<LocalS3>;
}

/** The local server on a new folder, which goes when it is closed. */
export async function localS3(options: Partial<S3Options> = {}, folder?: string): Promise<LocalS3> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 's3-')));
  const defaults = { folder: join(home, 'objects'), buckets: [BUCKET], credentials: CREDENTIALS };
  const server = await startS3({ ...defaults, ...options }).catch(async (error: unknown) => {
    await rm(home, { recursive: true, force: true });
    throw error;
  });
  return {
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    bucket: BUCKET,
    folder: join(home, 'objects'),
    async close() {
      await server.close();
      await rm(home, { recursive: true, force: true });
    },
    async restart() {
      await server.close();
      return localS3(options, home);
    },
  };
}

/** A client that never tries again, so that a test sees the first answer. */
export function clientOf({ endpoint, region, credentials }: Connection, config: S3ClientConfig = {}): S3Client {
  return new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    maxAttempts: 1,
    ...config,
  });
}

/** A write as the bucket's policy wants it. */
export function encryptedPut(input: PutObjectCommandInput): PutObjectCommand {
  return new PutObjectCommand({ ServerSideEncryption: 'aws:kms', ...input });
}

/** `200`, or the name of the error and its status: `NoSuchKey 404`. */
export async function outcome(sending: Promise<unknown>): Promise<string> {
  try {
    await sending;
    return '200';
  } catch (error) {
    const { name = '', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    return `${name} ${$metadata?.httpStatusCode ?? ''}`.trim();
  }
}

/** The same for a plain HTTP answer. */
export async function fetchOutcome(fetching: Promise<Response>): Promise<string> {
  const response = await fetching;
  const text = await response.text();
  if (response.ok) return String(response.status);
  return `${/<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? ''} ${response.status}`.trim();
}
