import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../functions/hmis/records.ts';
import { CSV_FILES } from '../../functions/importer/csv-files.ts';
import { runImport } from '../../functions/importer/import.ts';
import { readCurrent } from '../../functions/snapshot/current.ts';
import type { ImportStatus } from '../../shared/contract/imports.ts';
import { exportEntries, exportZip } from '../export.ts';
import { community, communityRows } from '../functions/api/community.ts';
import {
  currentOf,
  dataItemsOf,
  filesUnder,
  isUploaded,
  type TestStore,
  testStore,
} from '../functions/importer/store.ts';
import { zipOf } from '../zip.ts';
import { seeded } from './seeded.ts';
import { changed, directoryOf, nested, overlapping } from './zips.ts';

/** Hostile zips through the whole import, from the file store on: refused in a sentence, or imported as they are. */

const MORE_MEMORY = 300_000_000;
const SOON_MS = 30_000;

let store: TestStore;
let before: { id: string; enrollments: Enrollment[] };
let items: Map<string, string>;
const whole = exportZip({ Client: [{ FirstName: 'Zqxvwk' }] });
beforeAll(async () => {
  store = await testStore();
  const { state, message } = await store.import(community());
  expect({ state, message }).toEqual({ state: 'done', message: undefined });
  before = await currentOf(store);
  items = await dataItemsOf(store.dynamo);
});
afterAll(() => store.close());

/** Imports it and watches memory, disk and clock. */
async function attempt(zip: Buffer): Promise<ImportStatus> {
  const memory = () => process.memoryUsage().rss + process.memoryUsage().external;
  const [started, held] = [performance.now(), memory()];
  let most = held;
  const watch = setInterval(() => {
    most = Math.max(most, memory());
  }, 10);
  const id = await store.upload(zip, { acceptSmaller: true });
  const ended = await runImport(store.importer, id);
  clearInterval(watch);
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  expect(most - held - zip.length * 3).toBeLessThan(MORE_MEMORY);
  expect(existsSync(store.importer.spillFolder)).toBe(false);
  expect(await isUploaded(store, id)).toBe(false);
  return ended;
}

async function expectRefused(zip: Buffer): Promise<string> {
  const { state, message = '', ...rest } = await attempt(zip);
  expect({ state, message }).toMatchObject({ state: 'refused' });
  expect(message).toMatch(/^[^\n]{10,600}\.$/);
  expect(JSON.stringify([message, rest])).not.toMatch(/Zqxvwk|yauzl|node:|at \/|Error/);
  return message;
}

async function expectAsBefore(): Promise<void> {
  expect(await currentOf(store)).toEqual(before);
  expect(await dataItemsOf(store.dynamo)).toEqual(items);
}

const CSV = 'PersonalID\r\n';
const KB = 1_000;

