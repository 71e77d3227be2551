import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readCsv, readCsvHeader } from '../../../functions/importer/csv.ts';
import { ImportReport } from '../../../functions/importer/report.ts';
import { refusal } from './reading.ts';

const NEEDED = ['PersonalID', 'LastName'];
const SPECIFIED = ['PersonalID', 'FirstName', 'LastName', 'HOHLeaseholder', 'TCellCount', 'WorkplaceViolenceThreats'];
const HEADER = 'PersonalID,LastName';

/** Rows as `line: PersonalID/LastName`, and what was said of the others. `chunk` bytes come at a time. */
async function read(text: string | Buffer, { chunk = 1_000, specified = SPECIFIED } = {}) {
  const report = new ImportReport();
  const rows: string[] = [];
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  await readCsv(Readable.from(chunks), {
    file: 'Client',
    needed: NEEDED,
    specified,
    report,
    onRow: (row) => rows.push(`${row.line}: ${row.get('PersonalID')}/${row.get('LastName')}`),
  });
  return {
    rows,
    refused: report.refused.map(({ line, reason }) => `${line}: ${reason}`),
    warnings: report.warnings().map(({ field, what, count }) => `${field} ${what} (${count})`),
    report,
  };
}

describe('a file is read the same', () => {
  test.each<[string, string | Buffer]>([
    ['with CRLF', `${HEADER}\r\n1,Archer\r\n2,Bell\r\n`],
    ['with LF', `${HEADER}\n1,Archer\n2,Bell\n`],
    ['without a line end at its end', `${HEADER}\n1,Archer\n2,Bell`],
    ['with a BOM', `\ufeff${HEADER}\r\n1,Archer\r\n2,Bell\r\n`],
    ['with a BOM before a quoted header', `\ufeff"PersonalID","LastName"\r\n1,Archer\r\n2,Bell\r\n`],
    ['in UTF-16, as Excel saves "Unicode text"', Buffer.from(`\ufeff${HEADER}\r\n1,Archer\r\n2,Bell\r\n`, 'utf16le')],
    ['with every field quoted', '"PersonalID","LastName"\r\n"1","Archer"\r\n"2","Bell"\r\n'],
    ['with blank lines at its end', `${HEADER}\n1,Archer\n2,Bell\n\n\n`],
  ])('%s', async (_, text) => {
    const { rows, refused } = await read(text);
    expect({ rows, refused }).toEqual({ rows: ['2: 1/Archer', '3: 2/Bell'], refused: [] });
  });

  test.each([1, 2, 3, 7])('in pieces of %i bytes, letters of several bytes cut in two', async (chunk) => {
    const { rows } = await read(`\ufeff${HEADER}\r\n"1","Müßig, ""Zoë"""\r\n2,李\r\n`, { chunk });
    expect(rows).toEqual(['2: 1/Müßig, "Zoë"', '3: 2/李']);
  });

  test.each([
    ['another order', 'LastName,PersonalID\nArcher,1\n'],
    ['a column that HUD does not know', 'PersonalID,Shoe,LastName\n1,44,Archer\n'],
  ])('with columns in %s', async (_, text) => {
    expect((await read(text)).rows).toEqual(['2: 1/Archer']);
  });
});

