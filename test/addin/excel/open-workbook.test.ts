import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../addin/excel/open-workbook.ts';
import { readRegistry } from '../../../addin/excel/registry.ts';
import type { ReportWorkbook } from '../../../addin/excel/report-workbook.ts';
import type { Book, Cell as BookCell } from '../../../infra/local/workbook/book.ts';
import { type RunningExcel, startExcel } from '../../../infra/local/workbook/excel-in-node.ts';
import { column, plainRows, sheetRun } from './sheet-run.ts';

let excel: RunningExcel;
let uninstall: () => void;
let workbook: ReportWorkbook;
beforeEach(async () => {
  excel = startExcel();
  uninstall = excel.install();
  workbook = await openWorkbook();
});
afterEach(() => uninstall());

const names = (book: Book) => book.sheets.map(({ name }) => name);
const registry = (book: Book) => [...book.xmlParts.values()].flatMap(({ xml }) => readRegistry(xml));

/** Cells as they are in the workbook: texts as they show, formulas and errors as objects. */
function cells(name: string): (string | number | boolean | null | BookCell)[][] {
  const sheet = excel.book.sheets.find((each) => each.name === name);
  return Array.from(sheet?.cells ?? [], (row) =>
    Array.from(row ?? [], (cell) => {
      if (typeof cell === 'object' && cell.kind === 'quoted') return cell.text;
      return cell ?? null;
    }),
  );
}

describe('a run put into the workbook', () => {
  it('stands on a sheet of its own, cell by cell', async () => {
    const answer = await workbook.put(
      sheetRun([
        ['007', '=1+1', '2026-01-31', 3],
        ['E2', null, null, 0],
      ]),
      {},
    );
    expect(answer).toMatchObject({ sheet: 'Active Client List', table: 'ActiveClients', rows: 2 });
    expect(cells('Active Client List')).toEqual([
      ['EnrollmentID', 'LastName', 'EntryDate', 'DaysInProject'],
      ['007', '=1+1', 46_053, 3],
      ['E2', null, null, 0],
    ]);
    expect(excel.book.activeSheet.name).toBe('Active Client List');
  });

  it('is one table with dates that show as dates, below a frozen header', async () => {
    await workbook.put(sheetRun(plainRows(3)), {});
    const sheet = excel.book.activeSheet;
    expect(sheet.tables).toMatchObject([{ name: 'ActiveClients', area: { row: 0, column: 0, rows: 4, columns: 4 } }]);
    expect(sheet.frozen.rows).toBe(1);
    expect(sheet.formats).toContainEqual(
      expect.objectContaining({ row: 1, column: 2, rows: 3, columns: 1, format: { numberFormat: 'yyyy-mm-dd' } }),
    );
  });

  it('of nobody is a table with one blank row', async () => {
    await workbook.put(sheetRun([]), {});
    expect(excel.book.activeSheet.tables).toMatchObject([{ area: { rows: 2, columns: 4 } }]);
  });

  it('is found again by what the workbook keeps of it, renamed and moved', async () => {
    const { id } = await workbook.put(sheetRun(plainRows(3)), {});
    excel.book.activeSheet.name = 'My list';
    expect(await workbook.reportSheets()).toEqual([
      {
        id,
        report: 'active-clients',
        tracker: false,
        title: 'Active Client List',
        params: { hidePii: true, projects: ['P1'] },
        state: 'whole',
        sheet: 'My list',
        rows: 3,
        at: '2026-11-22T21:03:00.000Z',
        exportDate: '2026-10-01',
        piiHidden: true,
      },
    ]);
  });

  it('is forgotten once its sheet is deleted', async () => {
    const { id } = await workbook.put(sheetRun(plainRows(3)), {});
    await workbook.put(sheetRun(plainRows(1)), {});
    excel.book.sheets.splice(
      excel.book.sheets.findIndex(({ name }) => name === 'Active Client List'),
      1,
    );
    expect((await workbook.reportSheets()).map(({ sheet }) => sheet)).toEqual(['Active Client List 2']);
    await workbook.put(sheetRun([]), {});
    expect(registry(excel.book).map((entry) => entry.id)).not.toContain(id);
    await expect(workbook.show(id)).rejects.toMatchObject({ code: 'SheetGone' });
  });

  it('is brought to the front', async () => {
    const { id } = await workbook.put(sheetRun([]), {});
    await workbook.put(sheetRun([]), {});
    await workbook.show(id);
    expect(excel.book.activeSheet.name).toBe('Active Client List');
  });

  it('gets one block after the other on the sheet about the reports', async () => {
    await workbook.put(sheetRun(plainRows(1), { notes: ['One.'] }), {});
    await workbook.put(sheetRun(plainRows(2), { notes: ['Two.'] }), {});
    const about = cells('About these reports');
    expect(about.map(([label, text]) => (label === 'Sheet' ? text : null)).filter(Boolean)).toEqual([
      'Active Client List',
      'Active Client List 2',
    ]);
    expect(about.flat()).toEqual(expect.arrayContaining(['One.', 'Two.']));
  });

  it('leaves a table of somebody else’s name alone', async () => {
    excel.book.names.set('activeclients', '=Sheet1!$A$1');
    expect(await workbook.put(sheetRun([]), {})).toMatchObject({ table: 'ActiveClients2' });
  });
});

