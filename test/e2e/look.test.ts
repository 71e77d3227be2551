import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { CONTRAST_THEMES, paintedByUs } from './contrast.ts';
import { clipped, findings, frameOf, narrow, WIDTHS } from './looking.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

describe.runIf(findChromium())('the pane', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(listOf(30));
  });
  afterAll(() => stage.close());

  async function deskOf(width: number, media: Parameters<Page['emulateMedia']>[0] = {}): Promise<Desk> {
    const desk = await stage.open();
    await desk.page.emulateMedia({ reducedMotion: 'reduce', ...media });
    await desk.pane.getByLabel('Sign in as').waitFor();
    await narrow(desk, width);
    return desk;
  }

  const heading = (desk: Desk) => desk.pane.getByRole('heading', { level: 1 });

  /** Every state that a person comes through in a run, each looked at. */
  async function through(desk: Desk, look: (state: string) => Promise<void>): Promise<void> {
    const { pane } = desk;
    await look('signed out');
    await desk.signIn('admin');
    await look('form');
    await pane.getByText('More filters').click();
    await look('form with more filters');
    await pane.getByLabel('Hide PII').uncheck();
    await look('form with names');
    await pane.getByLabel('Hide PII').check();
    await pane.getByRole('button', { name: 'How many rows?' }).click();
    await pane.getByText('At most 30 rows').waitFor();
    await look('counted');
    await desk.run();
    await look('result');
    await pane.getByRole('tab', { name: 'This workbook' }).click();
    await pane.getByRole('button', { name: 'Refresh all' }).waitFor();
    await look('sheets of this workbook');
    await pane.getByRole('button', { name: 'Refresh all' }).click();
    await pane.getByText('Nothing changed.').waitFor();
    await pane.getByRole('button', { name: 'Remove client data' }).click();
    await look('sheets refreshed, removal asked');
    await pane.getByRole('button', { name: 'Cancel' }).click();
    await pane.getByRole('tab', { name: 'New report' }).click();
    await desk.page.route('**/plan', (route) => route.fulfill({ status: 500, json: {} }));
    await pane.getByRole('button', { name: 'Run another' }).click();
    await pane.getByRole('button', { name: 'Put in a new sheet' }).click();
    await pane.getByRole('alert').waitFor();
    await look('error');
    await pane.getByRole('button', { name: /account of/ }).click();
    await look('account');
    await desk.context.setOffline(true);
    await pane.getByText('You are offline').waitFor();
    await look('offline');
    await desk.context.setOffline(false);
  }

  it.each(WIDTHS)('clips no text and never scrolls sideways at %i pixels, in any state', async (width) => {
    const desk = await deskOf(width);
    const seen: Record<string, string[]> = {};
    await through(desk, async (state) => {
      seen[state] = await clipped(frameOf(desk));
    });
    await desk.close();
    expect(Object.entries(seen).filter(([, cut]) => cut.length > 0)).toEqual([]);
    expect(Object.keys(seen)).toHaveLength(11);
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ...CONTRAST_THEMES.map(([names, colorScheme]) => [names, { forcedColors: 'active', colorScheme }] as const),
  ] as const)('has nothing that axe finds wrong in any state, %s', async (_, media) => {
    const desk = await deskOf(350, media);
    const seen: Record<string, unknown[]> = {};
    await through(desk, async (state) => {
      const ours = 'forcedColors' in media ? await paintedByUs(frameOf(desk)) : [];
      seen[state] = [...(await findings(frameOf(desk))), ...ours];
    });
    if ('forcedColors' in media) {
      // The look itself sees what it looks for.
      await heading(desk).evaluate((title) => {
        title.style.setProperty('forced-color-adjust', 'none');
        title.style.color = 'rgb(200, 30, 30)';
      });
      expect(await paintedByUs(frameOf(desk))).toEqual([expect.stringContaining('text rgb(200, 30, 30)')]);
    }
    await desk.close();
    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
  });

  it.each(CONTRAST_THEMES)('where there is nothing to do it says why, and looks right: %s', async (_, colorScheme) => {
    const desk = await deskOf(350, { forcedColors: 'active', colorScheme });
    const { pane, page } = desk;
    const seen: Record<string, unknown[]> = {};
    const look = async (state: string) => {
      const frame = frameOf(desk);
      await narrow(desk, 175);
      const cut = await clipped(frame);
      await narrow(desk, 350);
      seen[state] = [...cut, ...(await clipped(frame)), ...(await findings(frame)), ...(await paintedByUs(frame))];
    };
    const refused = (status: number, code: string) => ({ status, json: { error: { code, message: 'Not now.' } } });
    const signIn = async (role: string) => {
      await pane.getByLabel('Sign in as').selectOption(role);
      await pane.getByRole('button', { name: 'Sign in' }).click();
    };
    const signOut = async () => {
      await pane.getByRole('button', { name: /account of/ }).click();
      await pane.getByRole('button', { name: 'Sign out' }).click();
      await pane.getByText('You are signed out.').waitFor();
    };

    await page.route('**/v1/me', (route) => route.fulfill(refused(403, 'NotAllowed')));
    await signIn('manager');
    await pane.getByText('You have no access yet').waitFor();
    await look('no rights');
    await page.unroute('**/v1/me');
    await pane.getByRole('button', { name: 'Sign out' }).click();
    await pane.getByText('You are signed out.').waitFor();
    await look('signed out');

    await page.route('**/v1/catalog', (route) => route.fulfill(refused(409, 'NoSnapshot')));
    await signIn('admin');
    await pane.getByText('No data imported yet').waitFor();
    await pane.getByRole('button', { name: 'Import one' }).waitFor();
    await look('no data, for an administrator');
    await signOut();

    const held = Promise.withResolvers<void>();
    await page.unroute('**/v1/catalog');
    await page.route('**/v1/catalog', async (route) => {
      await held.promise;
      await route.fulfill(refused(500, 'Internal'));
    });
    await signIn('manager');
    await pane.getByText('Loading reports and projects').waitFor({ state: 'attached' });
    await look('loading');
    held.resolve();
    await pane.getByRole('alert').waitFor();
    await look('not loaded');
    await page.unroute('**/v1/catalog');

    await page.clock.install();
    await pane.getByRole('button', { name: 'Try again' }).click();
    await pane.getByRole('tab', { name: 'This workbook' }).click();
    await pane.getByText('No reports yet').waitFor();
    await look('no reports in the workbook');
    // Whoever goes away is signed out after a quarter of an hour.
    await page.clock.fastForward(16 * 60_000);
    await pane.getByText('Nothing happened here for 15 minutes').waitFor();
    await look('idle');
    await desk.close();
    expect(Object.entries(seen).filter(([, found]) => found.length > 0)).toEqual([]);
  });

  it('stands beside a workbook in which axe finds nothing wrong, either', async () => {
    const desk = await deskOf(350);
    await desk.signIn('admin');
    await desk.run();
    const found = await findings(desk.page);
    await desk.close();
    expect(found).toEqual([]);
  });
});
