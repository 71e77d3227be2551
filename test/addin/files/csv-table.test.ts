import { describe, expect, it } from 'vitest';
import { csvTable } from '../../../addin/files/csv-table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a CSV file as a table', () => {
  it('keeps dates as dates, numbers as numbers, ids as texts and blanks blank', () => {
    const { columns, rows } = csvTable(
      bytes('\ufeffPersonalID,EntryDate,Days,Name\r\n007,2025-01-31,12,Bea\r\n8,,,\r\n'),
    );
    expect(columns.map(({ header, type }) => [header, type])).toEqual([
      ['PersonalID', 'text'],
      ['EntryDate', 'date'],
      ['Days', 'number'],
      ['Name', 'text'],
    ]);
    expect(rows).toEqual([
      ['007', '2025-01-31', 12, 'Bea'],
      ['8', null, null, null],
    ]);
  });

  it.each([
    ['1/31/2025', '2025-01-31'],
    ['01/31/2025', '2025-01-31'],
    ['2025-01-31 10:00:00', '2025-01-31'],
    ['1/31/2025 4:05', '2025-01-31'],
  ])('takes %s for %s', (text, date) => {
    expect(csvTable(bytes(`D\r\n${text}\r\n`)).rows).toEqual([[date]]);
  });

  it.each(['2/30/2025', '2025-13-01', 'May 3', '2025-01-31x', '2025-01-31 and more'])('leaves %s a text', (text) => {
    expect(csvTable(bytes(`D\r\n${text}\r\n`))).toMatchObject({ columns: [{ type: 'text' }], rows: [[text]] });
  });

  it('takes off the guard that our own files put in front of a formula', () => {
    expect(csvTable(bytes("Name\r\n'=HYPERLINK(1)\r\n'Til\r\n")).rows).toEqual([['=HYPERLINK(1)'], ["'Til"]]);
  });

  it('reads Windows’ letters where the file is no UTF-8', () => {
    expect(csvTable(new Uint8Array([0x4e, 0x0a, 0x5a, 0x6f, 0xeb, 0x0a])).rows).toEqual([['Zoë']]);
  });

  it('of which a line ends early is filled up with blanks', () => {
    expect(csvTable(bytes('A,B\r\nx\r\n')).rows).toEqual([['x', null]]);
  });

  it.each([
    ['', 'This file has no header line.'],
    [',,\r\n1,2,3\r\n', 'This file has no header line.'],
    ['A\r\n"Qzjv', 'This is not a CSV file, or it is damaged.'],
    ['A\r\nQzjv,2\r\n', 'This is not a CSV file, or it is damaged.'],
  ])('%j is refused', (text, message) => {
    expect(() => csvTable(bytes(text))).toThrow(message);
  });
});
