import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { type BrowserBundle, bundleForBrowser, PAGES_BUNDLE, REMOVAL_BUNDLE } from '../../infra/pages/bundle.ts';

/** What a person of a deployment waits for: the way in is the same as on one machine, Microsoft's library comes later. */
const GZIP_BYTES = { wayIn: 20_000, dialog: 90_000, removal: 22_000 } as const;

let bundle: BrowserBundle;
beforeAll(async () => {
  bundle = await bundleForBrowser(PAGES_BUNDLE);
});

/** A script and the parts that it cannot begin without. */
const begunBy = (script: string) => [script, ...(bundle.partsOf.get(script) ?? [])];

function gzipped(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(bundle.files.get(name) ?? '', { level: 9 }).length, 0);
}

function packagesOf(names: readonly string[]): string[] {
  const sources = names.flatMap((name) => {
    const map = new TextDecoder().decode(bundle.files.get(`${name}.map`));
    return (JSON.parse(map) as { sources: string[] }).sources;
  });
  return [...new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []))].sort();
}

it(`the way in to a deployment's pane, packages and all, weighs at most ${GZIP_BYTES.wayIn / 1000} kB`, () => {
  expect(gzipped(begunBy('taskpane.js'))).toBeGreaterThan(5_000);
  expect(gzipped(begunBy('taskpane.js'))).toBeLessThanOrEqual(GZIP_BYTES.wayIn);
});

it("Microsoft's library is no part of the way in: it is fetched when the page is painted", () => {
  expect(packagesOf(begunBy('taskpane.js'))).toEqual(['preact']);
});

it(`the dialog, Microsoft's library and all, weighs at most ${GZIP_BYTES.dialog / 1000} kB`, () => {
  expect(gzipped(begunBy('dialog.js'))).toBeLessThanOrEqual(GZIP_BYTES.dialog);
  expect(packagesOf(begunBy('dialog.js'))).toEqual(['@azure/msal-browser', '@azure/msal-common']);
});

it(`the dialog that asks before client data is removed, packages and all, weighs at most ${GZIP_BYTES.removal / 1000} kB`, async () => {
  const removal = await bundleForBrowser(REMOVAL_BUNDLE);
  const bytes = gzipSync(removal.files.get('removal.js') ?? '', { level: 9 }).length;
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(GZIP_BYTES.removal);
});

it('a deployment brings no library that it does without: no classic zod, no AWS; for zips and CSV files those who open them', () => {
  const scripts = [...bundle.files.keys()].filter((name) => name.endsWith('.js'));
  expect(packagesOf(scripts)).toEqual([
    '@azure/msal-browser',
    '@azure/msal-common',
    '@preact/signals',
    '@preact/signals-core',
    '@zip.js/zip.js',
    'csv-parse',
    'preact',
    'zod',
  ]);
  const maps = scripts.map((name) => new TextDecoder().decode(bundle.files.get(`${name}.map`)));
  expect(maps.filter((map) => map.includes('zod/v4/classic'))).toEqual([]);
});
