import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ChecksumAlgorithm,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, clientOf, encryptedPut, outcome } from './endpoint.ts';

/** What HMIS Sheets asks of any S3, of objects written and read through the SDK. */
export function s3Contract(name: string, connect: () => Promise<Connection>): void {
  describe(`objects on ${name}`, () => {
    const folder = `contract-${randomUUID()}/`;
    let connection: Connection;
    let client: S3Client;
    let Bucket: string;

    beforeAll(async () => {
      connection = await connect();
      client = clientOf(connection);
      Bucket = connection.bucket;
    });
    afterAll(async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: folder }));
      for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket, Key }));
      client.destroy();
      await connection.close();
    });

    const key = (): string => `${folder}${randomUUID()}`;
    const put = (Key: string, input: Partial<PutObjectCommandInput> = {}) =>
      client.send(encryptedPut({ Bucket, Key, Body: 'the body', ...input }));
    const get = (Key: string) => client.send(new GetObjectCommand({ Bucket, Key }));
    const text = async (Key: string) => (await get(Key)).Body?.transformToString();
    const exists = async (Key: string) =>
      (await outcome(client.send(new HeadObjectCommand({ Bucket, Key })))) === '200';

    test('an object is read back with its bytes, type, metadata and encryption', async () => {
      const Key = key();
      const written = await put(Key, {
        Body: Buffer.from([0, 1, 2, 255]),
        ContentType: 'application/zip',
        ContentDisposition: 'attachment; filename="export.zip"',
        Metadata: { import: '7', note: 'a  b' },
      });
      const read = await get(Key);
      expect(await read.Body?.transformToByteArray()).toEqual(new Uint8Array([0, 1, 2, 255]));
      expect(read).toMatchObject({
        ContentType: 'application/zip',
        ContentDisposition: 'attachment; filename="export.zip"',
        ContentLength: 4,
        ETag: written.ETag,
        ServerSideEncryption: 'aws:kms',
        Metadata: { import: '7' },
      });
      expect(written.ServerSideEncryption).toBe('aws:kms');
      expect(written.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    });

    test('HEAD gives what GET gives, without the bytes', async () => {
      const Key = key();
      await put(Key, { Metadata: { import: '7' } });
      const head = await client.send(new HeadObjectCommand({ Bucket, Key }));
      expect(head).toMatchObject({ ContentLength: 8, Metadata: { import: '7' }, ServerSideEncryption: 'aws:kms' });
      expect(head.LastModified?.getTime()).toBeGreaterThan(Date.now() - 15 * 60_000);
    });

    test('an empty object is an object', async () => {
      const Key = key();
      await put(Key, { Body: '' });
      expect((await get(Key)).ContentLength).toBe(0);
    });

    test('a stream is stored as it is, without its chunk framing', async () => {
      const Key = key();
      const bytes = Buffer.alloc(1_500_000, 'a row of a file\n');
      const Body = Readable.from([bytes.subarray(0, 70_001), bytes.subarray(70_001)]);
      await put(Key, { Body, ContentLength: bytes.length, ContentEncoding: 'zstd' });
      const read = await get(Key);
      const digest = createHash('sha256').update((await read.Body?.transformToByteArray()) ?? '');
      expect(digest.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(read.ContentEncoding).toBe('zstd');
      expect(read.ChecksumCRC32).toBeDefined();
    });

    const algorithms: readonly ChecksumAlgorithm[] = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'];
    test.each(algorithms)(
      'a %s checksum is proved, kept and given back, of bytes and of a stream',
      async (algorithm) => {
        for (const Body of ['the body', Readable.from([Buffer.from('the '), Buffer.from('body')])]) {
          const Key = key();
          await put(Key, { Body, ContentLength: 8, ChecksumAlgorithm: algorithm });
          const read = await client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
          expect(read[`Checksum${algorithm}` as 'ChecksumCRC32']).toMatch(/=$/);
          expect(await read.Body?.transformToString()).toBe('the body');
        }
      },
    );

    test.each([
      ['CRC32', { ChecksumCRC32: 'AAAAAA==' }],
      ['CRC32C', { ChecksumCRC32C: 'AAAAAA==' }],
      ['CRC64NVME', { ChecksumCRC64NVME: 'AAAAAAAAAAA=' }],
      ['SHA1', { ChecksumSHA1: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
      ['SHA256', { ChecksumSHA256: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
      ['MD5', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }],
    ])('a wrong %s checksum is refused and nothing is stored', async (_, input) => {
      const Key = key();
      expect(await outcome(put(Key, input))).toBe('BadDigest 400');
      expect(await exists(Key)).toBe(false);
    });

    test('a checksum that is not base64 of its length is refused', async () => {
      expect(await outcome(put(key(), { ChecksumCRC32: 'AAAA' }))).toBe('InvalidRequest 400');
      expect(await outcome(put(key(), { ContentMD5: 'AAAA' }))).toBe('InvalidDigest 400');
    });

    test.each([
      ['bytes=0-2', 'the', 'bytes 0-2/8'],
      ['bytes=4-', 'body', 'bytes 4-7/8'],
      ['bytes=-3', 'ody', 'bytes 5-7/8'],
      ['bytes=6-99', 'dy', 'bytes 6-7/8'],
    ])('the range %s gives %j', async (Range, expected, contentRange) => {
      const Key = key();
      await put(Key);
      const read = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
      expect(await read.Body?.transformToString()).toBe(expected);
      expect(read).toMatchObject({ ContentRange: contentRange, $metadata: { httpStatusCode: 206 } });
    });

    test('a range that begins past the end is refused', async () => {
      const Key = key();
      await put(Key);
      const reading = client.send(new GetObjectCommand({ Bucket, Key, Range: 'bytes=8-' }));
      expect(await outcome(reading)).toBe('InvalidRange 416');
    });

    test('a read can depend on the ETag', async () => {
      const Key = key();
      const { ETag } = await put(Key);
      const read = (condition: { IfMatch?: string | undefined; IfNoneMatch?: string | undefined }) =>
        outcome(client.send(new GetObjectCommand({ Bucket, Key, ...condition })));
      expect(await read({ IfNoneMatch: ETag })).toMatch(/304$/);
      expect(await read({ IfNoneMatch: '"another"' })).toBe('200');
      expect(await read({ IfMatch: ETag })).toBe('200');
      expect(await read({ IfMatch: '"another"' })).toBe('PreconditionFailed 412');
    });

    test('a key or bucket that is not there is told apart', async () => {
      const nowhere = { Bucket: `contract-${randomUUID()}`, Key: 'key' };
      expect(await outcome(get(key()))).toBe('NoSuchKey 404');
      expect(await outcome(client.send(new HeadObjectCommand({ Bucket, Key: key() })))).toBe('NotFound 404');
      expect(await outcome(client.send(new GetObjectCommand(nowhere)))).toBe('NoSuchBucket 404');
    });

    test('a later object takes the place of an earlier one, type and metadata too', async () => {
      const Key = key();
      const first = await put(Key, { Metadata: { import: '7' } });
      const second = await put(Key, { Body: 'another body' });
      expect(await text(Key)).toBe('another body');
      expect((await get(Key)).Metadata).toEqual({});
      expect(second.ETag).not.toBe(first.ETag);
    });

    test('If-None-Match: * does not overwrite', async () => {
      const Key = key();
      expect(await outcome(put(Key, { IfNoneMatch: '*' }))).toBe('200');
      expect(await outcome(put(Key, { IfNoneMatch: '*', Body: 'another' }))).toBe('PreconditionFailed 412');
      expect(await text(Key)).toBe('the body');
    });

    test('of ten writers with If-None-Match: * one wins, and its bytes are there', async () => {
      const Key = key();
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, writer) => outcome(put(Key, { IfNoneMatch: '*', Body: `writer ${writer}` }))),
      );
      expect(outcomes.filter((each) => each === '200')).toHaveLength(1);
      expect(outcomes.filter((each) => / (409|412)$/.test(each))).toHaveLength(9);
      expect(await text(Key)).toBe(`writer ${outcomes.indexOf('200')}`);
    });

    test('If-Match writes only over the object it names', async () => {
      const Key = key();
      expect(await outcome(put(Key, { IfMatch: '"any"' }))).toBe('NoSuchKey 404');
      const { ETag } = await put(Key);
      expect(await outcome(put(Key, { IfMatch: ETag, Body: 'second' }))).toBe('200');
      expect(await outcome(put(Key, { IfMatch: ETag, Body: 'third' }))).toBe('PreconditionFailed 412');
      expect(await text(Key)).toBe('second');
    });

    test.each([[undefined], ['AES256' as const]])(
      'a write with encryption %s is refused and nothing is stored',
      async (encryption) => {
        const Key = key();
        expect(await outcome(put(Key, { ServerSideEncryption: encryption }))).toBe('AccessDenied 403');
        expect(await exists(Key)).toBe(false);
      },
    );

    test('a key may hold any character', async () => {
      const Key = `${folder}a b+c%2F%25/?#&='"<é>/日本/😀//end`;
      await put(Key);
      expect(await text(Key)).toBe('the body');
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${folder}a b` }));
      expect(Contents.map((object) => object.Key)).toEqual([Key]);
    });

    test('a deleted object is gone, and deleting it again is no error', async () => {
      const Key = key();
      await put(Key);
      const remove = () => client.send(new DeleteObjectCommand({ Bucket, Key }));
      expect((await remove()).$metadata.httpStatusCode).toBe(204);
      expect(await exists(Key)).toBe(false);
      expect(await outcome(remove())).toBe('200');
    });

    test('many objects are deleted at once', async () => {
      const keys = [key(), `${key()}<&>`, key()];
      for (const each of keys.slice(0, 2)) await put(each);
      const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } });
      const { Deleted = [], Errors = [] } = await client.send(command);
      expect(Deleted.map((each) => each.Key).sort()).toEqual([...keys].sort());
      expect(Errors).toEqual([]);
      for (const each of keys) expect(await exists(each)).toBe(false);
    });

    describe('a list', () => {
      const under = `${folder}list/`;
      const names = ['B', 'a', 'a/1', 'a/2', 'b/1', 'ﬀ', '😀'];
      const list = (input: object) => client.send(new ListObjectsV2Command({ Bucket, Prefix: under, ...input }));

      beforeAll(async () => {
        for (const each of [...names].reverse()) await put(under + each);
      });

      test('is in the order of the keys as UTF-8', async () => {
        const { Contents = [], KeyCount, IsTruncated } = await list({});
        expect(Contents.map((object) => object.Key?.slice(under.length))).toEqual(names);
        expect([KeyCount, IsTruncated, Contents[0]?.Size]).toEqual([7, false, 8]);
      });

      test('with a delimiter gives folders once', async () => {
        const { Contents = [], CommonPrefixes = [] } = await list({ Delimiter: '/' });
        expect(Contents.map((object) => object.Key?.slice(under.length))).toEqual(['B', 'a', 'ﬀ', '😀']);
        expect(CommonPrefixes.map((each) => each.Prefix?.slice(under.length))).toEqual(['a/', 'b/']);
      });

      test.each([1, 2, 3])('comes whole in pages of %i, folders counted', async (MaxKeys) => {
        const found: (string | undefined)[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await list({ MaxKeys, Delimiter: '/', ...(ContinuationToken && { ContinuationToken }) });
          expect(page.KeyCount).toBeLessThanOrEqual(MaxKeys);
          found.push(
            ...(page.Contents ?? []).map((each) => each.Key),
            ...(page.CommonPrefixes ?? []).map((each) => each.Prefix),
          );
          ContinuationToken = page.NextContinuationToken;
          expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
        } while (ContinuationToken !== undefined);
        expect(found.map((each) => each?.slice(under.length)).sort()).toEqual(['B', 'a', 'a/', 'b/', 'ﬀ', '😀'].sort());
      });

      test('begins after the key it is told', async () => {
        const { Contents = [] } = await list({ StartAfter: `${under}a/1`, MaxKeys: 2 });
        expect(Contents.map((object) => object.Key?.slice(under.length))).toEqual(['a/2', 'b/1']);
      });

      test('of nothing is empty', async () => {
        expect(await list({ Prefix: `${under}none` })).toMatchObject({ KeyCount: 0, IsTruncated: false });
      });
    });
  });
}
