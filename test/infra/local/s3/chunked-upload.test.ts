import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUCKET, clientOf, type LocalS3, localS3 } from './endpoint.ts';
import { sendRaw, signedChunks, signPut } from './wire.ts';

const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
const SIGNED_TRAILER = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const CHUNKS = ['the first chunk, ', 'the second chunk'];
const TEXT = CHUNKS.join('');
const CRC32: readonly [string, string] = ['x-amz-checksum-crc32', 'oJpqvg=='];

describe('an upload in aws-chunked pieces', () => {
  let s3: LocalS3;
  let keys = 0;
  beforeAll(async () => {
    s3 = await localS3();
  });
  afterAll(() => s3.close());

  async function upload(
    payload: string,
    write: (put: ReturnType<typeof signPut>) => string,
    more: Record<string, string> = {},
  ) {
    keys += 1;
    const path = `/${BUCKET}/chunked-${keys}`;
    const put = signPut(s3.endpoint, path, payload, {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(TEXT.length),
      ...(payload.endsWith('TRAILER') && { 'x-amz-trailer': CRC32[0] }),
      ...more,
    });
    const answer = await sendRaw(s3.endpoint, path, { method: 'PUT', headers: put.headers, body: write(put) });
    const code = /<Code>(\w+)</.exec(answer.body)?.[1];
    const read = await clientOf(s3)
      .send(new GetObjectCommand({ Bucket: BUCKET, Key: `chunked-${keys}` }))
      .catch(() => undefined);
    return {
      answer: code === undefined ? answer.status : `${code} ${answer.status}`,
      stored: await read?.Body?.transformToString(),
      read,
    };
  }

  test('is stored without its framing when every chunk is signed', async () => {
    const { answer, stored, read } = await upload(SIGNED, (put) => signedChunks(put, CHUNKS));
    expect([answer, stored, read?.ContentEncoding]).toEqual([200, TEXT, undefined]);
  });

  test('is stored with its signed trailer', async () => {
    const { answer, stored, read } = await upload(SIGNED_TRAILER, (put) => signedChunks(put, CHUNKS, CRC32));
    expect([answer, stored, read?.ChecksumCRC32]).toEqual([200, TEXT, CRC32[1]]);
  });

  test.each<[string, string, (body: string) => string, string]>([
    ['a changed chunk', SIGNED, (body) => body.replace('second', 'Second'), 'SignatureDoesNotMatch 403'],
    ['a changed chunk signature', SIGNED, (body) => body.replace(/signature=../, 'signature=zz'), 'IncompleteBody 400'],
    ['no chunk signatures', SIGNED, (body) => body.replace(/;chunk-signature=\w+/g, ''), 'SignatureDoesNotMatch 403'],
    ['two chunks made one', SIGNED, (body) => body.replace(/\r\n10;.*\r\n/, ''), 'IncompleteBody 400'],
    ['the last chunk cut off', SIGNED, (body) => body.replace(/0;chunk.*\r\n\r\n$/, ''), 'IncompleteBody 400'],
    ['the end of a chunk cut off', SIGNED, (body) => body.slice(0, 150), 'IncompleteBody 400'],
    ['something after the end', SIGNED, (body) => `${body}more`, 'MalformedTrailerError 400'],
    [
      'a trailer that was not announced',
      SIGNED,
      (body) => body.replace(/\r\n$/, `${CRC32.join(':')}\r\n\r\n`),
      'SignatureDoesNotMatch 403',
    ],
    ['another checksum', SIGNED_TRAILER, (body) => body.replace(CRC32[1], 'AAAAAA=='), 'SignatureDoesNotMatch 403'],
    [
      'no trailer',
      SIGNED_TRAILER,
      (body) => body.replace(/x-amz-checksum[\s\S]*$/, '\r\n'),
      'MalformedTrailerError 400',
    ],
    [
      'no trailer signature',
      SIGNED_TRAILER,
      (body) => body.replace(/x-amz-trailer.*\r\n/, ''),
      'SignatureDoesNotMatch 403',
    ],
  ])('with %s is refused and nothing is stored', async (_, payload, change, expected) => {
    const { answer, stored } = await upload(payload, (put) => {
      const body = signedChunks(put, CHUNKS, payload === SIGNED ? undefined : CRC32);
      expect(change(body)).not.toBe(body);
      return change(body);
    });
    expect([answer, stored]).toEqual([expected, undefined]);
  });

  const unsigned = (checksum: string) => `${TEXT.length.toString(16)}\r\n${TEXT}\r\n0\r\n${checksum}\r\n`;

  test.each([
    ['its checksum', `${CRC32.join(':')}\r\n`, [200, TEXT]],
    ['a wrong checksum', 'x-amz-checksum-crc32:AAAAAA==\r\n', ['BadDigest 400', undefined]],
    ['no checksum', '', ['MalformedTrailerError 400', undefined]],
    ['another trailer', 'x-amz-checksum-crc32c:AAAAAA==\r\n', ['MalformedTrailerError 400', undefined]],
    ['a checksum that is none', 'x-amz-checksum-crc32:AAAA\r\n', ['InvalidRequest 400', undefined]],
  ])('that is not signed and trails %s is answered so', async (_, trailer, expected) => {
    const { answer, stored } = await upload(UNSIGNED_TRAILER, () => unsigned(trailer));
    expect([answer, stored]).toEqual(expected);
  });

  test.each([
    ['shorter', '30'],
    ['longer', '99'],
  ])('whose length is said %s than it is, is refused', async (_, length) => {
    const said = { 'x-amz-decoded-content-length': length };
    const { answer } = await upload(UNSIGNED_TRAILER, () => unsigned(`${CRC32.join(':')}\r\n`), said);
    expect(answer).toBe('IncompleteBody 400');
  });
});
