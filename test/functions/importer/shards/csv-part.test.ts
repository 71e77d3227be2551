import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../functions/importer/csv.ts';
import { csvPart } from '../../../../functions/importer/shards/csv-part.ts';
import { recordEnds } from '../../../../functions/importer/shards/record-ends.ts';
import type { ZipCsv } from '../../../../functions/importer/zip.ts';

/** What reading a file came to: rows taken and lines refused, by line. */
interface Read {
  readonly rows: readonly string[];
  readonly refused: readonly string[];
}

const HEADER = 'A,B';

function csvOf(text: string, chunkBytes: number): ZipCsv {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, n) =>
    bytes.subarray(n * chunkBytes, (n + 1) * chunkBytes),
  );
  return { file: 'Services', size: bytes.length, open: async () => Readable.from(chunks) };
}

async function readOf(csv: ZipCsv, lines = () => 0): Promise<Read> {
  const [rows, refused]: [string[], string[]] = [[], []];
  await readCsv(await csv.open(), {
    file: 'Services',
    needed: ['A', 'B'],
    specified: ['A', 'B'],
    report: {
      refuse: (_file, line, _field, reason) => refused.push(`${line + lines()}: ${reason}`),
      warn: () => undefined,
    },
    onRow: ({ line, get }) => rows.push(`${line + lines()}: ${JSON.stringify([get('A'), get('B')])}`),
  });
  return { rows, refused };
}

/** The file read in parts that end at these shares of it, one after the other. */
async function readInParts(csv: ZipCsv, shares: readonly number[]): Promise<Read> {
  const edges = [0, ...shares.map((share) => Math.floor(share * csv.size)).sort((a, b) => a - b), csv.size];
  const all: Read[] = [];
  for (const [n, from] of edges.slice(0, -1).entries()) {
    const part = csvPart(csv, { from, to: edges[n + 1] ?? csv.size });
    all.push(await readOf(part.csv, part.skippedLines));
  }
  return { rows: all.flatMap(({ rows }) => rows), refused: all.flatMap(({ refused }) => refused) };
}

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });
const lineEnd = fc.constantFrom('\n', '\r\n');

describe('a file read in parts gives what it gives as a whole', () => {
  test('with rows as exports write them: quoted or not, commas, quotes and line ends in texts', async () => {
    const field = fc.oneof(
      fc.constantFrom('', '1', '2026-01-31', 'U1'),
      fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' '), maxLength: 6 }),
    );
    const cell = fc
      .tuple(field, fc.boolean())
      .map(([text, quoted]) => (quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell)),
        lineEnd,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 20 }),
        shares,
        async (rows, end, bom, lastEnd, chunkBytes, cuts) => {
          const lines = [HEADER, ...rows.map((cells) => cells.join(','))];
          const csv = csvOf(`${bom ? '\ufeff' : ''}${lines.join(end)}${lastEnd ? end : ''}`, chunkBytes);
          expect(await readInParts(csv, cuts)).toEqual(await readOf(csv));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('with quotes that do not pair, stray returns and rows of any width', async () => {
    const file = lineEnd.chain((end) =>
      fc
        .string({ unit: fc.constantFrom('a', '"', '"', ',', end, '\r', '\0'), maxLength: 60 })
        // An empty line after such a row is refused with it, which a cut between the two undoes.
        .map((text) => [HEADER, ...text.split(end).filter((row) => row !== ''), ''].join(end)),
    );
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 20 }), shares, async (text, chunkBytes, cuts) => {
        const csv = csvOf(text, chunkBytes);
        const whole = await readOf(csv).catch((error: Error) => error.message);
        const parts = await readInParts(csv, cuts).catch((error: Error) => error.message);
        expect(parts).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each([
  ['line feeds', 'A,B\n1,2\n"x\n",3\n', [4, 8, 15]],
  ['carriage return and line feed, in which a line feed alone ends nothing', 'A,B\r\n1,\n2\r\n', [5, 11]],
  ['carriage returns', 'A,B\r1,2\r3', [4, 8]],
  ['quotes that do not pair', 'A\n"a"b\n",c\nd"e\nf', [2, 11, 15]],
])('records end where the parser has them end: %s', (_, text, places) => {
  expect(recordEnds()(Buffer.from(text))).toEqual(places);
});

test('a part holds the header and its own rows, and no more is unpacked than it needs', async () => {
  let asked = 0;
  const text = `${HEADER}\n${'1,2\n'.repeat(1_000)}`;
  async function* chunks() {
    for (let at = 0; at < text.length; at += 40) {
      asked += 40;
      yield Buffer.from(text.slice(at, at + 40));
    }
  }
  const csv: ZipCsv = {
    file: 'Services',
    size: text.length,
    open: async () => Readable.from(chunks(), { highWaterMark: 1 }),
  };
  const part = csvPart(csv, { from: 404, to: 412 });
  expect((await buffer(await part.csv.open())).toString()).toBe('A,B\n1,2\n1,2\n');
  expect(part.skippedLines()).toBe(100);
  expect(asked).toBeLessThan(text.length / 2);
});