describe('quotes', () => {
  test.each(['\n', '\r\n'])('hold a line break (%j), and the rows after it keep their line numbers', async (end) => {
    const { rows, refused } = await read(`${HEADER}${end}1,"Arch${end}er"${end}2,Bell${end}3${end}4,Diaz${end}`);
    expect(rows).toEqual([`2: 1/Arch${end}er`, '4: 2/Bell', '6: 4/Diaz']);
    expect(refused).toEqual(['5: has 1 fields where the header has 2']);
  });

  test('in the middle of a field refuse the row, once, by its line', async () => {
    const { rows, refused } = await read(`${HEADER}\n1,Ar"ch"er\n2,Bell\n`);
    expect({ rows, refused }).toEqual({ rows: ['3: 2/Bell'], refused: ['2: has quotes that do not pair'] });
  });

  test('that are not doubled refuse the row, once, by its line', async () => {
    const { rows, refused } = await read(`${HEADER}\n1,"Ann "Annie" Archer"\n2,Bell\n3,"O"x\n`);
    expect(rows).toEqual(['3: 2/Bell']);
    expect(refused).toEqual(['2: has quotes that do not pair', '4: has quotes that do not pair']);
  });

  test('two such rows in a row are two refused rows', async () => {
    const { rows, refused } = await read(`${HEADER}\n1,Ar"cher\n2,B"ell\n3,Cole\n`);
    expect(rows).toEqual(['4: 3/Cole']);
    expect(refused).toEqual(['2: has quotes that do not pair', '3: has quotes that do not pair']);
  });

  test.each(['\n', '\r\n'])('that are never closed make every line after them a bad one (%j)', async (end) => {
    const more = Array.from({ length: 100 }, (_, i) => `${i},Bell${end}`).join('');
    const { rows, refused, report } = await read(`${HEADER}${end}0,Ames${end}1,"Archer${end}${more}`);
    expect(rows).toEqual(['2: 0/Ames']);
    expect(refused).toEqual(Array.from({ length: 101 }, (_, i) => `${i + 3}: has quotes that do not pair`));
    expect(() => report.assertFewRefused('Client')).toThrow(
      'Client.csv: 101 of 101 rows cannot be used, over 5 %. The first: line 3, row has quotes that do not pair. Export again, or mend the file.',
    );
  });

  test('that are never closed refuse a large file before it fills the memory', async () => {
    const more = Array.from({ length: 200_000 }, (_, i) => `${i},Bell\n`).join('');
    const { code, message } = await refusal(read(`${HEADER}\n1,"Archer\n${more}`, { chunk: 65_536 }));
    expect(code).toBe('ImportRefused');
    expect(message).toContain('a quote is never closed');
  });

  test.each(['\n', '\r\n'])('that are closed many lines on refuse each line between (%j)', async (end) => {
    const more = Array.from({ length: 50 }, (_, i) => `${i},Bell${end}`).join('');
    const { rows, refused } = await read(`${HEADER}${end}1,"Archer${end}${more}2,"Cole"${end}3,Diaz${end}`);
    expect(rows).toEqual(['54: 3/Diaz']);
    expect(refused).toHaveLength(52);
    expect(refused.at(-1)).toBe('53: has quotes that do not pair');
  });

  test('around several rows with too many fields: each line is a refused row', async () => {
    const { rows, refused } = await read(`${HEADER}\n1,"Archer\n2,Bell\n3,Cole",x\n4,Diaz\n`);
    expect(rows).toEqual(['5: 4/Diaz']);
    expect(refused).toEqual([2, 3, 4].map((line) => `${line}: has 3 fields where the header has 2`));
  });
});

describe('a row', () => {
  test.each([
    ['too few', '1', 1],
    ['too many', '1,Archer,x', 3],
    ['one more for a comma too many', '1,Archer,', 3],
  ])('with %s fields is refused by its line, and the others are read', async (_, bad, fields) => {
    const { rows, refused } = await read(`${HEADER}\n0,Ames\n${bad}\n2,Bell\n`);
    expect(rows).toEqual(['2: 0/Ames', '4: 2/Bell']);
    expect(refused).toEqual([`3: has ${fields} fields where the header has 2`]);
  });

  test('without a column that the file leaves out has it blank', async () => {
    const report = new ImportReport();
    const got: string[] = [];
    await readCsv(Readable.from([Buffer.from(`${HEADER}\n1,Archer\n`)]), {
      file: 'Client',
      needed: NEEDED,
      specified: SPECIFIED,
      report,
      onRow: (row) => got.push(row.get('FirstName')),
    });
    expect(got).toEqual(['']);
  });
});

