import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatAt } from '../../../../infra/local/workbook/book.ts';
import type { Cell } from '../../../../shared/column.ts';
import { COLUMNS } from '../sheet-run.ts';
import { openDesk, type RefreshDesk, registry, shown } from './desk.ts';

const REFRESHES = 40;
const PEOPLE = Array.from({ length: 12 }, (_, n) => `E${n}`);

/** What a person does between two refreshes; `n` says where. */
const ACTS: Readonly<Record<string, (desk: RefreshDesk, n: number) => Promise<void>>> = {
  nothing: async () => undefined,
  note: (desk, n) =>
    desk.user(async (sheet, context) => {
      const table = sheet.tables.getItemAt(0);
      const note = table.columns.getItemOrNullObject('Note');
      await context.sync();
      const column = note.isNullObject ? table.columns.add(undefined, undefined, 'Note') : note;
      const body = column.getDataBodyRange();
      body.load('rowCount');
      await context.sync();
      body.getCell(n % body.rowCount, 0).values = [[`'=note ${n}`]];
    }),
  formula: (desk, n) =>
    desk.user((sheet) => {
      const { columns } = sheet.tables.getItemAt(0);
      const made = columns.add(undefined, undefined, `Formula ${n}`);
      // A scalar goes for every cell, which Microsoft's types don't know.
      made.getDataBodyRange().formulas = '=1+1' as unknown as string[][];
    }),
  paint: (desk, n) =>
    desk.user(async (sheet, context) => {
      const body = sheet.tables.getItemAt(0).getDataBodyRange();
      body.load('rowCount');
      await context.sync();
      body.getRow(n % body.rowCount).format.fill.color = '#FFFF00';
    }),
  filter: (desk, n) =>
    desk.user((sheet) => {
      sheet.tables
        .getItemAt(0)
        .columns.getItem('EnrollmentID')
        .filter.applyValuesFilter([`E${n % 12}`, `E${n % 7}`]);
    }),
  unfilter: (desk) => desk.user((sheet) => sheet.tables.getItemAt(0).clearFilters()),
  sort: (desk, n) =>
    desk.user((sheet) => {
      const table = sheet.tables.getItemAt(0);
      table.clearFilters();
      table.sort.apply([{ key: 0, ascending: n % 2 === 0 }]);
    }),
  deleteColumn: (desk, n) =>
    desk.user(async (sheet, context) => {
      const { columns } = sheet.tables.getItemAt(0);
      const wanted = ['DaysInProject', 'LastName', 'Note'][n % 3] ?? '';
      const column = columns.getItemOrNullObject(wanted);
      await context.sync();
      if (!column.isNullObject) column.delete();
    }),
  insertColumn: (desk, n) =>
    desk.user((sheet) => {
      sheet.tables.getItemAt(0).columns.add(0, undefined, `Mine ${n}`);
    }),
  totals: (desk, n) =>
    desk.user((sheet) => {
      const table = sheet.tables.getItemAt(0);
      table.clearFilters();
      table.showTotals = n % 2 === 0;
    }),
  rename: (desk, n) =>
    desk.user((sheet) => {
      sheet.name = `List ${n}`;
      sheet.position = n % 2;
    }),
  copy: (desk) => desk.keeper.staticCopy(desk.id, new Date('2026-11-29T00:00:00Z')).then(() => undefined),
  shiftDown: (desk) =>
    desk.user((sheet) => {
      sheet.getRange('1:1').insert('Down');
    }),
};

const week = fc.record({
  rows: fc.uniqueArray(fc.record({ id: fc.constantFrom(...PEOPLE), days: fc.nat(3) }), { selector: ({ id }) => id }),
  act: fc.constantFrom(...Object.keys(ACTS)),
  n: fc.nat(1_000),
});

