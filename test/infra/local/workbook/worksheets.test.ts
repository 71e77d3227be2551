import { describe, expect, test } from 'vitest';
import { type Client, expectRefusal, putTable, startClient, type Worksheet } from './client.ts';

const names = (client: Client): string[] => client.book.sheets.map((sheet) => sheet.name);

describe('the name of a sheet', () => {
  test.each([
    ['of 32 characters', 'x'.repeat(32)],
    ['blank', ''],
    ['with a slash', 'In/out'],
    ['with a backslash', 'a\\b'],
    ['with a question mark', 'Why?'],
    ['with an asterisk', 'a*'],
    ['with brackets', '[2026]'],
    ['with a colon', 'Run 12:30'],
    ['with an apostrophe before it, so the guard of texts is no guard here', "'Clients"],
    ['with an apostrophe at its end', "Clients'"],
    ['that Excel keeps for itself', 'History'],
  ])('%s is InvalidArgument', async (_, name) => {
    const client = startClient();
    await expectRefusal(
      client.run(async (_sheet, context) => void context.workbook.worksheets.add(name)),
      'InvalidArgument',
    );
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.name = name;
      }),
      'InvalidArgument',
    );
    expect(names(client)).toEqual(['Sheet1']);
  });

  test('that another sheet has, whatever the case, is ItemAlreadyExists', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (_, context) => void context.workbook.worksheets.add('SHEET1')),
      'ItemAlreadyExists',
    );
  });

  test('may be changed in its case, and found whatever the case', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.name = 'SHEET1';
      const found = context.workbook.worksheets.getItem('sheet1').load('name');
      await context.sync();
      expect(found.name).toBe('SHEET1');
    });
  });

  test('of 31 characters, with an apostrophe within, is taken', async () => {
    const client = startClient();
    const name = `Ana's ${'x'.repeat(25)}`;
    await client.run(async (_, context) => void context.workbook.worksheets.add(name));
    expect(names(client)).toEqual(['Sheet1', name]);
  });
});

describe('a worksheet', () => {
  test('is added at the end, not activated, with the first free name', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const added = context.workbook.worksheets.add();
      added.load('name,position,id');
      sheet.load('id');
      const count = context.workbook.worksheets.getCount();
      await context.sync();
      expect([added.name, added.position, count.value]).toEqual(['Sheet2', 1, 2]);
      expect(added.id).not.toBe(sheet.id);
    });
    expect(client.book.activeSheet.name).toBe('Sheet1');
  });

  test('that was just added can be worked with in the next sync, even when it was renamed', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      const added = context.workbook.worksheets.add('New');
      await context.sync();
      added.name = 'Renamed';
      await context.sync();
      added.getRange('A1').values = [[1]];
      added.activate();
      await context.sync();
    });
    expect(client.book.activeSheet.name).toBe('Renamed');
  });

  test('is found by its id, which stays when the name changes', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.load('id');
      await context.sync();
      sheet.name = 'Other';
      const found = context.workbook.worksheets.getItem(sheet.id).load('name');
      await context.sync();
      expect(found.name).toBe('Other');
    });
  });

  test('takes its tables with it when it is deleted, and what pointed at it is ItemNotFound', async () => {
    const client = startClient();
    await putTable(client, [['a'], [1]]);
    await client.run(async (_, context) => void context.workbook.worksheets.add('Stays'));
    await client.run(async (sheet, context) => {
      const range = sheet.getRange('A1');
      await context.sync();
      sheet.delete();
      const table = context.workbook.tables.getItemOrNullObject('Clients');
      await context.sync();
      expect(table.isNullObject).toBe(true);
      range.load('values');
      await expect(context.sync()).rejects.toMatchObject({ code: 'ItemNotFound' });
    });
    expect([names(client), client.book.activeSheet.name]).toEqual([['Stays'], 'Stays']);
  });

  test('that is the last visible one is neither deleted nor hidden', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      context.workbook.worksheets.add('Hidden').visibility = 'Hidden';
    });
    await expectRefusal(
      client.run(async (sheet) => sheet.delete()),
      'InvalidOperation',
    );
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.visibility = 'VeryHidden';
      }),
      'InvalidOperation',
    );
  });

  test('that is hidden cannot be activated, and leaves the front when it is hidden', async () => {
    const client = startClient();
    await client.run(async (_, context) => void context.workbook.worksheets.add('Other'));
    await client.run(async (sheet) => {
      sheet.visibility = 'Hidden';
    });
    expect(client.book.activeSheet.name).toBe('Other');
    await expectRefusal(
      client.run(async (_, context) => context.workbook.worksheets.getItem('Sheet1').activate()),
      'InvalidOperation',
    );
  });

  test('moves to a position', async () => {
    const client = startClient();
    await client.run(async (_, context) => {
      context.workbook.worksheets.add('First').position = 0;
      const first = context.workbook.worksheets.getFirst().load('name');
      const last = context.workbook.worksheets.getLast().load('name');
      await context.sync();
      expect([first.name, last.name]).toEqual(['First', 'Sheet1']);
    });
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.position = 2;
      }),
      'InvalidArgument',
    );
  });

  test('knows its neighbours', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      context.workbook.worksheets.add('Next');
      const next = sheet.getNextOrNullObject().load('name');
      const before = sheet.getPreviousOrNullObject();
      await context.sync();
      expect([next.name, before.isNullObject]).toEqual(['Next', true]);
    });
  });

  test('has a colour, gridlines and frozen rows', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.tabColor = '#12ab34';
      sheet.showGridlines = false;
      sheet.freezePanes.freezeRows(1);
      const frozen = sheet.freezePanes.getLocationOrNullObject().load('address');
      sheet.load('tabColor,showGridlines');
      await context.sync();
      expect([sheet.tabColor, sheet.showGridlines, frozen.address]).toEqual(['#12AB34', false, 'Sheet1!1:1']);
      sheet.freezePanes.freezeAt(sheet.getRange('A1:B3'));
      await context.sync();
      expect(client.book.activeSheet.frozen).toEqual({ rows: 3, columns: 2 });
      sheet.freezePanes.unfreeze();
      const none = sheet.freezePanes.getLocationOrNullObject();
      await context.sync();
      expect(none.isNullObject).toBe(true);
    });
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.tabColor = 'red';
      }),
      'InvalidArgument',
    );
  });

  test('has a page layout', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const { pageLayout } = sheet;
      pageLayout.orientation = 'Landscape';
      pageLayout.setPrintTitleRows('$1:$2');
      const footer = pageLayout.headersFooters.defaultForAllPages;
      footer.leftFooter = 'Clients';
      footer.rightFooter = '&P of &N';
      footer.centerHeader = 'Confidential';
      footer.load('leftFooter,centerFooter,rightFooter,centerHeader');
      const rows = pageLayout.getPrintTitleRowsOrNullObject().load('address');
      pageLayout.load('orientation');
      await context.sync();
      expect([footer.leftFooter, footer.centerFooter, footer.rightFooter, footer.centerHeader]).toEqual([
        'Clients',
        '',
        '&P of &N',
        'Confidential',
      ]);
      expect([rows.address, pageLayout.orientation]).toEqual(['Sheet1!1:2', 'Landscape']);
    });
    expect(client.book.activeSheet.pageLayout).toEqual({
      orientation: 'Landscape',
      titleRows: '1:2',
      header: '&CConfidential',
      footer: '&LClients&R&P of &N',
    });
  });
});

