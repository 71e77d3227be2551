import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { listOf } from './made-up-list.ts';
import { type Desk, openStage, type Stage } from './stage.ts';

/** Widths of the pane in CSS pixels: Excel's smallest, its usual one, and the smallest at 200 % zoom. */
const WIDTHS = [350, 320, 175];

interface Finding {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** What axe finds wrong in a page or frame, as rule and the elements at fault. */
async function findings(frame: Frame | Page): Promise<Finding[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      // The frame's own page is looked at by itself.
      iframes: false,
    });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
  });
}

/** Elements with text of their own that is cut off, and the page where it scrolls sideways. */
async function clipped(frame: Frame | Page): Promise<string[]> {
  return frame.evaluate(() => {
    const root = document.documentElement;
    const sideways = root.scrollWidth > root.clientWidth ? [`The page is ${root.scrollWidth} pixels wide.`] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!hasText || element.closest('.visually-hidden') || !element.checkVisibility()) return false;
      const { overflowX } = getComputedStyle(element);
      return element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && overflowX !== 'auto';
    });
    return [...sideways, ...cut.map((element) => `${element.tagName} ${element.className}: ${element.textContent}`)];
  });
}

describe.runIf(findChromium())('the pane', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(listOf(30));
  });
  afterAll(() => stage.close());

  /** The pane by itself in a window of its width would not be connected to a workbook; so the frame is narrowed. */
  async function deskOf(width: number, media: Parameters<Page['emulateMedia']>[0] = {}): Promise<Desk> {
    const desk = await stage.open();
    await desk.page.emulateMedia({ reducedMotion: 'reduce', ...media });
    await desk.pane.getByLabel('Sign in as').waitFor();
    await narrow(desk, width);
    return desk;
  }

  async function narrow({ page }: Desk, width: number): Promise<void> {
    await page.locator('iframe').evaluate((frame, pixels) => {
      frame.style.setProperty('width', `${pixels}px`, 'important');
      frame.style.setProperty('max-width', 'none', 'important');
    }, width);
  }

  function frameOf({ page }: Desk): Frame {
    const frame = page.frames().find((each) => each.url().includes('/taskpane.html'));
    if (!frame) throw new Error('The page has no pane.');
    return frame;
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
    await look('sheets of this workbook');
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
    expect(Object.keys(seen)).toHaveLength(10);
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
