import { describe, expect, it } from 'vitest';
import { ABOUT_SHEET } from '../../../addin/excel/about.ts';
import { livingEntries, type PlannedRequest, planPut, planRemove } from '../../../addin/excel/plan-put.ts';
import type { SheetRun } from '../../../addin/excel/report-workbook.ts';
import type { Step } from '../../../addin/excel/steps.ts';
import type { WorkbookFacts } from '../../../addin/excel/workbook-facts.ts';
import { column, plainRows, sheetRun } from './sheet-run.ts';

const EMPTY: WorkbookFacts = {
  sheets: [{ name: 'Sheet1', reportSheet: undefined }],
  takenNames: [],
  registry: [],
  about: undefined,
};

function planned(run: SheetRun, facts = EMPTY, bytes = 2_000_000): PlannedRequest[] {
  return [...planPut(facts, run, 'new').requests({ bytes })];
}

function stepsOf<K extends Step['kind']>(requests: readonly PlannedRequest[], kind: K): (Step & { kind: K })[] {
  return requests
    .flatMap(({ steps }) => steps)
    .filter((step): step is Extract<Step, { kind: K }> & { kind: K } => step.kind === kind);
}

describe('the plan of a new report sheet', () => {
  it('begins with a registry entry that says it is being written, and ends with one that says it is whole', () => {
    const requests = planned(sheetRun(plainRows(2)));
    const states = stepsOf(requests, 'registry').map(({ sheets }) => sheets.map(({ state }) => state));
    expect(states).toEqual([['writing'], ['whole']]);
    expect(requests[0]?.steps[0]?.kind).toBe('registry');
    expect(requests.at(-1)?.steps.at(-2)?.kind).toBe('registry');
  });

  it('puts the header in row 1 and the rows below it, blanks as empty texts and dates as numbers', () => {
    const [header, ...rows] = stepsOf(planned(sheetRun([['E1', null, '2026-01-31', 3]])), 'values')
      .filter(({ sheet }) => sheet === 'Active Client List')
      .flatMap(({ values }) => values);
    expect(header).toEqual(['EnrollmentID', 'LastName', 'EntryDate', 'DaysInProject']);
    expect(rows).toEqual([["'E1", '', 46_053, 3]]);
  });

  it('writes values first, then the table, then formats', () => {
    const kinds = planned(sheetRun(plainRows(2))).flatMap(({ steps }) => steps.map(({ kind }) => kind));
    expect(kinds.indexOf('values')).toBeLessThan(kinds.indexOf('addTable'));
    expect(kinds.indexOf('addTable')).toBeLessThan(kinds.indexOf('look'));
  });

  it('formats dates and numbers, each column once, and no text', () => {
    const looks = stepsOf(planned(sheetRun(plainRows(5))), 'look').filter(
      ({ sheet, look }) => sheet !== ABOUT_SHEET && look.numberFormat,
    );
    expect(looks.map(({ area, look }) => [area, look.numberFormat])).toEqual([
      [{ row: 1, column: 2, rows: 5, columns: 1 }, 'yyyy-mm-dd'],
      [{ row: 1, column: 3, rows: 5, columns: 1 }, '#,##0'],
    ]);
  });

  it('tells after each chunk how many rows are in the sheet', () => {
    const requests = planned(sheetRun(plainRows(100)), EMPTY, 1_000);
    const told = requests.map(({ rowsDone }) => rowsDone);
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(100);
    expect(told.toSorted((a, b) => a - b)).toEqual(told);
  });

  it('gives a table of nobody one blank row below its header, as Excel wants', () => {
    expect(stepsOf(planned(sheetRun([])), 'addTable')).toMatchObject([{ area: { rows: 2, columns: 4 } }]);
  });

  it('takes names that are free', () => {
    const facts = {
      ...EMPTY,
      sheets: [{ name: 'active client list', reportSheet: undefined }],
      takenNames: ['ActiveClients'],
    };
    expect(stepsOf(planned(sheetRun([]), facts), 'addTable')).toMatchObject([
      { sheet: 'Active Client List 2', table: 'ActiveClients2' },
    ]);
  });

  it('never takes the name of the sheet about the reports', () => {
    const steps = stepsOf(planned(sheetRun([], { title: 'About these reports' })), 'addSheet');
    expect(steps.map(({ sheet }) => sheet)).toEqual(['About these reports 2', ABOUT_SHEET]);
  });

  it('guards a header, too', () => {
    const run = sheetRun([], { columns: [column('=1+1', 'text')] });
    expect(stepsOf(planned(run), 'values')[0]?.values).toEqual([["'=1+1"]]);
  });
});

