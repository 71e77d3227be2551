import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmount, parseCode, parseDate } from '../../../functions/importer/fields.ts';
import { fromDayNumber } from '../../../shared/dates.ts';

describe('a date', () => {
  test.each([
    ['as HUD writes it', '2026-01-31', '2026-01-31'],
    ['with a time', '2026-01-31 08:15:00', '2026-01-31'],
    ['with a time as ISO 8601 has it', '2026-01-31T08:15:00Z', '2026-01-31'],
    ['between spaces', '  2026-01-31 ', '2026-01-31'],
    ['month first with a year of two digits', '01-31-26', '2026-01-31'],
    ['month first with slashes', '01/31/2026', '2026-01-31'],
    ['month first without zeros', '1/5/2026', '2026-01-05'],
    ['month first with a time', '1/5/26 7:30', '2026-01-05'],
    ['on a leap day', '02/29/2024', '2024-02-29'],
  ])('%s is read', (_, text, date) => {
    expect(parseDate(text, 2026)).toBe(date);
  });

  test.each([
    ['the last year there can be', '03-11-26', '2026-03-11'],
    ['the year after it: a hundred years before', '03-11-27', '1927-03-11'],
    ['the turn of the century', '03-11-00', '2000-03-11'],
    ['the year before it', '12-31-99', '1999-12-31'],
  ])('of two digits in %s is %s', (_, text, date) => {
    expect(parseDate(text, 2026)).toBe(date);
  });

  test.each(['2026-02-30', '31/01/2026', '2026-13-01', '02/29/2023', '20260131', 'today', '2026-1-5', '0026-01-01'])(
    '%s is none',
    (text) => {
      expect(parseDate(text, 2026)).toBeUndefined();
    },
  );

  test.each(['', '   '])('left blank (%j) is blank', (text) => {
    expect(parseDate(text, 2026)).toBeNull();
  });

  test('in any of the ways exports write it is the same day', () => {
    const day = fc.integer({ min: -20_000, max: 20_480 }).map(fromDayNumber);
    fc.assert(
      fc.property(day, (iso) => {
        const [year = '', month = '', date = ''] = iso.split('-');
        const ways = [iso, `${iso} 23:59:59`, `${month}/${date}/${year}`, `${Number(month)}-${Number(date)}-${year}`];
        expect(ways.map((text) => parseDate(text, 2026))).toEqual(ways.map(() => iso));
      }),
    );
  });
});

describe('a list code', () => {
  test.each([
    ['1', 1],
    ['0', 0],
    ['1.0', 1],
    ['99.00', 99],
    [' 13 ', 13],
    ['007', 7],
    ['4711', 4711],
  ])('%j is %i, whether HUD knows it or not', (text, code) => {
    expect(parseCode(text)).toBe(code);
  });

  test.each(['1.5', '-1', 'Yes', '1,0', '0x10', '1e3', '1234567890', '１'])('%j is no whole number', (text) => {
    expect(parseCode(text)).toBeUndefined();
  });

  test.each(['', '  '])('left blank (%j) is blank, not 0', (text) => {
    expect(parseCode(text)).toBeNull();
  });
});

describe('an amount', () => {
  test.each([
    ['', null],
    ['  ', null],
    ['0', 0],
    ['1200', 1200],
    ['1200.50', 1200.5],
    ['1,200.505', 1200.51],
    ['$30', 30],
    ['-5', -5],
    ['12 USD', undefined],
    ['1e5', undefined],
    ['.', undefined],
  ])('%j is %j', (text, amount) => expect(parseAmount(text)).toBe(amount));
});
