import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partKey, partOf } from '../../../../addin/excel/design/parts.ts';
import { openWorkbook } from '../../../../addin/excel/open-workbook.ts';
import type { ReportWorkbook, SheetRun } from '../../../../addin/excel/report-workbook.ts';
import type { SheetKeeper } from '../../../../addin/excel/sheet-keeper.ts';
import { drawnSeries } from '../../../../infra/local/workbook/charts.ts';
import { conditionalLook } from '../../../../infra/local/workbook/conditional-formats.ts';
import { type RunningExcel, startExcel } from '../../../../infra/local/workbook/excel-in-node.ts';
import type { Worksheet } from '../../../infra/local/workbook/client.ts';
import { picture, registry, seen, shown } from '../refresh/desk.ts';
import { programsRun, STAYS, type Stay } from './programs-run.ts';

let excel: RunningExcel;
let uninstall: () => void;
let workbook: ReportWorkbook;
let keeper: SheetKeeper;
beforeEach(async () => {
  excel = startExcel();
  uninstall = excel.install();
  workbook = await openWorkbook();
  keeper = await workbook.keeper();
});
afterEach(() => uninstall());

const sheet = (name: string) => {
  const found = excel.book.sheets.find((each) => each.name === name);
  if (!found) throw new Error(`There is no sheet ${name}.`);
  return found;
};
const totals = () => sheet('Clients in Programs totals');
/** How deep each row below the header is, and whether it is hidden. */
const groups = () =>
  shown(totals())
    .slice(1)
    .map((_, i) => `${totals().outline.levels.get(i + 1) ?? 0}${totals().outline.hidden.has(i + 1) ? ' hidden' : ''}`);

const NEXT_WEEK: readonly Stay[] = [
  ['P0', 'E9', 'Abel', 1],
  ['P1', 'E2', 'Baker', 27],
  ['P2', 'E3', 'Cole', 37],
  ['P2', 'E4', 'Dane', 2],
];

async function refreshTotals(run: SheetRun): ReturnType<SheetKeeper['refresh']> {
  const entry = registry(excel.book).find(({ part }) => part === 'totals');
  const next = partOf(run, 'totals');
  if (!entry || !next) throw new Error('There are totals.');
  return await keeper.refresh(entry.id, next, partKey(next.result.columns), {});
}

/** What a person does in the totals' sheet, by Excel's own means. */
async function user(act: (sheet: Worksheet) => void): Promise<void> {
  await excel.Excel.run(async (context) => {
    act(context.workbook.worksheets.getItem('Clients in Programs totals'));
    await context.sync();
  });
}