describe('what is said about a run', () => {
  const blocks = (run: SheetRun, facts = EMPTY) =>
    stepsOf(planned(run, facts), 'values').filter(({ sheet }) => sheet === ABOUT_SHEET);

  it('stands on a sheet that is made the first time', () => {
    expect(stepsOf(planned(sheetRun([])), 'addSheet').map(({ sheet }) => sheet)).toContain(ABOUT_SHEET);
    const again = planned(sheetRun([]), { ...EMPTY, about: { nextRow: 9 } });
    expect(stepsOf(again, 'addSheet').map(({ sheet }) => sheet)).not.toContain(ABOUT_SHEET);
  });

  it('goes below what is there', () => {
    expect(blocks(sheetRun([]), { ...EMPTY, about: { nextRow: 9 } })[0]?.row).toBe(9);
  });

  it('names sheet, data, run, rows and every note, with hostile ones as texts', () => {
    const [block] = blocks(sheetRun(plainRows(2), { notes: ['=cmd()', 'Active by entry and exit dates.'] }));
    const lines = block?.values.map(([label, text]) => `${label}: ${text}`) ?? [];
    expect(lines[0]).toBe('Active Client List: ');
    expect(lines).toContain('Sheet: Active Client List');
    expect(lines).toContain("Data as of: '2026-10-01");
    expect(lines).toContain("Rows: '2");
    expect(lines).toContain("How it was counted: '=cmd()");
    expect(lines).toContain(': Active by entry and exit dates.');
    expect(lines.find((line) => line.startsWith('Run:'))).toContain('Mara Ellis');
  });

  it('warns where names are in the sheet, and only there', () => {
    const labels = (hidePii: boolean) => blocks(sheetRun([], { hidePii }))[0]?.values.map(([label]) => label);
    expect(labels(false)).toContain('Client data');
    expect(labels(true)).not.toContain('Client data');
  });

  it('colours the tab of a sheet with personal data', () => {
    const color = (hidePii: boolean) =>
      stepsOf(planned(sheetRun([], { hidePii })), 'sheetLook').find(({ look }) => look.tabColor)?.look.tabColor;
    expect(color(false)).not.toBe(color(true));
  });
});

describe('the registry', () => {
  const entry = { ...planPut(EMPTY, sheetRun([]), 'old').entry };
  const facts = { ...EMPTY, registry: [entry] };

  it('forgets a sheet that somebody deleted', () => {
    expect(livingEntries(facts)).toEqual([]);
    expect(
      stepsOf(planned(sheetRun([]), facts), 'registry')
        .at(-1)
        ?.sheets.map(({ id }) => id),
    ).toEqual(['new']);
  });

  it('keeps one that was renamed', () => {
    const renamed = { ...facts, sheets: [{ name: 'My list', reportSheet: 'old' }] };
    expect(
      stepsOf(planned(sheetRun([]), renamed), 'registry')
        .at(-1)
        ?.sheets.map(({ id }) => id),
    ).toEqual(['old', 'new']);
  });

  it('holds no name of a client or of staff', () => {
    const { entry: made } = planPut(EMPTY, sheetRun([['E1', 'Archer', null, 1]], { hidePii: false }), 'new');
    expect(JSON.stringify(made)).not.toMatch(/Archer|Mara/);
  });
});

describe('taking a half-written sheet back', () => {
  it('deletes the sheet that carries the id, under whatever name, and its entry', () => {
    const { entry } = planPut(EMPTY, sheetRun([]), 'half');
    const facts = {
      ...EMPTY,
      sheets: [
        { name: 'Active Client List', reportSheet: undefined },
        { name: 'Renamed', reportSheet: 'half' },
      ],
      registry: [entry],
    };
    expect(planRemove(facts, ['half'])).toEqual([
      { kind: 'deleteSheet', sheet: 'Renamed' },
      { kind: 'registry', sheets: [] },
    ]);
  });
});
