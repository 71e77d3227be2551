import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../../infra/local/workbook/book.ts';
import { fileFormula } from '../../../../../infra/local/workbook/xlsx/formula.ts';
import { bookWith, cellsOf, packageOf } from './open-book.ts';

async function saved(cell: Cell) {
  const file = await packageOf(bookWith((sheet) => sheet.cells.push([cell])));
  return cellsOf(file, 1).get('A1');
}

describe('a cell in a saved workbook', () => {
  it.each<[string, Cell, string, string]>([
    ['a number', -1.5, 'n', '-1.5'],
    ['a large number', 1e21, 'n', '1e+21'],
    ['true', true, 'b', '1'],
    ['false', false, 'b', '0'],
    ['a text', 'plain', 's', 'plain'],
    ['an error', { kind: 'error', code: '#N/A' }, 'e', '#N/A'],
    ['an error that a file cannot hold', { kind: 'error', code: '#SPILL!' }, 'e', '#VALUE!'],
    ['no number', Number.NaN, 'e', '#NUM!'],
  ])('that is %s is one', async (_, cell, type, value) => {
    expect(await saved(cell)).toMatchObject({ type, value, formula: undefined });
  });

  it.each(['=1+1', '007', ''])('that was typed behind an apostrophe, %j, stays text after Enter', async (text) => {
    const cell = await saved({ kind: 'quoted', text });
    expect(cell).toMatchObject({ type: 's', value: text, formula: undefined });
    expect(cell?.style?.attributes.quotePrefix).toBe('1');
  });

  it('that is blank is not there', async () => {
    expect(await saved(undefined)).toBeUndefined();
    expect(await saved('')).toBeUndefined();
  });

  it('that was quoted keeps its look beside', async () => {
    const file = await packageOf(
      bookWith((sheet) => {
        sheet.cells.push([{ kind: 'quoted', text: '1' }]);
        sheet.formats.push({ row: 0, column: 0, rows: 1, columns: 1, format: { bold: true } });
      }),
    );
    expect(cellsOf(file, 1).get('A1')?.style?.attributes).toMatchObject({ quotePrefix: '1', fontId: '1' });
  });

  it('with a formula has no value, and the file says to calculate', async () => {
    const file = await packageOf(bookWith((sheet) => sheet.cells.push([{ kind: 'formula', formula: '=A2&"<"' }])));
    expect(cellsOf(file, 1).get('A1')).toMatchObject({ formula: 'A2&"<"', value: undefined });
    expect(file.all('xl/workbook.xml', 'calcPr')[0]?.attributes.fullCalcOnLoad).toBe('1');
  });

  it('with what no file can hold as a formula keeps it as text', async () => {
    const cell = await saved({ kind: 'formula', formula: '=[@Age]' });
    expect(cell).toMatchObject({ type: 's', value: '=[@Age]', formula: undefined });
    expect(cell?.style?.attributes.quotePrefix).toBe('1');
  });
});

describe('a formula', () => {
  it.each([
    ['=SUM(A1:A3)', 'SUM(A1:A3)'],
    ['= -A1 ', '-A1'],
    ['=[@Age]+1', 'People[[#This Row],[Age]]+1'],
    ['=[@[First Name]]', 'People[[#This Row],[First Name]]'],
    ['=[@]', 'People[#This Row]'],
    ['=SUM([Age])', 'SUM(People[Age])'],
    ['=SUM(Others[Age])', 'SUM(Others[Age])'],
    ['=SUM(Others[[#All],[Age]])', 'SUM(Others[[#All],[Age]])'],
    ['=@A1', 'A1'],
    ['="[@Age]"', '"[@Age]"'],
    ["='My sheet'!A1", "'My sheet'!A1"],
    ['=ifs(A1>=2,"x")', '_xlfn.ifs(A1>=2,"x")'],
    ['=A1<>-1', 'A1<>-1'],
    ['=IF(A1=#N/A,,1)', 'IF(A1=#N/A,,1)'],
  ])('%s is %s in a file', (formula, inFile) => {
    expect(fileFormula(formula, 'People')).toBe(inFile);
  });

  it.each(['=', '=(1', '=1)', '=1+', '=*1', '=1**2', '=A1==2', '="x', '=A1#', '=[B.xlsx]S!A1', "='[B.xlsx]S'!A1"])(
    '%s can be none in a file',
    (formula) => {
      expect(fileFormula(formula, 'People')).toBeUndefined();
    },
  );

  it('about a column of no table can be none in a file', () => {
    expect(fileFormula('=[@Age]', undefined)).toBeUndefined();
  });

  it('longer than 8,192 characters can be none in a file', () => {
    expect(fileFormula(`=${'1+'.repeat(4_095)}12`, undefined)).toHaveLength(8_192);
    expect(fileFormula(`=${'1+'.repeat(4_095)}123`, undefined)).toBeUndefined();
  });
});
