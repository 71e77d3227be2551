import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EntraEnvironment } from '../../addin/taskpane/entra/environment.ts';
import { ICONS } from '../manifest/icons.ts';
import { bundleForBrowser, PAGES_BUNDLE, PANE_STYLES_BUNDLE, REMOVAL_BUNDLE, withPartsNamed } from './bundle.ts';
import { withEnvironment } from './environment.ts';
import {
  DIALOG_POLICY,
  EXCEL_PANE_POLICY,
  excelPanePolicy,
  ICON_HEADERS,
  PAGE_HEADERS,
  REMOVAL_POLICY,
} from './policy.ts';

/** The pages of a deployment: each page's file, its script, and its Content-Security-Policy. */
const PAGES = {
  'taskpane.html': { file: 'addin/taskpane/taskpane.html', script: 'taskpane.js', policy: EXCEL_PANE_POLICY },
  'removal.html': { file: 'addin/commands/removal/removal.html', script: 'removal.js', policy: REMOVAL_POLICY },
  'dialog.html': { file: 'addin/taskpane/dialog/dialog.html', script: 'dialog.js', policy: DIALOG_POLICY },
} as const;

const PANE = 'taskpane.html' satisfies keyof typeof PAGES;

const ICON_FILES = ICONS.map((name) => `assets/${name}.png`);

/** All that a deployment serves beside the API, by path: the pane, its dialogs and what they are made of. */
export async function renderPages(environment: EntraEnvironment): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const scripts = await bundleForBrowser(PAGES_BUNDLE);
  const removal = await bundleForBrowser(REMOVAL_BUNDLE);
  const styles = await bundleForBrowser(PANE_STYLES_BUNDLE);
  const files = new Map<string, Uint8Array | string>([...scripts.files, ...removal.files, ...styles.files]);
  for (const [path, { file, script }] of Object.entries(PAGES)) {
    const page = withEnvironment((await read(file)).toString(), environment);
    files.set(path, withPartsNamed(page, scripts.partsOf.get(script) ?? []));
  }
  for (const icon of ICON_FILES) files.set(icon, await read(`addin/${icon}`));
  return files;
}

/** Renders the pages into a folder. */
export async function writePages(folder: string, environment: EntraEnvironment): Promise<void> {
  for (const [path, contents] of await renderPages(environment)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json; charset=utf-8',
  png: 'image/png',
};

/**
 * The headers with which a file of the pages must be answered, whatever serves it. `buckets`: the
 * origins that the pane downloads files from and uploads exports to, where those are not where it is from.
 */
export function headersOf(path: string, buckets: readonly string[] = []): Readonly<Record<string, string>> {
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)];
  if (type === undefined) throw new Error(`No page is made of ${path}.`);
  const policy = path === PANE ? excelPanePolicy(buckets) : policyOf(path);
  return {
    'content-type': type,
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    ...(type === 'image/png' ? ICON_HEADERS : { ...PAGE_HEADERS, 'cache-control': cacheControl(path) }),
    ...(policy === undefined ? {} : { 'content-security-policy': policy }),
  };
}

function policyOf(path: string): string | undefined {
  return Object.entries(PAGES).find(([page]) => page === path)?.[1].policy;
}

/** A part is named after its content, so it never changes; what names the parts is asked for anew each time. */
function cacheControl(path: string): string {
  return /^part-[A-Z0-9]+\.js(\.map)?$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function read(path: string): Promise<Buffer> {
  return readFile(new URL(`../../${path}`, import.meta.url));
}