describe('a copied sheet', () => {
  test('has the cells and the tables, under other names, and not the custom properties', async () => {
    const client = startClient();
    await putTable(client, [['Name'], ["'007"]]);
    await client.run(async (sheet, context) => {
      sheet.customProperties.add('report', '1');
      const copy = sheet.copy('After', sheet);
      copy.load('name,position');
      copy.tables.load('items/name');
      const property = copy.customProperties.getItemOrNullObject('report');
      await context.sync();
      expect([copy.name, copy.position, property.isNullObject]).toEqual(['Sheet1 (2)', 1, true]);
      expect(copy.tables.items.map((table) => table.name)).toEqual(['Clients_1']);
      copy.getRange('A2').values = [['changed']];
      copy.getRange('A1').format.font.bold = true;
      await context.sync();
    });
    expect(await client.values('A1:A2')).toEqual([['Name'], ['007']]);
    expect(client.book.activeSheet.formats).toEqual([]);
  });

  test('of a long name is cut', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.name = 'x'.repeat(31);
      const copy = sheet.copy().load('name');
      await context.sync();
      expect(copy.name).toBe(`${'x'.repeat(27)} (2)`);
    });
  });
});

describe('custom properties of a sheet', () => {
  test('are added, overwritten whatever the case, listed and deleted', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.customProperties.add('Report', 'one');
      sheet.customProperties.add('report', 'two');
      const found = sheet.customProperties.getItemOrNullObject('REPORT').load('key,value');
      const all = sheet.customProperties.load('items/key,items/value');
      const count = sheet.customProperties.getCount();
      await context.sync();
      expect([found.key, found.value, count.value]).toEqual(['Report', 'two', 1]);
      expect(all.items.map((one) => [one.key, one.value])).toEqual([['Report', 'two']]);
      all.items[0]?.delete();
      const none = sheet.customProperties.getItemOrNullObject('report');
      await context.sync();
      expect(none.isNullObject).toBe(true);
    });
  });

  test('have keys of at most 255 characters', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => void sheet.customProperties.add('x'.repeat(256), '')),
      'InvalidArgument',
    );
  });
});

describe('how a sheet is printed', () => {
  const client = startClient();
  const layout = (batch: (page: Worksheet['pageLayout']) => void) =>
    client.run(async (on, context) => {
      batch(on.pageLayout);
      on.pageLayout.load('zoom');
      await context.sync();
      return on.pageLayout.zoom;
    });

  test('is at its size, until it is shrunk to pages or scaled', async () => {
    expect(await layout(() => undefined)).toEqual({ scale: 100 });
    expect(
      await layout((page) => {
        page.zoom = { horizontalFitToPages: 1 };
      }),
    ).toMatchObject({ horizontalFitToPages: 1 });
    expect(
      await layout((page) => {
        page.zoom = { scale: 60 };
      }),
    ).toEqual({ scale: 60 });
  });

  test.each([{ horizontalFitToPages: 0 }, { scale: 9 }, { scale: 401 }])('%j is refused', async (zoom) => {
    await expectRefusal(
      layout((page) => {
        page.zoom = zoom;
      }),
      'InvalidArgument',
    );
  });

  test('repeats whole rows and whole columns only', async () => {
    await layout((page) => page.setPrintTitleColumns('$A:$A'));
    expect(client.book.activeSheet.pageLayout.titleColumns).toBe('A:A');
    await expectRefusal(
      layout((page) => page.setPrintTitleColumns('A1:A2')),
      'InvalidArgument',
    );
    await expectRefusal(
      layout((page) => page.setPrintTitleRows('A1:B1')),
      'InvalidArgument',
    );
  });
});
