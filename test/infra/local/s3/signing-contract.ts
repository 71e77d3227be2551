import { randomUUID } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, clientOf, encryptedPut, fetchOutcome, outcome } from './endpoint.ts';

const ENCRYPTED = { 'x-amz-server-side-encryption': 'aws:kms' };
const HOUR = 3_600_000;

/** What HMIS Sheets asks of any S3, of signatures in headers and in URLs. */
export function signingContract(name: string, connect: () => Promise<Connection>): void {
  describe(`signatures on ${name}`, () => {
    const folder = `contract-${randomUUID()}/`;
    const keys: string[] = [];
    let connection: Connection;
    let client: S3Client;
    let Bucket: string;
    let Key: string;

    beforeAll(async () => {
      connection = await connect();
      // As the service's own client for presigned URLs: a URL can't carry the checksum of a body that is still to come.
      client = clientOf(connection, { requestChecksumCalculation: 'WHEN_REQUIRED' });
      Bucket = connection.bucket;
    });
    beforeEach(() => {
      Key = `${folder}${randomUUID()}`;
      keys.push(Key);
    });
    afterAll(async () => {
      for (const each of keys) await client.send(new DeleteObjectCommand({ Bucket, Key: each }));
      client.destroy();
      await connection.close();
    });

    const urlToPut = (input: object = {}, options: object = {}) =>
      getSignedUrl(client, encryptedPut({ Bucket, Key, ...input }), { expiresIn: 300, ...options });
    const urlToGet = (input: object = {}, options: object = {}) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket, Key, ...input }), { expiresIn: 300, ...options });
    const send = (url: string, headers: Record<string, string> = ENCRYPTED, body = 'the body') =>
      fetchOutcome(fetch(url, { method: 'PUT', headers, body }));
    const stored = async () => (await outcome(client.send(new HeadObjectCommand({ Bucket, Key })))) === '200';

    test('a presigned URL takes an upload, with its metadata', async () => {
      const url = await urlToPut({ Metadata: { import: '7' } });
      expect(await send(url, { ...ENCRYPTED, 'content-type': 'application/zip' })).toBe('200');
      const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
      expect(head).toMatchObject({ ContentLength: 8, ContentType: 'application/zip', ServerSideEncryption: 'aws:kms' });
      expect(head.Metadata).toEqual({ import: '7' });
    });

    test('an upload by URL must say the encryption that was signed', async () => {
      expect(await send(await urlToPut(), {})).toBe('SignatureDoesNotMatch 403');
      expect(await send(await urlToPut(), { 'x-amz-server-side-encryption': 'AES256' })).toBe(
        'SignatureDoesNotMatch 403',
      );
      expect(await stored()).toBe(false);
    });

    test('a URL signed without encryption takes no upload', async () => {
      const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key }), { expiresIn: 300 });
      expect(await send(url, {})).toBe('AccessDenied 403');
      expect(await send(url, ENCRYPTED)).toBe('AccessDenied 403');
      expect(await stored()).toBe(false);
    });

    test('encryption in the query in place of the header does not count', async () => {
      const url = await urlToPut({}, { hoistableHeaders: new Set(['x-amz-server-side-encryption']) });
      expect(url).toContain('x-amz-server-side-encryption=');
      expect(await send(url, {})).toBe('AccessDenied 403');
    });

    test('a URL that signs the checksum of an empty body refuses the upload', async () => {
      const plain = clientOf(connection);
      const url = await getSignedUrl(plain, encryptedPut({ Bucket, Key }), { expiresIn: 300 });
      plain.destroy();
      expect(await send(url)).toBe('BadDigest 400');
      expect(await stored()).toBe(false);
    });

    test('a signed length and type bind the upload', async () => {
      const url = await urlToPut(
        { ContentLength: 8, ContentType: 'application/zip' },
        { signableHeaders: new Set(['host', 'content-length', 'content-type', 'x-amz-server-side-encryption']) },
      );
      const type = { ...ENCRYPTED, 'content-type': 'application/zip' };
      expect(await send(url, type, 'a longer body')).toBe('SignatureDoesNotMatch 403');
      expect(await send(url, { ...ENCRYPTED, 'content-type': 'text/plain' })).toBe('SignatureDoesNotMatch 403');
      expect(await send(url, type)).toBe('200');
    });

    test('a URL with If-None-Match: * is good once', async () => {
      const url = await urlToPut({ IfNoneMatch: '*' });
      expect(await send(url, { ...ENCRYPTED, 'if-none-match': '*' })).toBe('200');
      expect(await send(url, { ...ENCRYPTED, 'if-none-match': '*' })).toBe('PreconditionFailed 412');
      expect(await send(url, ENCRYPTED)).toBe('SignatureDoesNotMatch 403');
    });

    test('a presigned URL gives the object, under the file name that was signed', async () => {
      await send(await urlToPut());
      const url = await urlToGet({
        ResponseContentDisposition: 'attachment; filename="report.zip"',
        ResponseContentType: 'application/zip',
      });
      const response = await fetch(url);
      expect(await response.text()).toBe('the body');
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="report.zip"');
      expect(response.headers.get('content-type')).toBe('application/zip');
    });

    test.each<[string, (url: string) => string, string]>([
      ['another key', (url) => url.replace(/\?/, 'x?'), 'SignatureDoesNotMatch 403'],
      ['a longer life', (url) => url.replace('X-Amz-Expires=300', 'X-Amz-Expires=301'), 'SignatureDoesNotMatch 403'],
      ['another file name', (url) => url.replace('report.zip', 'report.exe'), 'SignatureDoesNotMatch 403'],
      ['a parameter more', (url) => `${url}&response-content-type=text%2Fhtml`, 'SignatureDoesNotMatch 403'],
      [
        'another signature',
        (url) =>
          url.replace(/X-Amz-Signature=./, (s) => (s.endsWith('0') ? `${s.slice(0, -1)}1` : `${s.slice(0, -1)}0`)),
        'SignatureDoesNotMatch 403',
      ],
      ['another access key', (url) => url.replace('X-Amz-Credential=', 'X-Amz-Credential=X'), 'InvalidAccessKeyId 403'],
      ['no signature', (url) => url.replace(/&X-Amz-Signature=\w+/, ''), 'AuthorizationQueryParametersError 400'],
      ['nothing signed at all', (url) => url.replace(/\?.*/, ''), 'AccessDenied 403'],
    ])('a URL changed to %s is refused', async (_, change, expected) => {
      await send(await urlToPut());
      const url = await urlToGet({ ResponseContentDisposition: 'attachment; filename=report.zip' });
      expect(change(url)).not.toBe(url);
      expect(await fetchOutcome(fetch(change(url)))).toBe(expected);
      expect(await fetchOutcome(fetch(url))).toBe('200');
    });

    test('a URL to read does not write or delete', async () => {
      await send(await urlToPut());
      const url = await urlToGet();
      expect(await send(url)).toMatch(/ 403$/);
      expect(await fetchOutcome(fetch(url, { method: 'DELETE' }))).toBe('SignatureDoesNotMatch 403');
    });

    test('a URL lives for as long as it says and no longer', async () => {
      await send(await urlToPut());
      const ago = (seconds: number) => ({ expiresIn: 60, signingDate: new Date(Date.now() - seconds * 1000) });
      expect(await fetchOutcome(fetch(await urlToGet({}, ago(30))))).toBe('200');
      expect(await fetchOutcome(fetch(await urlToGet({}, ago(65))))).toBe('AccessDenied 403');
      expect(await fetchOutcome(fetch(await urlToGet({}, ago(-HOUR / 1000))))).toBe('AccessDenied 403');
    });

    test('a request with another key or secret is refused', async () => {
      const { accessKeyId, secretAccessKey } = await client.config.credentials();
      const read = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
        outcome(clientOf(connection, { credentials }).send(new GetObjectCommand({ Bucket, Key })));
      expect(await read({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey })).toBe('InvalidAccessKeyId 403');
      expect(await read({ accessKeyId, secretAccessKey: 'not it' })).toBe('SignatureDoesNotMatch 403');
    });

    test.each([-20, 20])('a request whose clock is %i minutes off is refused', async (minutes) => {
      const skewed = clientOf(connection, { systemClockOffset: minutes * 60_000 });
      expect(await outcome(skewed.send(new GetObjectCommand({ Bucket, Key })))).toBe('RequestTimeTooSkewed 403');
    });

    test('a request whose clock is ten minutes off is answered', async () => {
      const skewed = clientOf(connection, { systemClockOffset: -10 * 60_000 });
      expect(await outcome(skewed.send(new GetObjectCommand({ Bucket, Key })))).toBe('NoSuchKey 404');
    });
  });
}
