import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import { excelSerial } from '../../shared/excel/serial.ts';
import { community } from '../functions/api/community.ts';
import { findChromium } from './chromium.ts';
import { clipped, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { type Desk, openStage, RUN, type Stage } from './stage.ts';

const SHEET = 'Housing Status';
const ONE = 'E-A2-0';
const day = (text: string) => excelSerial(calendarDate(text)) ?? Number.NaN;

describe.runIf(findChromium())('a manager who keeps the housing tracker', () => {
  let stage: Stage;
  let desk: Desk;
  let TWO: string;
  beforeAll(async () => {
    stage = await openStage(community());
    desk = await stage.open();
    await desk.signIn('manager');
    await desk.pane.getByLabel('Report', { exact: true }).selectOption({ label: SHEET });
    await desk.pane.getByRole('heading', { name: SHEET }).waitFor();
    await desk.pane.getByRole('button', { name: RUN }).click();
    await desk.pane.getByRole('button', { name: 'Show the sheet' }).waitFor();
    await desk.pane.getByRole('tab', { name: 'This workbook' }).click();
    const [headers = [], ...rows] = await desk.sheet(SHEET);
    const other = rows.find((row) => row[headers.indexOf('EnrollmentID')] !== ONE);
    TWO = String(other?.[headers.indexOf('EnrollmentID')]);
  });
  afterAll(async () => {
    await desk.close();
    await stage.close();
  });

  /** Types in a cell of an enrollment's row. */
  async function type(enrollmentId: string, header: string, value: string | number): Promise<void> {
    await desk.page.evaluate(
      ([name, id, column, typed]) => {
        const sheet = hmisBook.sheets.find((each) => each.name === name);
        const text = (row: number, at: number) => {
          const cell = sheet?.cells[row]?.[at];
          return typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : cell;
        };
        const headers = (sheet?.cells[0] ?? []).map((_, at) => text(0, at));
        const row = sheet?.cells.find((_, at) => text(at, headers.indexOf('EnrollmentID')) === id);
        const place = headers.indexOf(String(column));
        if (!row || place < 0) throw new Error(`There is no ${column} of ${id}.`);
        row[place] = typed;
      },
      [SHEET, enrollmentId, header, value] as const,
    );
  }

  async function cell(enrollmentId: string, header: string): Promise<unknown> {
    const [headers = [], ...rows] = await desk.sheet(SHEET);
    return rows.find((row) => row[headers.indexOf('EnrollmentID')] === enrollmentId)?.[headers.indexOf(header)] ?? null;
  }

  const press = (name: string) => desk.pane.getByRole('button', { name, exact: true }).click();
  const save = () => press(`Save changes in sheet ${SHEET}`);

  it('finds pick lists and checked dates in the tracker’s columns', async () => {
    const rules = await desk.page.evaluate(
      (name) =>
        hmisBook.sheets.find((each) => each.name === name)?.validations.map((each) => each.validation.rule.kind),
      SHEET,
    );
    expect(rules?.filter((kind) => kind === 'date')).toHaveLength(4);
    expect(rules?.filter((kind) => kind === 'list')).toHaveLength(1);
    // The five columns that are hidden with PII.
    expect(rules?.filter((kind) => kind === 'custom')).toHaveLength(5);
  });

  it('saves what can be saved, is told of what cannot, and goes to its row', async () => {
    await type(ONE, 'EligibilityVerifiedDate', day('2026-01-05'));
    await type(TWO, 'DateAppliedForUnit', day('2026-01-15'));
    await save();
    await desk.pane.getByText('1 row saved, 1 not saved.').waitFor();
    await desk.pane.getByText(`Enrollment ${TWO}. Applied for a unit: fill “Eligibility verified” first.`).waitFor();
    expect(await cell(ONE, 'Version')).toBe(1);
    expect(await cell(TWO, 'DateAppliedForUnit')).toBe(day('2026-01-15'));
    await press(`Go to row of enrollment ${TWO}`);
    const [headers = [], ...rows] = await desk.sheet(SHEET);
    const wanted = {
      row: 1 + rows.findIndex((row) => row[headers.indexOf('EnrollmentID')] === TWO),
      column: headers.indexOf('DateAppliedForUnit'),
    };
    await expect
      .poll(() => desk.page.evaluate(() => ({ ...hmisBook.selection?.area })), { timeout: 20_000 })
      .toMatchObject(wanted);
    await type(TWO, 'EligibilityVerifiedDate', day('2026-01-06'));
    await save();
    await desk.pane.getByText('1 row saved.').waitFor();
  });

  it('sees what somebody else changed beside the own, and keeps it', async () => {
    const theirs = { version: 1, changes: { EligibilityVerifiedDate: '2026-01-09', NeedsADAUnit: 'No' } as never };
    expect(await stage.service.as('admin').saveTracker(ONE, theirs, false)).toMatchObject({ result: 'saved' });
    await type(ONE, 'EligibilityVerifiedDate', day('2026-01-07'));
    await save();
    await desk.pane.getByText('Ada Park changed this tracker').waitFor();
    const line = desk.pane.getByRole('row', { name: 'Eligibility verified' });
    expect(await line.getByRole('cell').allTextContents()).toEqual(['2026-01-09', '2026-01-07']);
    expect(await findings(frameOf(desk))).toEqual([]);
    for (const width of WIDTHS) {
      await narrow(desk, width);
      expect(await clipped(frameOf(desk)), `${width} pixels`).toEqual([]);
    }
    await narrow(desk, 420);
    await press(`Keep mine: enrollment ${ONE}`);
    await desk.pane.getByText('1 row saved.').waitFor();
    expect(await cell(ONE, 'Version')).toBe(3);
    expect(await cell(ONE, 'NeedsADAUnit')).toBe('No');
  });

  it('is asked before a refresh writes over what is not saved, and keeps it', async () => {
    await type(ONE, 'NeedsADAUnit', 'Yes');
    await press(`Refresh sheet ${SHEET}`);
    await desk.pane.getByText('1 row with changes that are not saved.').waitFor();
    expect(await findings(frameOf(desk))).toEqual([]);
    await press('Refresh and keep them unsaved');
    await desk.pane.getByText(/rows, as before\./).waitFor();
    expect(await cell(ONE, 'NeedsADAUnit')).toBe('Yes');
    expect(await cell(ONE, 'Category')).toBe('Eligibility verified');
    await save();
    await desk.pane.getByText('1 row saved.').waitFor();
    const { current } = await stage.service.as('manager').tracker(ONE, {});
    expect(current).toMatchObject({
      version: 4,
      values: { NeedsADAUnit: 'Yes', EligibilityVerifiedDate: '2026-01-07' },
    });
  });

  it('saw no error and no dialog', () => {
    expect(desk.faults).toEqual([]);
  });
});
