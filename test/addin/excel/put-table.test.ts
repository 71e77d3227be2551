import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_DATA_PROPERTY } from '../../../addin/excel/client-data-mark.ts';
import { type PlainTable, putTable } from '../../../addin/excel/put-table.ts';
import { annualTable } from '../../../addin/files/annual-table.ts';
import { csvTable } from '../../../addin/files/csv-table.ts';
import { type RunningExcel, startExcel } from '../../../infra/local/workbook/excel-in-node.ts';

let excel: RunningExcel;
let uninstall: () => void;
beforeEach(() => {
  excel = startExcel();
  uninstall = excel.install();
});
afterEach(() => uninstall());

const CSV = [
  'PersonalID,LastName,EntryDate,Required Annual,AnnualAssessmentDate',
  "007,'=1+1,2025-01-31,Yes,2026-01-15",
  'P2,Till,2025-02-01,Yes,',
  'P3,Ng,2025-02-02,No,',
].join('\r\n');

function table(): PlainTable & { missing: number | undefined } {
  const { columns, rows, required, missing } = annualTable(csvTable(new TextEncoder().encode(CSV)), 'Missing Annual');
  return { title: 'Detail', columns, rows, filter: required, missing };
}

function cells(name: string) {
  const sheet = excel.book.sheets.find((each) => each.name === name);
  return Array.from(sheet?.cells ?? [], (row) =>
    Array.from(row ?? [], (cell) => (typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : (cell ?? null))),
  );
}

describe('a file put into the workbook', () => {
  it('is a table with text as text, dates as dates and each missing annual assessment marked', async () => {
    const { missing, ...plain } = table();
    expect(missing).toBe(1);
    expect(await putTable(plain, {})).toEqual({ sheet: 'Detail', rows: 3 });
    expect(cells('Detail')).toEqual([
      ['PersonalID', 'LastName', 'EntryDate', 'Required Annual', 'AnnualAssessmentDate', 'Missing Annual'],
      ['007', '=1+1', 45_688, 'Yes', 46_037, null],
      ['P2', 'Till', 45_689, 'Yes', null, 'Yes'],
      ['P3', 'Ng', 45_690, 'No', null, null],
    ]);
    expect(excel.book.activeSheet.tables).toMatchObject([{ area: { row: 0, column: 0, rows: 4, columns: 6 } }]);
    expect(excel.book.activeSheet.frozen.rows).toBe(1);
  });

  it('shows the rows with Required Annual = Yes', async () => {
    await putTable(table(), {});
    const [put] = excel.book.activeSheet.tables;
    const filters = [...(put?.filters ?? [])];
    expect(filters).toHaveLength(1);
    expect(JSON.stringify(filters)).toContain('"Yes"');
  });

  it('carries the mark of client data, so that it is found again', async () => {
    await putTable(table(), {});
    expect(JSON.stringify([...excel.book.activeSheet.properties])).toContain(CLIENT_DATA_PROPERTY);
  });

  it('of one name twice stands on two sheets', async () => {
    await putTable(table(), {});
    expect((await putTable(table(), {})).sheet).toBe('Detail 2');
  });

  it('that is cancelled leaves the workbook as it was', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(putTable(table(), { signal: stop.signal })).rejects.toThrow('stopped');
    expect(excel.book.sheets.map(({ name }) => name)).not.toContain('Detail');
  });
});

describe('a file without Required Annual', () => {
  it('has no column more and no filter', () => {
    const plain = csvTable(new TextEncoder().encode('A,B\r\n1,2\r\n'));
    expect(annualTable(plain, 'Missing Annual')).toMatchObject({ required: undefined, missing: undefined });
    expect(annualTable(plain, 'Missing Annual').columns).toHaveLength(2);
  });

  it('by its header or as column AU marks nothing where it has no dates', () => {
    const plain = csvTable(new TextEncoder().encode('Required Annual\r\nY\r\nN\r\n1\r\n'));
    expect(annualTable(plain, 'Missing Annual')).toMatchObject({
      required: { column: 0, values: ['Y', '1'] },
      missing: undefined,
    });
  });
});
