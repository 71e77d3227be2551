import { describe, expect, test } from 'vitest';
import { hiddenRows } from '../../../../infra/local/workbook/filtered-rows.ts';
import { type Client, expectRefusal, putTable, startClient, type Worksheet } from './client.ts';

const GRID = [
  ['Name', 'City', 'Age'],
  ['Ana', 'Bath', 30],
  ['Ben', 'York', 40],
  ['Cid', 'Bath', 50],
  ['Dov', 'Ely', 60],
];

async function start(): Promise<Client> {
  const client = startClient();
  await putTable(client, GRID);
  return client;
}

const filterOf = (sheet: Worksheet, column: string) => sheet.tables.getItem('Clients').columns.getItem(column).filter;

const withoutNulls = (criteria: globalThis.Excel.FilterCriteria) =>
  Object.fromEntries(
    Object.entries(criteria).filter(([, value]) => value !== null),
  ) as unknown as globalThis.Excel.FilterCriteria;

function shownNames(client: Client): unknown[] {
  const sheet = client.book.activeSheet;
  return [1, 2, 3, 4].filter((row) => !hiddenRows(sheet).has(row)).map((row) => sheet.cells[row]?.[0]);
}

describe('a filter', () => {
  test('by values hides the other rows', async () => {
    const client = await start();
    await client.run(async (sheet) => filterOf(sheet, 'City').applyValuesFilter(['bath', 'Ely']));
    expect(shownNames(client)).toEqual(['Ana', 'Cid', 'Dov']);
  });

  test.each([
    ['>=2026-01-31', ['Cid', 'Dov']],
    ['<2026-01-31', ['Ben']],
    ['>2026-01-31', ['Dov']],
  ])('by a day, %s, puts dates in order and leaves texts out', async (criterion, expected) => {
    const client = startClient();
    const rows = [
      ['Ana', 'unknown'],
      ['Ben', 46_052],
      ['Cid', 46_053],
      ['Dov', 46_054],
    ];
    await putTable(client, [['Name', 'MoveInDate'], ...rows]);
    await client.run(async (sheet) => filterOf(sheet, 'MoveInDate').applyCustomFilter(criterion));
    expect(shownNames(client)).toEqual(expected);
  });

  test.each<[string, string | undefined, 'And' | 'Or', string[]]>([
    ['>=40', undefined, 'And', ['Ben', 'Cid', 'Dov']],
    ['>30', '<60', 'And', ['Ben', 'Cid']],
    ['<40', '=60', 'Or', ['Ana', 'Dov']],
    ['<>40', undefined, 'And', ['Ana', 'Cid', 'Dov']],
  ])('by %s %s', async (first, second, operator, expected) => {
    const client = await start();
    await client.run(async (sheet) => filterOf(sheet, 'Age').applyCustomFilter(first, second, operator));
    expect(shownNames(client)).toEqual(expected);
  });

  test('by a pattern of letters', async () => {
    const client = await start();
    await client.run(async (sheet) => filterOf(sheet, 'City').applyCustomFilter('=*t*'));
    expect(shownNames(client)).toEqual(['Ana', 'Cid']);
  });

  test('goes by the text that is shown', async () => {
    const client = await start();
    await client.run(async (sheet) => {
      sheet.getRange('C2:C5').numberFormat = '0.0' as unknown as string[][];
      filterOf(sheet, 'Age').applyValuesFilter(['40.0']);
    });
    expect(shownNames(client)).toEqual(['Ben']);
  });

  test('can be read, cleared and put on again as it was', async () => {
    const client = await start();
    await client.run(async (sheet, context) => {
      const table = sheet.tables.getItem('Clients');
      filterOf(sheet, 'City').applyValuesFilter(['Bath']);
      filterOf(sheet, 'Age').applyCustomFilter('>10', '<45', 'And');
      table.columns.load('items/name,items/filter/criteria');
      table.autoFilter.load('criteria,isDataFiltered');
      await context.sync();
      const criteria = table.columns.items.map((column) => column.filter.criteria);
      expect(criteria).toMatchObject([
        null,
        { filterOn: 'Values', values: ['Bath'], criterion1: null, operator: null },
        { filterOn: 'Custom', criterion1: '>10', criterion2: '<45', operator: 'And', values: null },
      ]);
      expect([table.autoFilter.isDataFiltered, table.autoFilter.criteria]).toEqual([true, criteria]);
      table.clearFilters();
      await context.sync();
      expect(shownNames(client)).toHaveLength(4);
      for (const [at, one] of criteria.entries()) if (one) table.columns.getItemAt(at).filter.apply(withoutNulls(one));
      await context.sync();
    });
    expect(shownNames(client)).toEqual(['Ana']);
  });

  test('is refused as it was read, with the members that are null', async () => {
    const client = await start();
    await expectRefusal(
      client.run(async (sheet, context) => {
        const filter = filterOf(sheet, 'City');
        filter.applyValuesFilter(['Bath']);
        filter.load('criteria');
        await context.sync();
        filter.apply(filter.criteria);
      }),
      'InvalidArgument',
    );
  });

  test('is cleared by the table’s auto filter and by its column', async () => {
    const client = await start();
    await client.run(async (sheet, context) => {
      filterOf(sheet, 'City').applyValuesFilter(['Bath']);
      filterOf(sheet, 'City').clear();
      await context.sync();
      expect(shownNames(client)).toHaveLength(4);
      filterOf(sheet, 'City').applyValuesFilter(['Bath']);
      sheet.tables.getItem('Clients').autoFilter.clearCriteria();
    });
    expect(shownNames(client)).toHaveLength(4);
  });
});