describe('the header', () => {
  test.each([
    ['HoHLeaseholder', 'HOHLeaseholder'],
    ['WorkPlaceViolenceThreats', 'WorkplaceViolenceThreats'],
    ['TcellCount', 'TCellCount'],
    ['"FirstName "', 'FirstName'],
    ['firstname', 'FirstName'],
  ])('%s is taken for %s, with a warning', async (spelled, name) => {
    const { rows, warnings } = await read(`${HEADER},${spelled}\n1,Archer,x\n`, { specified: [...NEEDED, name] });
    expect(rows).toEqual(['2: 1/Archer']);
    expect(warnings).toEqual([`${name} header is spelled differently (1)`]);
  });

  test('a needed one with a space behind it is taken', async () => {
    expect((await read('"PersonalID ",LastName\n1,Archer\n')).rows).toEqual(['2: 1/Archer']);
  });

  test('that lacks a needed field is refused, and names it', async () => {
    const { code, message } = await refusal(read('PersonalID,FirstName\n1,Ann\n'));
    expect({ code, message }).toEqual({
      code: 'ImportRefused',
      message: 'Client.csv lacks the header LastName. Export again with all columns.',
    });
  });

  test('that lacks a field nobody needs is a warning', async () => {
    const { warnings } = await read(`${HEADER}\n1,Archer\n`, { specified: [...NEEDED, 'FirstName'] });
    expect(warnings).toEqual(['FirstName column is missing (1)']);
  });

  test('with a column beside the specification is a warning', async () => {
    const { warnings } = await read(`${HEADER},Shoe\n1,Archer,44\n`, { specified: NEEDED });
    expect(warnings).toEqual(['Shoe column is not in the specification (1)']);
  });

  test.each([
    ['as it is', 'PersonalID,LastName,LastName'],
    ['in another spelling', 'PersonalID,LastName,lastname '],
  ])('with a field twice, %s, is refused: which one counts?', async (_, header) => {
    const { code, message } = await refusal(read(`${header}\n1,Archer,Bell\n`));
    expect({ code, message }).toEqual({ code: 'ImportRefused', message: 'Client.csv has the header LastName twice.' });
  });

  test('with empty columns at its end, as Excel leaves them, is taken', async () => {
    const { rows, warnings } = await read(`${HEADER},,\n1,Archer,,\n`, { specified: NEEDED });
    expect(rows).toEqual(['2: 1/Archer']);
    expect(warnings).toEqual([' column is not in the specification (2)']);
  });

  test.each([
    ['nothing in it', ''],
    ['a BOM in it', '\ufeff'],
    ['line ends in it', '\r\n\r\n'],
  ])('of a file with only %s is refused', async (_, text) => {
    const { code, message } = await refusal(read(text));
    expect({ code, message }).toEqual({ code: 'ImportRefused', message: 'Client.csv is empty: it has no header.' });
  });

  test('alone is a file without rows', async () => {
    expect((await read(HEADER)).rows).toEqual([]);
  });

  test('with quotes that do not pair is refused', async () => {
    const { code, message } = await refusal(read('Personal"ID",LastName\n1,Archer\n'));
    expect({ code, message }).toEqual({
      code: 'ImportRefused',
      message: 'Client.csv does not begin with a readable header.',
    });
  });

  test.each([
    ['', 'p7,Marker,Marker,123456789,,\np8,Marker,Bell,,,\n'],
    [' whose person has the same first and last name', 'p7,Marker,Marker\n'],
  ])('left out is refused without a word of the first row%s', async (_, text) => {
    const report = new ImportReport();
    const reading = { file: 'Client', needed: NEEDED, specified: SPECIFIED, report, onRow: () => undefined } as const;
    const { message } = await refusal(readCsv(Readable.from([Buffer.from(text)]), reading));
    expect(message).toBe('Client.csv lacks the header PersonalID, LastName. Export again with all columns.');
    expect(JSON.stringify(report.warnings())).not.toMatch(/Marker|123456789/);
  });
});

describe('the header alone', () => {
  test('is read as it is spelled', async () => {
    expect(await readCsvHeader(Readable.from([Buffer.from('\ufeff"PersonalID", Sex\r\n1,2\r\n')]), 'Client')).toEqual([
      'PersonalID',
      'Sex',
    ]);
  });

  test('of an empty file is none', async () => {
    expect(await readCsvHeader(Readable.from([]), 'Client')).toEqual([]);
  });

  test('of a file that breaks off is a refusal, not a crash', async () => {
    async function* broken() {
      yield Buffer.from('PersonalID,');
      throw new Error('broken');
    }
    expect((await refusal(readCsvHeader(Readable.from(broken()), 'Client'))).code).toBe('ImportRefused');
  });

  test('of a file that is one endless line is a refusal before it fills the memory', async () => {
    const piece = Buffer.alloc(100_000, 'x');
    let pieces = 0;
    function* endless() {
      for (; pieces < 1_000; pieces++) yield piece;
    }
    expect((await refusal(readCsvHeader(Readable.from(endless()), 'Client'))).code).toBe('ImportRefused');
    expect(pieces).toBeLessThan(100);
  });
});

test('thousands of columns that HUD does not know are not thousands of warnings', async () => {
  const columns = Array.from({ length: 5_000 }, (_, i) => `Shoe${i}`);
  const { warnings, rows } = await read(`${HEADER},${columns}\n1,Archer,${columns.map(() => '')}\n`);
  expect(rows).toEqual(['2: 1/Archer']);
  expect(warnings).toHaveLength(41);
  expect(warnings.at(-1)).toBe(' more odd things, which are not listed (4964)');
});
