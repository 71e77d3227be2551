import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleForBrowser } from '../../infra/local/browser/bundle.ts';

/** What a person waits for before the pane is there. A byte more has to be worth it: raise this only with a reason. */
const GZIP_BYTES = 40_000;

it(`the pane weighs at most ${GZIP_BYTES / 1000} kB over the wire, its styles included`, async () => {
  const script = await bundleForBrowser('infra/local/pane/main.tsx', 'taskpane.js');
  const styles = await bundleForBrowser('addin/taskpane/styles/taskpane.css', 'taskpane.css');
  const bytes = [script, styles].map(({ contents }) => gzipSync(contents, { level: 9 }).length);
  expect(bytes[0]).toBeGreaterThan(10_000);
  expect((bytes[0] ?? 0) + (bytes[1] ?? 0)).toBeLessThanOrEqual(GZIP_BYTES);
});

it('the pane brings no library that it does without: no classic zod, no AWS, no zip', async () => {
  const { map } = await bundleForBrowser('infra/local/pane/main.tsx', 'taskpane.js');
  const { sources } = JSON.parse(new TextDecoder().decode(map)) as { sources: string[] };
  const packages = new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
  expect([...packages].sort()).toEqual(['@preact/signals', '@preact/signals-core', 'preact', 'zod']);
  expect(sources.filter((source) => source.includes('zod/v4/classic'))).toEqual([]);
});
