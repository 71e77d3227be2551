import { describe, expect, it } from 'vitest';
import { contentOf, lookOf } from '../../../../infra/local/browser/page/look.ts';
import type { Cell } from '../../../../infra/local/workbook/book.ts';
import { sheetOf } from './sheet-of.ts';

const look = (cell: Cell) => lookOf(sheetOf([[cell]], { table: false }), 0, 0, 0);

describe('a cell', () => {
  it.each<[string, Cell, string, string]>([
    ['a text at the left', 'Rivera', 'Rivera', 'left'],
    ['a quoted text without its apostrophe', { kind: 'quoted', text: '007' }, '007', 'left'],
    ['a number at the right', 42, '42', 'right'],
    ['TRUE in the middle', true, 'TRUE', 'center'],
    ['an error in the middle', { kind: 'error', code: '#N/A' }, '#N/A', 'center'],
    ['a blank one as nothing', undefined, '', 'left'],
  ])('shows %s', (_, cell, text, align) => {
    expect(look(cell)).toMatchObject({ text, align });
  });

  it('shows a date by its number format, at the right', () => {
    const sheet = sheetOf([[45_000]], { table: false });
    sheet.formats.push({ row: 0, column: 0, rows: 1, columns: 1, format: { numberFormat: 'yyyy-mm-dd' } });
    expect(lookOf(sheet, 0, 0, 0)).toMatchObject({ text: '2023-03-15', align: 'right', numeric: true });
  });

  it('lets a text run over a blank neighbour, and over no other', () => {
    const sheet = sheetOf([['a long title', undefined, 'b', 'c']], { table: false });
    expect([lookOf(sheet, 0, 0, 0).spills, lookOf(sheet, 0, 2, 0).spills]).toEqual([true, false]);
  });
});

describe('a table', () => {
  const sheet = sheetOf([['City'], ['Ada'], ['Boise'], ['Casper']]);
  const parts = (of = sheet) => [0, 1, 2, 3].map((row) => lookOf(of, row, 0, row - 1).part);

  it('has a header and every second row shaded, the first one too', () => {
    expect(parts()).toEqual(['header', 'band', 'body', 'band']);
    expect(lookOf(sheet, 0, 0, 0).header?.column).toBe(0);
  });

  it('has a totals row at its end where it shows one', () => {
    const totals = sheetOf([['City'], ['Ada'], ['Boise'], [3]]);
    for (const table of totals.tables) table.showTotals = true;
    expect(parts(totals).at(-1)).toBe('totals');
  });
});

describe('the formula bar', () => {
  it.each<[string, Cell, string]>([
    ['the apostrophe of a quoted text', { kind: 'quoted', text: '=1+1' }, "'=1+1"],
    ['a formula', { kind: 'formula', formula: '=SUM(A1:A3)' }, '=SUM(A1:A3)'],
    ['the number behind a date', 45_000, '45000'],
    ['FALSE', false, 'FALSE'],
    ['nothing of a blank cell', undefined, ''],
  ])('shows %s', (_, cell, text) => {
    expect(contentOf(cell)).toBe(text);
  });
});
