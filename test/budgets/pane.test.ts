import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { PANE_BUNDLE } from '../../infra/local/browser/bundle.ts';
import { type BrowserBundle, bundleForBrowser, PANE_STYLES_BUNDLE } from '../../infra/pages/bundle.ts';

/** What a person waits for before the pane is there. A byte more has to be worth it: raise one only with a reason. */
const GZIP_BYTES = {
  own: 40_000,
  writing: 9_000,
  report: 5_000,
  design: 3_500,
  // A quarter of it takes exports in and tells what became of them.
  admin: 19_500,
  // A third of it reads, checks and saves the trackers of housing sheets; the ribbon's commands come with it.
  sheets: 28_800,
  files: 13_900,
  saved: 9_500,
  schedules: 12_000,
  // The words of every part, fetched at once: parts that came since brought theirs.
  spanish: 19_000,
  wayIn: 20_000,
  styles: 6_000,
} as const;

/** What begins a part that is fetched when somebody first opens it. */
const PARTS = {
  design: ['addin/excel/design/open-design.ts'],
  admin: ['addin/taskpane/open-admin.tsx'],
  sheets: ['addin/taskpane/open-sheets.tsx', 'addin/excel/open-keeper.ts', 'addin/excel/housing/new-sheet-rules.ts'],
  files: [
    'addin/taskpane/open-files.tsx',
    'addin/files/open-zip.ts',
    'addin/files/csv-table.ts',
    'addin/files/annual-table.ts',
    'addin/files/compare-zip.ts',
    'addin/taskpane/state/files/own-annual.ts',
    'addin/excel/put-table.ts',
  ],
  saved: ['addin/taskpane/open-saved.tsx'],
  schedules: ['addin/taskpane/open-schedules.tsx', 'addin/files/report-file.ts'],
  writing: ['addin/excel/open-workbook.ts'],
  spanish: ['addin/taskpane/es/spanish.ts'],
} as const;

const scripts = ({ files }: BrowserBundle) => [...files].filter(([name]) => name.endsWith('.js'));
const gzipped = (files: readonly (readonly [string, Uint8Array])[]) =>
  files.reduce((sum, [, contents]) => sum + gzipSync(contents, { level: 9 }).length, 0);

/** The files that scripts are made of, by their source maps. */
function sourcesOf(files: BrowserBundle['files'], names = [...files.keys()]): string[] {
  const maps = names.flatMap((name) => files.get(`${name}.map`) ?? []).map((map) => new TextDecoder().decode(map));
  return maps.flatMap((map) => (JSON.parse(map) as { sources: string[] }).sources);
}

/**
 * Our own code that the pane needs until its form can be filled in, the reports' definitions, of which one is fetched when it
 * is chosen, what writes to the workbook, and what each later part brings on top of these.
 */
async function ownCode() {
  const bundle = await bundleForBrowser({ ...PANE_BUNDLE, withoutPackages: true });
  const all = scripts(bundle);
  const withParts = (name: string) => [name, ...(bundle.partsOf.get(name) ?? [])];
  /** What other parts share too is in a script of its own, and what is fetched is an empty one that leads to it. */
  const sourcesAt = (name: string) => {
    const own = sourcesOf(bundle.files, [name]);
    return own.length > 0 ? own : sourcesOf(bundle.files, bundle.partsOf.get(name)?.slice(0, 1));
  };
  const begins = (name: string, sources: readonly string[]) =>
    sourcesAt(name).some((source) => sources.some((one) => source.endsWith(one)));
  const isReport = (name: string) =>
    sourcesOf(bundle.files, [name]).some((source) => source.includes('/shared/reports/'));
  const neededBy = (sources: readonly string[]) =>
    new Set(all.flatMap(([name]) => (begins(name, sources) ? withParts(name) : [])));
  // What nothing imports by statement is where a part begins: the page, or what is fetched at some moment.
  const imported = new Set([...bundle.partsOf.values()].flat());
  const isLater = (name: string) => Object.values(PARTS).some((sources) => begins(name, sources));
  const everyones = new Set(
    all.flatMap(([name]) => (imported.has(name) || isLater(name) || isReport(name) ? [] : withParts(name))),
  );
  const onTopOf = (before: ReadonlySet<string>, sources: readonly string[]) => {
    const needed = neededBy(sources);
    return all.filter(([name]) => needed.has(name) && !before.has(name));
  };
  const withWriting = new Set([...everyones, ...neededBy(PARTS.writing)]);
  const onTop = (sources: readonly string[]) => onTopOf(withWriting, sources);
  return {
    everyones: all.filter(([name]) => everyones.has(name)),
    reports: all.filter(([name]) => isReport(name)),
    design: onTop(PARTS.design),
    admin: onTop(PARTS.admin),
    // A refresh puts groups anew, and so fetches what puts them, too.
    sheets: onTopOf(new Set([...withWriting, ...neededBy(PARTS.design)]), PARTS.sheets),
    files: onTop(PARTS.files),
    saved: onTopOf(everyones, PARTS.saved),
    schedules: onTopOf(new Set([...withWriting, ...neededBy(PARTS.files)]), PARTS.schedules),
    writing: onTopOf(everyones, PARTS.writing),
    spanish: onTopOf(everyones, PARTS.spanish),
  };
}

it(`the pane's own code until its form can be filled in, definitions aside, weighs at most ${GZIP_BYTES.own / 1000} kB over the wire`, async () => {
  const { everyones } = await ownCode();
  expect(gzipped(everyones)).toBeGreaterThan(10_000);
  expect(gzipped(everyones)).toBeLessThanOrEqual(GZIP_BYTES.own);
});

it(`the definition of a report weighs at most ${GZIP_BYTES.report / 1000} kB`, async () => {
  const { reports } = await ownCode();
  expect(reports.length).toBeGreaterThan(0);
  for (const report of reports) expect(gzipped([report])).toBeLessThanOrEqual(GZIP_BYTES.report);
});

it.each([
  ['who puts groups, marks or a chart into a sheet', 'design'],
  ['an administrator', 'admin'],
  ['who refreshes what is in the workbook', 'sheets'],
  ['who opens files', 'files'],
  ['who saves settings', 'saved'],
  ['who makes schedules', 'schedules'],
  ['who puts a report in a sheet', 'writing'],
  ['who is spoken to in Spanish', 'spanish'],
] as const)('what %s fetches on top of it stays within its own budget', async (_, part) => {
  const code = await ownCode();
  expect(gzipped(code[part])).toBeGreaterThan(GZIP_BYTES[part] / 3);
  expect(gzipped(code[part])).toBeLessThanOrEqual(GZIP_BYTES[part]);
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

it('the pane brings no library that it does without: no classic zod, no AWS; for zips and CSV files those who open them', async () => {
  const { files } = await bundleForBrowser(PANE_BUNDLE);
  const sources = sourcesOf(files);
  const packages = new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
  const later = ['@zip.js/zip.js', 'csv-parse'];
  expect([...packages].sort()).toEqual(['@preact/signals', '@preact/signals-core', ...later, 'preact', 'zod']);
  expect(sources.filter((source) => source.includes('zod/v4/classic'))).toEqual([]);
});
