import { Agent } from 'node:http';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutObjectAclCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUCKET, clientOf, encryptedPut, type LocalS3, localS3, outcome } from './endpoint.ts';
import { sendRaw, signPut } from './wire.ts';

const PAGE = 'https://localhost:3000';
const UNSIGNED = 'UNSIGNED-PAYLOAD';

let s3: LocalS3;
beforeAll(async () => {
  s3 = await localS3({ allowedOrigins: () => [PAGE] });
});
afterAll(() => s3.close());

const client = () => clientOf(s3);
const code = (body: string) => /<Code>(\w+)</.exec(body)?.[1];
const exists = async (Key: string) =>
  (await outcome(client().send(new HeadObjectCommand({ Bucket: BUCKET, Key })))) === '200';

async function urls(Key: string) {
  const signer = clientOf(s3, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  return {
    put: await getSignedUrl(signer, encryptedPut({ Bucket: BUCKET, Key })),
    get: await getSignedUrl(signer, new GetObjectCommand({ Bucket: BUCKET, Key })),
  };
}

describe('the server', () => {
  test('listens on 127.0.0.1 and no other address', async () => {
    const { port } = new URL(s3.endpoint);
    await expect(fetch(`http://127.0.0.2:${port}/`)).rejects.toThrow();
    await expect(fetch(`http://[::1]:${port}/`)).rejects.toThrow();
    expect((await fetch(s3.endpoint)).status).toBe(403);
  });

  test('answers to its own names and port only', async () => {
    const { port } = new URL(s3.endpoint);
    await client().send(encryptedPut({ Bucket: BUCKET, Key: 'named', Body: 'the body' }));
    const local = clientOf({ ...s3, endpoint: `http://localhost:${port}` });
    expect(await outcome(local.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'named' })))).toBe('200');
    // Signed for that very name: only the check of the name is left to refuse them.
    for (const host of [
      `rebound.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${Number(port) + 1}`,
      `127.0.0.1.evil.example:${port}`,
    ]) {
      const { headers } = signPut(`http://${host}`, `/${BUCKET}/rebound`, UNSIGNED);
      const answer = await sendRaw(s3.endpoint, `/${BUCKET}/rebound`, {
        method: 'PUT',
        headers: { ...headers, host },
        body: 'x',
      });
      expect([host, answer.status, code(answer.body)]).toEqual([host, 403, 'AccessDenied']);
    }
    expect(await exists('rebound')).toBe(false);
  });

  test('refuses to start with a bucket that is no folder of its own', async () => {
    for (const name of ['..', 'a/b', 'Upper', 'a..b', '']) {
      await expect(localS3({ buckets: [name] })).rejects.toThrow('Not a bucket name');
    }
  });

  test('refuses to start on a port that is taken', async () => {
    await expect(localS3({ port: Number(new URL(s3.endpoint).port) })).rejects.toThrow('EADDRINUSE');
  });

  test('does not pretend to do what it does not', async () => {
    const target = { Bucket: BUCKET, Key: 'fake' };
    await client().send(encryptedPut({ ...target, Body: 'the body' }));
    const { UploadId } = await client().send(
      new CreateMultipartUploadCommand({ ...target, ServerSideEncryption: 'aws:kms' }),
    );
    const commands = [
      () => client().send(new PutObjectAclCommand({ ...target, ACL: 'public-read' })),
      () =>
        client().send(
          new CopyObjectCommand({ ...target, CopySource: `${BUCKET}/fake`, ServerSideEncryption: 'aws:kms' }),
        ),
      () => client().send(new ListObjectsCommand({ Bucket: BUCKET })),
      () => client().send(encryptedPut({ ...target, Body: 'x', Tagging: 'a=b' })),
      () =>
        client().send(
          encryptedPut({ ...target, Body: 'x', SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) }),
        ),
      () => client().send(encryptedPut({ ...target, Body: 'x', IfNoneMatch: '"etag"' })),
      () => client().send(new GetObjectCommand({ ...target, PartNumber: 1 })),
    ];
    for (const command of commands) expect(await outcome(command())).toBe('NotImplemented 501');
    expect(await outcome(client().send(new UploadPartCommand({ ...target, UploadId, PartNumber: 0 })))).toBe(
      'InvalidArgument 400',
    );
    expect((await client().send(new GetObjectCommand(target))).ContentLength).toBe(8);
  });

  test('tells of every new object once it is there, and of nothing else', async () => {
    const events: object[] = [];
    const told = await localS3({ onObjectCreated: (event) => events.push(event) });
    const target = { Bucket: BUCKET, Key: 'imports/7 é.zip' };
    const written = await clientOf(told).send(encryptedPut({ ...target, Body: 'the body' }));
    await outcome(clientOf(told).send(encryptedPut({ ...target, Body: 'x', ChecksumCRC32: 'AAAAAA==' })));
    await outcome(clientOf(told).send(encryptedPut({ ...target, Body: 'x', IfNoneMatch: '*' })));
    await clientOf(told).send(new GetObjectCommand(target));
    expect(events).toEqual([{ bucket: BUCKET, key: target.Key, size: 8, versionId: written.VersionId }]);
    await told.close();
  });

  test('gives a version by its id only while it is the newest', async () => {
    const target = { Bucket: BUCKET, Key: 'versioned' };
    const first = await client().send(encryptedPut({ ...target, Body: 'first' }));
    const read = () => outcome(client().send(new GetObjectCommand({ ...target, VersionId: first.VersionId })));
    expect(await read()).toBe('200');
    await client().send(encryptedPut({ ...target, Body: 'second' }));
    expect(await read()).toBe('NoSuchVersion 404');
  });
});

