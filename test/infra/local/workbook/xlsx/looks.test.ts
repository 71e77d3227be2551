import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellFormat, type FormattedArea, formatAt } from '../../../../../infra/local/workbook/book.ts';
import { fileWidth } from '../../../../../infra/local/workbook/xlsx/columns-xml.ts';
import type { XmlElement } from '../../../../../infra/manifest/xml.ts';
import { bookWith, cellsOf, type OpenPackage, packageOf } from './open-book.ts';

const ROWS = 1_048_576;
const COLUMNS = 16_384;

/** What a style of the file says, in the book's words; a cell nobody formatted says nothing. */
function formatOf(file: OpenPackage, style: XmlElement | undefined): CellFormat {
  const child = (list: string, id: string) =>
    file.all('xl/styles.xml', list)[0]?.children[Number(style?.attributes[id] ?? 0)]?.children ?? [];
  const font = child('fonts', 'fontId');
  const fill = child('fills', 'fillId')[0]?.children.find(({ name }) => name === 'fgColor')?.attributes.rgb;
  const number = style?.attributes.numFmtId ?? '0';
  const custom = file.all('xl/styles.xml', 'numFmt').find(({ attributes }) => attributes.numFmtId === number);
  return {
    ...(number === '0' ? {} : { numberFormat: custom?.attributes.formatCode ?? (number === '1' ? '0' : number) }),
    ...(font.some(({ name }) => name === 'b') ? { bold: true } : {}),
    ...(fill === undefined ? {} : { fill: `#${fill.slice(2)}` }),
  };
}

/** How a cell of the file looks, be it there, or left to its row, or to its column. */
function lookAt(file: OpenPackage, cells: ReturnType<typeof cellsOf>, ref: string, row: number, column: number) {
  const sheet = 'xl/worksheets/sheet1.xml';
  const styles = file.all('xl/styles.xml', 'cellXfs')[0]?.children ?? [];
  const cell = cells.get(ref);
  if (cell) return formatOf(file, cell.style);
  const inRow = file.all(sheet, 'row').find(({ attributes }) => Number(attributes.r) === row + 1)?.attributes.s;
  const inColumn = file.all(sheet, 'col').find(({ attributes }) => {
    return Number(attributes.min) <= column + 1 && Number(attributes.max) >= column + 1;
  })?.attributes.style;
  return formatOf(file, styles[Number(inRow ?? inColumn ?? 0)]);
}

const SIDE = 6;
const place = fc.integer({ min: 0, max: SIDE - 1 });
const size = fc.integer({ min: 1, max: SIDE });
const area: fc.Arbitrary<FormattedArea> = fc.record({
  row: place,
  column: place,
  rows: fc.oneof(size, fc.constant(ROWS)),
  columns: fc.oneof(size, fc.constant(COLUMNS)),
  format: fc.oneof(
    fc.record({ fill: fc.constantFrom('#FF0000', '#00FF00') }),
    fc.record({ bold: fc.constant(true) }),
    fc.record({ numberFormat: fc.constantFrom('0', 'yyyy-mm-dd') }),
  ),
});

