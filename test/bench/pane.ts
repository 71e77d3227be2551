import { gzipSync } from 'node:zlib';
import { PANE_BUNDLE } from '../../infra/local/browser/bundle.ts';
import { bundleForBrowser } from '../../infra/pages/bundle.ts';
import { openBrowser } from '../e2e/chromium.ts';
import { startService } from '../service.ts';
import { type Figure, median } from './figure.ts';

const THROTTLE = 4;
const RUNS = 7;

declare global {
  /** Milliseconds from the page's beginning to the first button that a person can press. */
  var readyAfter: number | undefined;
}

/** How long the pane takes to be there with the processor slowed down, Microsoft's own script aside. */
export async function* paneFigures(): AsyncGenerator<Figure> {
  yield { figure: 'pane, own code of the way in, gzip', value: await wayInBytes(true), unit: 'bytes', target: 40_000 };
  yield { figure: 'pane, way in, packages and all, gzip', value: await wayInBytes(false), unit: 'bytes' };

  const service = await startService();
  const browser = await openBrowser();
  try {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ viewport: { width: 350, height: 700 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        new MutationObserver(() => {
          if (document.querySelector('form button[type=submit]')) globalThis.readyAfter ??= performance.now();
        }).observe(document, { childList: true, subtree: true });
      });
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
      await page.goto(`${service.url}/taskpane.html#key=${service.secret}`);
      await page.waitForFunction(() => globalThis.readyAfter !== undefined);
      times.push((await page.evaluate(() => globalThis.readyAfter)) ?? 0);
      await context.close();
    }
    // The first one waits for the service to make the bundle.
    yield {
      figure: `pane ready at ${THROTTLE}x slower`,
      value: Math.round(median(times.slice(1))),
      unit: 'ms',
      target: 500,
    };
  } finally {
    await browser.close();
    await service.close();
  }
}

/** The first script and the parts that it cannot begin without; the others come when they are asked for. */
async function wayInBytes(withoutPackages: boolean): Promise<number> {
  const { files, partsOf } = await bundleForBrowser({ ...PANE_BUNDLE, withoutPackages });
  const scripts = ['taskpane.js', ...(partsOf.get('taskpane.js') ?? [])];
  return scripts.reduce((sum, name) => sum + gzipSync(files.get(name) ?? '', { level: 9 }).length, 0);
}
