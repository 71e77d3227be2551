import { describe, expect, test } from 'vitest';
import { toA1, toR1C1 } from '../../../../infra/local/workbook/r1c1.ts';
import { putTable, startClient } from './client.ts';

describe('a formula in R1C1', () => {
  test.each([
    ['=A1+B2', '=R[-1]C[-2]+RC[-1]'],
    ['=$A$1*C2', '=R1C1*RC'],
    ['=SUM(A2:B2)', '=SUM(RC[-2]:RC[-1])'],
    ['=$A2&"A2"', '=RC1&"A2"'],
    ["='A1 B2'!A1", "='A1 B2'!R[-1]C[-2]"],
    ['=[@Days]*2+Table1[A1]', '=[@Days]*2+Table1[A1]'],
    ['=LOG10(C2)', '=LOG10(RC)'],
  ])('%s in C2 is %s, and back', (a1, r1c1) => {
    expect(toR1C1(a1, 1, 2)).toBe(r1c1);
    expect(toA1(r1c1, 1, 2)).toBe(a1);
  });

  test('means in another row the same of that row', () => {
    expect(toA1(toR1C1('=B2*$A$1', 1, 2), 6, 2)).toBe('=B7*$A$1');
  });

  test('that points off the sheet is an error', () => {
    expect(toA1('=R[-3]C', 1, 2)).toBe('=#REF!');
  });
});

describe('a caller who moves rows with `formulas`', () => {
  const rows = [
    ['Name', 'Days', 'Twice'],
    ['Ana', 1, '=B2*2'],
    ['Ben', 2, '=B3*2'],
  ];

  test('leaves each formula pointing at the row it came from', async () => {
    const client = startClient();
    await putTable(client, rows);
    await client.run(async (sheet, context) => {
      const body = sheet.getRange('A2:C3').load('formulas');
      await context.sync();
      body.formulas = [...body.formulas].reverse();
    });
    expect(client.book.activeSheet.cells[1]?.[2]).toEqual({ kind: 'formula', formula: '=B3*2' });
  });

  test('has it right with `formulasR1C1`', async () => {
    const client = startClient();
    await putTable(client, rows);
    await client.run(async (sheet, context) => {
      const body = sheet.getRange('A2:C3').load('formulasR1C1');
      await context.sync();
      body.formulasR1C1 = [...body.formulasR1C1].reverse();
    });
    expect(client.book.activeSheet.cells[1]).toEqual(['Ben', 2, { kind: 'formula', formula: '=B2*2' }]);
  });
});

describe('a sort', () => {
  test('takes fills with their cells, and relative formulas with their rows', async () => {
    const client = startClient();
    await putTable(client, [
      ['Name', 'Days', 'Twice'],
      ['Ana', 1, '=B2*2'],
      ['Ben', 2, '=B3*2'],
    ]);
    await client.run(async (sheet, context) => {
      sheet.getRange('A2').format.fill.color = '#FFFF00';
      sheet.tables.getItem('Clients').sort.apply([{ key: 1, ascending: false }]);
      const fills = sheet.getRange('A2:B3').getCellProperties({ format: { fill: { color: true } } });
      await context.sync();
      expect(fills.value.map((row) => row.map((cell) => cell.format?.fill?.color))).toEqual([
        ['#FFFFFF', '#FFFFFF'],
        ['#FFFF00', '#FFFFFF'],
      ]);
    });
    expect(client.book.activeSheet.cells[2]?.[2]).toEqual({ kind: 'formula', formula: '=B3*2' });
  });
});

describe('cells that are shifted', () => {
  test('take their formats along, and leave those beside them', async () => {
    const client = startClient();
    await client.run(async (sheet) => {
      sheet.getRange('A1:B4').format.fill.color = '#FFFF00';
      sheet.getRange('A2').delete('Up');
    });
    const { formats } = client.book.activeSheet;
    const painted = (row: number, column: number) =>
      formats.some((f) => row >= f.row && row < f.row + f.rows && column >= f.column && column < f.column + f.columns);
    expect([painted(2, 0), painted(3, 0), painted(3, 1)]).toEqual([true, false, true]);
  });
});