describe('a zip that is a trap is refused, with nothing changed', () => {
  it.each<[string, () => Buffer]>([
    [
      'a bomb of a thousand times its size',
      () => exportZip({}, { entries: { Client: { data: Buffer.alloc(20_000 * KB) } } }),
    ],
    ['a bomb in a stranger’s file', () => exportZip({}, { more: [{ name: 'x', data: Buffer.alloc(20_000 * KB) }] })],
    ['a zip in a zip in a zip', () => nested(20, whole)],
    ['a bomb in a zip in a zip', () => nested(3, zipOf([{ name: 'Client.csv', data: Buffer.alloc(20_000 * KB) }]))],
    [
      '24 files that are all the same bytes',
      () =>
        overlapping(
          CSV_FILES.map((file) => `${file}.csv`),
          900 * KB,
        ),
    ],
    [
      'files just under what is looked at',
      () => exportZip({}, { entries: { Client: { data: Buffer.alloc(1_000 * KB) } } }),
    ],
    ['a claim of 40 GB', () => exportZip({}, { entries: { Client: { unpackedSize: 40e9, packedSize: 39e9 } } })],
    ['a claim of 2^63', () => exportZip({}, { entries: { Client: { unpackedSize: 2 ** 63, packedSize: 2 ** 62 } } })],
    [
      'a claim that lies: 40 GB of nothing',
      () => exportZip({}, { entries: { Client: { unpackedSize: 39e9, packedSize: 38e9 } } }),
    ],
    ['a claim of 0 bytes', () => exportZip({}, { entries: { Client: { unpackedSize: 0 } } })],
    ['packed sizes of 0', () => exportZip({}, { entries: { Client: { packedSize: 0 } } })],
    ['10^6 entries, said', () => directoryOf(1_000_000, 1_000_000)],
    ['10^6 entries, 24 said', () => directoryOf(1_000_000, 24)],
    ['10^6 entries, none said', () => directoryOf(1_000_000, 0)],
    ['one entry, 65,535 said', () => directoryOf(1, 65_535)],
    ['a file twice', () => exportZip({}, { more: [{ name: 'Exit.csv', data: CSV }] })],
    ['a file twice, in capitals', () => exportZip({}, { more: [{ name: 'EXIT.CSV', data: CSV }] })],
    ['a file twice, in another folder', () => exportZip({}, { more: [{ name: 'a/b/exit.Csv', data: CSV }] })],
    ...['../x', 'a/../../x', '/x', 'C:/x', 'C:\\x', '..\\x', '\\\\server\\x', './../x'].map(
      (name): [string, () => Buffer] => [`the name ${name}`, () => exportZip({}, { more: [{ name, data: 'x' }] })],
    ),
    ['an encrypted entry', () => exportZip({}, { entries: { Client: { flags: 1 } } })],
    ['an entry encrypted strongly', () => exportZip({}, { entries: { Client: { flags: 0x41 } } })],
    ['an entry of AES', () => exportZip({}, { entries: { Client: { method: 99, flags: 1 } } })],
    ['an unknown compression', () => exportZip({}, { entries: { Client: { method: 14 } } })],
    ['a wrong CRC', () => exportZip({}, { entries: { Enrollment: { crc: 0 } } })],
    ['its last byte cut off', () => whole.subarray(0, -1)],
    ['its end cut off', () => whole.subarray(0, -22)],
    ['half of it', () => whole.subarray(0, whole.length / 2)],
    ['nothing but its end', () => whole.subarray(-22)],
    ['another zip’s end', () => Buffer.concat([whole.subarray(0, -22), exportZip({}, { folder: 'x' }).subarray(-22)])],
    [
      'a Client.csv that is a link',
      () =>
        changed(exportZip({}, { files: { Client: '/etc/passwd' } }), (copy, { centrals }) => {
          for (const at of centrals) copy.writeUInt32LE(0xa1ff0000, at + 38);
        }),
    ],
    ['a disk of many', () => changed(whole, (copy, { end }) => copy.writeUInt16LE(3, end + 4))],
    [
      'a directory before its beginning',
      () => changed(whole, (copy, { end }) => copy.writeUInt32LE(0xfffffff0, end + 16)),
    ],
    [
      'files that lie in the directory',
      () =>
        changed(whole, (copy, { centrals }) => {
          for (const at of centrals) copy.writeUInt32LE(centrals[0] ?? 0, at + 42);
        }),
    ],
    [
      'files that lie past the end',
      () =>
        changed(whole, (copy, { centrals }) => {
          for (const at of centrals) copy.writeUInt32LE(copy.length - 1, at + 42);
        }),
    ],
    [
      'local names longer than the zip',
      () =>
        changed(whole, (copy, { locals }) => {
          for (const at of locals) copy.writeUInt16LE(0xffff, at + 26);
        }),
    ],
    [
      'names of 65,535 bytes',
      () => zipOf(Array.from({ length: 30 }, (_, n) => ({ name: `${n}${'x'.repeat(65_000)}`, data: '' }))),
    ],
    [
      'a Client.csv that is one line of 3 MB',
      () => exportZip({}, { files: { Client: `PersonalID,${randomText(3_000 * KB)}` } }),
    ],
    [
      'a quote that swallows 3 MB',
      () => exportZip({}, { files: { Client: `PersonalID\r\n"${randomText(3_000 * KB)}` } }),
    ],
    [
      'a header of 50,000 columns',
      () => exportZip({}, { files: { Client: `${Array.from({ length: 50_000 }, (_, n) => n).join()}\r\n` } }),
    ],
  ])('%s', async (_, zip) => {
    await expectRefused(zip());
  });

  it('and after all of it the data is what it was, item by item', expectAsBefore);
});

