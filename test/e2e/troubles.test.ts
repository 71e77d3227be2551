import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, RUN, type Stage } from './stage.ts';

const CANCELLED = 'Cancelled. Nothing was changed in the workbook.';
const PAGES = '**/v1/reports/*/pages/*';

describe.runIf(findChromium())('when something goes wrong', () => {
  let stage: Stage;
  let desk: Desk;
  beforeAll(async () => {
    stage = await openStage(listOf(3_000));
  });
  beforeEach(async () => {
    desk = await stage.open();
    await desk.signIn('admin');
  });
  afterEach(() => desk.close());
  afterAll(() => stage.close());

  const runButton = () => desk.pane.getByRole('button', { name: RUN });
  const untouched = async () => expect(await desk.sheetNames()).toEqual(['Sheet1']);

  it('a run cancelled while it downloads leaves the workbook and the choices as they were', async () => {
    await desk.pane.getByLabel('Report type').selectOption('began');
    await desk.page.route(PAGES, () => undefined);
    await runButton().click();
    await desk.pane.getByRole('button', { name: 'Cancel' }).click();
    await desk.pane.getByText(CANCELLED).waitFor();
    await untouched();
    await expect(desk.pane.getByLabel('Report type').inputValue()).resolves.toBe('began');
  });

  it('a run cancelled by Escape while it is written takes back what was written', async () => {
    // The very moment the first cells arrive in the workbook.
    await desk.page.evaluate(() => {
      const frame = document.querySelector('iframe');
      hmisBook.listeners.add(({ kind }) => {
        if (kind === 'cells' && hmisBook.sheets.length > 1)
          frame?.contentDocument?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      });
    });
    await runButton().click();
    await desk.pane.getByText(CANCELLED).waitFor();
    await untouched();
    const registry = await desk.page.evaluate(() => [...hmisBook.xmlParts.values()].map(({ xml }) => xml));
    expect(registry.join()).not.toContain('active-clients');
  });

  it('a fault of the service is told with what to do, and trying again does it', async () => {
    const fault = { error: { code: 'Internal', message: 'Something went wrong.', requestId: 'r-17' } };
    await desk.page.route(PAGES, (route) => route.fulfill({ status: 500, json: fault }), { times: 1 });
    await runButton().click();
    await desk.pane.getByText('The service stumbled').waitFor();
    await expect(desk.pane.getByRole('alert').innerText()).resolves.toContain('r-17');
    await untouched();
    await desk.pane.getByRole('button', { name: 'Try again' }).click();
    await desk.pane.getByRole('button', { name: 'Show the sheet' }).waitFor();
    expect(await desk.sheet('Active Client List')).toHaveLength(3_001);
  });

  it('a network lost half way is told, the choices stay, and the run works when it is back', async () => {
    await desk.pane.getByLabel('Report type').selectOption('stillEnrolled');
    const asked = desk.page.waitForRequest(PAGES);
    const held = Promise.withResolvers<void>();
    await desk.page.route(PAGES, async (route) => {
      await held.promise;
      await route.abort('internetdisconnected');
    });
    await runButton().click();
    await asked;
    await desk.context.setOffline(true);
    held.resolve();
    await desk.pane.getByText('You are offline').waitFor();
    await runButton().waitFor();
    await untouched();
    await desk.page.unroute(PAGES);
    await desk.context.setOffline(false);
    await desk.pane.getByText('You are offline').waitFor({ state: 'detached' });
    await expect(desk.pane.getByLabel('Report type').inputValue()).resolves.toBe('stillEnrolled');
    await desk.run();
    expect(await desk.sheetNames()).toContain('Active Client List');
  });

  it('a cell that is being edited is told, and the rows are written without a second download', async () => {
    await desk.page.evaluate(() => {
      hmisBook.editing = true;
    });
    await runButton().click();
    await desk.pane.getByText('Finish the cell you are in').waitFor();
    await untouched();
    await desk.page.evaluate(() => {
      hmisBook.editing = false;
    });
    let pages = 0;
    desk.page.on('request', (request) => {
      if (request.url().includes('/pages/')) pages++;
    });
    await desk.pane.getByRole('button', { name: 'Write again' }).click();
    await desk.pane.getByRole('button', { name: 'Show the sheet' }).waitFor();
    expect(pages).toBe(0);
  });

  it('a workbook that is protected against new sheets is told', async () => {
    await desk.page.evaluate(() => {
      hmisBook.structureProtected = true;
    });
    await runButton().click();
    await desk.pane.getByRole('alert').getByText('The workbook is protected', { exact: true }).waitFor();
    await untouched();
  });

  it('a sign-in that ran out keeps the choices', async () => {
    await desk.pane.getByLabel('Report type').selectOption('exited');
    const refusal = { error: { code: 'NotSignedIn', message: 'Sign in first.' } };
    await desk.page.route('**/plan', (route) => route.fulfill({ status: 401, json: refusal }), { times: 1 });
    await runButton().click();
    await desk.pane.getByText('Your sign-in has run out').waitFor();
    await desk.signIn('admin');
    await expect(desk.pane.getByLabel('Report type').inputValue()).resolves.toBe('exited');
  });
});