describe('under an active filter', () => {
  test('reading gives all rows, hidden or not', async () => {
    const client = await start();
    await client.run(async (sheet, context) => {
      filterOf(sheet, 'City').applyValuesFilter(['Bath']);
      const body = sheet.tables.getItem('Clients').getDataBodyRange().load('values,rowHidden');
      await context.sync();
      expect(body.values.map(([name]) => name)).toEqual(['Ana', 'Ben', 'Cid', 'Dov']);
      expect(body.rowHidden).toBeNull();
    });
  });

  test('writing a block fills the rows that show, so clients land in the rows of others, and the rest is lost', async () => {
    const client = await start();
    await client.run(async (sheet) => {
      filterOf(sheet, 'City').applyValuesFilter(['Bath']);
      sheet.getRange('A2:A5').values = [['One'], ['Two'], ['Three'], ['Four']];
    });
    expect(await client.values('A2:A5')).toEqual([['One'], ['Ben'], ['Two'], ['Dov']]);
  });

  test('after the filters are cleared the same block lands as it should', async () => {
    const client = await start();
    await client.run(async (sheet) => {
      filterOf(sheet, 'City').applyValuesFilter(['Bath']);
      sheet.tables.getItem('Clients').clearFilters();
      sheet.getRange('A2:A5').values = [['One'], ['Two'], ['Three'], ['Four']];
    });
    expect(await client.values('A2:A5')).toEqual([['One'], ['Two'], ['Three'], ['Four']]);
  });
});

describe('sorting', () => {
  test('orders the rows whole, and can be read and put on again', async () => {
    const client = await start();
    await client.run(async (sheet, context) => {
      const { sort } = sheet.tables.getItem('Clients');
      sort.apply([
        { key: 1, ascending: true },
        { key: 2, ascending: false },
      ]);
      sort.load('fields');
      await context.sync();
      expect(sort.fields).toMatchObject([
        { key: 1, ascending: true },
        { key: 2, ascending: false },
      ]);
    });
    expect(await client.values('A2:C5')).toEqual([
      ['Cid', 'Bath', 50],
      ['Ana', 'Bath', 30],
      ['Dov', 'Ely', 60],
      ['Ben', 'York', 40],
    ]);
  });

  test('puts numbers before texts before booleans before errors, and blanks last whichever the direction', async () => {
    const client = startClient();
    await putTable(client, [['x'], ['b'], [''], [true], ['A'], ['#N/A'], [2], ['']]);
    const apply = (ascending: boolean) =>
      client.run(async (sheet) => sheet.tables.getItem('Clients').sort.apply([{ key: 0, ascending }]));
    await apply(true);
    expect((await client.values('A2:A8')).flat()).toEqual([2, 'A', 'b', true, '#N/A', '', '']);
    await apply(false);
    expect((await client.values('A2:A8')).flat()).toEqual(['#N/A', true, 'b', 'A', 2, '', '']);
  });

  test('leaves rows that a filter hides where they are', async () => {
    const client = await start();
    await client.run(async (sheet) => {
      filterOf(sheet, 'City').applyValuesFilter(['Bath', 'Ely']);
      sheet.tables.getItem('Clients').sort.apply([{ key: 2, ascending: false }]);
    });
    expect((await client.values('A2:A5')).flat()).toEqual(['Dov', 'Ben', 'Cid', 'Ana']);
  });
});
