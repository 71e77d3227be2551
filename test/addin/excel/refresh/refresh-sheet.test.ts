import { afterEach, describe, expect, it } from 'vitest';
import { formatAt } from '../../../../infra/local/workbook/book.ts';
import type { Cell } from '../../../../shared/column.ts';
import { COLUMNS, column, plainRows } from '../sheet-run.ts';
import { formulas, openDesk, picture, type RefreshDesk, SHEET, seen, shown } from './desk.ts';

const OLD: readonly (readonly Cell[])[] = [
  ['E1', 'Archer', '2026-01-01', 10],
  ['E2', 'Baker', '2026-01-02', 20],
  ['E3', 'Cole', '2026-01-03', 30],
];
/** Baker is gone, Archer is older, Dane is new and comes first. */
const NEW: readonly (readonly Cell[])[] = [
  ['E4', 'Dane', '2026-01-04', 1],
  ['E3', 'Cole', '2026-01-03', 30],
  ['E1', 'Archer', '2026-01-01', 17],
];

const open: RefreshDesk[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function desk(rows = OLD, change: Parameters<typeof openDesk>[1] = { hidePii: false }): Promise<RefreshDesk> {
  const made = await openDesk(rows, change);
  open.push(made);
  return made;
}

function type(address: string, text: string): Parameters<RefreshDesk['user']>[0] {
  return (sheet) => {
    sheet.getRange(address).values = [[text]];
  };
}

/** Writes beside the table as a person does: Excel takes the column into it. */
function addColumn(header: string, values: readonly (string | number)[]): Parameters<RefreshDesk['user']>[0] {
  return (sheet) => {
    sheet.tables.getItemAt(0).columns.add(undefined, [[header], ...values.map((value) => [value])]);
  };
}

describe('a refresh', () => {
  it('brings the new rows in their order, in the same table, and proves what changed', async () => {
    const { refresh, sheet, entry } = await desk();
    const [table] = sheet().tables;
    const answer = await refresh(NEW);
    expect(answer.proof).toEqual({ before: 3, after: 3, added: 1, gone: 1, changed: 1 });
    expect([...answer.changes]).toEqual([
      ['E4', 'added'],
      ['E1', ['DaysInProject']],
    ]);
    expect(shown(sheet())).toEqual([
      ['EnrollmentID', 'LastName', 'EntryDate', 'DaysInProject'],
      ['E4', 'Dane', '2026-01-04', '1'],
      ['E3', 'Cole', '2026-01-03', '30'],
      ['E1', 'Archer', '2026-01-01', '17'],
    ]);
    expect(sheet().tables).toEqual([table]);
    expect(entry()).toMatchObject({ state: 'whole', rows: 3, at: '2026-11-29T21:03:00.000Z' });
  });

  it('leaves nothing of a row that fell out, in the table or below it', async () => {
    const { refresh, sheet } = await desk();
    await refresh([NEW[1] ?? []]);
    expect(sheet().tables).toMatchObject([{ area: { rows: 2, columns: 4 } }]);
    expect(shown(sheet()).flat().filter(Boolean)).toEqual([
      ...COLUMNS.map(({ header }) => header),
      ...['E3', 'Cole', '2026-01-03', '30'],
    ]);
  });

  it('leaves no value of another client where the new one is blank', async () => {
    const { refresh, sheet } = await desk();
    await refresh([['E1', null, null, null]]);
    expect(sheet().cells[1]).toEqual(
      ['E1', undefined, undefined, undefined].map((cell) => (cell ? { kind: 'quoted', text: cell } : cell)),
    );
  });

  it('to no rows keeps the table, and from none it fills it again with dates as dates', async () => {
    const { refresh, sheet } = await desk();
    expect((await refresh([])).proof).toEqual({ before: 3, after: 0, added: 0, gone: 3, changed: 0 });
    expect(sheet().tables).toMatchObject([{ area: { rows: 2 } }]);
    expect((await refresh(OLD)).proof).toEqual({ before: 0, after: 3, added: 3, gone: 0, changed: 0 });
    expect(shown(sheet()).map((row) => row[2])).toEqual(['EntryDate', '2026-01-01', '2026-01-02', '2026-01-03']);
  });

  it('finds its sheet renamed, moved, and its table renamed', async () => {
    const { refresh, sheet, user, entry, excel } = await desk();
    await user((own) => {
      own.name = 'Monday list';
      own.position = 0;
      own.tables.getItemAt(0).name = 'Mine';
    });
    await expect(refresh(NEW)).resolves.toMatchObject({ sheet: 'Monday list' });
    expect(entry()?.table).toBe('Mine');
    expect(shown(sheet())).toHaveLength(4);
    expect(excel.book.sheets.map(({ name }) => name)).toEqual(['Monday list', 'Sheet1', 'About these reports']);
  });

  it('goes by the keys a report says where an enrollment has several rows', async () => {
    const two: Cell[][] = [
      ['E1', 'Archer', '2025-01-01', 1],
      ['E1', 'Archer', '2026-01-01', 2],
    ];
    const { refresh, sheet, user } = await desk(two);
    await user(addColumn('Note', ['first year', 'second year']));
    const key = ['EnrollmentID', 'EntryDate'];
    const { proof } = await refresh([...two].reverse(), {}, key);
    expect(proof).toEqual({ before: 2, after: 2, added: 0, gone: 0, changed: 0 });
    expect(shown(sheet()).map((row) => [row[2], row[4]])).toEqual([
      ['EntryDate', 'Note'],
      ['2026-01-01', 'second year'],
      ['2025-01-01', 'first year'],
    ]);
  });
});

describe('a key of several columns', () => {
  it('holds where one of them is blank', async () => {
    const blank: Cell[][] = [
      ['E1', 'Archer', null, 1],
      ['E1', 'Archer', '2026-01-01', 2],
    ];
    const { refresh, sheet, user } = await desk(blank);
    await user(addColumn('Note', ['of no day', 'of a day']));
    const answer = await refresh([...blank].reverse(), {}, ['EnrollmentID', 'EntryDate']);
    expect(answer).toMatchObject({ proof: { added: 0, gone: 0 }, keptNotes: 0 });
    expect(shown(sheet()).map((row) => row[4])).toEqual(['Note', 'of a day', 'of no day']);
  });
});

describe('notes beside a list', () => {
  it('stay with their client, whatever the order', async () => {
    const { refresh, sheet, user } = await desk();
    await user(addColumn('Note', ["'called 7 May", 'x', "'=not a formula"]));
    await refresh(NEW);
    expect(shown(sheet()).map((row) => [row[1], row[4] ?? ''])).toEqual([
      ['LastName', 'Note'],
      ['Dane', ''],
      ['Cole', '=not a formula'],
      ['Archer', 'called 7 May'],
    ]);
    expect(formulas(sheet())).toEqual([]);
  });

  it('keep the number format that each cell had', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      own.tables.getItemAt(0).columns.add(undefined, [['Call'], [''], [''], ['5/7/2026']]);
    });
    expect(shown(sheet())[3]?.[4]).toMatch(/^5\/7\//);
    const before = shown(sheet())[3]?.[4];
    await refresh(NEW);
    expect(shown(sheet()).map((row) => row[4] ?? '')).toEqual(['Call', '', before, '']);
  });

  it('of a row that is gone are kept on a sheet of their own, and told', async () => {
    const { refresh, sheet, user } = await desk();
    await user(addColumn('Note', ['', 'ask her sister', '']));
    expect(await refresh(NEW)).toMatchObject({ keptNotes: 1 });
    await refresh([]);
    expect(shown(sheet('Notes of rows that are gone'))).toEqual([
      ['Sheet', 'Gone on', 'Row', 'Column', 'Note'],
      [SHEET, '2026-11-29', 'E2', 'Note', 'ask her sister'],
    ]);
  });

  it('of a row that somebody typed below the list are kept whole', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      own.tables.getItemAt(0).rows.add(undefined, [['', 'Evans', '', 5]]);
    });
    await refresh(NEW);
    expect(shown(sheet('Notes of rows that are gone')).slice(1)).toEqual([
      [SHEET, '2026-11-29', '', 'LastName', 'Evans'],
      [SHEET, '2026-11-29', '', 'DaysInProject', '5'],
    ]);
  });
});