describe('totals with the clients under each program', () => {
  beforeEach(() => workbook.put(programsRun(STAYS, { hidePii: false }), {}));

  it('have each client above the line that counts them, and show programs at first', () => {
    expect(shown(totals())).toEqual([
      ['Level', 'ProjectID', 'LastName', 'Clients', 'AverageDays', 'EnrollmentID'],
      ['Client', 'P1', 'Archer', '', '10.0', 'E1'],
      ['Client', 'P1', 'Baker', '', '20.0', 'E2'],
      ['Program', 'P1', '', '2', '15.0'],
      ['Client', 'P2', 'Cole', '', '30.0', 'E3'],
      ['Program', 'P2', '', '1', '30.0'],
      ['Total', '', '', '3', '20.0'],
    ]);
    expect(groups()).toEqual(['2 hidden', '2 hidden', '1', '2 hidden', '1', '0']);
  });

  it('cannot be sorted by a slip, and their lines are darker the more they sum up', () => {
    expect(totals().tables).toMatchObject([{ showFilterButton: false, showBandedRows: false }]);
    expect([1, 3, 6].map((row) => conditionalLook(totals(), row, 2)?.fill)).toEqual([undefined, '#EDEDED', '#D9D9D9']);
    expect(conditionalLook(totals(), 3, 2)).toMatchObject({
      bold: true,
      borders: { EdgeTop: { style: 'Continuous' } },
    });
  });

  it('are as much of a secret as the list: names say so on tab, footer and the sheet about', () => {
    expect(totals()).toMatchObject({
      tabColor: '#C50F1F',
      pageLayout: { footer: '&LClients in Programs totals&RPage &P of &N' },
    });
    expect(registry(excel.book).find(({ part }) => part === 'totals')).toMatchObject({ piiHidden: false });
    expect(shown(sheet('About these reports')).filter(([label]) => label === 'Client data')).toHaveLength(2);
  });

  it('keep through a refresh what was written beside a client, in groups that fit the new rows', async () => {
    await user((on) => {
      on.tables.getItemAt(0).columns.add(undefined, [['Note'], ['a'], ['call her'], ['b'], ['late'], [''], ['']]);
    });
    await refreshTotals(programsRun(NEXT_WEEK, { hidePii: false }));
    expect(shown(totals()).slice(1)).toEqual([
      ['Client', 'P0', 'Abel', '', '1.0', 'E9'],
      ['Program', 'P0', '', '1', '1.0'],
      ['Client', 'P1', 'Baker', '', '27.0', 'E2', 'call her'],
      ['Program', 'P1', '', '1', '27.0', '', 'b'],
      ['Client', 'P2', 'Cole', '', '37.0', 'E3', 'late'],
      ['Client', 'P2', 'Dane', '', '2.0', 'E4'],
      ['Program', 'P2', '', '2', '19.5'],
      ['Total', '', '', '4', '16.8'],
    ]);
    expect(groups()).toEqual(['2 hidden', '1', '2 hidden', '1', '2 hidden', '2 hidden', '1', '0']);
  });

  it('shrink without leaving a group, or a hidden row, behind', async () => {
    await refreshTotals(programsRun(STAYS.slice(0, 1), { hidePii: false }));
    expect(groups()).toEqual(['2 hidden', '1', '0']);
    expect([...totals().outline.levels.keys()].every((row) => row <= 2)).toBe(true);
    expect([...totals().outline.hidden]).toEqual([1]);
  });

  it('are in the report’s order again after somebody sorted them, and keep their filter', async () => {
    await user((on) => {
      const table = on.tables.getItemAt(0);
      table.sort.apply([{ key: 3, ascending: false }]);
      table.columns.getItem('ProjectID').filter.applyValuesFilter(['P2']);
    });
    await refreshTotals(programsRun(NEXT_WEEK, { hidePii: false }));
    expect(shown(totals()).map(([level]) => level)).toEqual([
      ...['Level', 'Client', 'Program', 'Client', 'Program', 'Client', 'Client', 'Program', 'Total'],
    ]);
    expect(seen(totals()).map(([level]) => level)).toEqual(['Level', 'Program']);
  });

  it('lose groups that the user made, and take no harm where the user took them all off', async () => {
    await user((on) => on.getRange('2:3').group('ByRows'));
    await refreshTotals(programsRun(NEXT_WEEK, { hidePii: false }));
    expect(groups()).toEqual(['2 hidden', '1', '2 hidden', '1', '2 hidden', '2 hidden', '1', '0']);
    await user((on) => {
      on.showOutlineLevels(8, 0);
      on.getRange('2:9').ungroup('ByRows');
      on.getRange('2:9').ungroup('ByRows');
    });
    await refreshTotals(programsRun(STAYS, { hidePii: false }));
    expect(groups()).toEqual(['2 hidden', '2 hidden', '1', '2 hidden', '1', '0']);
  });

  it('become a static copy with their groups', async () => {
    const entry = registry(excel.book).find(({ part }) => part === 'totals');
    const name = await keeper.staticCopy(entry?.id ?? '', new Date('2026-11-29T12:00:00Z'));
    expect(sheet(name).tables).toEqual([]);
    expect(shown(sheet(name))).toEqual(shown(totals()));
    expect([...sheet(name).outline.levels]).toEqual([...totals().outline.levels]);
  });

  it('are emptied of clients and lines, and nothing stays hidden or grouped', async () => {
    await keeper.removeData(new Date('2026-11-29T12:00:00Z'));
    expect(shown(totals())).toEqual([['Level', 'ProjectID', 'LastName', 'Clients', 'AverageDays', 'EnrollmentID']]);
    expect([totals().outline.levels.size, totals().outline.hidden.size]).toEqual([0, 0]);
    await refreshTotals(programsRun(STAYS, { hidePii: false }));
    expect(groups()).toEqual(['2 hidden', '2 hidden', '1', '2 hidden', '1', '0']);
    expect(totals().tabColor).toBe('#C50F1F');
  });
});

