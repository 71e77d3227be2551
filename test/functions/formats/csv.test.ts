import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvChunks } from '../../../functions/formats/csv.ts';
import type { AnswerColumn, Cell, ColumnType } from '../../../shared/column.ts';
import { guarded } from '../../../shared/csv.ts';

function column(key: string, type: ColumnType): AnswerColumn {
  return { key, header: key, type, pii: false };
}

function csvOf(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): string {
  return [...csvChunks({ columns, rows })].join('');
}

const COLUMNS = [column('LastName', 'text'), column('EntryDate', 'date'), column('DaysLeft', 'number')];

describe('a CSV file', () => {
  it('begins with a byte order mark and its headers, and ends its lines as RFC 4180 wants', () => {
    expect(csvOf(COLUMNS, [['Ellis', '2025-01-31', 12]])).toBe(
      '\ufeffLastName,EntryDate,DaysLeft\r\nEllis,2025-01-31,12\r\n',
    );
  });

  it('has nothing between its commas for a blank', () => {
    expect(csvOf(COLUMNS, [[null, null, null]])).toContain('\r\n,,\r\n');
  });

  it('holds numbers and dates bare, negative ones too', () => {
    expect(csvOf(COLUMNS, [[null, '2025-01-31', -12.5]])).toContain('\r\n,2025-01-31,-12.5\r\n');
  });

  it('guards a text in a column of dates or numbers like any other', () => {
    expect(csvOf(COLUMNS, [[null, '=1+1', '-1']])).toContain("\r\n,'=1+1,'-1\r\n");
  });

  it.each([
    ['O"Neil, Jr.', '"O""Neil, Jr."'],
    ['two\nlines', '"two\nlines"'],
    ['a;b', '"a;b"'],
    [' padded ', '" padded "'],
    ['plain', 'plain'],
  ])('quotes %j as %s', (text, field) => {
    expect(csvOf([column('Notes', 'text')], [[text]])).toBe(`\ufeffNotes\r\n${field}\r\n`);
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '－1'])('guards %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  it('guards a formula that begins behind the list separator of another locale', () => {
    expect(guarded('x;=1+1;y')).toBe("x;'=1+1;y");
    expect(guarded('x;"=1+1')).toBe(`x;"'=1+1`);
    expect(guarded('x\n@SUM(A1)')).toBe("x\n'@SUM(A1)");
    const text = csvOf([column('PersonalID', 'text'), column('LastName', 'text')], [['P1', 'x;=1+1;y']]);
    const cells: string[][] = parse(text, { bom: true, delimiter: ';', relax_quotes: true, relax_column_count: true });
    expect(cells.flat()).not.toContain('=1+1');
  });

  it.each(['Ellis', "O'Neil", '1-3 days', '< 0 days', '***-**-1234', '', ' =1'])('leaves %j as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });

  it('gives every text back to a reader, guarded where it could be a formula', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(...'=+-@\t\r\n",; \u0000ä😀'), fc.string({ minLength: 1, maxLength: 1 })),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const csv = csvOf([column('A', 'text'), column('B', 'text')], rows);
        const read: string[][] = parse(csv, { bom: true, record_delimiter: '\r\n' });
        expect(read.slice(1)).toEqual(rows.map((row) => row.map(guarded)));
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
