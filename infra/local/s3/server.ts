import { chmod, mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { authenticate, type Identity } from './authenticate.ts';
import { checkCaller, corsHeaders, preflightHeaders } from './browser.ts';
import { type Bucket, openBucket } from './bucket.ts';
import type { ObjectCreated } from './call.ts';
import { S3Error } from './errors.ts';
import { type Handle, respond } from './respond.ts';
import { route } from './route.ts';
import { parseTarget } from './target.ts';
import { openUploads } from './uploads.ts';

export interface S3Options {
  /** Where the objects are; it belongs to one server at a time. */
  readonly folder: string;
  /** Any free one if not given. */
  readonly port?: number;
  readonly buckets: readonly string[];
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** us-east-1 if not given. */
  readonly region?: string;
  /** Origins of the pages that may use presigned URLs, asked at each call; no page may if not given. */
  readonly allowedOrigins?: () => readonly string[];
  /** Told of every new object, after it is on disk. */
  readonly onObjectCreated?: (event: ObjectCreated) => void;
}

export interface S3Server {
  /** `http://127.0.0.1:<port>`, for clients with path-style addresses. */
  readonly endpoint: string;
  /** Ends open connections and settles when every request has cleaned up after itself. */
  close(): Promise<void>;
}

const BUCKET_NAME = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Starts a small S3 on 127.0.0.1 with its objects on disk: what HMIS Sheets uses of S3, checked as strictly as S3 does,
 * and NotImplemented for the rest. Objects stream, so that memory does not grow with them. Rejects with Error where a
 * bucket's name is not one, the port is taken or the folder's records are damaged.
 */
export async function startS3(options: S3Options): Promise<S3Server> {
  const strange = options.buckets.find((name) => !BUCKET_NAME.test(name));
  if (strange !== undefined) throw new Error(`Not a bucket name: ${strange}`);
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  await chmod(options.folder, 0o700);
  const buckets = new Map<string, Bucket>();
  for (const name of options.buckets) buckets.set(name, await openBucket(join(options.folder, name), name));

  const handle = requestHandler(options, buckets);
  const running = new Set<Promise<void>>();
  const serve = (request: IncomingMessage, response: ServerResponse, waits: boolean): void => {
    const done = respond(request, response, waits, handle).catch(() => void response.destroy());
    running.add(done);
    done.finally(() => running.delete(done));
  };
  // A big upload may take longer than the five minutes that Node gives a request.
  const server = createServer({ requestTimeout: 0 }, (request, response) => serve(request, response, false));
  server.on('checkContinue', (request, response) => serve(request, response, true));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.all(running);
    },
  };
}

function requestHandler(options: S3Options, buckets: ReadonlyMap<string, Bucket>): Handle {
  const identity: Identity = { ...options.credentials, region: options.region ?? 'us-east-1' };
  const uploads = openUploads();
  const created = (event: ObjectCreated): void => {
    // Apart from the request: the object is there, whatever becomes of the news.
    if (options.onObjectCreated) queueMicrotask(() => options.onObjectCreated?.(event));
  };
  return {
    async answer({ method, url, port, headers, body }) {
      checkCaller(headers, port, options.allowedOrigins?.() ?? []);
      if (method === 'OPTIONS') return { status: 200, headers: preflightHeaders(headers) };
      const target = parseTarget(url);
      const auth = authenticate({ method, target, headers }, identity, Date.now());
      const bucket = buckets.get(target.bucket);
      if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
      const call = { key: target.key, query: target.query, headers, auth, body, bucket, uploads, created };
      return route(method, call)(call);
    },
    headers: ({ headers }) => corsHeaders(headers, options.allowedOrigins?.() ?? []),
  };
}
