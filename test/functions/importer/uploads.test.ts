import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openUpload, presignUpload, type Uploads } from '../../../functions/importer/uploads.ts';
import { clientOf, type LocalS3, localS3 } from '../../infra/local/s3/endpoint.ts';

let store: LocalS3;
let uploads: Uploads;
beforeEach(async () => {
  store = await localS3();
  uploads = { s3: clientOf(store, { requestChecksumCalculation: 'WHEN_REQUIRED' }), bucket: store.bucket };
});
afterEach(async () => {
  uploads.s3.destroy();
  await store.close();
});

test('an upload address takes one zip of the size that was said, and none over it', async () => {
  const [id, zip, other] = [randomUUID(), Buffer.from('a zip'), Buffer.from('other')];
  const { url, headers } = await presignUpload(uploads, id, zip.length);
  const put = async (bytes: Uint8Array<ArrayBuffer>, change: Record<string, string> = {}) => {
    const { status } = await fetch(url, { method: 'PUT', headers: { ...headers, ...change }, body: bytes });
    return status;
  };
  expect(await put(zip.subarray(1))).toBe(403);
  expect(await put(zip)).toBe(200);
  expect(await put(other)).toBe(412);
  expect(await put(other, { 'if-none-match': '' })).toBe(403);
  const { source } = await openUpload(uploads, id);
  const kept = await new Promise<Buffer>((resolve, reject) => {
    const read = Buffer.alloc(zip.length);
    source.read(read, 0, zip.length, 0, (error) => (error ? reject(error) : resolve(read)));
  });
  expect(kept).toEqual(zip);
});
