import { randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  type ChecksumType,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, clientOf, encryptedPut, outcome } from './endpoint.ts';

const MIB = 1024 ** 2;

/** What HMIS Sheets asks of any S3, of uploads in parts. */
export function multipartContract(name: string, connect: () => Promise<Connection>): void {
  describe(`uploads in parts on ${name}`, () => {
    const folder = `contract-${randomUUID()}/`;
    const keys: string[] = [];
    const first = Buffer.alloc(5 * MIB, 'first ');
    const second = Buffer.from('second and last');
    let connection: Connection;
    let client: S3Client;
    let Bucket: string;

    beforeAll(async () => {
      connection = await connect();
      client = clientOf(connection);
      Bucket = connection.bucket;
    });
    afterAll(async () => {
      for (const Key of keys) await client.send(new DeleteObjectCommand({ Bucket, Key }));
      client.destroy();
      await connection.close();
    });

    async function start(checksum: { ChecksumAlgorithm?: ChecksumAlgorithm; ChecksumType?: ChecksumType } = {}) {
      const Key = `${folder}${randomUUID()}`;
      keys.push(Key);
      const created = await client.send(
        new CreateMultipartUploadCommand({
          Bucket,
          Key,
          ServerSideEncryption: 'aws:kms',
          ContentType: 'application/zip',
          Metadata: { import: '7' },
          ...checksum,
        }),
      );
      return { Bucket, Key, UploadId: created.UploadId };
    }
    type Started = Awaited<ReturnType<typeof start>>;

    async function part(
      upload: Started,
      PartNumber: number,
      Body: Buffer,
      algorithm: ChecksumAlgorithm = 'CRC32',
    ): Promise<CompletedPart> {
      const sent = await client.send(
        new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm: algorithm }),
      );
      const checksum = `Checksum${algorithm}` as 'ChecksumCRC32';
      return { PartNumber, ETag: sent.ETag, [checksum]: sent[checksum] };
    }

    const complete = (upload: Started, Parts: CompletedPart[], more: object = {}) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));

    test('the object is its parts end to end, with what was said at the start', async () => {
      const upload = await start();
      const last = await part(upload, 7, second);
      const parts = [await part(upload, 2, first), last];
      const listed = await client.send(new ListPartsCommand(upload));
      expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
        [2, first.length],
        [7, second.length],
      ]);
      const completed = await complete(upload, parts);
      expect(completed.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);

      const read = await client.send(new GetObjectCommand(upload));
      expect(Buffer.concat([first, second]).equals((await read.Body?.transformToByteArray()) ?? Buffer.of())).toBe(
        true,
      );
      expect(read).toMatchObject({
        ETag: completed.ETag,
        ContentType: 'application/zip',
        Metadata: { import: '7' },
        ServerSideEncryption: 'aws:kms',
      });
      const across = `bytes=${first.length - 6}-${first.length + 5}`;
      const seam = await client.send(new GetObjectCommand({ ...upload, Range: across }));
      expect(await seam.Body?.transformToString()).toBe(
        Buffer.concat([first.subarray(-6), second.subarray(0, 6)]).toString(),
      );
    });

    test.each<[ChecksumAlgorithm, ChecksumType, RegExp]>([
      ['CRC32', 'COMPOSITE', /^.{6}==-2$/],
      ['CRC32', 'FULL_OBJECT', /^.{6}==$/],
      ['CRC64NVME', 'FULL_OBJECT', /^.{11}=$/],
      ['SHA256', 'COMPOSITE', /^.{43}=-2$/],
    ])('a %s checksum can be %s', async (algorithm, type, form) => {
      const upload = await start({ ChecksumAlgorithm: algorithm, ChecksumType: type });
      const parts = [await part(upload, 1, first, algorithm), await part(upload, 2, second, algorithm)];
      const wrong = { [`Checksum${algorithm}`]: parts[0]?.[`Checksum${algorithm}` as 'ChecksumCRC32'] };
      if (type === 'FULL_OBJECT') expect(await outcome(complete(upload, parts, wrong))).toBe('BadDigest 400');
      await complete(upload, parts);
      // The client reads the bytes against a full checksum, and throws if they differ.
      const read = await client.send(new GetObjectCommand({ ...upload, ChecksumMode: 'ENABLED' }));
      expect(read[`Checksum${algorithm}` as 'ChecksumCRC32']).toMatch(form);
      expect((await read.Body?.transformToByteArray())?.length).toBe(first.length + second.length);
    });

    test('a part sent again takes the place of the one before', async () => {
      const upload = await start();
      const stale = await part(upload, 1, first);
      const fresh = await part(upload, 1, second);
      expect(await outcome(complete(upload, [stale]))).toBe('InvalidPart 400');
      await complete(upload, [fresh]);
      const read = await client.send(new GetObjectCommand(upload));
      expect(await read.Body?.transformToString()).toBe('second and last');
    });

    test('parts out of order, unknown or too small are refused, and the upload lives on', async () => {
      const upload = await start();
      const [small, last] = [await part(upload, 1, second), await part(upload, 2, second)];
      expect(await outcome(complete(upload, [last, small]))).toBe('InvalidPartOrder 400');
      expect(await outcome(complete(upload, [small, { ...last, PartNumber: 3 }]))).toBe('InvalidPart 400');
      expect(await outcome(complete(upload, [small, last]))).toBe('EntityTooSmall 400');
      expect(await outcome(client.send(new HeadObjectCommand(upload)))).toBe('NotFound 404');
      expect(await outcome(complete(upload, [last]))).toBe('200');
    });

    test('a part with a wrong checksum is refused', async () => {
      const upload = await start();
      const wrong = new UploadPartCommand({ ...upload, PartNumber: 1, Body: second, ChecksumCRC32: 'AAAAAA==' });
      expect(await outcome(client.send(wrong))).toBe('BadDigest 400');
      expect((await client.send(new ListPartsCommand(upload))).Parts ?? []).toEqual([]);
      await client.send(new AbortMultipartUploadCommand(upload));
    });

    test('a completion with If-None-Match: * does not overwrite', async () => {
      const upload = await start();
      const parts = [await part(upload, 1, second)];
      await client.send(encryptedPut({ Bucket, Key: upload.Key, Body: 'there already' }));
      expect(await outcome(complete(upload, parts, { IfNoneMatch: '*' }))).toBe('PreconditionFailed 412');
      const read = await client.send(new GetObjectCommand(upload));
      expect(await read.Body?.transformToString()).toBe('there already');
    });

    test('an aborted upload is gone', async () => {
      const upload = await start();
      const parts = [await part(upload, 1, second)];
      await client.send(new AbortMultipartUploadCommand(upload));
      expect(await outcome(client.send(new ListPartsCommand(upload)))).toBe('NoSuchUpload 404');
      expect(await outcome(complete(upload, parts))).toBe('NoSuchUpload 404');
      expect(await outcome(part(upload, 1, second))).toBe('NoSuchUpload 404');
    });

    test('an upload without SSE-KMS is refused at its start', async () => {
      const starting = client.send(new CreateMultipartUploadCommand({ Bucket, Key: `${folder}plain` }));
      expect(await outcome(starting)).toBe('AccessDenied 403');
    });
  });
}
