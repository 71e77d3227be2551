import { describe, expect, test } from 'vitest';
import { type Client, expectRefusal, type Range, startClient } from './client.ts';
import { packageOf } from './xlsx/open-book.ts';

const YES_NO = { list: { inCellDropDown: true, source: 'Yes,No' } };
const DAY = { date: { formula1: '=DATE(1900,3,1)', operator: 'GreaterThanOrEqualTo' } } as const;

async function start(): Promise<Client> {
  const client = startClient();
  await client.run(async (sheet) => {
    sheet.getRange('A2:A10').dataValidation.rule = YES_NO;
    sheet.getRange('C2:C10').dataValidation.rule = DAY;
  });
  return client;
}

function ask(client: Client, address: string): Promise<{ type: string; rule: unknown }> {
  return client.run(async (sheet, context) => {
    const validation = sheet.getRange(address).dataValidation.load('type,rule');
    await context.sync();
    return { type: validation.type, rule: JSON.parse(JSON.stringify(validation.rule)) };
  });
}

const change = (client: Client, address: string, act: (range: Range) => void) =>
  client.run(async (sheet) => act(sheet.getRange(address)));

describe('a rule of what may be typed', () => {
  test('is read back for its cells, and none beside them', async () => {
    const client = await start();
    expect(await ask(client, 'A3')).toEqual({ type: 'List', rule: YES_NO });
    expect(await ask(client, 'C2:C10')).toEqual({ type: 'Date', rule: DAY });
    expect(await ask(client, 'A1')).toEqual({ type: 'None', rule: {} });
    expect((await ask(client, 'A2:C10')).type).toBe('Inconsistent');
    expect((await ask(client, 'A1:A3')).type).toBe('Inconsistent');
  });

  test('takes the place of the one before it, for its own cells', async () => {
    const client = await start();
    await change(client, 'A5:A6', (range) => {
      range.dataValidation.rule = DAY;
    });
    expect((await ask(client, 'A4')).type).toBe('List');
    expect((await ask(client, 'A5:A6')).type).toBe('Date');
    expect((await ask(client, 'A7:A10')).type).toBe('List');
  });

  test('is cleared by itself, and with all of a cell, not with its contents', async () => {
    const client = await start();
    await change(client, 'A2', (range) => range.dataValidation.clear());
    await change(client, 'A3', (range) => range.clear('Contents'));
    await change(client, 'A4', (range) => range.clear());
    const types = await Promise.all(['A2', 'A3', 'A4', 'A5'].map((address) => ask(client, address)));
    expect(types.map(({ type }) => type)).toEqual(['None', 'List', 'None', 'List']);
  });

  test('moves with its cells', async () => {
    const client = await start();
    await change(client, 'A:A', (range) => range.insert('Right'));
    await change(client, '1:1', (range) => range.insert('Down'));
    await change(client, 'B4:B5', (range) => range.delete('Up'));
    expect(await ask(client, 'B3:B9')).toEqual({ type: 'List', rule: YES_NO });
    expect((await ask(client, 'D3:D11')).type).toBe('Date');
    expect((await ask(client, 'B10')).type).toBe('None');
    expect((await ask(client, 'A3')).type).toBe('None');
  });

  test('goes into a copy of the sheet', async () => {
    const client = await start();
    await client.run(async (sheet) => {
      sheet.copy('After', sheet).activate();
    });
    expect((await ask(client, 'A3')).type).toBe('List');
  });

  test('is refused on a protected sheet, where it is none, and an alert without one', async () => {
    const client = await start();
    await expectRefusal(
      change(client, 'A1', (range) => {
        range.dataValidation.rule = {};
      }),
      'NotImplemented',
    );
    await expectRefusal(
      change(client, 'F1', (range) => {
        range.dataValidation.errorAlert = { message: 'No.', showAlert: true, style: 'Stop', title: 'No' };
      }),
      'InvalidArgument',
    );
    await client.run(async (sheet) => sheet.protection.protect());
    await expectRefusal(
      change(client, 'F1', (range) => {
        range.dataValidation.rule = YES_NO;
      }),
      'AccessDenied',
    );
  });

  test('stands in the file, areas of one rule together, before the margins', async () => {
    const client = await start();
    await change(client, 'E2:E10', (range) => {
      range.dataValidation.rule = YES_NO;
    });
    await change(client, 'C2:C10', (range) => {
      range.dataValidation.errorAlert = { message: 'A date & no text.', showAlert: true, style: 'Stop', title: 'Date' };
    });
    await change(client, 'G2:G3', (range) => {
      range.dataValidation.rule = { custom: { formula: '=FALSE' } };
    });
    await change(client, 'H2', (range) => {
      range.dataValidation.rule = { textLength: { formula1: 200, operator: 'LessThanOrEqualTo' } };
    });
    const file = await packageOf(client.book);
    const rules = file.all('xl/worksheets/sheet1.xml', 'dataValidation');
    expect(rules.map(({ attributes, children }) => [attributes, children.map(({ text }) => text)])).toEqual([
      [{ type: 'list', allowBlank: '1', showErrorMessage: '1', sqref: 'A2:A10 E2:E10' }, ['"Yes,No"']],
      [
        {
          type: 'date',
          operator: 'greaterThanOrEqual',
          allowBlank: '1',
          showErrorMessage: '1',
          errorTitle: 'Date',
          error: 'A date & no text.',
          sqref: 'C2:C10',
        },
        ['DATE(1900,3,1)'],
      ],
      [{ type: 'custom', allowBlank: '1', showErrorMessage: '1', sqref: 'G2:G3' }, ['FALSE']],
      [
        { type: 'textLength', operator: 'lessThanOrEqual', allowBlank: '1', showErrorMessage: '1', sqref: 'H2' },
        ['200'],
      ],
    ]);
    const parts = file.xml('xl/worksheets/sheet1.xml').children.map(({ name }) => name);
    expect(parts.indexOf('dataValidations')).toBe(parts.indexOf('pageMargins') - 1);
  });
});
