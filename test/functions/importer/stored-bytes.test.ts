import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportStatus } from '../../../shared/contract/imports.ts';
import { type ExportRow, exportZip } from '../../export.ts';
import { currentOf, filesUnder, scan, type TestStore, testStore } from './store.ts';

/** Names and SSNs that are nowhere else; people of one project, so that they compress together. */
const client = (i: number): ExportRow => ({
  PersonalID: `P${i}`,
  FirstName: `Zorbafirst${i}`,
  MiddleName: `Zorbamiddle${i}`,
  LastName: `Zorbalast${i}`,
  NameSuffix: `Zorbasuffix${i}`,
  SSN: `98765${1000 + i}`,
});
const MARK = /Zorba|98765\d{4}/i;
const PEOPLE = Array.from({ length: 30 }, (_, i) => i);
const MARKED = exportZip({
  Client: [
    ...PEOPLE.map(client),
    { ...client(3), LastName: 'Zorbatwice' },
    { ...client(900), PersonalID: '' },
    { ...client(901), DOB: 'Zorbadob', NameDataQuality: 'Zorbaquality' },
  ],
  Enrollment: PEOPLE.map((i) => ({ EnrollmentID: `E${i}`, PersonalID: `P${i}` })),
});
/** Refused, each in its own way, with names where they do not belong. */
const REFUSED = [
  exportZip({}, { files: { Client: 'Zorbafirst,Zorbalast,Zorbalast,987651234\r\n' } }),
  exportZip({}, { files: { Client: '"Zorba"first,Zorbalast\r\n' } }),
  exportZip({ Client: Array.from({ length: 20 }, () => ({ ...client(1), PersonalID: '' })) }),
  exportZip({ Client: PEOPLE.map(client) }, { entries: { Client: { crc: 1 } } }),
];

let store: TestStore;
const statuses: ImportStatus[] = [];
beforeAll(async () => {
  store = await testStore(true);
  statuses.push(await store.import(MARKED));
  for (const zip of REFUSED) statuses.push(await store.import(zip));
});
afterAll(() => store.close());

describe('names and SSNs', () => {
  test('are read with the key, so that what is looked for is there', async () => {
    expect(statuses.map(({ state }) => state)).toEqual(['done', 'refused', 'refused', 'refused', 'refused']);
    const { enrollments } = await currentOf(store);
    expect(enrollments).toHaveLength(30);
    expect(JSON.stringify(enrollments)).toMatch(MARK);
  });

  test('are in no item of the tables, packed or not', async () => {
    const items = await scan(store.dynamo);
    let unpacked = 0;
    for (const { Item } of items) {
      expect(JSON.stringify(Item)).not.toMatch(MARK);
      const bytes = Buffer.from((Item.data as Uint8Array | undefined) ?? []);
      expect(bytes.toString('latin1')).not.toMatch(MARK);
      for (const text of unpackings(bytes)) {
        unpacked++;
        expect(text).not.toMatch(MARK);
      }
    }
    // The four open families of the one segment, map and catalog.
    expect(unpacked).toBe(6);
  });

  test('are in no file of the data folder', async () => {
    const files = await filesUnder(store.folder);
    expect([...files.keys()].some((file) => file.includes('tables'))).toBe(true);
    for (const [file, text] of files) expect(MARK.test(text), file).toBe(false);
  });

  test('are gone from the folder of uploads with the import, done or refused', async () => {
    expect([...(await filesUnder(store.uploadsFolder)).keys()]).toEqual([]);
  });

  test('are in no word of the statuses', () => {
    expect(JSON.stringify(statuses)).not.toMatch(MARK);
    expect(statuses[0]?.refused.total).toBe(2);
  });
});

/** What the bytes are unpacked as a segment or a part of a snapshot, where they are not sealed. */
function unpackings(bytes: Buffer): string[] {
  const frames = [bytes, bytes.subarray(1)].filter((frame) => frame.length > 4 && frame.readUInt32LE(0) === 0xfd2fb528);
  return frames.map((frame) => zstdDecompressSync(frame).toString());
}
