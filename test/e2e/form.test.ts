import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

describe.runIf(findChromium())('a form', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(listOf(5));
    desk = await stage.open();
    await desk.signIn('admin');
    await desk.pane.getByLabel('Report', { exact: true }).selectOption('annual-assessments');
    await desk.pane.getByRole('heading', { level: 1, name: 'Annual Assessments Due' }).waitFor();
  });
  afterAll(() => stage.close());

  it('offers the main lists first', async () => {
    const titles = await desk.pane.getByLabel('Report', { exact: true }).locator('option').allInnerTexts();
    expect(titles.slice(0, 2)).toEqual(['Active Client List', 'Annual Assessments Due']);
    expect(titles.indexOf('Programs')).toBeGreaterThan(titles.indexOf('Housing Status'));
  });

  it('folds many options behind what is chosen, in words', async () => {
    const status = desk.pane.getByRole('button', { name: /^Status/ });
    await expect(status.innerText()).resolves.toBe('Due, Overdue, OutsideWindow');
    await status.click();
    await desk.pane.getByRole('checkbox', { name: 'Overdue' }).uncheck();
    await desk.pane.getByRole('checkbox', { name: 'Upcoming' }).check();
    await desk.page.keyboard.press('Escape');
    await expect(status.innerText()).resolves.toBe('Due, OutsideWindow, Upcoming');
    await expect(status.evaluate((node) => node === document.activeElement)).resolves.toBe(true);
  });

  it('shows the fields of a choice right below it, and leaves the focus where it is', async () => {
    const apr = desk.pane.getByLabel("HUD's APR (Q16, Q21)");
    await apr.check();
    await desk.pane.getByLabel('From', { exact: true }).waitFor();
    expect(await desk.pane.getByLabel('As of').count()).toBe(0);
    expect(await desk.pane.getByRole('button', { name: /^Status/ }).count()).toBe(0);
    await expect(desk.pane.getByLabel('Range').inputValue()).resolves.toBe('lastTwelveMonths');
    await expect(apr.evaluate((node) => node === document.activeElement)).resolves.toBe(true);
    await desk.page.keyboard.press('Tab');
    await expect(desk.pane.getByLabel('Range').evaluate((node) => node === document.activeElement)).resolves.toBe(true);
  });

  it('says of a run without rows what to change', async () => {
    await desk.pane.getByLabel('From', { exact: true }).fill('2021-10-01');
    await desk.pane.getByLabel('To', { exact: true }).fill('2021-10-01');
    await desk.run();
    await expect(desk.pane.getByRole('heading', { level: 1 }).innerText()).resolves.toBe(
      '0 rows in sheet ‘Annual Assessments Due’',
    );
    await desk.pane.getByText('Nothing fits: change the dates, then the filters.').waitFor();
    expect(desk.faults).toEqual([]);
  });
});