/** Text that deflates to no less than half, so that a ratio is no reason. */
function randomText(length: number): string {
  let state = 1;
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) {
    state = (state * 48_271) % 2_147_483_647;
    bytes[i] = 97 + (state % 26);
  }
  return bytes.toString('latin1');
}

describe('a zip that is odd and nothing worse is imported as it is', () => {
  const link = (copy: Buffer, centrals: readonly number[]) => {
    for (const at of centrals) copy.writeUInt32LE(0xa1ff0000, at + 38);
  };
  it.each<[string, () => Buffer]>([
    ['entries marked as links', () => changed(community(), (copy, { centrals }) => link(copy, centrals))],
    [
      'a name of 60,000 bytes beside the 24',
      () => Buffer.from(zipOf([...communityEntries(), { name: 'x'.repeat(60_000), data: '' }])),
    ],
    [
      'names of no letters',
      () =>
        zipOf([
          ...communityEntries(),
          { name: ' ', data: '' },
          { name: '\u0000', data: '' },
          { name: '\u202e.csv', data: '' },
        ]),
    ],
    [
      'a comment',
      () =>
        changed(Buffer.concat([community(), Buffer.from('comment')]), (copy, { end }) =>
          copy.writeUInt16LE(7, end + 20),
        ),
    ],
    [
      'other local names',
      () =>
        changed(community(), (copy, { locals }) => {
          for (const at of locals) copy.write('..', at + 30);
        }),
    ],
  ])('%s', async (_, zip) => {
    const { state, message } = await attempt(zip());
    expect(['done', 'refused'], message).toContain(state);
    expect(await currentOf(store)).toEqual(before);
  });
});

function communityEntries() {
  return exportEntries(communityRows());
}

describe('a real zip with some of its bytes changed', () => {
  const deflated = community();
  /** A changed byte of it reaches the CSV, and not the inflater alone. */
  const stored = zipOf(communityEntries().map((entry) => ({ ...entry, method: 0 })));
  const kinds = fc.constantFrom('flip', 'insert', 'cut', 'zero', 'swap');
  const edits = fc.array(
    fc.tuple(kinds, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 }), fc.boolean()),
    { minLength: 1, maxLength: 4 },
  );

  const edited = (zip: Buffer, list: readonly (readonly [string, number, number, boolean])[]): Buffer =>
    list.reduce((bytes, [kind, share, value, inDirectory]) => {
      const from = inDirectory ? Math.max(0, bytes.length - 2_200) : 0;
      const at = Math.min(bytes.length - 1, from + Math.floor(share * (bytes.length - from)));
      if (kind === 'insert')
        return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(value, value), bytes.subarray(at)]);
      if (kind === 'cut') return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + value)]);
      const copy = Buffer.from(bytes);
      if (kind === 'flip') copy[at] = (copy[at] ?? 0) ^ value;
      else if (kind === 'zero') copy.fill(0, at, Math.min(copy.length, at + value));
      else copy.copyWithin(at, Math.max(0, at - value), at);
      return copy;
    }, zip);

  it.each([
    ['deflated', deflated],
    ['stored', stored],
  ])('(%s) is refused in a sentence, or is the export that it was: never a half of it', async (_, zip) => {
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const status = await attempt(edited(zip, list));
        expect(['done', 'refused'], status.message).toContain(status.state);
        if (status.state === 'done') expect(await currentOf(store)).toEqual(before);
        else expect((await readCurrent(store.dynamo)).id).toBe(before.id);
      }),
      seeded(35),
    );
  });

  it('leaves the data as it was, item by item', expectAsBefore);

  it('leaves nothing on the disk', async () => {
    expect([...(await filesUnder(store.folder)).keys()].map((file) => file.slice(store.folder.length))).toEqual([
      '/names.key',
    ]);
    const uploads = await filesUnder(store.uploadsFolder);
    expect([...uploads.values()].join('')).not.toMatch(/Zqxvwk|PersonalID/);
  });
});
