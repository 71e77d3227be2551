import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Book, type Cell, newSheet } from '../../../../../infra/local/workbook/book.ts';
import { shownText } from '../../../../../infra/local/workbook/display.ts';
import { csvOfSheets, findLibreOffice } from '../../../../libreoffice.ts';
import { bookWith, xlsxOf } from './open-book.ts';

const soffice = findLibreOffice();

const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '=HYPERLINK("http://x","y")',
  '\t=1',
  '007',
  '1e5',
  'May 3',
  '1/2',
  'TRUE',
  '#N/A',
  "'quoted'",
  'a "quote", a comma; a semicolon',
  'line one\nline two\n',
  '  blanks around  ',
  '😀 𝒳',
  '_x0041_ _x000A_ _x005F_',
  '<b>&amp;</b> ]]>',
  'שלום (עברית)',
  'عبد الله',
  'ﷺ\u200f\u202e',
  'e\u0301 é',
  'bell \u0007, null-like \u0001, delete \u007f',
  'carriage\rreturn\r\n',
  'x'.repeat(32_767),
];

const SHEET_NAMES = ['Values', "It's 100% & more", '_x0041_', 'Hidden'];

function book(): Book {
  return bookWith((sheet, whole) => {
    sheet.name = 'Values';
    sheet.cells.push(
      ['Text', 'Number', 'Date', 'Time', 'Percent', 'Boolean', 'Error', 'Blank'],
      [quoted('00109'), 42, 45_688, 45_688.75, 0.125, true, { kind: 'error', code: '#N/A' }],
      ['plain', -1.5, 61, 61.5, 1, false, { kind: 'error', code: '#DIV/0!' }],
      [undefined, 0, 2_958_465, undefined, undefined, undefined, undefined, 'not blank'],
      undefined,
      ['after a blank row', 1_234_567.891, undefined, undefined, -0.5],
    );
    const formats = ['General', '#,##0.00', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm', '0.0%'];
    for (const [column, numberFormat] of formats.entries()) {
      sheet.formats.push({ row: 1, column, rows: 5, columns: 1, format: { numberFormat } });
    }
    sheet.tables.push({
      id: 'table1',
      name: 'Values1',
      area: { row: 0, column: 0, rows: 6, columns: 8 },
      showTotals: false,
      style: 'TableStyleMedium2',
      filters: new Map([[1, { kind: 'custom', criterion1: '>=0', or: false }]]),
      sort: [],
    });
    const [, hostile, third, hidden] = SHEET_NAMES.map((name, i) => newSheet(`sheet${i}`, name));
    if (!hostile || !third || !hidden) throw new Error('A sheet is missing.');
    hostile.cells.push(...HOSTILE.map((text) => [text, quoted(text)]));
    third.cells.push([undefined, undefined], [undefined, 'B2']);
    hidden.visibility = 'VeryHidden';
    hidden.cells.push(['not seen, not lost']);
    whole.sheets.push(hostile, third, hidden);
  });
}

function quoted(text: string): Cell {
  return { kind: 'quoted', text };
}

/** LibreOffice has one kind of line end in a cell. */
function lineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function rowsOf(csv: string | undefined): string[][] {
  return parse(csv ?? '', { relax_column_count: true, skip_empty_lines: false });
}

describe.runIf(soffice !== undefined)('a saved workbook, opened in LibreOffice', () => {
  let sheets: ReadonlyMap<string, string>;
  beforeAll(async () => {
    sheets = await csvOfSheets(soffice ?? '', await xlsxOf(book()));
  }, 180_000);

  it('has every sheet, the hidden ones too', () => {
    expect([...sheets.keys()].sort()).toEqual([...SHEET_NAMES].sort());
  });

  it('shows in every cell what it showed here', () => {
    for (const sheet of book().sheets) {
      const rows = rowsOf(sheets.get(sheet.name));
      for (const [row, cells] of sheet.cells.entries()) {
        for (const column of (cells ?? []).keys()) {
          const at = `${sheet.name}, row ${row + 1}, column ${column + 1}`;
          expect(rows[row]?.[column] ?? '', at).toBe(lineFeeds(shownText(sheet, row, column)));
        }
      }
    }
  });

  it('has nothing where there was nothing', () => {
    const filled = rowsOf(sheets.get('_x0041_'))
      .flat()
      .filter((text) => text !== '');
    expect(filled).toEqual(['B2']);
  });
});

const FORMULAS = [
  ['=1+1', '2'],
  ['=SUM(B2:B3)', '3'],
  ['=SUM(People[Age])', '3'],
  ['=[@Age]*10', '20'],
  ['=SUM([Age])', '3'],
  ['=IF("a"="a","<&>","")', '<&>'],
  ['=IFNA(1,2)', '1'],
  ['=B2^2%', '1'],
  ['=@B2', '1'],
  ['=1+*2', '=1+*2'],
] as const;

describe.runIf(soffice !== undefined)('a formula in a saved workbook', () => {
  let results: string[];
  beforeAll(async () => {
    const file = bookWith((sheet) => {
      sheet.cells.push(['Name', 'Age', ...FORMULAS.map((_, i) => `Result ${i}`)], ['a', 1]);
      sheet.cells.push(['b', 2, ...FORMULAS.map(([formula]): Cell => ({ kind: 'formula', formula }))]);
      const area = { row: 0, column: 0, rows: 3, columns: 2 + FORMULAS.length };
      sheet.tables.push({ id: 't', name: 'People', area, showTotals: false, style: '', filters: new Map(), sort: [] });
    });
    const sheets = await csvOfSheets(soffice ?? '', await xlsxOf(file));
    results = rowsOf(sheets.get('Sheet1'))[2]?.slice(2) ?? [];
  }, 180_000);

  it.each(FORMULAS.map(([formula, result], i) => ({ formula, result, i })))(
    '$formula gives $result',
    ({ result, i }) => {
      expect(results[i]).toBe(result);
    },
  );
});