describe('the size of requests', () => {
  it('is at most 2 MB, and their number at most bytes / 2 MB + 6', async () => {
    const wide = Array.from({ length: 37 }, (_, i) => column(`Column${i}`, 'text'));
    const rows = Array.from({ length: 12_000 }, (_, n) => wide.map((_, i) => `Value ${n * i} of a cell`));
    await workbook.put(sheetRun(rows, { columns: wide }), {});
    const bytes = excel.requests.reduce((sum, request) => sum + request.bytes, 0);
    expect(bytes).toBeGreaterThan(10_000_000);
    for (const request of excel.requests) expect(request.bytes).toBeLessThanOrEqual(2_097_152);
    expect(excel.requests.length).toBeLessThanOrEqual(bytes / 2_000_000 + 6);
  });

  it('is halved where Excel refuses one as too large, and every row arrives', async () => {
    excel.failRequest(3, { code: 'RequestPayloadSizeLimitExceeded', when: 'before' });
    excel.failRequest(4, { code: 'RequestPayloadSizeLimitExceeded', when: 'before' });
    await workbook.put(sheetRun(plainRows(101)), {});
    expect(cells('Active Client List').slice(1)).toEqual(plainRows(101).map(([id, , , n]) => [id, null, 46_053, n]));
  });

  it('tells after each chunk how many rows are in the sheet', async () => {
    const told: number[] = [];
    await workbook.put(sheetRun(plainRows(90_000)), { onProgress: (rows) => told.push(rows) });
    expect(told.at(-1)).toBe(90_000);
    expect(told.length).toBeGreaterThan(3);
    expect(told.toSorted((a, b) => a - b)).toEqual(told);
  });
});

/** Requests of a put: two that read, one that begins, one chunk, one that ends. */
const REQUESTS = 5;

describe.each(Array.from({ length: REQUESTS }, (_, index) => index))('when request %i of a put fails', (index) => {
  it.each(['before', 'after'] as const)('%s it took effect, the workbook is as it was', async (when) => {
    excel.failRequest(index, { code: 'GeneralException', when });
    await expect(workbook.put(sheetRun(plainRows(10)), {})).rejects.toMatchObject({
      name: 'WorkbookError',
      code: 'Failed',
      officeCode: 'GeneralException',
    });
    expect(names(excel.book)).toEqual(
      index === REQUESTS - 1 && when === 'after' ? ['Sheet1', 'About these reports'] : ['Sheet1'],
    );
    expect(registry(excel.book)).toEqual([]);
    // And the next one works.
    await workbook.put(sheetRun(plainRows(10)), {});
    expect(await workbook.reportSheets()).toHaveLength(1);
  });
});

