import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

const SHEET = 'Active Client List';
const PEOPLE = 40;

describe.runIf(findChromium())('a data quality officer’s week', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(listOf(PEOPLE));
    desk = await stage.open();
    await desk.signIn('dqo');
    await desk.run();
    await desk.pane.getByRole('button', { name: 'Run another' }).click();
    await desk.run();
    await desk.pane.getByRole('tab', { name: 'This workbook' }).click();
    await writeNotes();
    // Next week: E0 to E2 are older, two people are new, and E39 sorts to another place.
    await stage.service.import(
      listOf(PEOPLE + 2, (n) => ({
        ...(n < 3 && { enrollment: { EntryDate: '2024-12-01' } }),
        ...(n === 39 && { enrollment: { HouseholdID: 'A' } }),
      })),
    );
  });
  afterAll(async () => {
    await desk.close();
    await stage.close();
  });

  /** A column of the user's own beside the list, one note for each person, and a filter. */
  async function writeNotes(): Promise<void> {
    await desk.page.evaluate((wanted) => {
      const sheet = hmisBook.sheets.find(({ name }) => name === wanted);
      const table = sheet?.tables[0];
      if (!sheet || !table) throw new Error('There is no list.');
      const { columns } = table.area;
      const id = (sheet.cells[0] ?? []).findIndex(
        (cell) => (typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : cell) === 'EnrollmentID',
      );
      for (const [row, line] of sheet.cells.entries()) {
        const cell = line?.[id];
        const text = typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : String(cell);
        if (line) line[columns] = row === 0 ? 'My note' : `note of ${text}`;
      }
      table.area = { ...table.area, columns: columns + 1 };
      table.filters.set(id, { kind: 'custom', criterion1: '=E3*', or: false });
    }, SHEET);
  }

  it('refreshes all reports and is told of each what changed', async () => {
    await desk.pane.getByRole('button', { name: 'Refresh all' }).click();
    await desk.pane.getByText('42 rows, before 40.').nth(1).waitFor();
    await desk.pane.getByRole('button', { name: 'Refresh all' }).waitFor();
    expect(await desk.pane.getByText('42 rows, before 40.').count()).toBe(2);
    expect(await desk.pane.getByText('2 added, 0 gone, 4 changed.').count()).toBe(2);
  });

  it('finds every note beside the person it was written for, and the filter on', async () => {
    const [header = [], ...rows] = await desk.sheet(SHEET);
    const [id, note] = [header.indexOf('EnrollmentID'), header.indexOf('My note')];
    expect(rows).toHaveLength(PEOPLE + 2);
    for (const row of rows) {
      const isNew = row[id] === 'E40' || row[id] === 'E41';
      expect(row[note] ?? null).toBe(isNew ? null : `note of ${row[id]}`);
    }
    const filters = await desk.page.evaluate(
      (wanted) => [...(hmisBook.sheets.find(({ name }) => name === wanted)?.tables[0]?.filters.values() ?? [])],
      SHEET,
    );
    expect(filters).toEqual([{ kind: 'custom', criterion1: '=E3*', or: false }]);
  });

  it('colours what changed by the keyboard, and clears it again', async () => {
    const fills = () =>
      desk.page.evaluate(
        (wanted) =>
          hmisBook.sheets.find(({ name }) => name === wanted)?.formats.filter(({ format }) => format.fill).length ?? 0,
        SHEET,
      );
    const show = desk.pane.getByRole('button', { name: `Colour what changed in sheet ${SHEET}`, exact: true });
    await show.focus();
    await desk.page.keyboard.press('Enter');
    const clear = desk.pane.getByRole('button', {
      name: `Clear the colours of what changed in sheet ${SHEET}`,
      exact: true,
    });
    await clear.waitFor();
    expect(await fills()).toBeGreaterThan(0);
    await clear.click();
    await show.waitFor();
    expect(await fills()).toBe(0);
  });

  it('takes client data out before the file is mailed, and a refresh brings it back', async () => {
    await desk.pane.getByRole('button', { name: 'Remove client data' }).click();
    await desk.pane.getByRole('button', { name: 'Remove it' }).click();
    await desk.pane.getByText('Client data removed from 2 reports').waitFor();
    const text = await desk.page.evaluate(() => JSON.stringify(hmisBook.sheets.map(({ cells }) => cells)));
    expect(text).not.toMatch(/E\d|note of/);
    await desk.pane.getByRole('button', { name: `Refresh sheet ${SHEET}`, exact: true }).click();
    await desk.pane.getByText('42 rows, before 0.').waitFor();
    expect(await desk.sheet(SHEET)).toHaveLength(PEOPLE + 3);
  });

  it('saw no error and no dialog', () => {
    expect(desk.faults).toEqual([]);
  });
});
