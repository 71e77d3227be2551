import { describe, expect, it } from 'vitest';
import { filterValues, found, sortNames } from '../../../../infra/local/browser/page/filter-values.ts';
import type { Cell, Sheet, TableFilter } from '../../../../infra/local/workbook/book.ts';
import { sheetOf } from './sheet-of.ts';

const column = (header: string, cells: readonly Cell[]) => sheetOf([[header], ...cells.map((cell) => [cell])]);
const moveIns = () => {
  const sheet = column('MoveInDate', [45_010, undefined, 45_000, 45_010]);
  sheet.formats.push({ row: 1, column: 0, rows: 4, columns: 1, format: { numberFormat: 'yyyy-mm-dd' } });
  return sheet;
};
const values = (sheet: Sheet, filter?: TableFilter) => {
  const [table] = sheet.tables;
  if (!table) throw new Error('The sheet has no table.');
  if (filter) table.filters.set(0, filter);
  return filterValues(sheet, table, 0);
};
const names = (sheet: Sheet) => sheet.tables.map((table) => sortNames(sheet, table, 0)[0]);

describe('the values to filter a column by', () => {
  it('are its dates as they are shown, each once, in order, blanks last', () => {
    expect(values(moveIns()).map(({ text }) => text)).toEqual(['2023-03-15', '2023-03-25', '']);
  });

  it('are numbers by their value: 9 before 10', () => {
    expect(values(column('Age', [10, 9, 9])).map(({ text }) => text)).toEqual(['9', '10']);
  });

  it('are all chosen where there is no filter', () => {
    expect(values(moveIns()).every(({ chosen }) => chosen)).toBe(true);
  });

  it('are chosen as the filter has them, whatever the case', () => {
    const chosen = values(column('City', ['Ada', 'Boise']), { kind: 'values', values: ['ADA'] });
    expect(chosen).toEqual([
      { text: 'Ada', chosen: true },
      { text: 'Boise', chosen: false },
    ]);
  });

  it('are found by any part of their text', () => {
    expect(found(values(moveIns()), '-25').map(({ text }) => text)).toEqual(['2023-03-25']);
    expect(found(values(moveIns()), ' ')).toHaveLength(3);
  });
});

describe('sorting is called', () => {
  it.each([
    ['by age for dates', moveIns(), 'Sort oldest to newest'],
    ['by size for numbers', column('Age', [undefined, 4]), 'Sort smallest to largest'],
    ['by letter for texts', column('City', ['Ada']), 'Sort A to Z'],
    ['by letter where all is blank', column('City', [undefined]), 'Sort A to Z'],
  ])('%s', (_, sheet, name) => {
    expect(names(sheet)).toEqual([name]);
  });
});
