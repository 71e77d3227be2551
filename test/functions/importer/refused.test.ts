import { existsSync } from 'node:fs';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runImport } from '../../../functions/importer/import.ts';
import { getImport } from '../../../functions/importer/import-status.ts';
import { uploadKey } from '../../../functions/importer/uploads.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import { exportZip } from '../../export.ts';
import { currentOf, dataItemsOf, isUploaded, type TestStore, testStore } from './store.ts';

const WHOLE = exportZip();

let store: TestStore;
let before: Awaited<ReturnType<typeof dataItemsOf>>;
let current: Awaited<ReturnType<typeof currentOf>>;
beforeAll(async () => {
  store = await testStore();
  await store.import(WHOLE);
  before = await dataItemsOf(store.dynamo);
  current = await currentOf(store);
});
afterAll(() => store.close());

async function sentenceOf(zip: Buffer): Promise<string | undefined> {
  const id = await store.upload(zip);
  const { state, message } = await runImport(store.importer, id);
  expect(state).toBe('refused');
  expect(await dataItemsOf(store.dynamo)).toEqual(before);
  expect(await currentOf(store)).toEqual(current);
  expect(await readCurrent(store.dynamo)).not.toHaveProperty('leaseId');
  expect(existsSync(store.importer.spillFolder)).toBe(false);
  expect(await isUploaded(store, id)).toBe(false);
  expect((await getImport(store.dynamo, id, store.time)).status).toMatchObject({ state, message });
  return message;
}

/** A zip whose end says that its list of files lies at `place`. */
function listedAt(place: number): Buffer {
  const zip = Buffer.from(WHOLE);
  zip.writeUInt32LE(place, zip.length - 6);
  return zip;
}

describe('an upload is refused whole, and the current data stays as it was', () => {
  test.each([
    ['no zip', /^The file is no zip/, Buffer.from('PersonalID\n1\n')],
    ['one byte', /^The file is no zip/, Buffer.from('P')],
    ['a zip cut short', /^The file is no zip/, WHOLE.subarray(0, -400)],
    ['a zip whose list of files lies past its end', /^The file is no zip/, listedAt(WHOLE.length + 5_000)],
    ['a zip whose list of files lies far past its end', /^The file is no zip/, listedAt(0xfffffff0)],
    [
      'a zip with a file past its end',
      /^Client\.csv is damaged/,
      exportZip({}, { entries: { Client: { packedSize: 9_000_000 } } }),
    ],
    ['a zip with a wrong checksum', /^Exit\.csv is damaged/, exportZip({}, { entries: { Exit: { crc: 1 } } })],
    ['two Client.csv', /more than one Client\.csv/, exportZip({}, { more: [{ name: 'b/Client.csv', data: 'x' }] })],
    ['a name that leads out', /leads out of the zip/, exportZip({}, { more: [{ name: '../x', data: 'x' }] })],
    ['an encrypted file', /is encrypted/, exportZip({}, { entries: { Client: { flags: 1 } } })],
    ['a bomb', /over 250 times its size/, exportZip({}, { entries: { Client: { data: Buffer.alloc(2_000_000) } } })],
    [
      'a claim of 40 GB',
      /claims to unpack/,
      exportZip({}, { entries: { Exit: { unpackedSize: 41e9, packedSize: 4e9 } } }),
    ],
    ['a missing file', /^The zip lacks Exit\.csv/, exportZip({}, { files: { Exit: null } })],
    ['an empty file', /^Exit\.csv is empty/, exportZip({}, { files: { Exit: '' } })],
    ['a missing header', /^Exit\.csv lacks the header EnrollmentID/, exportZip({}, { files: { Exit: 'ExitID\n' } })],
    ['a delta', /delta/, exportZip({ Export: [{ ExportDirective: 1 }] })],
    ['an older export', /^This export is of 2026-01-30, older/, exportZip({ Export: [{ ExportDate: '2026-01-30' }] })],
    [
      'an export with too many bad rows',
      /^Exit\.csv: 20 of 20 rows/,
      exportZip({ Exit: Array.from({ length: 20 }, () => ({ ExitDate: '' })) }),
    ],
  ])('%s', async (_, sentence, zip) => {
    expect(await sentenceOf(zip)).toMatch(sentence);
  });

  test('one that is not there any more', async () => {
    const id = await store.upload(WHOLE);
    const { s3, bucket } = store.importer.uploads;
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: uploadKey(id) }));
    expect(await runImport(store.importer, id)).toMatchObject({
      state: 'refused',
      message: 'The uploaded file is not there any more. Upload it again.',
    });
  });
});
