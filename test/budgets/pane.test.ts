import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { PANE_BUNDLE } from '../../infra/local/browser/bundle.ts';
import { type BrowserBundle, bundleForBrowser, PANE_STYLES_BUNDLE } from '../../infra/pages/bundle.ts';

/** What a person waits for before the pane is there. A byte more has to be worth it: raise one only with a reason. */
const GZIP_BYTES = { own: 40_000, report: 5_000, admin: 12_000, wayIn: 20_000, styles: 6_000 } as const;

const scripts = ({ files }: BrowserBundle) => [...files].filter(([name]) => name.endsWith('.js'));
const gzipped = (files: readonly (readonly [string, Uint8Array])[]) =>
  files.reduce((sum, [, contents]) => sum + gzipSync(contents, { level: 9 }).length, 0);

/** The files that scripts are made of, by their source maps. */
function sourcesOf(files: BrowserBundle['files'], names = [...files.keys()]): string[] {
  const maps = names.flatMap((name) => files.get(`${name}.map`) ?? []).map((map) => new TextDecoder().decode(map));
  return maps.flatMap((map) => (JSON.parse(map) as { sources: string[] }).sources);
}

/**
 * Our own code that anyone comes to fetch, the reports' definitions, of which one is fetched when it is chosen, and what
 * only an administrator fetches on top of it.
 */
async function ownCode() {
  const bundle = await bundleForBrowser({ ...PANE_BUNDLE, withoutPackages: true });
  const all = scripts(bundle);
  const withParts = (name: string) => [name, ...(bundle.partsOf.get(name) ?? [])];
  const isAdmins = (name: string) =>
    sourcesOf(bundle.files, [name]).some((source) => source.endsWith('addin/taskpane/open-admin.tsx'));
  const neededThere = new Set(all.flatMap(([name]) => (isAdmins(name) ? withParts(name) : [])));
  const everyones = new Set(all.flatMap(([name]) => (neededThere.has(name) ? [] : withParts(name))));
  const isReport = (name: string) =>
    sourcesOf(bundle.files, [name]).some((source) => source.includes('/shared/reports/'));
  return {
    everyones: all.filter(([name]) => everyones.has(name) && !isReport(name)),
    reports: all.filter(([name]) => isReport(name)),
    admins: all.filter(([name]) => !everyones.has(name)),
  };
}

it(`the pane's own code, reports and the administrators' part aside, weighs at most ${GZIP_BYTES.own / 1000} kB over the wire`, async () => {
  const { everyones } = await ownCode();
  expect(gzipped(everyones)).toBeGreaterThan(10_000);
  expect(gzipped(everyones)).toBeLessThanOrEqual(GZIP_BYTES.own);
});

it(`the definition of a report weighs at most ${GZIP_BYTES.report / 1000} kB`, async () => {
  const { reports } = await ownCode();
  expect(reports.length).toBeGreaterThan(0);
  for (const report of reports) expect(gzipped([report])).toBeLessThanOrEqual(GZIP_BYTES.report);
});

it(`what only an administrator fetches weighs at most ${GZIP_BYTES.admin / 1000} kB`, async () => {
  const { admins } = await ownCode();
  expect(gzipped(admins)).toBeGreaterThan(5_000);
  expect(gzipped(admins)).toBeLessThanOrEqual(GZIP_BYTES.admin);
});

it(`what the way in needs, packages and all, weighs at most ${GZIP_BYTES.wayIn / 1000} kB`, async () => {
  const bundle = await bundleForBrowser(PANE_BUNDLE);
  const first = ['taskpane.js', ...(bundle.partsOf.get('taskpane.js') ?? [])];
  const bytes = gzipped(scripts(bundle).filter(([name]) => first.includes(name)));
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThanOrEqual(GZIP_BYTES.wayIn);
});

it(`its styles weigh at most ${GZIP_BYTES.styles / 1000} kB`, async () => {
  const styles = [...(await bundleForBrowser(PANE_STYLES_BUNDLE)).files].filter(([name]) => name.endsWith('.css'));
  expect(gzipped(styles)).toBeLessThanOrEqual(GZIP_BYTES.styles);
});

it('the pane brings no library that it does without: no classic zod, no AWS, no zip', async () => {
  const { files } = await bundleForBrowser(PANE_BUNDLE);
  const sources = sourcesOf(files);
  const packages = new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
  expect([...packages].sort()).toEqual(['@preact/signals', '@preact/signals-core', 'preact', 'zod']);
  expect(sources.filter((source) => source.includes('zod/v4/classic'))).toEqual([]);
});
