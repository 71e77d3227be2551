import { readFile } from 'node:fs/promises';
import { ICONS } from '../../manifest/icons.ts';
import {
  type BrowserBundle,
  type BundleOptions,
  bundleForBrowser,
  PANE_STYLES_BUNDLE,
  REMOVAL_BUNDLE,
  withPartsNamed,
} from '../../pages/bundle.ts';
import { EXCEL_PANE_SOURCES, ICON_HEADERS, policy, REMOVAL_POLICY } from '../../pages/policy.ts';
import { PANE_BUNDLE, WORKBOOK_BUNDLE, WORKBOOK_STYLES_BUNDLE } from './bundle.ts';
import { COMMON_HEADERS, FRAMED_PANE_SOURCES, WORKBOOK_POLICY, withFiles } from './policy.ts';

/** One answer of the pages' part of the service. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** undefined where the path is no page's: someone else answers then. */
export type Pages = (method: string, path: string) => Promise<PageAnswer | undefined>;

interface Asset {
  readonly type: string;
  /** undefined where there is no such file after all. */
  read(): Promise<Uint8Array | string | undefined>;
  /** Content-Security-Policy, of a page only, by the origin that finished files are downloaded from. */
  readonly policy?: (filesOrigin: string) => string;
}

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';
const SOURCE_MAP = 'application/json; charset=utf-8';
const PNG = 'image/png';

const PANE_PAGE = 'addin/taskpane/taskpane.html';
const REMOVAL_PAGE = 'addin/commands/removal/removal.html';
const LIBRARY = 'node_modules/@microsoft/office-js/dist/excel-web-16.00.js';

/** Everything a browser may fetch beside the API, save for bundles. Nothing here needs a sign-in or holds a row. */
const FILES: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  ['/', { type: HTML, read: file('infra/local/browser/page/workbook.html'), policy: () => WORKBOOK_POLICY }],
  [
    '/workbook/taskpane.html',
    { type: HTML, read: paneOfTheWorkbook, policy: (files) => withFiles(FRAMED_PANE_SOURCES, files) },
  ],
  ['/workbook/excel.js', { type: SCRIPT, read: file(LIBRARY) }],
  [
    '/workbook/removal.html',
    {
      type: HTML,
      read: removalOfTheWorkbook,
      policy: () => policy({ ...FRAMED_PANE_SOURCES, 'connect-src': ["'none'"] }),
    },
  ],
  ['/removal.html', { type: HTML, read: file(REMOVAL_PAGE), policy: () => REMOVAL_POLICY }],
  ['/taskpane.html', { type: HTML, read: panePage, policy: (files) => withFiles(EXCEL_PANE_SOURCES, files) }],
  ...ICONS.map((name): [string, Asset] => [
    `/assets/${name}.png`,
    { type: PNG, read: file(`addin/assets/${name}.png`) },
  ]),
]);

const pane = madeOnce(PANE_BUNDLE);
const removal = madeOnce(REMOVAL_BUNDLE);
const paneStyles = madeOnce(PANE_STYLES_BUNDLE);
const workbook = madeOnce(WORKBOOK_BUNDLE);
const workbookStyles = madeOnce(WORKBOOK_STYLES_BUNDLE);

/** Which bundle has the file of a path. The pane's page names its script and styles beside it, wherever it lies. */
const BUNDLES: readonly (readonly [path: RegExp, bundle: () => Promise<BrowserBundle>])[] = [
  [/^\/(?:workbook\/)?(taskpane\.js|part-[A-Z0-9]+\.js)(\.map)?$/, pane],
  [/^\/(?:workbook\/)?(removal\.js)(\.map)?$/, removal],
  [/^\/(?:workbook\/)?(taskpane\.css)(\.map)?$/, paneStyles],
  [/^\/workbook\/(workbook\.js|connect\.js|dialog\.js)(\.map)?$/, workbook],
  [/^\/workbook\/(workbook\.css)(\.map)?$/, workbookStyles],
];

/** The pages of `npm start`, bundled when they are first asked for and kept until the process ends. */
export function createPages(filesOrigin: string): Pages {
  return async (method, path) => {
    const asset = FILES.get(path) ?? assetOfBundle(path);
    if (!asset) return undefined;
    if (method !== 'GET' && method !== 'HEAD') {
      const headers = { ...COMMON_HEADERS, 'content-type': 'text/plain; charset=utf-8', allow: 'GET, HEAD' };
      return { status: 405, headers, body: 'This address can only be read.' };
    }
    const body = await asset.read();
    if (body === undefined) return undefined;
    const headers = {
      ...(asset.type === PNG ? ICON_HEADERS : COMMON_HEADERS),
      'content-type': asset.type,
      ...(asset.policy === undefined ? {} : { 'content-security-policy': asset.policy(filesOrigin) }),
    };
    return { status: 200, headers, body };
  };
}

function assetOfBundle(path: string): Asset | undefined {
  for (const [pattern, bundle] of BUNDLES) {
    const [match, name = '', map = ''] = pattern.exec(path) ?? [];
    if (match === undefined) continue;
    const type = map === '' ? (name.endsWith('.css') ? STYLES : SCRIPT) : SOURCE_MAP;
    return { type, read: async () => (await bundle()).files.get(name + map) };
  }
  return undefined;
}

function file(path: string): () => Promise<Uint8Array> {
  return () => readFile(new URL(`../../../${path}`, import.meta.url));
}

/** A bundle that failed is tried again with the next request. */
function madeOnce(options: BundleOptions): () => Promise<BrowserBundle> {
  let making: Promise<BrowserBundle> | undefined;
  return () => {
    making ??= bundleForBrowser(options).catch((error: unknown) => {
      making = undefined;
      throw error;
    });
    return making;
  };
}

async function panePage(): Promise<string> {
  return withPartsNamed(await read(PANE_PAGE), (await pane()).partsOf.get('taskpane.js') ?? []);
}

async function paneOfTheWorkbook(): Promise<string> {
  return withOwnLibrary(await panePage(), ['/workbook/excel.js', '/workbook/connect.js']);
}

async function removalOfTheWorkbook(): Promise<string> {
  return withOwnLibrary(await read(REMOVAL_PAGE), ['/workbook/dialog.js']);
}

function read(path: string): Promise<string> {
  return readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
}

const MICROSOFTS_SCRIPT = /<script\b[^>]*\bsrc="https:\/\/appsforoffice\.microsoft\.com\/[^"]*"[^>]*><\/script>/g;

/**
 * A page with Microsoft's hosted script exchanged for scripts of this machine: the same library and its connection to the
 * workbook around the frame, or what stands for it in a dialog. Throws an Error unless the page names the hosted script
 * exactly once.
 */
export function withOwnLibrary(page: string, scripts: readonly string[]): string {
  if (page.match(MICROSOFTS_SCRIPT)?.length !== 1) throw new Error('A page of the add-in must load office.js once.');
  return page.replace(MICROSOFTS_SCRIPT, scripts.map((path) => `<script src="${path}"></script>`).join('\n    '));
}
