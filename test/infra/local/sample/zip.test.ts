import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { CSV_FILES, headerOf } from '../../../../functions/importer/csv-files.ts';
import type { SampleOptions } from '../../../../infra/local/sample/options.ts';
import { sampleFiles, writeSample } from '../../../../infra/local/sample/sample.ts';

const SMALL: SampleOptions = { clients: 200, seed: 7, format: 'FY2026' };

async function zipped(options: SampleOptions) {
  const sink = new PassThrough();
  const [summary, bytes] = await Promise.all([writeSample(options, sink), buffer(sink)]);
  return { summary, bytes };
}

async function unzipped(bytes: Uint8Array): Promise<Map<string, string>> {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(bytes)), { useWebWorkers: false });
  const texts = new Map<string, string>();
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    texts.set(entry.filename, new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter())));
  }
  return texts;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the zip of a sample', () => {
  test('the same options give the same bytes, whatever the time zone', async () => {
    const zone = process.env.TZ;
    const first = await zipped(SMALL);
    process.env.TZ = 'Pacific/Auckland';
    const second = await zipped(SMALL);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(sha256(second.bytes)).toBe(sha256(first.bytes));
  });

  test.each<[string, Partial<SampleOptions>]>([
    ['seed', { seed: 8 }],
    ['format', { format: 'FY2024' }],
    ['number of clients', { clients: 201 }],
  ])('another %s gives other bytes', async (_, other) => {
    const [a, b] = [await zipped(SMALL), await zipped({ ...SMALL, ...other })];
    expect(sha256(a.bytes)).not.toBe(sha256(b.bytes));
  });

  test.each(['FY2026', 'FY2024'] as const)('%s has the 24 files with their exact headers', async (format) => {
    const { bytes } = await zipped({ ...SMALL, format });
    const texts = await unzipped(bytes);
    expect([...texts.keys()]).toEqual(CSV_FILES.map((file) => `${file}.csv`));
    for (const file of CSV_FILES) {
      const header = headerOf(file, format).map((name) => `"${name}"`);
      expect(texts.get(`${file}.csv`)?.split('\r\n')[0]).toBe(header.join(','));
    }
  });

  test('a CSV reader gets every row back as it was made, hostile names included', async () => {
    const { bytes, summary } = await zipped(SMALL);
    const texts = await unzipped(bytes);
    for (const { file, rows } of sampleFiles(SMALL)) {
      const header = headerOf(file, 'FY2026');
      const made = [...rows];
      const read: string[][] = parse(texts.get(`${file}.csv`) ?? '', { record_delimiter: '\r\n' });
      expect(read.length - 1).toBe(made.length);
      expect(summary.rows[file]).toBe(made.length);
      made.forEach((row, i) => {
        const cells = header.map((name) => {
          const value = row[name] ?? '';
          return typeof value === 'number' && /Amount$|^TotalMonthlyIncome$/.test(name) ? value.toFixed(2) : `${value}`;
        });
        expect(read[i + 1]).toEqual(cells);
      });
    }
  });

  test('texts are quoted, numbers, dates and times are bare', async () => {
    const texts = await unzipped((await zipped(SMALL)).bytes);
    expect(texts.get('Export.csv')?.split('\r\n')[1]).toBe(
      '"7",1,"XX-500","Sample Continuum of Care (made up)","Sampleton","Testwell","2145550100",,"hmis@example.org",' +
        '2026-09-30 23:30:00,2020-10-01,2026-09-30,"HMIS Sheets sample","1","2026 v1.0",3,2,1,"0001"',
    );
  });

  test('the summary counts the bytes before and after compression', async () => {
    const { bytes, summary } = await zipped(SMALL);
    const texts = await unzipped(bytes);
    expect(summary.zipBytes).toBe(bytes.length);
    expect(summary.csvBytes).toBe([...texts.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0));
  });

  test('an enrollment weighs what it weighs in a real export, about 2 KB over all files', async () => {
    const { summary } = await zipped({ ...SMALL, clients: 2000 });
    const weight = summary.csvBytes / summary.rows.Enrollment;
    expect(weight).toBeGreaterThan(1600);
    expect(weight).toBeLessThan(2600);
  });

  test('what the sink throws is thrown', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) });
    await expect(writeSample(SMALL, full)).rejects.toThrow('disk full');
  });

  test.each([
    { clients: 99, seed: 1 },
    { clients: 1_000_001, seed: 1 },
    { clients: 150.5, seed: 1 },
    { clients: 200, seed: -1 },
    { clients: 200, seed: 0.5 },
  ])('%o is refused', (options) => {
    expect(() => sampleFiles({ ...options, format: 'FY2026' })).toThrow(
      expect.objectContaining({ code: 'BadRequest' }),
    );
  });
});
