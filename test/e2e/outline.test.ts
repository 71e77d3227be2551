import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { findings } from './looking.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

describe.runIf(findChromium())('a sheet with rows in groups', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(listOf(30));
    desk = await stage.open({ viewport: { width: 1280, height: 720 } });
    await desk.signIn('coordinator');
    await run('Clients in Programs');
    await desk.pane.getByRole('button', { name: 'Run another' }).click();
    await run('Data Entry Timing');
  }, 120_000);
  afterAll(() => stage.close());

  async function run(report: string): Promise<void> {
    await desk.pane.getByLabel('Report', { exact: true }).selectOption({ label: report });
    await desk.pane.getByRole('heading', { level: 1, name: report }).waitFor();
    await desk.run();
  }
  const show = (sheet: string) => desk.page.getByRole('tab', { name: sheet, exact: true }).click();
  /** What *Level* says in the rows that show. */
  const levels = () => desk.page.locator('.rows .row:not([hidden]) [aria-colindex="1"]').allTextContents();
  const filled = async () => (await levels()).filter((text) => text !== '');

  it('shows programs at first, and the clients of one where its button is pressed', async () => {
    await show('Clients in Programs totals');
    await expect.poll(filled).toContain('Program');
    expect(await filled()).not.toContain('Client');
    const closed = desk.page.locator('.outline-button[aria-expanded="false"]');
    await closed.first().click();
    await expect.poll(filled).toContain('Client');
    // The button that was pressed has the focus still, and closes them again.
    await desk.page.keyboard.press('Enter');
    await expect.poll(filled).not.toContain('Client');
  });

  it('shows as many levels as one asks for', async () => {
    await desk.page.getByRole('button', { name: 'Show 1 level of rows' }).click();
    await expect.poll(filled).toEqual(['Total']);
    await desk.page.getByRole('button', { name: 'Show 4 levels of rows' }).click();
    await expect.poll(filled).toContain('Client');
  });

  it('is opened and closed by keys from its cells', async () => {
    await desk.page.getByLabel('Name box').fill('A2');
    await desk.page.getByLabel('Name box').press('Enter');
    const before = await filled();
    await desk.page.keyboard.press('Alt+Shift+Minus');
    await expect.poll(async () => (await filled()).length).toBeLessThan(before.length);
  });

  it('has nothing that axe finds wrong, nor has the chart', async () => {
    expect(await findings(desk.page)).toEqual([]);
    await show('Data Entry Timing chart');
    const chart = desk.page.getByRole('img', {
      name: /^Records by days from event to entry\. Project start: < 0 days/,
    });
    await chart.waitFor();
    expect(await chart.locator('rect').count()).toBeGreaterThanOrEqual(12);
    expect(await findings(desk.page)).toEqual([]);
    expect(desk.faults).toEqual([]);
  });

  it('leaves other sheets without a margin for groups', async () => {
    await show('Data Entry Timing');
    await expect.poll(() => desk.page.locator('#outline').isVisible()).toBe(false);
    expect(await desk.page.locator('#grid').evaluate((grid) => grid.style.left)).toBe('0px');
  });
});