describe('a refresh of totals in which a request fails', () => {
  it.each(['before', 'after'] as const)(
    '%s it took effect either goes on or leaves all as it was, groups among it',
    async (when) => {
      const next = programsRun(NEXT_WEEK, { hidePii: false });
      for (let index = 0; ; index++) {
        uninstall();
        excel = startExcel();
        uninstall = excel.install();
        workbook = await openWorkbook();
        keeper = await workbook.keeper();
        await workbook.put(programsRun(STAYS, { hidePii: false }), {});
        const before = picture(excel.book);
        const failing = excel.requests.length + index;
        excel.failRequest(failing, { code: 'GeneralException', when });
        const failed = await refreshTotals(next).then(
          () => false,
          () => true,
        );
        if (excel.requests.length <= failing) break;
        if (failed) expect(picture(excel.book), `request ${index}`).toEqual(before);
        expect(groups(), `request ${index}`).toEqual(
          failed
            ? ['2 hidden', '2 hidden', '1', '2 hidden', '1', '0']
            : ['2 hidden', '1', '2 hidden', '1', '2 hidden', '2 hidden', '1', '0'],
        );
      }
    },
    120_000,
  );
});

describe('the words that stand out in a list', () => {
  it('do so by their own cell, down to rows that are still to come', async () => {
    await workbook.put(programsRun(STAYS), {});
    const list = sheet('Clients in Programs');
    expect([1, 2, 3].map((row) => conditionalLook(list, row, 5)?.fill)).toEqual(['#FFE699', '#7A1F1F', '#7A1F1F']);
    expect(conditionalLook(list, 2, 5)).toMatchObject({ bold: true, fontColor: '#FFFFFF' });
    expect(conditionalLook(list, 2, 4)).toBeUndefined();
    expect(list.conditionalFormats.every(({ area }) => area.row + area.rows === 1_048_576)).toBe(true);
  });
});

describe('the chart of the totals', () => {
  beforeEach(() => workbook.put(programsRun(STAYS, { hidePii: false }), {}));
  const own = () => sheet('Clients in Programs chart');

  it('stands beside its numbers on a sheet of its own, which holds no name', () => {
    expect(shown(own())).toEqual([
      ['Figure', 'P1', 'P2'],
      ['Clients', '2', '1'],
      ['AverageDays', '15', '30'],
    ]);
    expect(own()).toMatchObject({ tabColor: '#0F6C6C', tables: [{ showFilterButton: false }] });
  });

  it('has a title, axes, labels, and shades that are told apart in black and white', () => {
    const [chart] = own().charts;
    expect(chart).toMatchObject({
      name: 'Clients by program',
      title: 'Clients by program',
      categoryAxis: { title: 'Figures' },
      valueAxis: { title: 'Number' },
      series: [{ dataLabels: true }, { dataLabels: true }],
    });
    const lightness = chart?.series.map(({ fill = '' }) => Number.parseInt(fill.slice(3, 5), 16)) ?? [];
    expect(Math.abs((lightness[0] ?? 0) - (lightness[1] ?? 0))).toBeGreaterThan(80);
  });

  it('shows the new numbers after a refresh, wherever the user has moved it', async () => {
    await excel.Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Clients in Programs chart').charts.getItemAt(0).left = 400;
      await context.sync();
    });
    const entry = registry(excel.book).find(({ part }) => part === 'chart');
    const next = partOf(programsRun([...STAYS, ['P2', 'E4', 'Dane', 2]]), 'chart');
    if (!entry || !next) throw new Error('There is a chart.');
    await keeper.refresh(entry.id, next, partKey(next.result.columns), {});
    const [chart] = own().charts;
    expect(chart?.left).toBe(400);
    expect(chart?.series.map((series) => drawnSeries(own(), series, new Set()))).toEqual([
      {
        name: 'P1',
        points: [
          { category: 'Clients', value: 2 },
          { category: 'AverageDays', value: 15 },
        ],
      },
      {
        name: 'P2',
        points: [
          { category: 'Clients', value: 2 },
          { category: 'AverageDays', value: 16 },
        ],
      },
    ]);
  });
});

it('what a report has beyond a list costs no request more than its sheets do', async () => {
  await workbook.put(programsRun(STAYS), {});
  const bytes = excel.requests.reduce((sum, request) => sum + request.bytes, 0);
  // Three sheets, each on its own, and the list brought to the front again.
  expect(excel.requests.length).toBeLessThanOrEqual(3 * (bytes / 2_000_000 + 6) + 3);
});