describe('the look of a cell', () => {
  it('in the file is that of the areas it lies in, the later over the earlier, blank or not', async () => {
    const filled = fc.array(fc.tuple(place, place), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(area, { maxLength: 6 }), filled, async (areas, cells) => {
        const book = bookWith((sheet) => {
          sheet.formats.push(...areas);
          for (const [row, column] of cells) {
            sheet.cells[row] ??= [];
            const line = sheet.cells[row];
            line[column] = 1;
          }
        });
        const file = await packageOf(book);
        const inFile = cellsOf(file, 1);
        for (let row = 0; row < SIDE + 2; row++) {
          for (let column = 0; column < SIDE + 2; column++) {
            const ref = `${String.fromCharCode(65 + column)}${row + 1}`;
            expect(lookAt(file, inFile, ref, row, column), ref).toEqual(formatAt(book.activeSheet, row, column));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('of a whole column costs no cell', async () => {
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.cells.push(['Header'], [45_000]);
        sheet.formats.push({ row: 0, column: 2, rows: ROWS, columns: 1, format: { bold: true } });
      }),
    );
    expect([...cellsOf(file, 1).keys()]).toEqual(['A1', 'A2']);
    expect(file.all('xl/worksheets/sheet1.xml', 'col')[0]?.attributes).toEqual({
      min: '3',
      max: '3',
      width: '9.140625',
      style: '1',
    });
  });

  it('of a huge area with nothing in it is not kept', async () => {
    const format = { bold: true };
    const file = await packageOf(
      bookWith((sheet) => sheet.formats.push({ row: 1, column: 0, rows: 900_000, columns: 9, format })),
    );
    expect(file.all('xl/worksheets/sheet1.xml', 'row')).toEqual([]);
  });

  it('with font, colours, size and alignment is whole', async () => {
    const format: CellFormat = {
      bold: true,
      italic: true,
      fontColor: '#c50f1f',
      fontSize: 14,
      fill: '#FFFF00',
      wrapText: true,
      horizontal: 'Center',
      vertical: 'Top',
    };
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.cells.push(['Title']);
        sheet.formats.push({ row: 0, column: 0, rows: 1, columns: 1, format });
      }),
    );
    const font = file.all('xl/styles.xml', 'fonts')[0]?.children.at(-1)?.children ?? [];
    expect(font.map(({ name, attributes }) => [name, attributes.val ?? attributes.rgb])).toEqual([
      ['b', undefined],
      ['i', undefined],
      ['sz', '14'],
      ['color', 'FFC50F1F'],
      ['name', 'Calibri'],
      ['family', '2'],
    ]);
    expect(file.all('xl/styles.xml', 'alignment')[0]?.attributes).toEqual({
      horizontal: 'center',
      vertical: 'top',
      wrapText: '1',
    });
    expect(file.all('xl/styles.xml', 'fgColor')[0]?.attributes).toEqual({ rgb: 'FFFFFF00' });
  });
});

describe('the width of a column', () => {
  it.each([
    [48, 9.140625],
    [0, 0],
    [52.5, 10],
    [100_000, 255.7109375],
  ])('of %d points is %d in the file', (points, width) => {
    expect(fileWidth(points)).toBe(width);
  });

  it('and the height of a row are kept, and hide where they are nothing', async () => {
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.columnWidths.set(0, 96).set(1, 0);
        sheet.rowHeights.set(0, 30).set(2, 0).set(3, 500);
      }),
    );
    const hidden = (element: string) =>
      file.all('xl/worksheets/sheet1.xml', element).map(({ attributes: a }) => [a.width ?? a.ht, a.hidden]);
    expect(hidden('col')).toEqual([
      ['18.28515625', undefined],
      ['0', '1'],
    ]);
    expect(hidden('row')).toEqual([
      ['30', undefined],
      ['0', '1'],
      ['409.5', undefined],
    ]);
  });
});

describe('the height of a row', () => {
  it.each<[string, CellFormat, string, string | undefined]>([
    ['one line', { wrapText: true }, 'short', undefined],
    ['two lines', { wrapText: true }, 'a\nb', '30'],
    ['text wider than its column', { wrapText: true }, 'x'.repeat(20), '45'],
    ['text that is not wrapped', {}, 'x'.repeat(20), undefined],
    ['large text', { fontSize: 22 }, 'T', '30'],
    ['very much text', { wrapText: true }, 'x'.repeat(32_767), '409.5'],
  ])('with %s is found where nobody set one', async (_, format, text, height) => {
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.cells.push([text]);
        sheet.formats.push({ row: 0, column: 0, rows: 1, columns: 1, format });
      }),
    );
    const attributes = file.all('xl/worksheets/sheet1.xml', 'row')[0]?.attributes;
    expect(attributes?.ht).toBe(height);
    expect(attributes?.customHeight).toBeUndefined();
  });
});
