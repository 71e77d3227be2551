import { describe, expect, it } from 'vitest';
import type { Cell, Sheet, Table, TableFilter } from '../../../../../infra/local/workbook/book.ts';
import type { XmlElement } from '../../../../../infra/manifest/xml.ts';
import { excelText } from '../../../../functions/formats/open-xlsx.ts';
import { bookWith, cellsOf, packageOf } from './open-book.ts';

const TABLE = 'xl/tables/table1.xml';
const SHEET = 'xl/worksheets/sheet1.xml';

function people(sheet: Sheet, change: Partial<Table> = {}): void {
  sheet.cells.push(['PersonalID', 'Age', 'EntryDate'], [id('007'), 42, 45_688], [id('8'), 17, 45_689], [id('9')]);
  const area = { row: 0, column: 0, rows: 4, columns: 3 };
  const filters = new Map<number, TableFilter>();
  const style = 'TableStyleMedium2';
  sheet.tables.push({ id: 't', name: 'People', area, showTotals: false, style, filters, sort: [], ...change });
}

function id(text: string): Cell {
  return { kind: 'quoted', text };
}

async function saved(change: Partial<Table> = {}, cells: (Cell[] | undefined)[] = []) {
  return packageOf(
    bookWith((sheet) => {
      people(sheet, change);
      for (const [row, line] of cells.entries()) if (line) sheet.cells[row] = line;
    }),
  );
}

function names(columns: readonly XmlElement[]): (string | undefined)[] {
  return columns.map(({ attributes }) => attributes.name);
}

describe('a table in a saved workbook', () => {
  it('has its name, its columns, its style and buttons to filter by', async () => {
    const file = await saved();
    expect(file.xml(TABLE).attributes).toMatchObject({ id: '1', displayName: 'People', ref: 'A1:C4' });
    expect(names(file.all(TABLE, 'tableColumn'))).toEqual(['PersonalID', 'Age', 'EntryDate']);
    expect(file.all(TABLE, 'autoFilter')[0]).toMatchObject({ attributes: { ref: 'A1:C4' }, children: [] });
    expect(file.all(TABLE, 'tableStyleInfo')[0]?.attributes).toMatchObject({
      name: 'TableStyleMedium2',
      showRowStripes: '1',
    });
  });

  it('has the same headers in its cells and its part, odd characters and all', async () => {
    const file = await saved({}, [['First\nName\t', id('=1+1 "x" & <y>'), id('_x0041_ 2024')]]);
    const columns = names(file.all(TABLE, 'tableColumn'));
    expect(columns).toEqual(['First_x000A_Name_x0009_', '=1+1 "x" & <y>', '_x005F_x0041_ 2024']);
    const cells = cellsOf(file, 1);
    expect(['A1', 'B1', 'C1'].map((ref) => excelText(cells.get(ref)?.value ?? ''))).toEqual(
      columns.map((name) => excelText(name ?? '')),
    );
  });

  it('with a totals row filters and sorts the rows above it', async () => {
    const totals = ['Total', { kind: 'formula', formula: '=SUBTOTAL(109,[Age])' }, 5] as Cell[];
    const sort = [{ column: 1, ascending: false }];
    const file = await saved({ showTotals: true, sort }, [undefined, undefined, undefined, totals]);
    expect(file.xml(TABLE).attributes).toMatchObject({ ref: 'A1:C4', totalsRowCount: '1' });
    expect(file.all(TABLE, 'autoFilter')[0]?.attributes.ref).toBe('A1:C3');
    expect(file.all(TABLE, 'sortState')[0]?.attributes.ref).toBe('A2:C3');
    expect(file.all(TABLE, 'sortCondition')[0]?.attributes).toEqual({ descending: '1', ref: 'B2:B3' });
    const [label, sum, other] = file.all(TABLE, 'tableColumn');
    expect(label?.attributes.totalsRowLabel).toBe('Total');
    expect(sum?.attributes.totalsRowFunction).toBe('sum');
    expect(other?.attributes).toEqual({ id: '3', name: 'EntryDate' });
    expect(cellsOf(file, 1).get('B4')?.formula).toBe('SUBTOTAL(109,People[Age])');
  });

  it('without stripes and buttons has none', async () => {
    const file = await saved({ showBandedRows: false, showFilterButton: false });
    expect(file.all(TABLE, 'tableStyleInfo')[0]?.attributes.showRowStripes).toBe('0');
    expect(file.all(TABLE, 'filterColumn').map(({ attributes }) => attributes.hiddenButton)).toEqual(['1', '1', '1']);
  });

  it('has no green corners on ids, which are texts of digits', async () => {
    const file = await saved();
    expect(file.all(SHEET, 'ignoredError')[0]?.attributes).toEqual({ sqref: 'A1:A4', numberStoredAsText: '1' });
  });
});

describe('a filter of a table in a saved workbook', () => {
  it.each<[string, TableFilter, object[]]>([
    ['values', { kind: 'values', values: ['42', '<&>'] }, [{ val: '42' }, { val: '<&>' }]],
    [
      'a comparison',
      { kind: 'custom', criterion1: '>=18', or: false },
      [{ operator: 'greaterThanOrEqual', val: '18' }],
    ],
    ['a pattern', { kind: 'custom', criterion1: '=*x*', or: false }, [{ val: '*x*' }]],
    ['a day', { kind: 'custom', criterion1: '<2025-02-01', or: false }, [{ operator: 'lessThan', val: '45689' }]],
    ['not blank', { kind: 'custom', criterion1: '<>', or: false }, [{ operator: 'notEqual', val: ' ' }]],
    [
      'two at once',
      { kind: 'custom', criterion1: '>1', criterion2: '<9', or: false },
      [
        { operator: 'greaterThan', val: '1' },
        { operator: 'lessThan', val: '9' },
      ],
    ],
  ])('keeps %s', async (_, filter, criteria) => {
    const file = await saved({ filters: new Map([[1, filter]]) });
    const [column] = file.all(TABLE, 'filterColumn');
    expect(column?.attributes).toEqual({ colId: '1' });
    expect(column?.children[0]?.children.map(({ attributes }) => attributes)).toEqual(criteria);
  });

  it('keeps blanks among values, and blanks alone', async () => {
    for (const filter of [
      { kind: 'values', values: [''] },
      { kind: 'custom', criterion1: '=', or: false },
    ] as const) {
      const file = await saved({ filters: new Map([[1, filter]]) });
      expect(file.all(TABLE, 'filters')[0]).toMatchObject({ attributes: { blank: '1' }, children: [] });
    }
  });

  it('says whether both must hold', async () => {
    const filter = { kind: 'custom', criterion1: '>1', criterion2: '<9' } as const;
    const and = await saved({ filters: new Map([[1, { ...filter, or: false }]]) });
    const or = await saved({ filters: new Map([[1, { ...filter, or: true }]]) });
    expect(and.all(TABLE, 'customFilters')[0]?.attributes).toEqual({ and: '1' });
    expect(or.all(TABLE, 'customFilters')[0]?.attributes).toEqual({});
  });

  it('hides the rows that it refuses, and no other', async () => {
    const file = await saved({ filters: new Map([[1, { kind: 'values', values: ['42'] }]]) });
    const hidden = file.all(SHEET, 'row').map(({ attributes }) => attributes.hidden);
    expect(hidden).toEqual([undefined, undefined, '1', '1']);
  });
});
