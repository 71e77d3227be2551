import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { clipped, type Finding, findings, frameOf, narrow, WIDTHS } from './looking.ts';
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
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('has nothing that axe finds wrong in any state, %s', async (_, media) => {
    const desk = await deskOf(350, media);
    const seen: Record<string, Finding[]> = {};
    await through(desk, async (state) => {
      seen[state] = await findings(frameOf(desk));
    });
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
