import { describe, expect, test } from 'vitest';
import { expectRefusal, startClient } from './client.ts';

describe('writing values', () => {
  test('null keeps what is in the cell; a blank text empties it', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      sheet.getRange('A1:C1').values = [['a', 'b', 'c']];
      sheet.getRange('A1:C1').values = [[null, '', 'd']];
    });
    expect(await client.values('A1:C1')).toEqual([['a', '', 'd']]);
  });

  test('undefined becomes null on the way, so it keeps the old value too: another client’s', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      sheet.getRange('A1:B1').values = [['Ana', 'Decker']];
      sheet.getRange('A1:B1').values = [['Ben', undefined]];
    });
    expect(await client.values('A1:B1')).toEqual([['Ben', 'Decker']]);
  });

  test.each([
    ['too few rows', [['a', 'b']]],
    [
      'too many columns',
      [
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
      ],
    ],
    ['rows of different length', [['a', 'b'], ['c']]],
    ['a plain array', ['a', 'b']],
    ['nothing', []],
  ])('an array with %s is refused and nothing is written', async (_, values) => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1:B2').values = values as unknown[][];
      }),
      'InvalidArgument',
    );
    expect(await client.values('A1:B2')).toEqual([
      ['', ''],
      ['', ''],
    ]);
  });

  test('a large array of the wrong size is refused too, though the library cuts it into blocks', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1:B1000').values = Array.from({ length: 999 }, () => ['a', 'b']);
      }),
      'InvalidArgument',
    );
  });

  test('a scalar goes into every cell', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      sheet.getRange('A1:B2').values = 'x' as unknown as string[][];
    });
    expect(await client.values('A1:B2')).toEqual([
      ['x', 'x'],
      ['x', 'x'],
    ]);
  });

  test('texts are taken as typed: zeros are lost, ranges become dates, and a client’s name may be a formula', async () => {
    const client = startClient();
    const [range, formulas, text] = await client.run(async (sheet, context) => {
      const cells = sheet.getRange('A1:D1');
      cells.values = [['00123', '3-4', '=1+1', 'TRUE']];
      cells.load('values,formulas,text');
      await context.sync();
      return [cells.values, cells.formulas, cells.text];
    });
    expect(range[0]?.[0]).toBe(123);
    expect(range[0]?.[1]).toBeTypeOf('number');
    expect(range[0]?.[3]).toBe(true);
    expect(formulas[0]?.[2]).toBe('=1+1');
    expect(text[0]?.[1]).toBe('4-Mar');
  });

  test('behind an apostrophe everything stays text, and the apostrophe is not part of it', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const cells = sheet.getRange('A1:D1');
      cells.values = [["'00123", "'3-4", "'=1+1", "''Tis"]];
      cells.load('values,formulas,text,valueTypes');
      await context.sync();
      const expected = [['00123', '3-4', '=1+1', "'Tis"]];
      expect([cells.values, cells.formulas, cells.text]).toEqual([expected, expected, expected]);
      expect(cells.valueTypes).toEqual([['String', 'String', 'String', 'String']]);
    });
  });

  test('values that are read and written back lose the apostrophe, and with it the text', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const cell = sheet.getRange('A1');
      cell.values = [["'00123"]];
      cell.load('values');
      await context.sync();
      const read = cell.values;
      cell.values = read;
    });
    expect(await client.values('A1')).toEqual([[123]]);
  });

  test('a formula that is none is refused, and nothing of its range is written', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1:B1').values = [['a', '=5 days']];
      }),
      'InvalidArgument',
    );
    expect(await client.values('A1:B1')).toEqual([['', '']]);
  });

  test('a cell of format @ takes texts as they are', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      sheet.getRange('A:A').numberFormat = '@' as unknown as string[][];
      sheet.getRange('A1:B1').values = [['00123', '00123']];
    });
    expect(await client.values('A1:B1')).toEqual([['00123', 123]]);
  });

  test('a typed date brings its format, unless the cell has one', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      sheet.getRange('B1').numberFormat = [['yyyy-mm-dd']];
      const cells = sheet.getRange('A1:C1');
      cells.values = [['2026-01-31', '2026-01-31', 46053]];
      cells.load('values,text,numberFormat,valueTypes');
      await context.sync();
      expect(cells.values).toEqual([[46053, 46053, 46053]]);
      expect(cells.text).toEqual([['1/31/2026', '2026-01-31', '46053']]);
      expect(cells.numberFormat).toEqual([['m/d/yyyy', 'yyyy-mm-dd', 'General']]);
    });
  });

  test('the types of values', async () => {
    const client = startClient();
    await client.run(async (sheet, context) => {
      const cells = sheet.getRange('A1:F1');
      cells.values = [['', 'a', 1, true, '#N/A', '=A1']];
      cells.load('values,valueTypes');
      await context.sync();
      expect(cells.valueTypes).toEqual([['Empty', 'String', 'Double', 'Boolean', 'Error', 'Error']]);
      expect(cells.values).toEqual([['', 'a', 1, true, '#N/A', '#CALC!']]);
    });
  });

  test('a text of 32,768 characters is refused', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A1').values = [['x'.repeat(32_768)]];
      }),
      'InvalidArgument',
    );
  });

  test('whole columns take formats, but no values', async () => {
    const client = startClient();
    await expectRefusal(
      client.run(async (sheet) => {
        sheet.getRange('A:A').values = 'x' as unknown as string[][];
      }),
      'InvalidArgument',
    );
    await client.run(async (sheet, context) => {
      const column = sheet.getRange('A1').getEntireColumn().load('values,address,rowCount');
      await context.sync();
      expect([column.values, column.address, column.rowCount]).toEqual([null, 'Sheet1!A:A', 1_048_576]);
    });
  });
});
