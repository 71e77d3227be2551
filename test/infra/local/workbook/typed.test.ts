import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../../infra/local/workbook/book.ts';
import { Refusal } from '../../../../infra/local/workbook/refusal.ts';
import { MAX_TEXT, typed } from '../../../../infra/local/workbook/typed.ts';

const quoted = (text: string): Cell => ({ kind: 'quoted', text });
const formula = (text: string): Cell => ({ kind: 'formula', formula: text });
const error = (code: string): Cell => ({ kind: 'error', code });
const thisYear = new Date().getFullYear();
/** The serial number of a day, 1900 date system. */
const serial = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;

describe('a text that Excel takes for text', () => {
  test.each([
    'Ana',
    'Mayor',
    'Sept',
    'May',
    'June Marchetti',
    'Decker, Ana',
    'true story',
    'N/A',
    '12 Main St',
    '3 beds',
    '555-12-34',
    '31/12/2026',
    '13/1/2026',
    '2026-13-01',
    '2/30/2026',
    '1.5.2026',
    '1e',
    '1,2',
    '5 6',
    '#',
    '#12',
    '=',
    '-',
    '+',
    'a\tb',
    '$',
    '(5',
    '25:61:99x',
  ])('%j stays as it is', (text) => {
    expect(typed(text)).toEqual({ cell: text });
  });
});

describe('a text that Excel takes for a number', () => {
  test.each<[string, number, string | undefined]>([
    ['5', 5, undefined],
    ['-5', -5, undefined],
    ['+5', 5, undefined],
    ['007', 7, undefined],
    ['  5 ', 5, undefined],
    ['.5', 0.5, undefined],
    ['5.', 5, undefined],
    ['5-', -5, undefined],
    ['(5)', -5, undefined],
    ['1,234', 1234, '#,##0'],
    ['1,23,456', 123456, '#,##0'],
    ['1,234.50', 1234.5, '#,##0.00'],
    ['5%', 0.05, '0%'],
    ['12.3%', 0.123, '0.00%'],
    ['%5', 0.05, '0%'],
    ['$3', 3, '$#,##0_);[Red]($#,##0)'],
    ['$3.50', 3.5, '$#,##0.00_);[Red]($#,##0.00)'],
    ['€5', 5, undefined],
    ['1E5', 100000, '0.00E+00'],
    ['1e-3', 0.001, '0.00E+00'],
    ['0 1/2', 0.5, '# ?/?'],
    ['5 1/2', 5.5, '# ?/?'],
    ['123456789012345', 123456789012345, undefined],
    ['1234567890123456', 1234567890123450, undefined],
    ['12345678901234567890', 12345678901234500000, undefined],
  ])('%j becomes %d', (text, cell, numberFormat) => {
    expect(typed(text)).toEqual(numberFormat === undefined ? { cell } : { cell, numberFormat });
  });
});

describe('a text that Excel takes for a date or a time, and gives its format', () => {
  test.each<[string, number, string]>([
    ['2026-01-31', serial(2026, 1, 31), 'm/d/yyyy'],
    ['1/31/2026', serial(2026, 1, 31), 'm/d/yyyy'],
    ['1-2-26', serial(2026, 1, 2), 'm/d/yyyy'],
    ['2026/1/31', serial(2026, 1, 31), 'm/d/yyyy'],
    ['1/1/1900', 1, 'm/d/yyyy'],
    ['May 3', serial(thisYear, 5, 3), 'd-mmm'],
    ['3 May', serial(thisYear, 5, 3), 'd-mmm'],
    ['3-May', serial(thisYear, 5, 3), 'd-mmm'],
    ['may-3', serial(thisYear, 5, 3), 'd-mmm'],
    ['3/4', serial(thisYear, 3, 4), 'd-mmm'],
    ['1/2', serial(thisYear, 1, 2), 'd-mmm'],
    ['Jan-26', serial(thisYear, 1, 26), 'd-mmm'],
    ['May 2026', serial(2026, 5, 1), 'mmm-yy'],
    ['March-2020', serial(2020, 3, 1), 'mmm-yy'],
    ['1-Jan-26', serial(2026, 1, 1), 'd-mmm-yy'],
    ['12:30', 12.5 / 24, 'h:mm'],
    ['1 PM', 13 / 24, 'h:mm AM/PM'],
    ['24:00', 1, '[h]:mm:ss'],
    ['1/2/2026 3 PM', serial(2026, 1, 2) + 15 / 24, 'm/d/yyyy h:mm'],
    ['2026-01-31 12:30', serial(2026, 1, 31) + 12.5 / 24, 'm/d/yyyy h:mm'],
  ])('%j', (text, cell, numberFormat) => {
    const result = typed(text);
    expect(result.cell).toBeCloseTo(cell, 9);
    expect(result.numberFormat).toBe(numberFormat);
  });
});

