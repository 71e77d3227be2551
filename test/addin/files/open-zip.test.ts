import { BlobWriter, TextReader, ZipWriter, type ZipWriterConstructorOptions } from '@zip.js/zip.js';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../../addin/files/open-zip.ts';
import { HmisError } from '../../../shared/errors.ts';
import { type ZipEntry, zipOf } from '../../zip.ts';

const PASSWORD = 'Lantern-River-42';

async function made(options: ZipWriterConstructorOptions, files: Readonly<Record<string, string>>): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  for (const [name, text] of Object.entries(files)) await zip.add(name, new TextReader(text));
  return zip.close();
}

const blobOf = (...entries: ZipEntry[]) => new Blob([new Uint8Array(zipOf(entries))]);

/** The sentence of a refusal and the field it names. */
async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => undefined,
    (one: unknown) => one,
  );
  if (!(error instanceof HmisError)) throw new Error('It was not refused.', { cause: error });
  return `${error.field}: ${error.message}`;
}

describe('a zip of validation files', () => {
  it.each<[string, ZipWriterConstructorOptions]>([
    ['under AES-256', { password: PASSWORD, encryptionStrength: 3 }],
    ['under AES-128, as other programs make it', { password: PASSWORD, encryptionStrength: 1 }],
    ['under the old zip encryption', { password: PASSWORD, zipCrypto: true }],
  ])('%s opens with its password alone', async (_, options) => {
    const zip = await made(options, { 'Detail.csv': 'PersonalID\r\nP1\r\n', 'manifest.json': '{}' });
    const open = await openZip(zip, PASSWORD);
    expect(open.files).toEqual([
      { name: 'Detail.csv', size: 16 },
      { name: 'manifest.json', size: 2 },
    ]);
    expect(new TextDecoder().decode(await open.read('Detail.csv'))).toBe('PersonalID\r\nP1\r\n');
    expect(await refusal(openZip(zip, undefined))).toBe('password: This zip has a password. Type it.');
    expect(await refusal(openZip(zip, ''))).toBe('password: This zip has a password. Type it.');
    expect(await refusal(openZip(zip, `${PASSWORD}!`))).toBe('password: The password is wrong. Nothing was opened.');
  });

  it('without a password opens, whatever is typed', async () => {
    const zip = await made({}, { 'Detail.csv': 'a' });
    for (const password of [undefined, '', PASSWORD]) expect((await openZip(zip, password)).files).toHaveLength(1);
  });
});

describe('a zip that is made to do harm is refused whole', () => {
  it.each([
    ['../Detail.csv'],
    ['a/../../Detail.csv'],
    ['/etc/passwd'],
    ['..\\Detail.csv'],
    ['C:Detail.csv'],
    ['De\u0007tail.csv'],
    ['..'],
  ])('with the name %j', async (name) => {
    expect(await refusal(openZip(blobOf({ name, data: 'x' }), undefined))).toMatch(/^file: /);
  });

  it.each([
    ['Detail.csv', 'Detail.csv'],
    ['Detail.csv', 'DETAIL.csv'],
  ])('with the two files %s and %s', async (one, other) => {
    const zip = blobOf({ name: one, data: 'x' }, { name: other, data: 'y' });
    expect(await refusal(openZip(zip, undefined))).toMatch(/^file: (Two files|This is no zip)/);
  });

  it.each<[string, ZipEntry]>([
    ['a method nobody uses', { name: 'a.csv', data: 'x', method: 12 }],
    ['a claim of 40 GB', { name: 'a.csv', data: 'x', unpackedSize: 40_000_000_000 }],
    ['a claim of 400,000,001 bytes', { name: 'a.csv', data: 'x'.repeat(2_000_000), unpackedSize: 400_000_001 }],
    ['zeros packed a thousandfold', { name: 'a.csv', data: Buffer.alloc(20_000_000) }],
  ])('with %s', async (_, entry) => {
    expect(await refusal(openZip(blobOf(entry), undefined))).toMatch(/^file: /);
  });

  it('with 201 files', async () => {
    const zip = blobOf(...Array.from({ length: 201 }, (_, n) => ({ name: `${n}.csv`, data: 'x' })));
    expect(await refusal(openZip(zip, undefined))).toBe('file: There are more than 200 files in this zip.');
  });

  it.each([
    ['nothing in it', new Uint8Array(zipOf([]))],
    ['other bytes', new TextEncoder().encode('LastName,FirstName\r\nQzjv,Archer\r\n')],
    ['no byte', new Uint8Array()],
    ['its end cut off', new Uint8Array(zipOf([{ name: 'a.csv', data: 'x' }]).subarray(0, 40))],
  ])('with %s', async (_, bytes) => {
    const said = await refusal(openZip(new Blob([bytes]), undefined));
    expect(said).toMatch(/^file: /);
    expect(said).not.toContain('Qzjv');
  });

  it.each<[string, ZipEntry]>([
    ['says too little of its size', { name: 'a.csv', data: 'x'.repeat(5_000), unpackedSize: 10 }],
    ['says too much of its size', { name: 'a.csv', data: 'x', unpackedSize: 5_000 }],
    ['has another checksum', { name: 'a.csv', data: 'x', crc: 7 }],
  ])('when the file that %s is read', async (_, entry) => {
    const reading = openZip(blobOf(entry), undefined).then((zip) => zip.read('a.csv'));
    expect(await refusal(reading)).toMatch(/^file: /);
  });
});
