import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CSV_FILES } from '../../../functions/importer/csv-files.ts';
import { openExportZip } from '../../../functions/importer/zip.ts';
import { exportEntries, exportZip } from '../../export.ts';
import { zipOf } from '../../zip.ts';
import { readInMemory, refusal, ZipInMemory } from './reading.ts';

const open = (zip: Buffer) => openExportZip(new ZipInMemory(zip), zip.length);

/** Opens the zip and unpacks every file of it. */
async function unpack(zip: Buffer): Promise<number> {
  const { files, close } = await open(zip);
  try {
    let bytes = 0;
    for (const csv of files.values()) for await (const chunk of await csv.open()) bytes += (chunk as Buffer).length;
    return bytes;
  } finally {
    close();
  }
}

describe('an export is found', () => {
  test.each<[string, Buffer, string[]]>([
    ['with its files at the top', exportZip(), []],
    ['in a subfolder', exportZip({}, { folder: 'HMIS Export 2026' }), []],
    ['in a subfolder by backslashes, as some Windows programs write it', zipOf(backslashed()), []],
    ['two folders down', exportZip({}, { folder: 'out/2026-01' }), []],
    ['beside the resource forks of a Mac', exportZip({}, { more: [macFork('Client.csv')] }), ['__MACOSX/._Client.csv']],
    ['beside folders', exportZip({}, { folder: 'a', more: [{ name: 'a/', data: '', method: 0 }] }), []],
    ['beside other files', exportZip({}, { more: [{ name: 'read me.txt', data: 'x' }] }), ['read me.txt']],
    ['with files that are stored, not deflated', zipOf(exportEntries({}).map((e) => ({ ...e, method: 0 }))), []],
    ['with names in capitals', zipOf(exportEntries({}).map((e) => ({ ...e, name: e.name.toUpperCase() }))), []],
  ])('%s', async (_, zip, ignored) => {
    const found = await open(zip);
    expect([...found.files.keys()].sort()).toEqual([...CSV_FILES].sort());
    expect(found.ignored).toEqual(ignored);
    expect(await unpack(zip)).toBeGreaterThan(1_000);
  });
});

function backslashed() {
  return exportEntries({}).map((entry) => ({ ...entry, name: `export\\${entry.name}` }));
}

function macFork(name: string) {
  return { name: `__MACOSX/._${name}`, data: 'fork' };
}

const CLIENT = 'PersonalID\r\n';
const BOMB = Buffer.alloc(20_000_000);