describe('other things that Excel makes of a text', () => {
  test.each<[string, Cell]>([
    ['TRUE', true],
    ['false', false],
    ['True', true],
    ['#N/A', error('#N/A')],
    ['#n/a', error('#N/A')],
    ['#REF!', error('#REF!')],
    ['#DIV/0!', error('#DIV/0!')],
    ["'007", quoted('007')],
    ["'=1+1", quoted('=1+1')],
    ["''Tis", quoted("'Tis")],
    ["'", undefined],
    ['', undefined],
    ['=1+1', formula('=1+1')],
    ['=SUM(A1:B2, 3)', formula('=SUM(A1:B2, 3)')],
    ['=HYPERLINK("http://x","y")', formula('=HYPERLINK("http://x","y")')],
    ["=cmd|'/C calc'!A0", formula("=cmd|'/C calc'!A0")],
    ['+A1', formula('=A1')],
    ['-A1', formula('=-A1')],
    ['-5+3', formula('=-5+3')],
    ['-moved out', formula('=-moved out')],
    ['- moved', formula('=- moved')],
    ['@SUM(A1)', formula('=@SUM(A1)')],
    ["='My sheet'!A1", formula("='My sheet'!A1")],
    ['=Table1[[#This Row],[First Name]]', formula('=Table1[[#This Row],[First Name]]')],
    ['=#REF!+1', formula('=#REF!+1')],
    ['=IF(A1>=2,"a ""b""",{1,2})', formula('=IF(A1>=2,"a ""b""",{1,2})')],
  ])('%j', (text, cell) => {
    expect(typed(text).cell).toEqual(cell);
  });
});

describe('Excel refuses with InvalidArgument', () => {
  test.each<[string, unknown]>([
    ['a formula that is none', '=5 days'],
    ['a minus before words and numbers', '-5 days late'],
    ['a plus before a telephone number with spaces', '+1 555 0100'],
    ['a formula without its end', '=SUM(A1'],
    ['a formula with too many brackets', '=A1)'],
    ['a formula that ends in an operator', '=1+'],
    ['a smiley', '=)'],
    ['a text without end in a formula', '="abc'],
    ['a handle', '@ana'],
    ['a text of 32,768 characters', 'x'.repeat(MAX_TEXT + 1)],
    ['a number too large', 1e308],
    ['an object', { a: 1 }],
    ['an array', [1]],
  ])('%s', (_, value) => {
    expect(() => typed(value)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
    expect(() => typed(value)).toThrow(Refusal);
  });
});

test('a text of 32,767 characters fits', () => {
  expect(typed('x'.repeat(MAX_TEXT)).cell).toHaveLength(MAX_TEXT);
});

describe('a cell of format @ takes every text for text', () => {
  test.each(['007', '=1+1', 'May 3', 'TRUE', '#N/A'])('%j', (text) => {
    expect(typed(text, '@')).toEqual({ cell: text });
  });
  test('but the apostrophe is still not part of it', () => {
    expect(typed("'007", '@').cell).toEqual(quoted('007'));
  });
});

describe('numbers and booleans go in as they are', () => {
  test.each([0, -0, 1.5, 46053, 0.1 + 0.2, 123456789012345, true, false])('%j', (value) => {
    expect(typed(value).cell).toBe(value === 0 ? 0 : value);
  });
  test('but keep 15 digits', () => {
    expect(typed(1234567890123456).cell).toBe(1234567890123450);
    expect(typed(-9007199254740991).cell).toBe(-9007199254740990);
  });
});
