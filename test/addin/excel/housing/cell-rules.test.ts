import { afterEach, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../addin/excel/open-workbook.ts';
import { localAddress } from '../../../../infra/local/workbook/address.ts';
import { startExcel } from '../../../../infra/local/workbook/excel-in-node.ts';
import type { AnswerColumn } from '../../../../shared/column.ts';
import { sheetRun } from '../sheet-run.ts';

const COLUMNS = ['EnrollmentID', 'EligibilityVerifiedDate', 'NeedsADAUnit', 'PropertyName', 'Notes', 'Version'].map(
  (key): AnswerColumn => ({
    key,
    header: key,
    type: key.endsWith('Date') ? 'date' : 'text',
    pii: key === 'PropertyName' || key === 'Notes',
  }),
);
const KEY = ['EnrollmentID'];

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function runOf(rows: number, hidePii: boolean, report = 'housing-status') {
  const ids = Array.from({ length: rows }, (_, n) => [`E${n}`, null, null, null, null, null]);
  const run = sheetRun(ids, { columns: COLUMNS, title: 'Housing', hidePii });
  return { ...run, result: { ...run.result, report } };
}

async function put(rows: number, hidePii = false, report = 'housing-status') {
  const excel = startExcel();
  closing.push(excel.install());
  const workbook = await openWorkbook();
  const { id } = await workbook.put(runOf(rows, hidePii, report), {});
  const sheet = excel.book.sheets.find(({ properties }) => properties.get('hmis-sheets') === id);
  const rules = () =>
    Object.fromEntries(
      (sheet?.validations ?? [])
        .map((one) => [localAddress(one), one.validation.rule.kind])
        .sort(([a = ''], [b = '']) => a.localeCompare(b)),
    );
  return { excel, rules, id, keeper: await workbook.keeper() };
}

describe('the tracker’s cells', () => {
  it('take dates, Yes or No, and texts that are not too long; the others take anything', async () => {
    const { rules } = await put(3);
    expect(rules()).toEqual({ 'B2:B4': 'date', 'C2:C4': 'list', 'D2:D4': 'textLength', 'E2:E4': 'textLength' });
  });

  it('take nothing where PII is hidden', async () => {
    const { rules } = await put(3, true);
    expect(rules()).toEqual({ 'B2:B4': 'date', 'C2:C4': 'list', 'D2:D4': 'custom', 'E2:E4': 'custom' });
  });

  it('of another report are nobody’s to check', async () => {
    expect((await put(3, false, 'active-clients')).rules()).toEqual({});
  });

  it.each([
    ['grew', 5, 'B2:B6', 'C2:C6'],
    ['shrank', 1, 'B2', 'C2'],
    ['lost every row', 0, 'B2', 'C2'],
  ])('are checked in the table alone after a refresh by which it %s', async (_, rows, dates, lists) => {
    const { rules, keeper, id } = await put(3);
    await keeper.refresh(id, runOf(rows, false), KEY, {});
    const after = Object.entries(rules());
    expect(after.filter(([, kind]) => kind === 'date')).toEqual([[dates, 'date']]);
    expect(after.filter(([, kind]) => kind === 'list')).toEqual([[lists, 'list']]);
    expect(after).toHaveLength(4);
  });

  it('go with a column that was moved', async () => {
    const { rules, keeper, id, excel } = await put(3);
    await excel.Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Housing');
      sheet.tables.getItemAt(0).columns.add(1, [['Note'], ['a'], ['b'], ['c']]);
      await context.sync();
    });
    await keeper.refresh(id, runOf(3, false), KEY, {});
    expect(rules()).toEqual({ 'C2:C4': 'date', 'D2:D4': 'list', 'E2:E4': 'textLength', 'F2:F4': 'textLength' });
  });

  it('are checked in the one row that is left when client data is removed', async () => {
    const { rules, keeper } = await put(3);
    await keeper.removeData(new Date());
    expect(Object.keys(rules())).toEqual(['B2', 'C2', 'D2', 'E2']);
  });
});
