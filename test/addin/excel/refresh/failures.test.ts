import { afterEach, describe, expect, it } from 'vitest';
import { readRegistry, registryXml } from '../../../../addin/excel/registry.ts';
import type { Cell } from '../../../../shared/column.ts';
import { sheetRun } from '../sheet-run.ts';
import { KEY, NEXT_WEEK, openDesk, picture, type RefreshDesk, registry, shown } from './desk.ts';

const OLD: readonly (readonly Cell[])[] = [
  ['E1', 'Archer', '2026-01-01', 10],
  ['E2', 'Baker', '2026-01-02', 20],
  ['E3', 'Cole', '2026-01-03', 30],
];
const LONGER: readonly (readonly Cell[])[] = [
  ['E4', 'Dane', '2026-01-04', 1],
  ['E3', 'Cole', '2026-01-03', 37],
  ['E5', 'Eliot', '2026-01-05', 2],
  ['E1', 'Archer', '2026-01-01', 17],
];
const MARK = 'Unfinished refresh: press Refresh';

/** Each of them opens a workbook for every request. */
const PATIENCE_MS = 300_000;

const open: RefreshDesk[] = [];
afterEach(() => {
  for (const each of open.splice(0).reverse()) each.close();
});

/** A list with all that can be lost: notes, formulas, a filter, a sort, a painted row, a totals row. */
async function desk(totals: boolean): Promise<RefreshDesk> {
  const made = await openDesk(OLD, { hidePii: false });
  open.push(made);
  await made.user((sheet) => {
    const table = sheet.tables.getItemAt(0);
    table.columns.add(undefined, [['Note'], ["'=x"], ['ask'], ['']]);
    table.columns.add(undefined, [['Twice'], ['=D2*2'], ['=D3*2'], ['=D4*2']]);
    sheet.getRange('A2:B2').format.fill.color = '#FFFF00';
    table.sort.apply([{ key: 3, ascending: false }]);
    if (totals) {
      table.showTotals = true;
      table.getTotalRowRange().getCell(0, 3).formulas = [['=SUBTOTAL(109,[DaysInProject])']];
    }
    table.columns.getItem('DaysInProject').filter.applyCustomFilter('>=15');
  });
  return made;
}

/** Requests that a refresh makes, and how many of them only read. */
async function requestsOf(totals: boolean, rows: typeof OLD): Promise<{ all: number; reading: number }> {
  const one = await desk(totals);
  const [before, { length }] = [picture(one.excel.book), one.excel.requests];
  let reading = 0;
  for (let index = length; index < length + 40; index++) {
    one.excel.beforeRequest(index, (book) => {
      if (JSON.stringify(picture(book)) === JSON.stringify(before)) reading = index - length;
    });
  }
  await one.refresh(rows);
  return { all: one.excel.requests.length - length, reading };
}

describe.each([
  ['longer', false, LONGER],
  ['shorter', false, LONGER.slice(1, 2)],
  ['longer above a totals row', true, LONGER],
  ['shorter above a totals row', true, LONGER.slice(1, 2)],
] as const)('when a request of a refresh to a list that is %s fails', (_, totals, rows) => {
  it.each(['before', 'after'] as const)(
    '%s it took effect, the workbook is as it was, whichever it was',
    async (when) => {
      const { all } = await requestsOf(totals, rows);
      expect(all).toBeGreaterThan(7);
      for (let index = 0; index < all; index++) {
        const { excel, refresh, id } = await desk(totals);
        const before = picture(excel.book);
        excel.failRequest(excel.requests.length + index, { code: 'GeneralException', when });
        await expect(refresh(rows), `request ${index}`).rejects.toMatchObject({ code: 'Failed' });
        expect(picture(excel.book), `after request ${index}`).toEqual(before);
        expect(registry(excel.book).find((entry) => entry.id === id)?.state).toBe('whole');
        // And the next one works.
        await expect(refresh(rows)).resolves.toMatchObject({ proof: { before: 3, after: rows.length } });
      }
    },
    PATIENCE_MS,
  );

  it(
    'is cancelled at it, the workbook is as it was',
    async () => {
      const { all } = await requestsOf(totals, rows);
      for (let index = 0; index < all - 1; index++) {
        const { excel, keeper, id } = await desk(totals);
        const before = picture(excel.book);
        const stop = new AbortController();
        excel.beforeRequest(excel.requests.length + index, () => stop.abort(new Error('enough')));
        const refreshing = keeper.refresh(id, sheetRun(rows, { at: NEXT_WEEK }), KEY, { signal: stop.signal });
        await expect(refreshing, `request ${index}`).rejects.toThrow('enough');
        expect(picture(excel.book), `after request ${index}`).toEqual(before);
      }
    },
    PATIENCE_MS,
  );
});

