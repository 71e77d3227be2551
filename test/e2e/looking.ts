import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import type { Desk } from './stage.ts';

/** Widths of the pane in CSS pixels: Excel's smallest, its usual one, and the smallest at 200 % zoom. */
export const WIDTHS = [350, 320, 175];

export interface Finding {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** What axe finds wrong in a page or frame, as rule and the elements at fault. */
export async function findings(frame: Frame | Page): Promise<Finding[]> {
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
export async function clipped(frame: Frame | Page): Promise<string[]> {
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

/** Narrows the frame: by itself in a window of its width the pane would not be connected to a workbook. */
export async function narrow({ page }: Desk, width: number): Promise<void> {
  await page.locator('iframe').evaluate((frame, pixels) => {
    frame.style.setProperty('width', `${pixels}px`, 'important');
    frame.style.setProperty('max-width', 'none', 'important');
  }, width);
}

/** The pane's own frame. */
export function frameOf({ page }: Desk): Frame {
  const frame = page.frames().find((each) => each.url().includes('/taskpane.html'));
  if (!frame) throw new Error('The page has no pane.');
  return frame;
}