describe('a zip is refused whole', () => {
  test.each<[string, () => Buffer, string]>([
    ['a name that climbs out', () => exportZip({}, { more: [entry('../Client.csv')] }), 'leads out of the zip'],
    ['a name that climbs out of a folder', () => exportZip({}, { more: [entry('a/../../x')] }), 'leads out of the zip'],
    ['an absolute name', () => exportZip({}, { more: [entry('/etc/passwd')] }), 'leads out of the zip'],
    ['a name on a Windows drive', () => exportZip({}, { more: [entry('C:/Client.csv')] }), 'leads out of the zip'],
    [
      'a name that climbs out by backslashes',
      () => exportZip({}, { more: [entry('..\\Client.csv')] }),
      'leads out of the zip',
    ],
    ['two Client.csv', () => exportZip({}, { more: [entry('Client.csv')] }), 'The zip has more than one Client.csv.'],
    [
      'a Client.csv in each of two folders',
      () => exportZip({}, { folder: 'a', more: [entry('b/Client.csv')] }),
      'The zip has more than one Client.csv.',
    ],
    [
      '10,000 entries',
      () => exportZip({}, { more: Array.from({ length: 10_000 }, (_, i) => entry(`${i}.txt`)) }),
      'The zip has 10024 entries; an HMIS CSV export has 24.',
    ],
    [
      '70,000 entries, which only a zip64 can have',
      () => zipOf(Array.from({ length: 70_000 }, (_, i) => ({ name: `${i}`, data: '', method: 0 }))),
      'The zip has 70000 entries; an HMIS CSV export has 24.',
    ],
    [
      'an encrypted entry',
      () => exportZip({}, { entries: { Client: { flags: 1 } } }),
      'Client.csv is encrypted. Upload the export without a password.',
    ],
    ['an entry of strong encryption', () => exportZip({}, { entries: { Client: { flags: 0x41 } } }), 'is encrypted'],
    [
      'a file that unpacks to a thousand times its size',
      () => exportZip({}, { entries: { Client: { data: BOMB } } }),
      'Client.csv unpacks to over 250 times its size, which no export does.',
    ],
    [
      'a bomb beside the 24 files',
      () => exportZip({}, { more: [{ name: 'bomb', data: BOMB }] }),
      'bomb unpacks to over 250 times its size, which no export does.',
    ],
    [
      'a claim of 40 GB',
      () => exportZip({}, { entries: { Client: { unpackedSize: 40_000_000_000, packedSize: 39_000_000_000 } } }),
      'The zip claims to unpack to more than an export can have.',
    ],
    [
      'claims of 40 GB in parts',
      () => exportZip({}, { more: [1, 2, 3, 4].map((n) => entry(`${n}`, { unpackedSize: 1e10, packedSize: 1e10 })) }),
      'The zip claims to unpack to more than an export can have.',
    ],
    ['a text', () => Buffer.from('PersonalID,FirstName\r\n1,Ann\r\n'), 'The file is no zip, or a damaged one.'],
    ['nothing', () => Buffer.alloc(0), 'The file is no zip, or a damaged one.'],
    ['an Excel workbook', () => zipOf([entry('xl/workbook.xml')]), 'The zip has no HMIS CSV files in it.'],
    ['a zip without entries', () => zipOf([]), 'The zip has no HMIS CSV files in it.'],
    [
      'an export without Exit.csv and Event.csv',
      () => exportZip({}, { files: { Exit: null, Event: null } }),
      'The zip lacks Exit.csv, Event.csv. An HMIS CSV export has all 24 files.',
    ],
    ['its end cut off', () => exportZip().subarray(0, -30), 'The file is no zip, or a damaged one.'],
    ['its beginning cut off', () => exportZip().subarray(500), 'The file is no zip, or a damaged one.'],
  ])('for %s', async (_, zip, sentence) => {
    const { code, message } = await refusal(open(zip()));
    expect(code).toBe('ImportRefused');
    expect(message).toContain(sentence);
  });

  test.each<[string, Buffer]>([
    ['whose bytes are not those it was made of', exportZip({}, { entries: { Client: { crc: 1 } } })],
    ['that unpacks to more than it says', exportZip({}, { entries: { Client: { unpackedSize: 10 } } })],
    ['that unpacks to less than it says', exportZip({}, { entries: { Client: { unpackedSize: 90_000 } } })],
    ['that lies past the end', exportZip({}, { entries: { Client: { packedSize: 9_000_000 } } })],
    ['of an unknown compression', exportZip({}, { entries: { Client: { method: 12 } } })],
    ['of 40 GB in a small zip', exportZip({}, { entries: { Client: { unpackedSize: 39e9, packedSize: 39e9 } } })],
  ])('when it reads a file %s', async (_, zip) => {
    const { code, message } = await refusal(unpack(zip));
    expect(code).toBe('ImportRefused');
    expect(message).toMatch(/^Client\.csv is damaged in the zip/);
  });
});

function entry(name: string, more = {}) {
  return { name, data: CLIENT, ...more };
}

describe('whatever the bytes are, a zip is read or refused in a sentence', () => {
  const outcome = async (zip: Buffer): Promise<string> => {
    try {
      await readInMemory(zip);
      return 'read';
    } catch (error) {
      return `${(error as { code?: string }).code}`;
    }
  };

  test('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(await outcome(Buffer.from(bytes))).toBe('ImportRefused');
      }),
      { numRuns: 30 },
    );
  });

  const whole = exportZip();
  const at = fc.integer({ min: 0, max: whole.length - 1 });

  test('an export with some bytes changed, most of them where the zip says what is in it', async () => {
    const inDirectory = fc.integer({ min: whole.length - 1_800, max: whole.length - 1 });
    const changes = fc.array(fc.tuple(fc.oneof(at, inDirectory), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const zip = Buffer.from(whole);
        for (const [place, byte] of list) zip[place] = byte;
        expect(['read', 'ImportRefused']).toContain(await outcome(zip));
      }),
      { numRuns: 100 },
    );
  });

  test('an export cut short or with a piece cut out', async () => {
    await fc.assert(
      fc.asyncProperty(at, at, async (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
        const zip = Buffer.concat([whole.subarray(0, from), whole.subarray(to)]);
        expect(await outcome(zip)).toBe('ImportRefused');
      }),
      { numRuns: 30 },
    );
  });

  test.each(['', 'v1.0'])(
    'an export that does not say its format (CSVVersion %j), its Client.csv damaged',
    async (csvVersion) => {
      const zip = exportZip({ Export: [{ CSVVersion: csvVersion }] }, { entries: { Client: { crc: 1 } } });
      expect(await outcome(zip)).toBe('ImportRefused');
    },
  );
});