describe('a refresh in which somebody begins to type', () => {
  it('just before the first cell was written touches nothing, however long they type', async () => {
    const { reading } = await requestsOf(false, LONGER);
    const { excel, refresh, workbook } = await desk(false);
    const before = picture(excel.book);
    excel.beforeRequest(excel.requests.length + reading, (book) => {
      book.editing = true;
    });
    await expect(refresh(LONGER)).rejects.toMatchObject({ code: 'CellEdit' });
    expect(picture(excel.book)).toEqual(before);
    excel.book.editing = false;
    expect(await workbook.reportSheets()).toMatchObject([{ state: 'whole' }]);
  });

  it('is put back as soon as the cell is left', async () => {
    const { reading } = await requestsOf(false, LONGER);
    const { excel, refresh } = await desk(false);
    const before = picture(excel.book);
    excel.beforeRequest(excel.requests.length + reading + 2, (book) => {
      book.editing = true;
    });
    // The first attempt to put it back finds the cell still being edited.
    excel.beforeRequest(excel.requests.length + reading + 4, (book) => {
      book.editing = false;
    });
    await expect(refresh(LONGER)).rejects.toMatchObject({ code: 'CellEdit' });
    expect(picture(excel.book)).toEqual(before);
  });
});

describe('a refresh that can neither go on nor back', () => {
  async function stuck(): Promise<RefreshDesk & { readonly before: unknown }> {
    const { reading } = await requestsOf(false, LONGER);
    const made = await desk(false);
    const before = picture(made.excel.book);
    // The first chunk is written, then somebody types in a cell for longer than anyone waits.
    made.excel.beforeRequest(made.excel.requests.length + reading + 2, (book) => {
      book.editing = true;
    });
    await expect(made.refresh(LONGER)).rejects.toMatchObject({ code: 'RefreshUnfinished' });
    made.excel.book.editing = false;
    return { ...made, before };
  }

  it('says so beside the table and in the list of sheets', async () => {
    const { sheet, workbook } = await stuck();
    expect(sheet().cells[0]?.[6]).toBe(MARK);
    expect(await workbook.reportSheets()).toMatchObject([{ state: 'unfinished' }]);
  });

  it('is put in order by the next, which has every note', async () => {
    const { sheet, refresh, workbook } = await stuck();
    const answer = await refresh(OLD);
    expect(answer.proof).toEqual({ before: 3, after: 3, added: 0, gone: 0, changed: 0 });
    expect(shown(sheet()).map((row) => [row[1], row[4] ?? '', row[6] ?? ''])).toEqual([
      ['LastName', 'Note', ''],
      ['Cole', '', ''],
      ['Baker', 'ask', ''],
      ['Archer', '=x', ''],
    ]);
    expect(await workbook.reportSheets()).toMatchObject([{ state: 'whole' }]);
  });

  it('is put in order by key in another pane, ten minutes later', async () => {
    const { sheet, excel, keeper, id } = await stuck();
    const [part] = excel.book.xmlParts.values();
    if (!part) throw new Error('no registry');
    // Another pane has another id.
    part.xml = registryXml(
      readRegistry(part.xml).map((entry) => ({
        ...entry,
        ...(entry.refresh && { refresh: { ...entry.refresh, pane: 'another' } }),
      })),
    );
    const at = (minutes: number) => sheetRun(LONGER, { at: new Date(NEXT_WEEK.getTime() + minutes * 60_000) });
    await expect(keeper.refresh('other', at(9), KEY, {})).rejects.toMatchObject({ code: 'SheetGone' });
    await expect(keeper.refresh(id, at(10), KEY, {})).resolves.toMatchObject({ proof: { after: 4 } });
    expect(shown(sheet()).map((row) => [row[0], row[3]])).toEqual([
      ['EnrollmentID', 'DaysInProject'],
      ['E3', '37'],
      ['E1', '17'],
      ['E5', '2'],
      ['E4', '1'],
    ]);
    expect(sheet().cells[0]?.[6]).toBeUndefined();
  });
});

describe('a second person', () => {
  it.each([
    [9, 'BeingRefreshed'],
    [11, undefined],
  ])('who refreshes %i minutes after the first began is answered %s', async (minutes, code) => {
    const { excel, refresh, entry } = await desk(false);
    const since = new Date(NEXT_WEEK.getTime() - minutes * 60_000).toISOString();
    const [part] = excel.book.xmlParts.values();
    const mine = entry();
    if (!part || !mine) throw new Error('no registry');
    part.xml = registryXml([{ ...mine, state: 'refreshing', refresh: { since, pane: 'theirs' } }]);
    const before = picture(excel.book);
    if (code === undefined) return void (await refresh(LONGER));
    await expect(refresh(LONGER)).rejects.toMatchObject({ code });
    expect(picture(excel.book)).toEqual(before);
  });
});
