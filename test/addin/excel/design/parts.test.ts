import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partKey, partOf } from '../../../../addin/excel/design/parts.ts';
import { openWorkbook } from '../../../../addin/excel/open-workbook.ts';
import { readRegistry } from '../../../../addin/excel/registry.ts';
import type { ReportWorkbook, SheetRun } from '../../../../addin/excel/report-workbook.ts';
import { type RunningExcel, startExcel } from '../../../../infra/local/workbook/excel-in-node.ts';
import { column, plainRows, sheetRun } from '../sheet-run.ts';

const TOTALS = [column('Level', 'text'), column('ProjectName', 'text'), column('Clients', 'number')];
const withTotals = (clients: number, hidePii = true): SheetRun => {
  const run = sheetRun(plainRows(2), { title: 'Clients in Programs', hidePii });
  const rows = [
    ['Program', 'Harbor House', clients],
    ['Total', null, clients],
  ];
  return { ...run, result: { ...run.result, summary: { columns: TOTALS, rows } } };
};

let excel: RunningExcel;
let uninstall: () => void;
let workbook: ReportWorkbook;
beforeEach(async () => {
  excel = startExcel();
  uninstall = excel.install();
  workbook = await openWorkbook();
});
afterEach(() => uninstall());

const sheets = () => excel.book.sheets.map(({ name }) => name);
const registry = () => [...excel.book.xmlParts.values()].flatMap(({ xml }) => readRegistry(xml));

describe('a report with totals', () => {
  it('has them in a table on a sheet beside the list, which is in front', async () => {
    await workbook.put(withTotals(7), {});
    expect(sheets()).toEqual(expect.arrayContaining(['Clients in Programs', 'Clients in Programs totals']));
    expect(excel.book.activeSheet.name).toBe('Clients in Programs');
    const totals = excel.book.sheets.find(({ name }) => name === 'Clients in Programs totals');
    expect(totals?.tables).toMatchObject([{ name: 'ActiveClientsTotals', area: { rows: 3, columns: 3 } }]);
    expect(await workbook.reportSheets()).toMatchObject([
      { title: 'Clients in Programs' },
      { title: 'Clients in Programs totals', part: 'totals', rows: 2 },
    ]);
  });

  it('is refreshed sheet by sheet, and what was written beside a total stays there', async () => {
    await workbook.put(withTotals(7), {});
    const [, totals] = await workbook.reportSheets();
    const run = partOf(withTotals(9), 'totals');
    if (!totals || !run) throw new Error('There are totals.');
    const keeper = await workbook.keeper();
    const { proof } = await keeper.refresh(totals.id, run, partKey(run.result.columns), {});
    expect(proof).toMatchObject({ before: 2, after: 2, added: 0, gone: 0, changed: 2 });
  });

  it('is not left without them: where they cannot be put, the list is taken back', async () => {
    const stop = new AbortController();
    const put = workbook.put(withTotals(7), {
      signal: stop.signal,
      // The list is whole; its totals are still to come.
      onProgress: (rows) => rows === 2 && queueMicrotask(() => stop.abort(new Error('stopped'))),
    });
    await expect(put).rejects.toThrow('stopped');
    expect(sheets().filter((name) => name.startsWith('Clients'))).toEqual([]);
    expect(registry()).toEqual([]);
  });
});

it('totals say again what the list warns of, and no other note', () => {
  const run = withTotals(7);
  const warned = { ...run, result: { ...run.result, notes: ['Warning: too early.', 'Rows: some.'] } };
  expect(partOf(warned, 'totals')?.result.notes).toEqual([expect.stringContaining('Totals of'), 'Warning: too early.']);
});

it('totals hold no names, whatever the list shows', () => {
  expect(partOf(withTotals(7, false), 'totals')?.result.params).toMatchObject({ hidePii: true, projects: ['P1'] });
});

it('a report without totals has no such sheet', async () => {
  await workbook.put(sheetRun(plainRows(2)), {});
  expect(sheets()).not.toContain('Active Client List totals');
});