describe('what a person made of the table', () => {
  it('a column of formulas stays one, for new rows too, each about its own row', async () => {
    const { refresh, sheet, user } = await desk();
    await user(addColumn('Twice', ['=D2*2', '=D3*2', '=D4*2']));
    await user(addColumn('Share', ['=[@DaysInProject]/$D$2', '=[@DaysInProject]/$D$2', '=1']));
    await refresh([...NEW, ['E5', 'Eliot', '2026-01-05', 5]]);
    expect(formulas(sheet())).toEqual(
      [2, 3, 4, 5].flatMap((row) => [`=D${row}*2`, row === 3 ? '=1' : '=[@DaysInProject]/$D$2']),
    );
  });

  it('filters and sort are on again afterwards, and no row was scrambled under them', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      const table = own.tables.getItemAt(0);
      table.sort.apply([{ key: 3, ascending: false }]);
      table.columns.getItem('DaysInProject').filter.applyCustomFilter('>=10', '<100', 'And');
    });
    await refresh(NEW);
    expect(shown(sheet()).map((row) => row[0])).toEqual(['EnrollmentID', 'E3', 'E1', 'E4']);
    expect(seen(sheet()).map((row) => [row[0], row[1]])).toEqual([
      ['EnrollmentID', 'LastName'],
      ['E3', 'Cole'],
      ['E1', 'Archer'],
    ]);
    expect(sheet().tables[0]?.sort).toEqual([{ column: 3, ascending: false }]);
  });

  it('columns that were moved stay where they are, and columns that were deleted stay away', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      const { columns } = own.tables.getItemAt(0);
      columns.add(0, [['DaysInProject '], [10], [20], [30]]);
      columns.getItem('LastName').delete();
      columns.getItem('DaysInProject').delete();
      columns.getItemAt(0).name = 'DaysInProject';
    });
    await refresh(NEW);
    await refresh(NEW);
    expect(shown(sheet())[0]).toEqual(['DaysInProject', 'EnrollmentID', 'EntryDate']);
    expect(shown(sheet())[1]).toEqual(['1', 'E4', '2026-01-04']);
  });

  it('a column that the report got meanwhile goes to the right end, behind the user’s own', async () => {
    const { refresh, sheet, user } = await desk();
    await user(addColumn('Note', ['a', 'b', 'c']));
    const columns = [column('EnrollmentID', 'text'), column('ExitDate', 'date'), ...COLUMNS.slice(1)];
    const answer = await refresh(
      NEW.map(([id = null, ...rest]) => [id, '2026-02-02', ...rest]),
      { columns },
    );
    expect(answer.newColumns).toEqual(['ExitDate']);
    expect(shown(sheet()).map((row) => row.slice(3))).toEqual([
      ['DaysInProject', 'Note', 'ExitDate'],
      ['1', '', '2026-02-02'],
      ['30', 'c', '2026-02-02'],
      ['17', 'a', '2026-02-02'],
    ]);
  });

  it('a column whose header another export words differently keeps its place', async () => {
    const { refresh, sheet } = await desk();
    const columns = COLUMNS.map((each) => (each.key === 'LastName' ? { ...each, header: 'Surname' } : each));
    await refresh(NEW, { columns });
    expect(shown(sheet())[0]).toEqual(['EnrollmentID', 'Surname', 'EntryDate', 'DaysInProject']);
    expect(shown(sheet())[1]?.[1]).toBe('Dane');
  });

  it('the totals row stays below the last row, with its formula, longer or shorter', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      const table = own.tables.getItemAt(0);
      table.showTotals = true;
      table.getTotalRowRange().getLastCell().formulas = [['=SUBTOTAL(109,[DaysInProject])']];
    });
    await refresh(plainRows(9));
    expect(sheet().tables).toMatchObject([{ showTotals: true, area: { rows: 11 } }]);
    expect(sheet().cells[10]?.[3]).toEqual({ kind: 'formula', formula: '=SUBTOTAL(109,[DaysInProject])' });
    expect(
      shown(sheet())
        .map((row) => row[0])
        .slice(1, 10),
    ).toEqual(plainRows(9).map(([id]) => id));
    await refresh(NEW.slice(0, 1));
    expect(sheet().cells[2]?.[3]).toEqual({ kind: 'formula', formula: '=SUBTOTAL(109,[DaysInProject])' });
    expect(
      sheet()
        .cells.slice(3)
        .flat()
        .filter((cell) => cell !== undefined),
    ).toEqual([]);
  });

  it('number formats and widths stay, and new rows have the format of the first', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      own.getRange('C2:C4').numberFormat = [['d mmm yyyy'], ['d mmm yyyy'], ['d mmm yyyy']];
      own.getRange('B:B').format.columnWidth = 222;
    });
    await refresh([...NEW, ['E5', 'Eliot', '2026-01-05', 5]]);
    expect(shown(sheet()).map((row) => row[2])).toEqual([
      'EntryDate',
      '4 Jan 2026',
      '3 Jan 2026',
      '1 Jan 2026',
      '5 Jan 2026',
    ]);
    expect(sheet().columnWidths.get(1)).toBe(222);
  });

  it('a row that was painted is still the same client’s, and no other is', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      own.getRange('A2:D2').format.fill.color = '#FFFF00';
      own.getRange('B3').format.fill.color = '#FF0000';
    });
    await refresh(NEW);
    const painted = [1, 2, 3].map((row) => [0, 1].map((at) => formatAt(sheet(), row, at).fill ?? ''));
    expect(painted).toEqual([
      ['', ''],
      ['', ''],
      ['#FFFF00', '#FFFF00'],
    ]);
  });

  it('a table that was moved down and to the right is refreshed where it stands', async () => {
    const { refresh, sheet, user } = await desk();
    await user((own) => {
      own.getRange('1:2').insert('Down');
      own.getRange('A:A').insert('Right');
      own.getRange('A1').values = [['My heading']];
    });
    await refresh([...NEW, ['E5', 'Eliot', '2026-01-05', 5]]);
    expect(shown(sheet())[0]?.[0]).toBe('My heading');
    expect(sheet().tables).toMatchObject([{ area: { row: 2, column: 1, rows: 5, columns: 4 } }]);
    expect(shown(sheet())[6]?.slice(1)).toEqual(['E5', 'Eliot', '2026-01-05', '5']);
  });
});

