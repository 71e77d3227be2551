import { describe, expect, test } from 'vitest';
import { formatAt, newSheet } from '../../../../infra/local/workbook/book.ts';
import { addFormat, clearFormats } from '../../../../infra/local/workbook/formats.ts';
import { expectRefusal, startClient } from './client.ts';

describe('formats of a range', () => {
  test('are set and read; cells that differ give null', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const range = sheet.getRange('A1:B2');
      range.format.wrapText = true;
      range.format.horizontalAlignment = 'Center';
      range.format.verticalAlignment = 'Top';
      range.format.font.color = '#aabbcc';
      range.format.font.size = 14;
      range.format.font.italic = true;
      sheet.getRange('A1').format.font.bold = true;
      sheet.getRange('A1:B1').format.fill.color = '#FFFF00';
      range.load('format/wrapText,format/horizontalAlignment,format/verticalAlignment');
      range.load('format/font/color,format/font/size,format/font/italic,format/font/bold,format/fill/color');
      await context.sync();
      expect(range.format.toJSON()).toMatchObject({
        wrapText: true,
        horizontalAlignment: 'Center',
        verticalAlignment: 'Top',
      });
      const { font, fill } = range.format;
      expect([font.color, font.size, font.italic, font.bold, fill.color]).toEqual(['#AABBCC', 14, true, null, null]);
    });
  });

  test('stay when values are written, and go with clear', async () => {
    const client = startClient();
    const bold = () => formatAt(client.book.activeSheet, 0, 0).bold;
    await client.run(async (sheet) => {
      sheet.getRange('A1:B2').format.font.bold = true;
      sheet.getRange('A1:B2').values = [
        [1, 2],
        [3, 4],
      ];
      sheet.getRange('A1').clear('Contents');
    });
    expect([bold(), await client.values('A1:B1')]).toEqual([true, [['', 2]]]);
    await client.run(async (sheet) => sheet.getRange('A1').clear('Formats'));
    expect([bold(), formatAt(client.book.activeSheet, 1, 1).bold]).toEqual([undefined, true]);
    await client.run(async (sheet) => sheet.getRange().clear());
    expect(client.book.activeSheet.formats).toEqual([]);
    expect(await client.values('A1:B2')).toEqual([
      ['', ''],
      ['', ''],
    ]);
  });

  test('a fill is cleared and the font stays', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      const { format } = sheet.getRange('A1:B2');
      format.fill.color = '#FFFF00';
      format.font.bold = true;
      sheet.getRange('A1').format.fill.clear();
    });
    const sheet = client.book.activeSheet;
    expect([formatAt(sheet, 0, 0), formatAt(sheet, 0, 1)]).toEqual([{ bold: true }, { fill: '#FFFF00', bold: true }]);
  });

  test('a number format is a scalar for all cells, or an array with nulls that keep', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const range = sheet.getRange('A1:B1');
      range.numberFormat = '0.00' as unknown as string[][];
      range.numberFormat = [[null, 'yyyy-mm-dd']] as unknown as string[][];
      range.values = [[1, 46053]];
      range.load('numberFormat,text');
      await context.sync();
      expect(range.numberFormat).toEqual([['0.00', 'yyyy-mm-dd']]);
      expect(range.text).toEqual([['1.00', '2026-01-31']]);
    });
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1:B2').numberFormat = [['0']];
      }),
      'InvalidArgument',
    );
  });

  test('widths and heights are points; columns that differ give null', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.getRange('B:C').format.columnWidth = 100;
      sheet.getRange('2:2').format.rowHeight = 30;
      sheet.getRange('E1').values = [['a text that is longer than a column']];
      sheet.getRange('E:F').format.autofitColumns();
      const [same, differ, rows] = [sheet.getRange('B1:C1'), sheet.getRange('A1:B1'), sheet.getRange('A2')];
      for (const range of [same, differ, rows]) range.load('format/columnWidth,format/rowHeight');
      await context.sync();
      expect([same.format.columnWidth, differ.format.columnWidth, rows.format.rowHeight]).toEqual([100, null, 30]);
    });
    expect(client.book.activeSheet.columnWidths.get(4)).toBeGreaterThan(150);
    expect(client.book.activeSheet.columnWidths.get(5)).toBeUndefined();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1').format.columnWidth = -1;
      }),
      'InvalidArgument',
    );
  });

  test.each(['red', '#12', '123456'])('a colour %j is InvalidArgument', async (colour) => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1').format.fill.color = colour;
      }),
      'InvalidArgument',
    );
  });
});

describe('the list of formats', () => {
  const area = (row: number, column: number, rows = 1, columns = 1) => ({ row, column, rows, columns });

  test('stays short however often a sheet is formatted', () => {
    const sheet = newSheet('s', 'S');
    for (let round = 0; round < 5; round++) {
      addFormat(sheet, area(0, 0, 100, 5), { bold: true });
      addFormat(sheet, area(0, 1, 100, 1), { numberFormat: '0' });
    }
    expect(sheet.formats).toHaveLength(2);
  });

  test('stays short where dates are typed cell by cell in some columns', () => {
    const sheet = newSheet('s', 'S');
    for (let row = 0; row < 1000; row++)
      for (const column of [1, 3, 5]) addFormat(sheet, area(row, column), { numberFormat: 'm/d/yyyy' });
    expect(sheet.formats).toHaveLength(3);
  });

  test('keeps what lies around a hole', () => {
    const sheet = newSheet('s', 'S');
    addFormat(sheet, area(0, 0, 3, 3), { bold: true });
    clearFormats(sheet, area(1, 1));
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++)
        expect(formatAt(sheet, row, column).bold).toBe(row === 1 && column === 1 ? undefined : true);
  });
});
