import { describe, expect, test } from 'vitest';
import { type Client, expectRefusal, putTable, startClient } from './client.ts';

const areaOf = (client: Client, name = 'Clients') =>
  client.book.activeSheet.tables.find((table) => table.name === name)?.area;

async function start(): Promise<Client> {
  const client = startClient();
  await putTable(client, [
    ['Name', 'Age'],
    ['Ana', 30],
    ['Ben', 40],
    ['Cid', 50],
  ]);
  await client.run(async (sheet) => {
    sheet.getRange('A5:C5').values = [['below', '', 'beside']];
  });
  return client;
}

describe('deleting cells', () => {
  test('of a table’s rows shrinks it, and what is below comes up', async () => {
    const client = await start();
    await client.run(async (sheet) => sheet.getRange('A3:B3').delete('Up'));
    expect(areaOf(client)?.rows).toBe(3);
    expect(await client.values('A2:C5')).toEqual([
      ['Ana', 30, ''],
      ['Cid', 50, ''],
      ['below', '', ''],
      ['', '', 'beside'],
    ]);
  });

  test('of whole rows takes everything in them', async () => {
    const client = await start();
    await client.run(async (sheet) => sheet.getRange('2:3').delete('Up'));
    expect(areaOf(client)?.rows).toBe(2);
    expect(await client.values('A2:C3')).toEqual([
      ['Cid', 50, ''],
      ['below', '', 'beside'],
    ]);
  });

  test('of only a part of a table’s width is refused', async () => {
    const client = await start();
    await expectRefusal(
      client.run(async (sheet) => sheet.getRange('A3').delete('Up')),
      'InvalidOperation',
    );
    await expectRefusal(
      client.run(async (sheet) => sheet.getRange('A2:B3').delete('Left')),
      'InvalidOperation',
    );
  });

  test('of the header without its rows is refused; of the whole table it takes the table', async () => {
    const client = await start();
    await expectRefusal(
      client.run(async (sheet) => sheet.getRange('1:1').delete('Up')),
      'InvalidOperation',
    );
    await client.run(async (sheet) => sheet.getRange('1:4').delete('Up'));
    expect(client.book.activeSheet.tables).toEqual([]);
    expect(await client.values('A1')).toEqual([['below']]);
  });

  test('of whole columns takes columns of the table with their filters', async () => {
    const client = await start();
    await client.run(async (sheet) => {
      sheet.tables.getItem('Clients').columns.getItem('Age').filter.applyCustomFilter('>35');
      sheet.getRange('A:A').delete('Left');
    });
    expect(areaOf(client)).toEqual({ row: 0, column: 0, rows: 4, columns: 1 });
    expect([...(client.book.activeSheet.tables[0]?.filters.keys() ?? [])]).toEqual([0]);
    expect(await client.values('A1:B5')).toEqual([
      ['Age', ''],
      [30, ''],
      [40, ''],
      [50, ''],
      ['', 'beside'],
    ]);
  });
});

describe('inserting cells', () => {
  test('above a table moves it, with its formats and the ranges that are kept', async () => {
    const client = await start();
    await client.run(async (sheet, context) => {
      const body = sheet.tables.getItem('Clients').getDataBodyRange();
      body.format.font.bold = true;
      await context.sync();
      sheet.getRange('1:2').insert('Down').getCell(0, 0).values = [['new']];
      body.load('address,values');
      await context.sync();
      expect([body.address, body.values[0]?.[0]]).toEqual(['Sheet1!A4:B6', 'Ana']);
    });
    expect(areaOf(client)?.row).toBe(2);
    expect(client.book.activeSheet.formats).toMatchObject([{ row: 3, rows: 3 }]);
    expect(await client.values('A1:A3')).toEqual([['new'], [''], ['Name']]);
  });

  test('within a table makes rows of it', async () => {
    const client = await start();
    await client.run(async (sheet) => void sheet.getRange('A3:B4').insert('Down'));
    expect(areaOf(client)?.rows).toBe(6);
    expect(await client.values('A2:C7')).toEqual([
      ['Ana', 30, ''],
      ['', '', ''],
      ['', '', ''],
      ['Ben', 40, 'beside'],
      ['Cid', 50, ''],
      ['below', '', ''],
    ]);
  });

  test('to the right moves what is beside', async () => {
    const client = await start();
    await client.run(async (sheet) => void sheet.getRange('C5').insert('Right'));
    expect(await client.values('C5:D5')).toEqual([['', 'beside']]);
  });
});
