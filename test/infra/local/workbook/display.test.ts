import { describe, expect, test } from 'vitest';
import { type Cell, newSheet } from '../../../../infra/local/workbook/book.ts';
import { shownText } from '../../../../infra/local/workbook/display.ts';
import { addFormat } from '../../../../infra/local/workbook/formats.ts';

describe('what a cell shows', () => {
  test.each<[Cell, string | undefined, string]>([
    [undefined, undefined, ''],
    ['Ana', undefined, 'Ana'],
    ['Ana', 'yyyy-mm-dd', 'Ana'],
    [{ kind: 'quoted', text: '007' }, undefined, '007'],
    [{ kind: 'quoted', text: '007' }, '@', '007'],
    [{ kind: 'formula', formula: '=A1' }, undefined, '#CALC!'],
    [{ kind: 'error', code: '#N/A' }, '0.00', '#N/A'],
    [true, '0.00', 'TRUE'],
    [false, undefined, 'FALSE'],
    [0, undefined, '0'],
    [0.1 + 0.2, undefined, '0.3'],
    [1234567890123, undefined, '1.23457E+12'],
    [1234.5, '#,##0.00', '1,234.50'],
    [0.125, '0%', '13%'],
    [46053, undefined, '46053'],
    [46053, 'yyyy-mm-dd', '2026-01-31'],
    [46053.5, 'm/d/yyyy h:mm', '1/31/2026 12:00'],
    [60, 'yyyy-mm-dd', '1900-02-29'],
    [61, 'yyyy-mm-dd', '1900-03-01'],
    [12, '0;-0;;@', '12'],
    [0, '0;-0;;@', ''],
  ])('%j as %s is %j', (cell, numberFormat, text) => {
    const sheet = newSheet('s', 'S');
    sheet.cells[0] = [cell];
    if (numberFormat !== undefined) addFormat(sheet, { row: 0, column: 0, rows: 1, columns: 1 }, { numberFormat });
    expect(shownText(sheet, 0, 0)).toBe(text);
  });
});
