import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unchunk } from '../../../../infra/local/s3/chunked.ts';
import { chunkSignature } from '../../../../infra/local/s3/signature.ts';

async function decode(pieces: readonly Uint8Array[]) {
  async function* source() {
    yield* pieces;
  }
  const { body, trailers } = unchunk(source());
  const read: Uint8Array[] = [];
  for await (const bytes of body) read.push(bytes);
  return { bytes: Buffer.concat(read), trailers: Object.fromEntries(trailers) };
}

describe('aws-chunked framing', () => {
  test('does not depend on where the network cuts it', async () => {
    const wire = fc.record({
      chunks: fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 5 }),
      cuts: fc.array(fc.nat(300)),
    });
    await fc.assert(
      fc.asyncProperty(wire, async ({ chunks, cuts }) => {
        const framed = Buffer.concat([
          ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
          Buffer.from('0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n'),
        ]);
        const at = [0, ...cuts.filter((cut) => cut < framed.length).sort((a, b) => a - b), framed.length];
        const pieces = at.slice(1).map((end, index) => framed.subarray(at[index], end));
        const { bytes, trailers } = await decode(pieces);
        expect(bytes.equals(Buffer.concat(chunks))).toBe(true);
        expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
      }),
    );
  });

  test.each([
    ['no size', 'zz\r\n'],
    ['a size that never ends', '0'.repeat(500)],
    ['a chunk longer than its size', '2\r\nabc\r\n0\r\n\r\n'],
    ['nothing at all', ''],
  ])('with %s is refused', async (_, text) => {
    await expect(decode([Buffer.from(text)])).rejects.toMatchObject({ code: 'IncompleteBody' });
  });

  test('has no room for endless trailers', async () => {
    const text = `0\r\n${'a:b\r\n'.repeat(5000)}`;
    await expect(decode([Buffer.from(text)])).rejects.toMatchObject({ code: 'MalformedTrailerError' });
  });

  // The example of "Signature calculations for the authorization header: transferring payload in multiple chunks".
  test('carries the signatures of the documented example', () => {
    const scope = {
      timestamp: '20130524T000000Z',
      region: 'us-east-1',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    };
    let previous = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
    const signatures = [65_536, 1024, 0].map((size) => {
      previous = chunkSignature(scope, previous, createHash('sha256').update('a'.repeat(size)).digest('hex'));
      return previous;
    });
    expect(signatures).toEqual([
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ]);
  });
});
