import { describe, expect, test } from 'vitest';
import { type Client, expectRefusal, putTable, startClient, type Worksheet } from './client.ts';

const GRID = [
  ['Name', 'Age'],
  ['Ana', 30],
  ['Ben', 40],
];

async function tableStart(): Promise<Client> {
  const client = startClient();
  await putTable(client, GRID);
  return client;
}

describe('making a table', () => {
  test('of an address with headers', async () => {
    const client = await tableStart();
    await client.run(async (sheet, context) => {
      const table = sheet.tables.getItem('clients').load('name,id,style,showTotals,showBandedRows,showFilterButton');
      const [range, header, body] = [table.getRange(), table.getHeaderRowRange(), table.getDataBodyRange()];
      for (const one of [range, header, body]) one.load('address');
      const counts = [table.rows.getCount(), table.columns.getCount(), context.workbook.tables.getCount()];
      table.columns.load('items/name,items/index');
      await context.sync();
      expect([range.address, header.address, body.address]).toEqual(['Sheet1!A1:B3', 'Sheet1!A1:B1', 'Sheet1!A2:B3']);
      expect(counts.map((count) => count.value)).toEqual([2, 2, 1]);
      expect(table.columns.items.map((column) => column.name)).toEqual(['Name', 'Age']);
      expect(table.toJSON()).toMatchObject({ name: 'Clients', showBandedRows: true, showFilterButton: true });
    });
  });

  test('of a header alone gives it a blank row', async () => {
    const client = startClient();
    await putTable(client, [['Name', 'Age']]);
    expect(client.book.activeSheet.tables[0]?.area.rows).toBe(2);
  });

  test('without headers moves the cells down by one', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      sheet.getRange('A1:A3').values = [['Ana'], ['Ben'], ['below']];
      sheet.tables.add('A1:A2', false);
    });
    expect(await client.values('A1:A4')).toEqual([['Column1'], ['Ana'], ['Ben'], ['below']]);
  });

  test('makes texts of its headers, fills blank ones and tells like ones apart', async () => {
    const client = startClient();
    await putTable(client, [
      [2026, '', 'Age', 'AGE', true],
      [1, 2, 3, 4, 5],
    ]);
    expect(await client.values('A1:E1')).toEqual([['2026', 'Column2', 'Age', 'AGE2', 'TRUE']]);
  });

  test.each(['B2:C3', 'B3', 'A1:B3', 'A3:A9'])('over another table, at %s, is InvalidArgument', async (address) => {
    const client = await tableStart();
    await expectRefusal(
      client.run(async (sheet) => void sheet.tables.add(address, true)),
      'InvalidArgument',
    );
    expect(client.book.activeSheet.tables).toHaveLength(1);
  });
});

describe('the name of a table', () => {
  test.each([
    ['with a space', 'My clients'],
    ['that begins with a digit', '2026'],
    ['like a cell', 'AB12'],
    ['like a cell in the other notation', 'R1C1'],
    ['C alone', 'C'],
    ['with a hyphen', 'by-name'],
    ['blank', ''],
    ['of 256 characters', 'x'.repeat(256)],
    ['that another table of the workbook has', 'other'],
  ])('%s is InvalidArgument', async (_, name) => {
    const client = await tableStart();
    await client.run(async (_sheet, context) => {
      context.workbook.worksheets.add('S2').tables.add('A1:A2', true).name = 'Other';
    });
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.tables.getItem('Clients').name = name;
      }),
      'InvalidArgument',
    );
  });

  test.each(['Active_clients', '_x', 'Käufer', 'XFE1', 'Table.1', 'x'.repeat(255)])('%s is taken', async (name) => {
    const client = await tableStart();
    await client.run(async (sheet) => {
      sheet.tables.getItem('Clients').name = name;
    });
    expect(client.book.activeSheet.tables[0]?.name).toBe(name);
  });
});

describe('resizing a table', () => {
  const resize = (client: Client, address: string, sheetOf = (sheet: Worksheet) => sheet) =>
    client.run(async (sheet) => sheetOf(sheet).tables.getItem('Clients').resize(address));

  test.each([
    ['moves the header', 'A2:B4'],
    ['has no row below the header', 'A1:B1'],
    ['shares nothing with the old one', 'D1:E3'],
    ['runs into another table', 'A1:B6'],
    ['is on another sheet', 'Other!A1:B5'],
  ])('to an area that %s is InvalidArgument', async (_, address) => {
    const client = await tableStart();
    await putTable(client, [['x'], [1]], 'Below', 'B6');
    await expectRefusal(resize(client, address), 'InvalidArgument');
    expect(client.book.activeSheet.tables[0]?.area).toEqual({ row: 0, column: 0, rows: 3, columns: 2 });
  });

  test('grows over the cells below, which become its rows', async () => {
    const client = await tableStart();
    await client.run(async (sheet, context) => {
      sheet.getRange('A4:B4').values = [['Cid', 50]];
      const table = sheet.tables.getItem('Clients');
      table.resize('A1:B4');
      const body = table.getDataBodyRange().load('values');
      await context.sync();
      expect(body.values[2]).toEqual(['Cid', 50]);
    });
  });

  test('shrinks and leaves the cells that fell out: they are not emptied', async () => {
    const client = await tableStart();
    await resize(client, 'A1:B2');
    expect(await client.values('A3:B3')).toEqual([['Ben', 40]]);
  });

  test('to more columns names the new ones', async () => {
    const client = await tableStart();
    await resize(client, 'A1:C3');
    expect(await client.values('A1:C1')).toEqual([['Name', 'Age', 'Column3']]);
  });

  test('takes a range too', async () => {
    const client = await tableStart();
    await client.run(async (sheet) => sheet.tables.getItem('Clients').resize(sheet.getRange('A1:B9')));
    expect(client.book.activeSheet.tables[0]?.area.rows).toBe(9);
  });
});

