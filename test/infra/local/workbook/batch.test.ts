import { describe, expect, test } from 'vitest';
import { type Context, expectRefusal, startClient } from './client.ts';

describe('the client library over the workbook', () => {
  test('a property that was not loaded cannot be read', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      expect(() => sheet.name).toThrow(expect.objectContaining({ code: 'PropertyNotLoaded' }));
    });
  });

  test('what was loaded can be read after the sync', async () => {
    const client = startClient();
    const name = await client.run(async (sheet, context) => {
      sheet.load('name,visibility');
      await context.sync();
      return [sheet.name, sheet.visibility];
    });
    expect(name).toEqual(['Sheet1', 'Visible']);
  });

  test('a load without selection brings every scalar', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const range = sheet.getRange('B2:C3').load();
      await context.sync();
      expect([range.address, range.rowIndex, range.columnIndex, range.rowCount, range.columnCount]).toEqual([
        'Sheet1!B2:C3',
        1,
        1,
        2,
        2,
      ]);
    });
  });

  test('collections come with their items, and what is asked of these and of what hangs on them', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.tables.add('A1:B3', true).name = 'Clients';
      const { worksheets } = context.workbook;
      worksheets.add('Other');
      worksheets.load('items/name,items/tables/items/name');
      await context.sync();
      expect(worksheets.items.map((one) => [one.name, one.tables.items.map((table) => table.name)])).toEqual([
        ['Sheet1', ['Clients']],
        ['Other', []],
      ]);
      expect(() => worksheets.items[0]?.visibility).toThrow(expect.objectContaining({ code: 'PropertyNotLoaded' }));
    });
  });

  test('an item of a loaded collection can be worked with', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.tables.add('A1:B3', true);
      const tables = context.workbook.tables.load('items');
      await context.sync();
      const [table] = tables.items;
      if (table) table.name = 'Renamed';
      await context.sync();
      table?.load('name,showTotals,style');
      await context.sync();
      expect(table?.toJSON()).toMatchObject({ name: 'Renamed', showTotals: false, style: 'TableStyleMedium2' });
    });
  });

  test('what hangs on an object is loaded with it', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const range = sheet.getRange('A1');
      range.format.font.bold = true;
      range.load('format/font/bold,format/fill/color,worksheet/name');
      await context.sync();
      expect([range.format.font.bold, range.format.fill.color, range.worksheet.name]).toEqual([
        true,
        '#FFFFFF',
        'Sheet1',
      ]);
    });
  });

  test('a null object says so, and reading it gives nothing', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      const missing = context.workbook.worksheets.getItemOrNullObject('Nope').load('name');
      const used = context.workbook.worksheets.getItemOrNullObject('Nope').getUsedRangeOrNullObject();
      await context.sync();
      expect([missing.isNullObject, used.isNullObject]).toEqual([true, true]);
    });
  });

  test('a null object cannot be used, nor what comes of it', async () => {
    const client = startClient();
    const missing = (context: Context) => context.workbook.worksheets.getItemOrNullObject('Nope');
    await expectRefusal(
      client.run(async (_, context) => missing(context).delete()),
      'InvalidObjectPath',
    );
    await expectRefusal(
      client.run(async (_, context) => missing(context).getRange('A1').load('values')),
      'InvalidObjectPath',
    );
  });

  test('an item that is not there is ItemNotFound, with the place of the error', async () => {
    const client = startClient();
    const doing = client.run(async (_, context) => context.workbook.worksheets.getItem('Nope').load('name'));
    await expect(doing).rejects.toMatchObject({
      code: 'ItemNotFound',
      debugInfo: { statement: expect.stringContaining('worksheets.getItem') },
    });
    await expect(doing).rejects.toBeInstanceOf(Error);
  });

  test('a batch is no transaction: what it did before an error stays done, and what comes after is not', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet, context) => {
        sheet.getRange('A1').values = [['kept']];
        context.workbook.worksheets.getItem('Nope').activate();
        sheet.getRange('A2').values = [['never']];
      }),
      'ItemNotFound',
    );
    expect(await client.values('A1:A2')).toEqual([['kept'], ['']]);
  });

  test('a range is kept from sync to sync, until it is untracked', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const range = sheet.getRange('A1:B2');
      await context.sync();
      range.values = [
        [1, 2],
        [3, 4],
      ];
      await context.sync();
      range.untrack();
      await context.sync();
      range.load('values');
      await expect(context.sync()).rejects.toMatchObject({ code: 'InvalidObjectPath' });
    });
  });

  test('all kept ranges are let go when the run ends', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.getRange('A1');
      await context.sync();
    });
    await client.run(async (_, context) => {
      await context.sync();
    });
    expect(client.requests.length).toBeGreaterThan(0);
  });

  test('a member the host does not know is refused by name', async () => {
    const client = startClient();
    const doing = client.run(async (sheet) => sheet.getRange('A1').merge());
    await expect(doing).rejects.toMatchObject({
      code: 'NotImplemented',
      message: expect.stringContaining('Range.merge'),
    });
    await expectRefusal(
      client.run(async (sheet) => void sheet.getRange('A1').load('vlaues')),
      'NotImplemented',
    );
    await expectRefusal(
      client.run(async (sheet) => void sheet.load('constructor')),
      'NotImplemented',
    );
  });

  test('a member of a newer Excel is refused by the library itself', async () => {
    const client = startClient({ excelApi: '1.1' });
    const doing = client.run(async (sheet) => sheet.getRange('A1').getUsedRangeOrNullObject());
    await expectRefusal(doing, 'ApiNotFound');
  });

  test('options of a run are taken for options', async () => {
    const client = startClient();
    const name = await client.Excel.run({ delayForCellEdit: true }, async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet().load('name');
      await context.sync();
      return sheet.name;
    });
    expect(name).toBe('Sheet1');
  });

  test('two workbooks know nothing of each other, and the globals of the process stay as they were', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const [one, other] = [startClient(), startClient()];
    await one.run(async (sheet) => {
      sheet.getRange('A1').values = [['one']];
    });
    expect(await one.values('A1')).toEqual([['one']]);
    expect(await other.values('A1')).toEqual([['']]);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });

  test('suspending, events and calculation are taken', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      context.application.suspendApiCalculationUntilNextSync();
      context.application.suspendScreenUpdatingUntilNextSync();
      context.runtime.enableEvents = false;
      context.application.calculationMode = 'Manual';
      await context.sync();
      context.runtime.load('enableEvents');
      context.application.load('calculationMode');
      await context.sync();
      expect([context.runtime.enableEvents, context.application.calculationMode]).toEqual([false, 'Manual']);
    });
  });

  test('listeners hear once of a batch which sheets changed', async () => {
    const client = startClient();
    const heard: string[] = [];
    client.book.listeners.add((change) => heard.push(change.kind));
    await client.run(async (sheet) => {
      sheet.getRange('A1').values = [[1]];
      sheet.getRange('A2').values = [[2]];
      sheet.name = 'Named';
    });
    expect(heard).toEqual(['cells', 'sheets']);
  });
});
