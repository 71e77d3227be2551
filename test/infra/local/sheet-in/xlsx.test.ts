import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../../../functions/formats/xlsx.ts';
import { readXlsx } from '../../../../infra/local/sheet-in/xlsx.ts';
import { readParts } from '../../../../infra/local/sheet-in/xlsx-entries.ts';
import { type ZipEntry, zipOf } from '../../../zip.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

interface Book {
  readonly rows?: string;
  readonly workbook?: string;
  readonly strings?: string;
  readonly target?: string;
  readonly more?: readonly ZipEntry[];
  readonly sheet?: Partial<ZipEntry>;
}

/** A workbook of one sheet, as small as can be, with what a test changes. */
function book({ rows = '', workbook, strings, target = 'worksheets/sheet1.xml', more = [], sheet = {} }: Book): Buffer {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  return zipOf([
    {
      name: 'xl/workbook.xml',
      data:
        head +
        (workbook ??
          `<workbook ${MAIN} ${RELATIONS}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${head}<Relationships><Relationship Id="rId1" Target="${target}"/></Relationships>`,
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: `${head}<sst ${MAIN}>${strings}</sst>` }]),
    {
      name: 'xl/worksheets/sheet1.xml',
      data: `${head}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
      ...sheet,
    },
    ...more,
  ]);
}

describe('a workbook that is taken in', () => {
  it('is what the report writer of this software wrote', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const columns = [
      { key: 'EnrollmentID', header: 'EnrollmentID', type: 'text', pii: false },
      { key: 'Day', header: 'Day', type: 'date', pii: false },
    ] as const;
    const table = { columns, rows: [['=E<1>&', '2026-01-05']] };
    const written = writeXlsx({ title: 'T', sheets: [{ name: 'S', tableName: 'T1', table }], notes: [] }, writable);
    const file = Buffer.concat(await Array.fromAsync(readable));
    await written;
    const rows = await readXlsx(file);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['EnrollmentID', 'Day'],
      ['=E<1>&', 46_027],
    ]);
  });

  it('gives numbers, texts of every kind, truths, gaps, and of a formula its last value', async () => {
    const rows = `<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>46027</v></c>
      <c r="D3" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c>
      <c r="E3" t="b"><v>1</v></c><c r="F3" t="str"><f>HYPERLINK("http://x")</f><v>link</v></c><c r="G3" t="e"><v>#REF!</v></c></row>
      <row><c><v>1</v></c></row>`;
    const strings = '<si><t>no</t></si><si><t>A&amp;B</t><rPh><t>kana</t></rPh></si>';
    expect(await readXlsx(book({ rows, strings }))).toEqual([
      { number: 3, cells: ['A&B', null, 46_027, 'in line', true, 'link', null] },
      { number: 4, cells: [1] },
    ]);
  });

  it('is read from its first sheet that is not hidden', async () => {
    const workbook = `<workbook ${MAIN} ${RELATIONS}><sheets><sheet name="H" state="hidden" r:id="rId9"/><sheet name="A" r:id="rId1"/></sheets></workbook>`;
    expect(await readXlsx(book({ workbook, rows: '<row r="1"><c r="A1"><v>5</v></c></row>' }))).toHaveLength(1);
  });
});

describe('a hostile workbook is refused with a sentence', () => {
  const entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  it.each<[string, () => Buffer]>([
    ['no zip', () => Buffer.from('EnrollmentID,Notes\n')],
    ['an old .xls, or one under a password', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['empty', () => Buffer.alloc(0)],
    ['a zip of something else', () => zipOf([{ name: 'a.txt', data: 'a' }])],
    ['a bomb', () => book({ sheet: { data: Buffer.alloc(25_000_000, 32) } })],
    ['a claim of 40 GB', () => book({ sheet: { unpackedSize: 4_000_000_000 } })],
    ['a part larger than it claims', () => book({ rows: '<row/>'.repeat(1_000), sheet: { unpackedSize: 10 } })],
    ['encrypted parts', () => book({ sheet: { flags: 1 } })],
    ['two parts of one name', () => book({ more: [{ name: 'xl/workbook.xml', data: '<workbook/>' }] })],
    ['names that lead out', () => book({ more: [{ name: '../../etc/passwd', data: 'x' }] })],
    ['2,000 entries', () => book({ more: Array.from({ length: 2_000 }, (_, n) => ({ name: `x${n}`, data: '' })) })],
    ['an external entity', () => book({ workbook: `${entity}<workbook>&a;</workbook>` })],
    ['a billion laughs', () => book({ strings: '&lol9;' })],
    ['a sheet elsewhere', () => book({ target: '../../../etc/passwd' })],
    ['a sheet on the web', () => book({ target: 'https://example.org/sheet1.xml' })],
    ['a cell far to the right', () => book({ rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' })],
    ['a cell at no place', () => book({ rows: '<row r="1"><c r="__proto__"><v>1</v></c></row>' })],
    ['days from 1904', () => book({ workbook: `<workbook ${MAIN}><workbookPr date1904="1"/><sheets/></workbook>` })],
    ['no end of rows', () => book({ rows: '<row/>'.repeat(50_001), sheet: {} })],
  ])('%s', async (_, file) => {
    await expect(readXlsx(file())).rejects.toMatchObject({ name: 'HmisError', code: 'BadRequest' });
  });

  it('one larger than any tracker', async () => {
    const limits = { fileBytes: 10, entries: 10, partBytes: 10, ratio: 10 };
    await expect(readParts(book({}), () => true, limits)).rejects.toMatchObject({ code: 'BadRequest' });
  });
});