describe('a header that is typed over', () => {
  test('renames the column, to a text that no other has', async () => {
    const client = await tableStart();
    await client.run(async (sheet, context) => {
      sheet.getRange('B1').values = [['name']];
      sheet.getRange('A1').values = [['']];
      const columns = sheet.tables.getItem('Clients').columns.load('items/name');
      await context.sync();
      expect(columns.items.map((column) => column.name)).toEqual(['Column1', 'name2']);
    });
  });

  test('that is a date becomes a text as it is shown', async () => {
    const client = await tableStart();
    await client.run(async (sheet) => {
      sheet.getRange('A1').values = [['2026-01-31']];
    });
    expect(await client.values('A1')).toEqual([['1/31/2026']]);
  });
});

describe('columns of a table', () => {
  test('are found by name whatever the case, by id and by place', async () => {
    const client = await tableStart();
    await client.run(async (sheet, context) => {
      const { columns } = sheet.tables.getItem('Clients');
      const byName = columns.getItem('AGE').load('id,index,values');
      await context.sync();
      const byId = columns.getItem(byName.id).load('name');
      const byPlace = columns.getItemAt(0).getDataBodyRange().load('address');
      const none = columns.getItemOrNullObject('Nope');
      await context.sync();
      expect([byId.name, byPlace.address, none.isNullObject]).toEqual(['Age', 'Sheet1!A2:A3', true]);
      expect(byName.values).toEqual([['Age'], [30], [40]]);
    });
  });

  test('are added at the end, renamed and deleted', async () => {
    const client = await tableStart();
    await client.run(async (sheet) => {
      const { columns } = sheet.tables.getItem('Clients');
      columns.add(undefined, [['x'], [1], [2]], 'Notes');
      columns.getItem('Name').name = '2026';
      columns.getItem('Age').delete();
    });
    expect(await client.values('A1:C3')).toEqual([
      ['2026', 'Notes', ''],
      ['Ana', 1, ''],
      ['Ben', 2, ''],
    ]);
  });
});

describe('rows of a table', () => {
  test('are added at the end, and what is below moves down', async () => {
    const client = await tableStart();
    await client.run(async (sheet) => {
      sheet.getRange('A4').values = [['below']];
      sheet.tables.getItem('Clients').rows.add(undefined, [['Cid', 50]]);
    });
    expect(await client.values('A3:B5')).toEqual([
      ['Ben', 40],
      ['Cid', 50],
      ['below', ''],
    ]);
  });

  test('are deleted with their cells, and a blank one stays', async () => {
    const client = await tableStart();
    await client.run(async (sheet) => sheet.tables.getItem('Clients').getDataBodyRange().delete('Up'));
    expect(client.book.activeSheet.tables[0]?.area.rows).toBe(2);
    expect(await client.values('A1:B2')).toEqual([
      ['Name', 'Age'],
      ['', ''],
    ]);
  });
});

describe('taking a table away', () => {
  test('deletes its cells; converted to a range they stay', async () => {
    const client = await tableStart();
    await putTable(client, [['x'], [1]], 'Other', 'D1');
    await client.run(async (sheet, context) => {
      sheet.tables.getItem('Clients').delete();
      const range = sheet.tables.getItem('Other').convertToRange().load('address');
      await context.sync();
      expect(range.address).toBe('Sheet1!D1:D2');
    });
    expect(await client.values('A1:D2')).toEqual([
      ['', '', '', 'x'],
      ['', '', '', 1],
    ]);
    expect(client.book.activeSheet.tables).toEqual([]);
  });

  test('leaves proxies that are ItemNotFound', async () => {
    const client = await tableStart();
    await expectRefusal(
      client.run(async (sheet, context) => {
        const table = sheet.tables.getItem('Clients');
        table.delete();
        await context.sync();
        table.style = 'TableStyleLight1';
      }),
      'ItemNotFound',
    );
  });
});

test('a style that Excel has is taken, another is not', async () => {
  const client = await tableStart();
  await client.run(async (sheet) => {
    sheet.tables.getItem('Clients').style = 'TableStyleLight1';
    sheet.tables.getItem('Clients').showBandedRows = false;
  });
  await expectRefusal(
    client.run(async (sheet) => {
      sheet.tables.getItem('Clients').style = 'Blue';
    }),
    'InvalidArgument',
  );
});

test('a totals row stands below the body, and moves what is there', async () => {
  const client = await tableStart();
  await client.run(async (sheet, context) => {
    sheet.getRange('A4').values = [['below']];
    const table = sheet.tables.getItem('Clients');
    table.showTotals = true;
    const [body, total] = [table.getDataBodyRange().load('address'), table.getTotalRowRange().load('address')];
    await context.sync();
    expect([body.address, total.address]).toEqual(['Sheet1!A2:B3', 'Sheet1!A4:B4']);
    table.showTotals = false;
  });
  expect(await client.values('A4')).toEqual([['below']]);
});
