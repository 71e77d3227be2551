import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workbook } from '../../../functions/formats/xlsx.ts';
import { STYLE } from '../../../functions/formats/xlsx-parts.ts';
import { cellText, columnLetters, xmlText } from '../../../functions/formats/xlsx-text.ts';
import type { AnswerColumn, Cell } from '../../../shared/column.ts';
import { CELL_LENGTH } from '../../../shared/excel/serial.ts';
import { cellsOf, excelText, partsOf, xlsxOf } from './open-xlsx.ts';

const COLUMNS: readonly AnswerColumn[] = [
  { key: 'PersonalID', header: 'PersonalID', type: 'text', pii: false },
  { key: 'EntryDate', header: 'EntryDate', type: 'date', pii: false },
  { key: 'Age', header: 'Age', type: 'number', pii: false },
];

function workbook(rows: readonly (readonly Cell[])[], notes: readonly string[] = []): Workbook {
  return {
    title: 'Active Client List',
    sheets: [{ name: 'Active Client List', tableName: 'ActiveClients', table: { columns: COLUMNS, rows } }],
    notes,
  };
}

async function opened(book: Workbook) {
  const parts = await partsOf(await xlsxOf(book));
  return { parts, cells: cellsOf(parts, 1), about: cellsOf(parts, 2) };
}

describe('a workbook', () => {
  it('is one Excel table under its header, with filter buttons', async () => {
    const { parts, cells } = await opened(workbook([['109', '2025-01-31', 42]]));
    const table = parts.get('xl/tables/table1.xml');
    expect(table).toContain('displayName="ActiveClients" ref="A1:C2"');
    expect(table).toContain('<autoFilter ref="A1:C2"/>');
    expect(table).toContain('<tableColumn id="2" name="EntryDate"/>');
    expect(['A1', 'B1', 'C1'].map((ref) => cells.get(ref)?.value)).toEqual(['PersonalID', 'EntryDate', 'Age']);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('ySplit="1" topLeftCell="A2"');
  });

  it('holds real dates, numbers as numbers, ids as texts', async () => {
    const { cells } = await opened(workbook([['00109', '2025-01-31', -1.5]]));
    expect(cells.get('A2')).toEqual({ style: STYLE.plain, value: '00109' });
    expect(cells.get('B2')).toEqual({ style: STYLE.date, value: 45_688 });
    expect(cells.get('C2')).toEqual({ style: STYLE.plain, value: -1.5 });
  });

  it('has no cell for a blank', async () => {
    const { cells } = await opened(workbook([[null, null, null]]));
    expect([...cells.keys()]).toEqual(['A1', 'B1', 'C1']);
  });

  it('of no rows has a table with one blank one, which Excel wants', async () => {
    const { parts } = await opened(workbook([]));
    expect(parts.get('xl/tables/table1.xml')).toContain('ref="A1:C2"');
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<row r="2"/>');
  });

  it('has the notes on a sheet "About", under the title', async () => {
    const { parts, about } = await opened(workbook([], ['Rule.', '=1+1']));
    expect(parts.get('xl/workbook.xml')).toContain('<sheet name="About" sheetId="2"');
    expect([...about.values()].map(({ value }) => value)).toEqual(['Active Client List', 'Rule.', '=1+1']);
  });

  it('with a summary has a table of its own for it', async () => {
    const book = workbook([['1', null, 1]]);
    const summary = {
      name: 'Summary',
      tableName: 'ActiveClientsSummary',
      table: { columns: COLUMNS.slice(2), rows: [[7]] },
    };
    const { parts } = await opened({ ...book, sheets: [...book.sheets, summary] });
    expect(parts.get('xl/tables/table2.xml')).toContain('id="2" name="ActiveClientsSummary"');
    expect(parts.get('xl/workbook.xml')).toMatch(/Active Client List.*Summary.*About/s);
    expect(cellsOf(parts, 2).get('A2')?.value).toBe(7);
  });

  it('made twice has the same bytes', async () => {
    const book = workbook([['1', '2025-01-31', 1]], ['n']);
    expect(Buffer.from(await xlsxOf(book)).equals(Buffer.from(await xlsxOf(book)))).toBe(true);
  });

  it('of more rows than a sheet has is refused before anything is written', async () => {
    const rows = { length: 1_048_576 } as readonly Cell[][];
    await expect(xlsxOf(workbook(rows))).rejects.toMatchObject({ code: 'TooLarge' });
  });
});

describe('a hostile text in a workbook', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])(
    '%j stays a text, also after Enter',
    async (text) => {
      const { parts, cells } = await opened(workbook([[text, text, text]]));
      for (const ref of ['A2', 'B2', 'C2']) expect(cells.get(ref)).toEqual({ style: STYLE.guarded, value: text });
      expect(parts.get('xl/worksheets/sheet1.xml')).not.toContain('<f>');
      expect(parts.get('xl/styles.xml')).toContain('quotePrefix="1"');
    },
  );

  it('longer than a cell is cut, and the notes say so', async () => {
    const { cells, about } = await opened(workbook([['x'.repeat(40_000), null, null]]));
    const value = String(cells.get('A2')?.value);
    expect(value).toHaveLength(CELL_LENGTH);
    expect(value.endsWith('x…')).toBe(true);
    expect([...about.values()].at(-1)?.value).toBe("Texts longer than a cell's 32,767 characters, cut at its end: 1.");
  });

  it('of exactly a cell’s length is whole', () => {
    const text = 'x'.repeat(CELL_LENGTH);
    expect(cellText(text)).toBe(text);
  });

  it('cut inside a surrogate pair leaves no half of it', () => {
    const text = `${'x'.repeat(CELL_LENGTH - 2)}😀😀`;
    expect(cellText(text).isWellFormed()).toBe(true);
  });

  it('comes out of Excel as it went in, unless no cell can hold it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '_x0041_',
        '_x005F_',
        '_',
        'x0041_',
        '<',
        '&',
        '"',
        ']]>',
        '\r',
        '\n',
        '\u0000',
        '\ufffe',
        '\ud800',
        '😀',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const xml = xmlText(text);
        expect(excelText(xml)).toBe(cellText(text));
        // What XML 1.0 allows in a document, and nothing that would begin markup.
        expect(xml).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(xml).not.toMatch(/[<>"]|&(?!lt;|gt;|amp;|quot;)/);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a date in a workbook', () => {
  it('that Excel has no number for is a text', async () => {
    const { cells } = await opened(workbook([[null, '1899-12-31', null]]));
    expect(cells.get('B2')).toEqual({ style: STYLE.plain, value: '1899-12-31' });
  });

  it('that does not exist is a text', async () => {
    const { cells } = await opened(workbook([[null, '2025-02-30', null]]));
    expect(cells.get('B2')?.value).toBe('2025-02-30');
  });
});

describe('a name in a workbook', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [36, 'AK'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('of column %i is %s', (index, letters) => {
    expect(columnLetters(index)).toBe(letters);
  });
});