/** The table as a person reads it: by key, each row's cells under their headers and its paint. */
function reading(desk: RefreshDesk) {
  const sheet = desk.sheet();
  const [table] = sheet.tables;
  if (!table) throw new Error('The table is gone.');
  const { row, column, rows, columns } = table.area;
  const text = (at: number, place: number) => shown(sheet)[at]?.[column + place] ?? '';
  const places = Array.from({ length: columns }, (_, place) => place);
  const headers = places.map((place) => text(row, place));
  const body = Array.from({ length: rows - 1 - (table.showTotals ? 1 : 0) }, (_, at) => row + 1 + at);
  const lines = body.map((at) => ({
    cells: new Map(places.map((place) => [headers[place] ?? '', text(at, place)])),
    fill: formatAt(sheet, at, column).fill ?? '',
  }));
  const below = shown(sheet)
    .slice(row + rows)
    .flat()
    .filter(Boolean);
  return { sheet, table, headers, lines, below };
}

it(`${REFRESHES} refreshes over changing data keep every note with its client, cell by cell, whatever is done between`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(week, { minLength: REFRESHES, maxLength: REFRESHES }), async (weeks) => {
      const desk = await openDesk(PEOPLE.slice(0, 5).map((id, n) => [id, `Name of ${id}`, '2026-01-31', n]));
      try {
        for (const { rows, act, n } of weeks) await oneWeek(desk, { rows, act, n });
      } finally {
        desk.close();
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 300_000);

async function oneWeek(
  desk: RefreshDesk,
  { rows, act, n }: { rows: { id: string; days: number }[]; act: string; n: number },
) {
  await ACTS[act]?.(desk, n);
  const before = reading(desk);
  const others = desk.excel.book.sheets.filter(({ name }) => /\d{4}-\d\d-\d\d/.test(name)).map((each) => shown(each));
  const wasThere = new Map(before.lines.map((line) => [line.cells.get('EnrollmentID') ?? '', line]));
  const next = rows.map(({ id, days }): Cell[] => [id, `Name of ${id}`, '2026-01-31', days]);

  const { proof } = await desk.refresh(next);

  const after = reading(desk);
  expect(after.table).toMatchObject({ id: before.table.id, showTotals: before.table.showTotals });
  expect([...after.table.filters]).toEqual([...before.table.filters]);
  expect(after.table.sort).toEqual(before.table.sort);
  expect(after.headers).toEqual(before.headers);
  expect(after.below).toEqual([]);
  const lines = after.lines.filter(({ cells }) => cells.get('EnrollmentID') !== '');
  expect(lines.map(({ cells }) => cells.get('EnrollmentID')).sort()).toEqual(rows.map(({ id }) => id).sort());
  for (const { cells, fill } of lines) {
    const id = cells.get('EnrollmentID') ?? '';
    const days = rows.find((each) => each.id === id)?.days;
    const reported = new Map<string, string>([
      ['EnrollmentID', id],
      ['LastName', `Name of ${id}`],
      ['EntryDate', '2026-01-31'],
      ['DaysInProject', String(days)],
    ]);
    for (const header of after.headers) {
      const own = wasThere.get(id)?.cells.get(header) ?? (header.startsWith('Formula') ? '#CALC!' : '');
      const isReports = COLUMNS.some((column) => column.header === header);
      expect(cells.get(header), `${header} of ${id}`).toBe(isReports ? reported.get(header) : own);
    }
    expect(fill, `paint of ${id}`).toBe(wasThere.get(id)?.fill ?? '');
  }
  // The blank row of a table without rows is none, unless somebody wrote in it.
  const known = before.lines
    .filter(({ cells }) => [...cells.values()].some((text) => text !== '' && text !== '#CALC!'))
    .map(({ cells }) => cells.get('EnrollmentID') ?? '');
  expect(proof).toMatchObject({
    before: known.length,
    after: rows.length,
    added: rows.filter(({ id }) => !wasThere.has(id)).length,
    gone: known.filter((id) => !rows.some((row) => row.id === id)).length,
  });
  for (const [id, { cells }] of wasThere) {
    const note = cells.get('Note');
    if (id === '' || !note || rows.some((row) => row.id === id)) continue;
    const kept = shown(desk.sheet('Notes of rows that are gone')).map((row) => row.slice(2).join(' '));
    expect(kept).toContain(`${id} Note ${note}`);
  }
  const copies = desk.excel.book.sheets.filter(({ name }) => /\d{4}-\d\d-\d\d/.test(name)).map((each) => shown(each));
  expect(copies).toEqual(others);
  expect(registry(desk.excel.book)).toHaveLength(1);
}
