import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachRow } from '../../../functions/importer/csv-rows.ts';
import { RECORD_BYTES, type StrictOptions, strictParser } from '../../../functions/importer/csv-strict.ts';
import { HmisError } from '../../../shared/errors.ts';

/**
 * What a reading told, row by row, by the lines on which rows end: where one begins that follows blank lines, the parser
 * alone cannot tell.
 */
function told() {
  const rows: unknown[] = [];
  let hasHeader = false;
  const refusal = (what: string) => new HmisError('ImportRefused', what);
  const options: StrictOptions = {
    onRow({ last, width, field }) {
      hasHeader = true;
      rows.push({ last, fields: Array.from({ length: width }, (_, place) => field(place)) });
    },
    onUnpaired: (_, to) => rows.push({ to }),
    hasHeader: () => hasHeader,
    refusedHeader: () => refusal('no header'),
    refusedFrom: (line) => refusal(`from line ${line}`),
  };
  return { rows, options };
}

/** As the parser alone reads it, all of it at once. */
async function strictly(bytes: Buffer): Promise<unknown[]> {
  const { rows, options } = told();
  const parser = strictParser({ lines: 0, lineEnd: null }, options);
  try {
    await parser.write(bytes);
    await parser.end();
  } catch (error) {
    rows.push((error as Error).message);
  } finally {
    parser.destroy();
  }
  return rows;
}

async function inPieces(bytes: Buffer, size: number): Promise<unknown[]> {
  const { rows, options } = told();
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  await eachRow(Readable.from(pieces), options).catch((error: Error) => rows.push(error.message));
  return rows;
}

const FIELDS = ['1', 'Archer', 'Zoë', '李', '2026-01-26 16:00:00', 'd6cd69cbe4ab2ab9f1b3b1b5c9f3c305', '', ' '];
const QUOTED = ['"Archer"', '"Zoë, ""the"" one"', '"two\nlines"', '"two\r\nlines"', '""', '"\ufeff"'];
const ODD = ['"', 'Ar"ch"er', '"Ann "Annie" Archer"', '\r', '\n', '\0', '"x" '];
const field = (...kinds: string[][]) => fc.constantFrom(...kinds.flat());
const file = (fields: fc.Arbitrary<string>) =>
  fc
    .record({
      bom: fc.constantFrom('', '\ufeff'),
      rows: fc.array(fc.array(fields, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      end: fc.constantFrom('\n', '\r\n'),
      last: fc.constantFrom(',without a line end', '\n', '\r\n', '\r\n\r\n'),
    })
    .map(({ bom, rows, end, last }) => Buffer.from(bom + rows.map((row) => row.join(',')).join(end) + last));

test.each<[string, fc.Arbitrary<Buffer>, number]>([
  ['of plain fields', file(field(FIELDS, QUOTED)), 1_000],
  ['with what is odd among them', file(field(FIELDS, QUOTED, ODD)), 3_000],
  [
    'of any letters that mean something',
    fc.string({ unit: fc.constantFrom(...'a,"\r\né') }).map((t) => Buffer.from(`${t}\n`)),
    3_000,
  ],
  ['of any bytes', fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from([...bytes, 10])), 1_000],
])('a file %s is read as the parser alone reads it, in whatever pieces', async (_, files, numRuns) => {
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 30 }), async (bytes, size) => {
      expect(await inPieces(bytes, size)).toEqual(await strictly(bytes));
    }),
    { numRuns },
  );
});

test('a row longer than any can be is left to the parser, which refuses the file', async () => {
  const bytes = Buffer.from(`A,B\n1,2\n3,"${'x'.repeat(RECORD_BYTES)}\n`);
  expect((await inPieces(bytes, 65_536)).at(-1)).toMatch(/^from line \d+$/);
});

test('plain rows are scanned, and none is left to the parser', async () => {
  const { rows, options } = told();
  const text = `A,B\r\n${'1,"Archer"\r\n'.repeat(1_000)}`;
  const never: StrictOptions = { ...options, hasHeader: () => expect.unreachable('The parser was asked.') };
  await eachRow(Readable.from([Buffer.from(text.slice(0, 500)), Buffer.from(text.slice(500))]), never);
  expect(rows).toHaveLength(1_001);
});
