import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLANK, cellInput, guardedText } from '../../../addin/excel/cell-value.ts';
import { typed } from '../../../infra/local/workbook/typed.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { CELL_LENGTH, excelSerial } from '../../../shared/excel/serial.ts';

describe('a text that Excel would read as something else gets an apostrophe', () => {
  it.each([
    ['a formula', '=HYPERLINK("https://example.org")'],
    ['a plus', '+1 555 0100'],
    ['a minus', '-Unknown-'],
    ['an at sign', '@SUM(A1)'],
    ['a tab', '\t=1'],
    ['a space before a sign', ' =1+1'],
    ['a line feed', '\n=1'],
    ['an apostrophe of its own', "'O'Brien"],
    ['a quote', '"x"'],
    ['leading zeros', '007'],
    ['more digits than Excel keeps', '12345678901234567890'],
    ['an exponent', '1E5'],
    ['a fraction', '1/2'],
    ['a date in words', 'May 3'],
    ['a date as ISO text', '2026-01-31'],
    ['a time', '12:30'],
    ['a percentage', '5%'],
    ['money', '$3'],
    ['a negative number of accountants', '(5)'],
    ['a boolean', 'TRUE'],
    ['a boolean in small letters', 'false'],
    ['a boolean of German Excel', 'Wahr'],
    ['a boolean behind a space', 'TRUE '],
    ['an error', '#N/A'],
    ['a full-width formula', '＝1+1'],
    ['full-width digits', '１２'],
    ['digits of another script', '٣'],
    ['an id that ends in digits', 'Mar 2026'],
    ['a month, which is a name', 'May'],
    ['a month behind a space', 'June '],
    ['an emoji', '🏠'],
  ])('%s: %j', (_, text) => {
    expect(guardedText(text)).toBe(`'${text}`);
  });
});

describe('a text that is sure to stay as it is stays bare', () => {
  it.each(['Ann', 'Archer-Lopez', "O'Brien", 'Harbor House (PH)', 'Нина', 'José', 'Truett', 'Yes', 'Maya Ray'])(
    '%s',
    (text) => {
      expect(guardedText(text)).toBe(text);
    },
  );
});

describe('a text of the length of a cell', () => {
  it.each([
    [CELL_LENGTH - 2, 'a'.repeat(CELL_LENGTH - 2)],
    [CELL_LENGTH - 1, 'a'.repeat(CELL_LENGTH - 1)],
    [CELL_LENGTH, `${'a'.repeat(CELL_LENGTH - 2)}…`],
  ])('%i units', (length, expected) => {
    expect(guardedText('a'.repeat(length))).toBe(expected);
  });

  it('is never cut through an emoji, and no half of one goes to Excel', () => {
    const cut = guardedText(`${'a'.repeat(CELL_LENGTH - 3)}🏠🏠`);
    expect(cut.isWellFormed()).toBe(true);
    expect(cut.length).toBeLessThanOrEqual(CELL_LENGTH);
    expect(guardedText('a\ud83c')).toBe('a\ufffd');
  });
});

describe("Excel's number of a day", () => {
  it.each([
    ['1900-02-28', undefined],
    ['1900-03-01', 61],
    ['1900-03-02', 62],
    ['1969-12-31', 25_568],
    ['1970-01-01', 25_569],
    ['2024-02-29', 45_351],
    ['2026-11-22', 46_348],
  ])('%s', (date, serial) => {
    expect(excelSerial(calendarDate(date))).toBe(serial);
  });
});

describe('a cell as Excel is given it', () => {
  it.each([
    ['a blank is an empty text, never null', 'text', null, BLANK],
    ['an empty text is blank', 'text', '', BLANK],
    ['a blank date is blank', 'date', null, BLANK],
    ['a number stays one', 'number', 12, 12],
    ['zero is not blank', 'number', 0, 0],
    ['what is no number is blank', 'number', Number.NaN, BLANK],
    ['a date becomes a serial number', 'date', '2026-01-31', 46_053],
    ['a date before Excel knows any is text', 'date', '1899-05-01', "'1899-05-01"],
    ['a date that does not exist is text', 'date', '2026-02-30', "'2026-02-30"],
    ['a text that looks like a date stays text', 'text', '2026-01-31', "'2026-01-31"],
  ] as const)('%s', (_, type, cell, expected) => {
    expect(cellInput({ type }, cell)).toBe(expected);
  });
});

/** What Excel makes of digits, signs, words and their mixtures, and of any other text. */
const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          "'",
          '"',
          '#',
          '$',
          '%',
          '(',
          ')',
          ',',
          '.',
          '/',
          ':',
          ' ',
          '\t',
          '\n',
          'E',
          'e',
        ),
        fc.constantFrom('TRUE', 'false', 'May', 'jan', 'December', 'AM', 'pm', '#N/A', '#REF!', 'SUM(A1)', 'A1', 'x'),
        fc.integer({ min: -10, max: 100_000 }).map(String),
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);

describe('any text that is guarded', () => {
  it('is in the cell what it was, whatever Excel would make of it', () => {
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        const { cell, numberFormat } = typed(guardedText(text));
        const kept = typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : (cell ?? '');
        expect(kept).toBe(text.toWellFormed());
        expect(numberFormat).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('would often be something else without the guard', () => {
    const changed = fc.sample(ANY_TEXT, { numRuns: 500, seed: 1 }).filter((text) => {
      try {
        return typed(text).cell !== text;
      } catch {
        return true;
      }
    });
    expect(changed.length).toBeGreaterThan(50);
  });
});
