import { describe, expect, test } from 'vitest';
import { expectRefusal, type Range, startClient, type Worksheet } from './client.ts';

type Place = (sheet: Worksheet) => Range;

describe('a range by its place', () => {
  test.each<[string, Place, string]>([
    ['an address', (sheet) => sheet.getRange('C5:B2'), 'Sheet1!B2:C5'],
    ['an address with the sheet', (sheet) => sheet.getRange('Sheet1!$A$1:B2'), 'Sheet1!A1:B2'],
    ['whole rows', (sheet) => sheet.getRange('1:2'), 'Sheet1!1:2'],
    ['the whole sheet', (sheet) => sheet.getRange(), 'Sheet1!A1:XFD1048576'],
    ['indexes', (sheet) => sheet.getRangeByIndexes(0, 26, 2, 2), 'Sheet1!AA1:AB2'],
    ['a cell of the sheet', (sheet) => sheet.getCell(1, 2), 'Sheet1!C2'],
    ['a cell of a range', (sheet) => sheet.getRange('B2:C3').getCell(1, 1), 'Sheet1!C3'],
    ['a cell outside of its range', (sheet) => sheet.getRange('B2:C3').getCell(5, 5), 'Sheet1!G7'],
    ['a row', (sheet) => sheet.getRange('B2:C3').getRow(1), 'Sheet1!B3:C3'],
    ['a column', (sheet) => sheet.getRange('B2:C3').getColumn(1), 'Sheet1!C2:C3'],
    ['the last row', (sheet) => sheet.getRange('B2:C3').getLastRow(), 'Sheet1!B3:C3'],
    ['the last cell', (sheet) => sheet.getRange('B2:C3').getLastCell(), 'Sheet1!C3'],
    ['a larger range', (sheet) => sheet.getRange('B2').getResizedRange(2, 1), 'Sheet1!B2:C4'],
    ['a smaller range', (sheet) => sheet.getRange('B2:D5').getResizedRange(-1, -2), 'Sheet1!B2:B4'],
    ['a range of a size', (sheet) => sheet.getRange('B2:D5').getAbsoluteResizedRange(1, 2), 'Sheet1!B2:C2'],
    ['a range beside', (sheet) => sheet.getRange('B2:C3').getOffsetRange(-1, 2), 'Sheet1!D1:E2'],
    ['what holds two', (sheet) => sheet.getRange('B2').getBoundingRect(sheet.getRange('D1')), 'Sheet1!B1:D2'],
    ['what holds an address too', (sheet) => sheet.getRange('B2').getBoundingRect('D4'), 'Sheet1!B2:D4'],
    ['its whole columns', (sheet) => sheet.getRange('B2:C3').getEntireColumn(), 'Sheet1!B:C'],
    ['its whole rows', (sheet) => sheet.getRange('B2:C3').getEntireRow(), 'Sheet1!2:3'],
    ['what two share', (sheet) => sheet.getRange('A1:C3').getIntersection('B2:D5'), 'Sheet1!B2:C3'],
  ])('%s', async (_, place, address) => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const range = place(sheet).load('address');
      await context.sync();
      expect(range.address).toBe(address);
    });
  });

  test.each<[string, Place]>([
    ['an address that is none', (sheet) => sheet.getRange('A0')],
    ['a row below the sheet', (sheet) => sheet.getRange('A1048577')],
    ['a column beyond the sheet', (sheet) => sheet.getRange('XFE1')],
    ['more rows than a sheet has', (sheet) => sheet.getRangeByIndexes(1, 0, 1_048_576, 1)],
    ['more columns than a sheet has', (sheet) => sheet.getRangeByIndexes(0, 1, 1, 16_384)],
    ['no rows', (sheet) => sheet.getRangeByIndexes(0, 0, 0, 1)],
    ['a place before the sheet', (sheet) => sheet.getRange('A1').getOffsetRange(-1, 0)],
    ['a size of nothing', (sheet) => sheet.getRange('A1:A2').getResizedRange(-2, 0)],
    ['a row that the range has not', (sheet) => sheet.getRange('A1:A2').getRow(2)],
    ['half a row', (sheet) => sheet.getRangeByIndexes(0.5, 0, 1, 1)],
    ['another sheet', (sheet) => sheet.getRange('Other!A1')],
  ])('%s is InvalidArgument', async (_, place) => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => place(sheet).load('address')),
      'InvalidArgument',
    );
  });

  test('ranges that share nothing give a null object', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const none = sheet.getRange('A1').getIntersectionOrNullObject(sheet.getRange('B2'));
      await context.sync();
      expect(none.isNullObject).toBe(true);
    });
  });

  test('a sheet name that needs quotes is quoted in addresses', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.name = "Ana's list";
      const range = sheet.getRange("'Ana''s list'!B2").load('address');
      await context.sync();
      expect(range.address).toBe("'Ana''s list'!B2");
    });
  });

  test('the used range begins where something is, and counts formats unless only values are asked for', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const before = sheet.getUsedRangeOrNullObject();
      sheet.getRange('B2:C4').values = [
        ['a', ''],
        ['', 'b'],
        ['', ''],
      ];
      sheet.getRange('E6').format.font.bold = true;
      sheet.getRange('H:H').format.font.bold = true;
      const all = sheet.getUsedRange().load('address');
      const values = sheet.getUsedRangeOrNullObject(true).load('address');
      const part = sheet.getRange('C1:C10').getUsedRangeOrNullObject(true).load('address');
      const none = sheet.getRange('D1:D10').getUsedRangeOrNullObject(true);
      await context.sync();
      expect(before.isNullObject).toBe(true);
      expect([all.address, values.address, part.address, none.isNullObject]).toEqual([
        'Sheet1!B2:E6',
        'Sheet1!B2:C3',
        'Sheet1!C3',
        true,
      ]);
    });
  });

  test('what is selected is known', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const before = context.workbook.getSelectedRange().load('address');
      await context.sync();
      sheet.getRange('B2:C3').select();
      const after = context.workbook.getSelectedRange().load('address');
      const cell = context.workbook.getActiveCell().load('address');
      await context.sync();
      expect([before.address, after.address, cell.address]).toEqual(['Sheet1!A1', 'Sheet1!B2:C3', 'Sheet1!B2']);
    });
  });
});
