import { afterEach, describe, expect, it } from 'vitest';
import { putTable } from '../../../../addin/excel/put-table.ts';
import { formatAt } from '../../../../infra/local/workbook/book.ts';
import type { Cell } from '../../../../shared/column.ts';
import { column, sheetRun } from '../sheet-run.ts';
import { formulas, KEY, NEXT_WEEK, openDesk, picture, type RefreshDesk, registry, SHEET, shown } from './desk.ts';

const ROWS: readonly (readonly Cell[])[] = [
  ['E1', 'Archer', '2026-01-01', 10],
  ['E2', 'Baker', '2026-01-02', 20],
  ['E3', 'Cole', '2026-01-03', 30],
];
const NEXT: readonly (readonly Cell[])[] = [
  ['E4', 'Dane', '2026-01-04', 1],
  ['E2', 'Baker', '2026-01-02', 27],
  ['E3', 'Cole', '2026-01-03', 30],
];
const [GREEN, YELLOW, MINE] = ['#DDF3E4', '#FFF1C8', '#FF00FF'];

const open: RefreshDesk[] = [];
afterEach(() => {
  for (const each of open.splice(0).reverse()) each.close();
});

async function desk(change: Parameters<typeof openDesk>[1] = { hidePii: false }): Promise<RefreshDesk> {
  const made = await openDesk(ROWS, change);
  open.push(made);
  return made;
}

function fills({ sheet }: RefreshDesk): string[][] {
  const { cells } = sheet();
  return cells.slice(1).map((_, at) => [0, 1, 2, 3].map((column) => formatAt(sheet(), at + 1, column).fill ?? ''));
}

/** A copy as a person makes it, with the sheet's menu. */
async function copied(one: RefreshDesk): Promise<string> {
  let name = '';
  await one.user(async (sheet, context) => {
    const copy = sheet.copy('End');
    copy.load('name');
    await context.sync();
    name = copy.name;
  });
  return name;
}

describe('what a refresh changed', () => {
  it('is coloured, found by key wherever rows were sorted to, and cleared again', async () => {
    const one = await desk();
    const { changes } = await one.refresh(NEXT);
    await one.user((sheet) => sheet.tables.getItemAt(0).sort.apply([{ key: 1, ascending: true }]));
    await one.keeper.showChanges(one.id, KEY, changes);
    expect(fills(one)).toEqual([
      ['', '', '', YELLOW],
      ['', '', '', ''],
      [GREEN, GREEN, GREEN, GREEN],
    ]);
    await one.keeper.clearChanges(one.id);
    expect(fills(one).flat().filter(Boolean)).toEqual([]);
  });

  it('never covers what the user painted, which stays when it is cleared', async () => {
    const one = await desk();
    const { changes } = await one.refresh(NEXT);
    await one.user((sheet) => {
      sheet.getRange('A2').format.fill.color = MINE;
    });
    await one.keeper.showChanges(one.id, KEY, changes);
    expect(fills(one)[0]).toEqual([MINE, GREEN, GREEN, GREEN]);
    await one.keeper.clearChanges(one.id);
    expect(fills(one)[0]).toEqual([MINE, '', '', '']);
  });

  it('is no longer coloured after the next refresh', async () => {
    const one = await desk();
    await one.keeper.showChanges(one.id, KEY, (await one.refresh(NEXT)).changes);
    await one.refresh(NEXT);
    expect(fills(one).flat().filter(Boolean)).toEqual([]);
  });
});

describe('the list of reports', () => {
  it('keeps its order, whichever is refreshed', async () => {
    const one = await desk();
    await one.workbook.put(sheetRun(ROWS), {});
    await one.refresh(NEXT);
    expect((await one.workbook.reportSheets()).map(({ sheet }) => sheet)).toEqual([SHEET, `${SHEET} 2`]);
  });
});

