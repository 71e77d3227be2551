import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../addin/service/run.ts';
import type { AnswerColumn, Cell } from '../../shared/column.ts';
import { isCalendarDate } from '../../shared/dates.ts';
import { excelSerial } from '../../shared/excel/serial.ts';
import { findChromium } from './chromium.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';
import type { SheetCell } from './workbook-reading.ts';

const PEOPLE = 5_000;
const SHEET = 'Active Client List';

/** What the service answered, as it must stand in the sheet. */
function asSheet({ columns, rows }: RunResult): SheetCell[][] {
  return [columns.map(({ header }) => header), ...rows.map((row) => row.map((cell, i) => shown(columns[i], cell)))];
}

function shown(column: AnswerColumn | undefined, cell: Cell): SheetCell {
  if (column?.type === 'date' && typeof cell === 'string' && isCalendarDate(cell)) return excelSerial(cell) ?? cell;
  return cell;
}

/** A row of a sheet ends with its last cell that is not blank. */
function withoutTail(rows: SheetCell[][]): SheetCell[][] {
  return rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1));
}

describe.runIf(findChromium())(
  `a list of ${PEOPLE.toLocaleString('en-US')} people, from the click to the sheet`,
  () => {
    let stage: Stage;
    let desk: Desk;
    beforeAll(async () => {
      stage = await openStage(listOf(PEOPLE));
      desk = await stage.open();
      await desk.signIn('admin');
      await desk.run();
    });
    afterAll(async () => {
      await desk.close();
      await stage.close();
    });

    it('has the cells that the service answered, each one', async () => {
      const answered = await stage.service.run('admin', {});
      expect(answered.rows).toHaveLength(PEOPLE);
      expect(withoutTail(await desk.sheet(SHEET))).toEqual(withoutTail(asSheet(answered)));
    });

    it('is told by the pane with its rows, its sheet and how it was counted', async () => {
      await expect(desk.pane.getByRole('heading', { level: 1 }).innerText()).resolves.toBe(
        '5,000 rows in sheet ‘Active Client List’',
      );
      await expect(desk.pane.getByText('Active by entry and exit dates').isVisible()).resolves.toBe(true);
    });

    it('is one Excel table below a frozen header, dates as dates', async () => {
      const facts = await desk.page.evaluate(() => {
        const sheet = hmisBook.activeSheet;
        return { frozen: sheet.frozen, tables: sheet.tables.map(({ name, area }) => ({ name, area })) };
      });
      expect(facts).toEqual({
        frozen: { rows: 1, columns: 0 },
        tables: [{ name: 'ActiveClients', area: { row: 0, column: 0, rows: PEOPLE + 1, columns: 37 } }],
      });
      await desk.page.getByLabel('Name box').fill('W2');
      await desk.page.getByLabel('Name box').press('Enter');
      await desk.page.getByRole('gridcell', { name: '2025-02-01' }).first().waitFor();
    });

    it('says on a sheet of its own what the run was', async () => {
      const about = await desk.sheet('About these reports');
      expect(about[0]?.[0]).toBe(SHEET);
      expect(about).toContainEqual(['Rows', '5,000']);
      expect(about.find(([label]) => label === 'Run')?.[1]).toMatch(/ by Ada Park$/);
    });

    it('is listed with the reports of this workbook, and run again it gets a sheet of its own', async () => {
      await desk.pane.getByRole('button', { name: 'Run another' }).click();
      await desk.run();
      expect(await desk.sheetNames()).toEqual([
        'Sheet1',
        'Active Client List',
        'About these reports',
        'Active Client List 2',
      ]);
      await desk.pane.getByRole('tab', { name: 'This workbook' }).click();
      await desk.pane.getByRole('button', { name: 'Show sheet Active Client List', exact: true }).click();
      await desk.page.getByRole('tab', { name: 'Active Client List', exact: true, selected: true }).waitFor();
    });

    it('gave nobody an error to see', () => {
      expect(desk.faults).toEqual([]);
    });
  },
);
