import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../addin/excel/open-workbook.ts';
import { printLook } from '../../../addin/excel/print-look.ts';
import { startExcel } from '../../../infra/local/workbook/excel-in-node.ts';
import { plainRows, sheetRun } from './sheet-run.ts';

describe('how a list is printed', () => {
  // A letter page on its side has 691 points between its margins.
  it.each([
    ['that fits at half its size', 1382, undefined],
    ['that is a point wider', 1383, 2],
    ['of sixty columns', 6000, 5],
  ])('%s: so many pages side by side', (_, points, wide) => {
    expect(printLook('List', ['HouseholdID', 'PersonalID'], true, [points])).toEqual({
      title: 'List',
      warning: 'Contains client data',
      // With the column that says whose a row is on each.
      ...(wide && { wide, column: 1 }),
    });
  });

  it.each([
    ['nothing where no column is of a person', ['ProjectID'], false, ''],
    ['that client data is there', ['PersonalID'], true, 'Contains client data'],
    ['that names are, too', ['PersonalID'], false, 'Contains client data with names'],
  ])('says in its footer %s', (_, keys, piiHidden, warning) => {
    expect(printLook('List', keys, piiHidden, [100]).warning).toBe(warning);
  });
});

describe('a report in a new sheet', () => {
  /** Two requests that read, one that begins, one chunk, one that ends: then it is whole, and set up for print. */
  const PRINT = 5;

  async function put(title: string, fails: boolean) {
    const excel = startExcel();
    const uninstall = excel.install();
    if (fails) excel.failRequest(PRINT, { code: 'GeneralException', when: 'before' });
    await (await openWorkbook()).put(sheetRun(plainRows(2), { title }), {});
    uninstall();
    return { book: excel.book, requests: excel.requests.length };
  }

  it('is set up for print, and so is what says of it how it was counted', async () => {
    const { book } = await put('R&D Clients', false);
    const [list, about] = ['R&D Clients', 'About these reports'].map((name) =>
      book.sheets.find((sheet) => sheet.name === name),
    );
    expect(list?.pageLayout).toMatchObject({
      orientation: 'Landscape',
      titleRows: '1:1',
      zoom: { kind: 'pages', wide: 1 },
      footer: '&LR&&D Clients&RPage &P of &N',
    });
    expect(about?.pageLayout).toMatchObject({ orientation: 'Landscape', titleRows: undefined });
  });

  it('is there all the same where no printer is installed', async () => {
    const { book, requests } = await put('Clients', true);
    expect(requests).toBe(PRINT + 1);
    const list = book.sheets.find((sheet) => sheet.name === 'Clients');
    expect(list?.tables).toHaveLength(1);
    expect(list?.pageLayout.orientation).toBe('Portrait');
  });
});