describe('what is refused leaves everything as it was', () => {
  const six = plainRows(6);
  it.each<[string, Parameters<RefreshDesk['user']>[0], string]>([
    ['a protected sheet', (own) => own.protection.protect(), 'SheetProtected'],
    ['another table below', (own) => void own.tables.add('B7:C8', true), 'TableInTheWay'],
    ['something below', type('D6', 'mine'), 'InTheWay'],
    ['a table that is plain cells now', (own) => void own.tables.getItemAt(0).convertToRange(), 'TableGone'],
    ['a table that was deleted', (own) => own.tables.getItemAt(0).delete(), 'TableGone'],
    ['the key column deleted', (own) => own.tables.getItemAt(0).columns.getItem('EnrollmentID').delete(), 'KeyGone'],
    ['the key’s header written over', type('A1', 'Stay'), 'KeyGone'],
    ['a header written over', type('B1', 'Surname'), 'HeaderChanged'],
  ])('%s', async (_, act, code) => {
    const { refresh, user, excel } = await desk();
    await user(act);
    const before = picture(excel.book);
    await expect(refresh(six)).rejects.toMatchObject({ code });
    expect(picture(excel.book)).toEqual(before);
  });

  it('a protected sheet about the reports, which is named', async () => {
    const { refresh, user, excel } = await desk();
    await user((_, context) => context.workbook.worksheets.getItem('About these reports').protection.protect());
    const before = picture(excel.book);
    await expect(refresh(six)).rejects.toThrow('The sheet ‘About these reports’ is protected');
    expect(picture(excel.book)).toEqual(before);
  });

  it('a workbook protected against the new sheet that notes need', async () => {
    const { refresh, user, excel } = await desk();
    await user(addColumn('Note', ['a', 'b', 'c']));
    excel.book.structureProtected = true;
    const before = picture(excel.book);
    await expect(refresh([])).rejects.toMatchObject({ code: 'Protected' });
    expect(picture(excel.book)).toEqual(before);
    await expect(refresh([...OLD])).resolves.toMatchObject({ proof: { changed: 0 } });
  });

  it('a header written over is named with its column', async () => {
    const { refresh, user } = await desk();
    await user(type('B1', 'Surname'));
    await expect(refresh(six)).rejects.toThrow('The header LastName is missing, and another stands in column B.');
  });

  it('a workbook that can only be read', async () => {
    const { refresh, excel } = await desk();
    excel.book.readOnly = true;
    await expect(refresh(six)).rejects.toMatchObject({ code: 'ReadOnly' });
  });

  it('a cell that is being edited', async () => {
    const { refresh, excel } = await desk();
    const before = picture(excel.book);
    excel.book.editing = true;
    await expect(refresh(six)).rejects.toMatchObject({ code: 'CellEdit' });
    expect(picture(excel.book)).toEqual(before);
  });

  it('more rows than the sheet has below the header', async () => {
    const { refresh, user, excel } = await desk();
    await user((own) => void own.getRange('1:1048571').insert('Down'));
    await expect(refresh(six)).rejects.toMatchObject({ code: 'TooManyRows' });
    expect(excel.book.activeSheet.tables).toMatchObject([{ area: { rows: 4 } }]);
  });

  it('a sheet that was deleted, of which the registry keeps nothing after the next run', async () => {
    const { refresh, user, workbook } = await desk();
    await user((own) => own.delete());
    await expect(refresh(six)).rejects.toMatchObject({ code: 'SheetGone' });
    expect(await workbook.reportSheets()).toEqual([]);
  });
});