describe('a put that is cancelled', () => {
  it('before it began touches nothing', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(workbook.put(sheetRun(plainRows(10)), { signal: stop.signal })).rejects.toThrow('enough');
    expect(excel.requests).toHaveLength(0);
  });

  it.each([0, 1, 2, 3, 4])('at request %i leaves the workbook as it was', async (index) => {
    const stop = new AbortController();
    excel.beforeRequest(index, () => stop.abort(new Error('enough')));
    const put = workbook.put(sheetRun(plainRows(10)), { signal: stop.signal });
    if (index === REQUESTS - 1) {
      // The last request was on its way: the sheet is whole, and stays.
      await put;
      return expect(names(excel.book)).toContain('Active Client List');
    }
    await expect(put).rejects.toThrow('enough');
    expect(names(excel.book)).toEqual(['Sheet1']);
    expect(registry(excel.book)).toEqual([]);
  });
});

describe('what a person does at the same time', () => {
  it('typing in a cell from the start is refused with what to do, and nothing is touched', async () => {
    excel.book.editing = true;
    await expect(workbook.put(sheetRun(plainRows(10)), {})).rejects.toMatchObject({ code: 'CellEdit' });
    excel.book.editing = false;
    expect(names(excel.book)).toEqual(['Sheet1']);
  });

  it('beginning to type half way takes the sheet back as soon as the cell is left', async () => {
    excel.beforeRequest(3, (book) => {
      book.editing = true;
      setTimeout(() => {
        book.editing = false;
      }, 500);
    });
    await expect(workbook.put(sheetRun(plainRows(10)), {})).rejects.toMatchObject({ code: 'CellEdit' });
    expect(names(excel.book)).toEqual(['Sheet1']);
    expect(registry(excel.book)).toEqual([]);
  });

  it('typing on and on is told as an unfinished sheet, which a run half an hour later removes', async () => {
    excel.beforeRequest(3, (book) => {
      book.editing = true;
    });
    await expect(workbook.put(sheetRun(plainRows(10)), {})).rejects.toMatchObject({ code: 'Unfinished' });
    excel.book.editing = false;
    expect(registry(excel.book).map(({ state }) => state)).toEqual(['writing']);
    expect(await workbook.reportSheets()).toEqual([]);

    // Somebody may be writing it at this moment.
    await workbook.put(sheetRun(plainRows(1), { at: new Date('2026-11-22T21:32:59Z') }), {});
    expect(registry(excel.book).map(({ state }) => state)).toEqual(['writing', 'whole']);
    await workbook.put(sheetRun(plainRows(1), { at: new Date('2026-11-22T21:33:01Z') }), {});
    expect(registry(excel.book).map(({ state }) => state)).toEqual(['whole', 'whole']);
    expect(cells('Active Client List')).toHaveLength(2);
  });

  it('naming a sheet of their own as ours would be keeps theirs, with all that is in it', async () => {
    excel.beforeRequest(2, (book) => {
      const [sheet] = book.sheets;
      if (sheet) sheet.name = 'Active Client List';
    });
    await expect(workbook.put(sheetRun(plainRows(10)), {})).rejects.toMatchObject({ code: 'Failed' });
    expect(names(excel.book)).toEqual(['Active Client List']);
  });

  it('protecting the workbook is refused with how to take it off', async () => {
    excel.book.structureProtected = true;
    await expect(workbook.put(sheetRun(plainRows(10)), {})).rejects.toMatchObject({ code: 'Protected' });
    expect(registry(excel.book)).toEqual([]);
  });
});

describe('an Excel that cannot be used', () => {
  it.each(['1.1', '1.12'])('is told where it has ExcelApi %s', async (excelApi) => {
    const old = startExcel({ excelApi }).install();
    await expect(openWorkbook()).rejects.toMatchObject({ code: 'TooOld' });
    old();
  });

  it('is taken from ExcelApi 1.13 on', async () => {
    const enough = startExcel({ excelApi: '1.13' }).install();
    await expect(openWorkbook()).resolves.toBeDefined();
    enough();
  });

  it('is a sheet too short for the rows', async () => {
    // Only its length is looked at: so many real rows would fill the memory of a test.
    const endless = { length: 1_048_576 } as unknown as readonly (readonly string[])[];
    const run = sheetRun([]);
    await expect(workbook.put({ ...run, result: { ...run.result, rows: endless } }, {})).rejects.toMatchObject({
      code: 'TooManyRows',
    });
    expect(excel.requests).toHaveLength(0);
  });
});