describe('a body', () => {
  const send = (path: string, payload: string, more: Record<string, string>, body = 'the body') => {
    const { headers } = signPut(s3.endpoint, path, payload, more);
    return sendRaw(s3.endpoint, path, { method: 'PUT', headers, body });
  };

  test('that is not the one signed is refused and not stored', async () => {
    const answer = await send(`/${BUCKET}/hashed`, 'a'.repeat(64), {});
    expect([answer.status, code(answer.body)]).toEqual([400, 'XAmzContentSHA256Mismatch']);
    expect(await exists('hashed')).toBe(false);
  });

  test.each<[string, Record<string, string>, string]>([
    ['no length', { 'transfer-encoding': 'chunked' }, 'MissingContentLength'],
    ['two checksums', { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-crc32c': 'AAAAAA==' }, 'InvalidRequest'],
    ['a checksum announced and not sent', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }, 'InvalidRequest'],
    ['a trailer without chunks', { 'x-amz-trailer': 'x-amz-checksum-crc32' }, 'MalformedTrailerError'],
    ['more than 2 KB of metadata', { 'x-amz-meta-note': 'n'.repeat(2045) }, 'MetadataTooLarge'],
    ['an encryption of another kind', { 'x-amz-server-side-encryption': 'aws:kms:dsse' }, 'AccessDenied'],
  ])('with %s is refused', async (_, more, expected) => {
    expect(code((await send(`/${BUCKET}/refused`, UNSIGNED, more)).body)).toBe(expected);
    expect(await exists('refused')).toBe(false);
  });

  test('over 5 GiB is refused before it is sent', async () => {
    const length = String(5 * 1024 ** 3 + 1);
    const { headers } = signPut(s3.endpoint, `/${BUCKET}/huge`, UNSIGNED);
    let continued = false;
    const answer = await sendRaw(s3.endpoint, `/${BUCKET}/huge`, {
      method: 'PUT',
      headers: { ...headers, 'content-length': length, expect: '100-continue' },
      onContinue: () => {
        continued = true;
      },
    });
    expect([code(answer.body), continued]).toEqual(['EntityTooLarge', false]);
  });

  test('is asked for only when the request is good', async () => {
    const path = `/${BUCKET}/awaited`;
    const { headers } = signPut(s3.endpoint, path, UNSIGNED);
    const waiting = { ...headers, 'content-length': '8', expect: '100-continue' };
    let continued = 0;
    const put = (more: Record<string, string>) =>
      sendRaw(s3.endpoint, path, {
        method: 'PUT',
        headers: { ...waiting, ...more },
        body: 'the body',
        onContinue: () => {
          continued += 1;
        },
      });
    const refused = await put({ 'x-amz-server-side-encryption': 'AES256' });
    expect([refused.status, refused.headers.connection]).toEqual([403, 'close']);
    expect(continued).toBe(0);
    expect((await put({})).status).toBe(200);
    expect(continued).toBe(1);
  });

  test('of a refused request is read off, and the connection serves on', async () => {
    const path = `/${BUCKET}/refused-big`;
    const chunked = { 'x-amz-decoded-content-length': '3000000', 'x-amz-trailer': 'x-amz-checksum-crc32' };
    const { headers } = signPut(s3.endpoint, path, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', chunked);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    // The second is refused at its first byte, the others before it.
    for (const signed of [
      { ...headers, 'x-amz-meta-unsigned': '1' },
      headers,
      { ...headers, 'x-amz-meta-unsigned': '1' },
    ]) {
      const answer = await sendRaw(s3.endpoint, path, {
        method: 'PUT',
        headers: signed,
        agent,
        body: Buffer.alloc(3_000_000),
      });
      ports.add(answer.localPort);
      expect(code(answer.body)).toBe(signed === headers ? 'IncompleteBody' : 'AccessDenied');
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });
});

describe('a page', () => {
  const asking = (origin: string, method: string, headers?: string) => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      ...(headers !== undefined && { 'access-control-request-headers': headers }),
    },
  });

  test('of the allowed origin may put and get', async () => {
    const { put, get } = await urls('from-page');
    const wanted = 'content-type,x-amz-server-side-encryption';
    const preflight = await fetch(put, asking(PAGE, 'PUT', wanted));
    expect(preflight.status).toBe(200);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'GET, HEAD, PUT',
      'access-control-allow-headers': 'content-type, x-amz-server-side-encryption',
      vary: 'Origin',
    });
    const headers = { origin: PAGE, 'x-amz-server-side-encryption': 'aws:kms' };
    const written = await sendRaw(s3.endpoint, put.slice(s3.endpoint.length), {
      method: 'PUT',
      headers,
      body: 'the body',
    });
    expect([written.status, written.headers['access-control-allow-origin']]).toEqual([200, PAGE]);
    const read = await sendRaw(s3.endpoint, get.slice(s3.endpoint.length), { headers: { origin: PAGE } });
    expect([read.body, read.headers['access-control-allow-origin']]).toEqual(['the body', PAGE]);
    expect(read.headers['access-control-expose-headers']).toContain('etag');
  });

  test('of the allowed origin can read why it was refused', async () => {
    const read = await sendRaw(s3.endpoint, `/${BUCKET}/from-page`, { headers: { origin: PAGE } });
    expect([read.status, read.headers['access-control-allow-origin']]).toEqual([403, PAGE]);
  });

  test.each([
    ['another origin', 'https://localhost:3001', 'PUT', undefined],
    ['no origin of its own', 'null', 'PUT', undefined],
    ['another method', PAGE, 'DELETE', undefined],
    ['another header', PAGE, 'PUT', 'authorization'],
  ])('with %s is refused at the preflight', async (_, origin, method, headers) => {
    const { put } = await urls('from-page');
    const answer = await fetch(put, asking(origin, method, headers));
    expect([answer.status, code(await answer.text())]).toEqual([403, 'AccessForbidden']);
    expect(answer.headers.get('access-control-allow-methods')).toBeNull();
  });

  test('of another origin gets nothing even with a good URL', async () => {
    const { put, get } = await urls('other-page');
    const headers = { origin: 'https://evil.example', 'x-amz-server-side-encryption': 'aws:kms' };
    const written = await sendRaw(s3.endpoint, put.slice(s3.endpoint.length), {
      method: 'PUT',
      headers,
      body: 'the body',
    });
    expect([written.status, written.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect(await exists('other-page')).toBe(false);
    const read = await sendRaw(s3.endpoint, get.slice(s3.endpoint.length), { headers: { origin: 'null' } });
    expect(read.status).toBe(403);
  });

  test('gets nothing from a server that allows no origin', async () => {
    const closed = await localS3();
    const answer = await fetch(closed.endpoint, asking(PAGE, 'GET'));
    expect(answer.status).toBe(403);
    await closed.close();
  });
});
