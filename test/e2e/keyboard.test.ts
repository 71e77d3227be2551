import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, RUN, type Stage } from './stage.ts';

/** More steps than any way through the pane has. */
const MOST_STEPS = 60;

describe.runIf(findChromium())('with the keyboard alone', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(listOf(40));
    desk = await stage.open();
    await desk.pane.getByLabel('Sign in as').waitFor();
  });
  afterAll(async () => {
    await desk.close();
    await stage.close();
  });

  /** What has the focus, by role and name as a screen reader says it; '' where nothing has. */
  async function focused(): Promise<string> {
    const [inPane] = await desk.pane.locator('*:focus').all();
    if (!inPane) return '';
    return inPane.evaluate((node) => {
      const element = node as HTMLElement;
      const label =
        element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels?.[0] : null;
      return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '').trim();
    });
  }

  async function tabTo(name: string): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step++) {
      if ((await focused()).startsWith(name)) return;
      await desk.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${name}.`);
  }

  it('one signs in, chooses, runs, and hears of the result', async () => {
    await tabTo('Sign in as');
    await desk.page.keyboard.press('ArrowUp');
    await tabTo('Sign in');
    await tabTo('Sign in as');
    await desk.pane.getByLabel('Sign in as').selectOption('admin');
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Enter');
    await desk.pane.getByRole('button', { name: RUN }).waitFor();

    await tabTo('Report type');
    await desk.page.keyboard.press('ArrowDown');
    await expect(desk.pane.getByLabel('Report type').inputValue()).resolves.toBe('began');
    await desk.page.keyboard.press('ArrowUp');
    await tabTo(RUN);
    await desk.page.keyboard.press('Enter');
    await desk.pane.getByRole('button', { name: 'Show the sheet' }).waitFor();
    // The focus goes to the result once it is drawn.
    await expect.poll(focused).toBe('40 rows in sheet ‘Active Client List’');
    await tabTo('Show the sheet');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('tab', { name: 'Active Client List', exact: true, selected: true }).waitFor();
  });

  it('one can leave the pane for the grid, and move in it', async () => {
    await desk.page.getByRole('grid').focus();
    await desk.page.keyboard.press('Control+End');
    await expect(desk.page.getByLabel('Name box').inputValue()).resolves.toBe('AK41');
    await desk.page.keyboard.press('Control+Home');
    await expect(desk.page.getByLabel('Name box').inputValue()).resolves.toMatch(/^A[12]$/);
  });
});
