import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { findings } from './looking.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

const SHEET = 'Active Client List';
const PEOPLE = 12;

describe.runIf(findChromium())('the ribbon', () => {
  let stage: Stage;
  let desk: Desk;
  let dialog: FrameLocator;
  beforeAll(async () => {
    stage = await openStage(listOf(PEOPLE));
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    desk = await stage.open();
    dialog = desk.page.frameLocator('iframe[title="Dialog of HMIS Sheets"]');
    return async () => {
      expect(desk.faults).toEqual([]);
      await desk.close();
    };
  });

  const button = (name: string) =>
    desk.page.getByRole('region', { name: 'Ribbon' }).getByRole('button', { name, exact: true });
  const pane = () => desk.page.getByRole('complementary', { name: 'Task pane' });
  const closePane = () => desk.page.getByRole('button', { name: 'Close the pane' }).click();
  const text = () => desk.page.evaluate(() => JSON.stringify(hmisBook.sheets.map(({ cells }) => cells)));
  async function withReport(): Promise<void> {
    await desk.signIn('admin');
    await desk.run();
    await closePane();
  }
  /** A cell of the first row below the header, written over. */
  async function spoil(): Promise<void> {
    await desk.page.evaluate((wanted) => {
      const row = hmisBook.sheets.find(({ name }) => name === wanted)?.cells[1];
      if (row) row[0] = 'written over';
    }, SHEET);
  }

  it('opens the pane, and closed it keeps what it holds', async () => {
    await desk.signIn('admin');
    await closePane();
    await pane().waitFor({ state: 'hidden' });
    await button('Reports').click();
    await pane().waitFor();
    await desk.pane.getByRole('button', { name: 'Put in a new sheet' }).waitFor();
  });

  it('Refresh brings the sheet in view up to date without the pane', async () => {
    await withReport();
    await spoil();
    expect(await text()).toContain('written over');
    await button('Refresh').click();
    await expect.poll(text).not.toContain('written over');
    expect(await pane().isVisible()).toBe(false);
    await button('Reports').click();
    await desk.pane.getByText(`${PEOPLE} rows, as before.`).waitFor();
  });

  it('Refresh on a sheet that is no report says so', async () => {
    await withReport();
    await desk.page.getByRole('tab', { name: 'Sheet1' }).click();
    await button('Refresh').click();
    await pane().waitFor();
    await desk.pane.getByText('The sheet in view is no report').waitFor();
  });

  it('Refresh asks who one is, and goes on after the sign-in', async () => {
    await withReport();
    await button('Reports').click();
    await desk.pane.getByRole('button', { name: /account of/ }).click();
    await desk.pane.getByRole('button', { name: 'Sign out' }).click();
    await desk.pane.getByLabel('Sign in as').waitFor();
    await closePane();
    await spoil();
    await button('Refresh').click();
    await pane().waitFor();
    await desk.pane.getByLabel('Sign in as').selectOption('admin');
    await desk.pane.getByRole('button', { name: 'Sign in' }).click();
    await expect.poll(text).not.toContain('written over');
    await desk.pane.getByText(`${PEOPLE} rows, as before.`).waitFor();
  });

  it('Refresh asks in the pane why names are needed', async () => {
    await desk.signIn('admin');
    await desk.pane.getByLabel('Hide PII').uncheck();
    await desk.pane.getByLabel('Why do you need it?').selectOption('dataQuality');
    await desk.run();
    await closePane();
    await button('Refresh').click();
    await pane().waitFor();
    await desk.pane.getByText('One sheet shows names').waitFor();
  });

  it('Refresh all is watched in the pane', async () => {
    await desk.signIn('admin');
    await desk.run();
    await desk.pane.getByRole('button', { name: 'Run another' }).click();
    await desk.run();
    await closePane();
    await button('Refresh all').click();
    await pane().waitFor();
    await desk.pane.getByText('2 sheets refreshed.').waitFor();
  });

  it('Remove client data asks in a dialog, and a wrong click removes nothing', async () => {
    await withReport();
    await button('Remove client data').click();
    const cancel = dialog.getByRole('button', { name: 'Cancel' });
    await cancel.waitFor();
    // What is safe has the focus.
    await expect.poll(() => cancel.evaluate((node) => node === document.activeElement)).toBe(true);
    await desk.page.keyboard.press('Enter');
    await cancel.waitFor({ state: 'detached' });
    await button('Remove client data').click();
    await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await cancel.waitFor({ state: 'detached' });
    expect(await text()).toMatch(/E1\b/);
  });

  it('Remove client data empties every report after a yes, and says so where it asked', async () => {
    await withReport();
    await button('Remove client data').click();
    await dialog.getByRole('button', { name: 'Remove it' }).click();
    await dialog.getByRole('heading', { name: 'Client data removed from 1 report' }).waitFor();
    expect(await text()).not.toMatch(/E\d/);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await pane().isVisible()).toBe(false);
    await button('Refresh').click();
    await expect.poll(text).toMatch(/E1\b/);
  });

  it('client data can be removed by somebody who is not signed in', async () => {
    await withReport();
    await button('Reports').click();
    await desk.pane.getByRole('button', { name: /account of/ }).click();
    await desk.pane.getByRole('button', { name: 'Sign out' }).click();
    await button('Remove client data').click();
    await dialog.getByRole('button', { name: 'Remove it' }).click();
    await dialog.getByRole('heading', { name: 'Client data removed from 1 report' }).waitFor();
    expect(await text()).not.toMatch(/E\d/);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong, its dialog neither: %s',
    async (colorScheme) => {
      await desk.page.emulateMedia({ colorScheme });
      await withReport();
      await button('Remove client data').click();
      await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
      const frame = desk.page.frames().find((each) => each.url().includes('/removal.html'));
      if (!frame) throw new Error('There is no dialog.');
      expect(await findings(frame)).toEqual([]);
      await dialog.getByRole('button', { name: 'Remove it' }).click();
      await dialog.getByRole('button', { name: 'Close', exact: true }).waitFor();
      expect(await findings(frame)).toEqual([]);
      expect(await findings(desk.page)).toEqual([]);
    },
  );
});