describe('a copied sheet', () => {
  it('is noticed, and the report goes on as it was', async () => {
    const one = await desk();
    const name = await copied(one);
    expect(await one.keeper.copies()).toEqual([{ sheet: name, title: SHEET }]);
    expect(await one.workbook.reportSheets()).toHaveLength(1);
    const before = shown(one.sheet(name));
    await one.refresh(NEXT);
    expect(shown(one.sheet(name))).toEqual(before);
  });

  it('becomes a report of its own, refreshed by itself', async () => {
    const one = await desk();
    const name = await copied(one);
    await one.keeper.adopt(name);
    expect(await one.keeper.copies()).toEqual([]);
    const [, second] = await one.workbook.reportSheets();
    expect(second).toMatchObject({ sheet: name, params: { hidePii: false, projects: ['P1'] } });
    await one.keeper.refresh(second?.id ?? '', sheetRun(NEXT, { at: NEXT_WEEK, hidePii: false }), KEY, {});
    expect(shown(one.sheet(name))[1]?.[0]).toBe('E4');
    expect(shown(one.sheet())[1]?.[0]).toBe('E1');
    const labels = shown(one.sheet('About these reports')).map((row) => row.slice(0, 2).join(': '));
    expect(labels.filter((line) => line.startsWith('Sheet: '))).toEqual([`Sheet: ${SHEET}`, `Sheet: ${name}`]);
  });

  it('becomes values without connection', async () => {
    const one = await desk();
    await one.user((sheet) => {
      sheet.tables.getItemAt(0).columns.add(undefined, [['Twice'], ['=D2*2'], ['=D3*2'], ['=D4*2']]);
    });
    const name = await copied(one);
    await one.keeper.keepAsCopy(name);
    expect(one.sheet(name).tables).toEqual([]);
    expect(formulas(one.sheet(name))).toEqual([]);
    expect(formulas(one.sheet())).toHaveLength(3);
    expect(await one.keeper.copies()).toEqual([]);
    expect(await one.workbook.reportSheets()).toHaveLength(1);
  });

  it('of another’s table, or with other headers, is none of ours', async () => {
    const one = await desk();
    const name = await copied(one);
    await one.user((_, context) => {
      context.workbook.worksheets.getItem(name).getRange('B1').values = [['Mine']];
    });
    expect(await one.keeper.copies()).toEqual([]);
  });
});

describe('a static copy', () => {
  it('has the values, the day in its name, and no connection', async () => {
    const one = await desk();
    const name = await one.keeper.staticCopy(one.id, NEXT_WEEK);
    expect(name).toBe('Active Client List 2026-11-29');
    expect(shown(one.sheet(name))).toEqual(shown(one.sheet()));
    expect(one.sheet(name).tables).toEqual([]);
    expect(await one.keeper.copies()).toEqual([]);
    await expect(one.keeper.staticCopy(one.id, NEXT_WEEK)).resolves.toBe('Active Client List 2026-11-29 2');
    await one.refresh(NEXT);
    expect(shown(one.sheet(name))[1]?.[1]).toBe('Archer');
  });

  it('is not left behind half made', async () => {
    const one = await desk();
    const before = picture(one.excel.book);
    one.excel.failRequest(one.excel.requests.length + 5, { code: 'GeneralException', when: 'before' });
    await expect(one.keeper.staticCopy(one.id, NEXT_WEEK)).rejects.toMatchObject({ code: 'Failed' });
    expect(picture(one.excel.book)).toEqual(before);
  });
});

describe('removing client data', () => {
  /** Every text in a workbook, where it may stand: cells, filters, registry. */
  const all = ({ excel }: RefreshDesk) => JSON.stringify([picture(excel.book), registry(excel.book)]);

  it('leaves no name, id or note of a client anywhere, and keeps the layout', async () => {
    const one = await desk();
    await one.user((sheet) => {
      const table = sheet.tables.getItemAt(0);
      table.columns.add(undefined, [['Note'], ['call Zoe'], [''], ['x']]);
      table.columns.add(undefined, [
        ['Twice'],
        ['=[@DaysInProject]*2'],
        ['=[@DaysInProject]*2'],
        ['=[@DaysInProject]*2'],
      ]);
      table.columns.getItem('LastName').filter.applyValuesFilter(['Archer']);
      table.showTotals = true;
    });
    await one.refresh(NEXT);
    await one.keeper.showChanges(one.id, KEY, new Map([['E2', ['DaysInProject']]]));
    expect(all(one)).toMatch(/Archer/);
    const removed = await one.keeper.removeData(NEXT_WEEK);
    expect(removed).toMatchObject({ sheets: [SHEET], left: [] });
    expect(all(one)).not.toMatch(/Archer|Baker|Cole|Dane|Zoe|"E\d"|#FFF1C8/);
    expect(shown(one.sheet())[0]).toEqual(['EnrollmentID', 'LastName', 'EntryDate', 'DaysInProject', 'Note', 'Twice']);
    expect(await one.workbook.reportSheets()).toMatchObject([{ state: 'removed', rows: 0 }]);
  });

  it('empties a file that was put into the workbook, rows that its filter hides among them', async () => {
    const one = await desk();
    const names = [
      ['P1', 'Yes', 'Quill'],
      ['P2', 'No', 'Rook'],
    ];
    const columns = ['PersonalID', 'Required Annual', 'LastName'].map((key) => column(key, 'text'));
    await putTable({ title: 'Detail', columns, rows: names, filter: { column: 1, values: ['Yes'] } }, {});
    expect(all(one)).toMatch(/Quill.*Rook/);
    const removed = await one.keeper.removeData(NEXT_WEEK);
    expect(removed).toMatchObject({ sheets: [SHEET, 'Detail'], left: [] });
    expect(all(one)).not.toMatch(/Quill|Rook/);
    expect(all(one)).toContain('Required Annual');
  });

  it('is undone by a refresh, calculated columns and all', async () => {
    const one = await desk();
    await one.user((sheet) => {
      sheet.tables.getItemAt(0).columns.add(undefined, [['Twice'], ['=D2*2'], ['=D3*2'], ['=D4*2']]);
    });
    await one.keeper.removeData(NEXT_WEEK);
    const answer = await one.refresh(NEXT);
    expect(answer).toMatchObject({ proof: { before: 0, after: 3, added: 3, gone: 0 }, exportDateBefore: undefined });
    expect(shown(one.sheet()).map((row) => row[2])).toEqual(['EntryDate', '2026-01-04', '2026-01-02', '2026-01-03']);
    expect(formulas(one.sheet())).toEqual(['=D2*2', '=D3*2', '=D4*2']);
    expect(await one.workbook.reportSheets()).toMatchObject([{ state: 'whole', rows: 3 }]);
  });

  it('names the sheet of notes where it may not be deleted', async () => {
    const one = await desk();
    await one.user((sheet) => {
      sheet.tables.getItemAt(0).columns.add(undefined, [['Note'], ['a'], ['b'], ['c']]);
    });
    await one.refresh(NEXT);
    one.excel.book.structureProtected = true;
    const removed = await one.keeper.removeData(NEXT_WEEK);
    expect(removed.sheets).toEqual([SHEET]);
    expect([...removed.failed]).toMatchObject([['Notes of rows that are gone', { code: 'Protected' }]]);
  });

  it('names what it could not empty, and what is not its own to empty', async () => {
    const one = await desk();
    const other = await one.workbook.put(sheetRun(ROWS), {});
    const frozen = await one.keeper.staticCopy(one.id, NEXT_WEEK);
    const copy = await copied(one);
    await one.user((sheet) => sheet.protection.protect());
    const removed = await one.keeper.removeData(NEXT_WEEK);
    expect(removed.sheets).toEqual([other.sheet]);
    expect([...removed.failed]).toMatchObject([[one.id, { code: 'SheetProtected' }]]);
    expect(removed.left).toEqual([frozen, copy]);
    expect(shown(one.sheet())).toHaveLength(4);
  });
});

describe('the sheet about the reports', () => {
  it('has one block for each report, kept in step, wherever rows were put in', async () => {
    const one = await desk({ notes: ['One.', 'Two.', 'Three.'] });
    await one.workbook.put(sheetRun(ROWS, { notes: ['Other.'] }), {});
    await one.user((_, context) => {
      context.workbook.worksheets.getItem('About these reports').getRange('1:2').insert('Down');
    });
    await one.refresh(NEXT.slice(1), { notes: ['Four.'] });
    await one.refresh(NEXT.slice(1), { notes: ['Five.', 'Six.'] });
    const about = shown(one.sheet('About these reports')).map((row) => row.slice(0, 2).filter(Boolean).join(': '));
    expect(about.filter((line) => /^(Sheet|Rows|How|Other|Four|Five|Six|One|Two)/.test(line))).toEqual([
      `Sheet: ${SHEET}`,
      'Rows: 2',
      'How it was counted: Five.',
      'Six.',
      `Sheet: ${SHEET} 2`,
      'Rows: 3',
      'How it was counted: Other.',
    ]);
  });

  it('gets the block again where somebody deleted the sheet', async () => {
    const one = await desk();
    await one.user((_, context) => context.workbook.worksheets.getItem('About these reports').delete());
    await one.refresh(NEXT);
    expect(shown(one.sheet('About these reports')).map((row) => row[0])).toContain(SHEET);
  });
});
