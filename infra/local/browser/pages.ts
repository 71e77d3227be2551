import { readFile } from 'node:fs/promises';
import { type BrowserBundle, bundleForBrowser } from './bundle.ts';
import { COMMON_HEADERS, EXCEL_PANE_POLICY, FRAMED_PANE_POLICY, ICON_HEADERS, WORKBOOK_POLICY } from './policy.ts';

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
  read(): Promise<Uint8Array | string>;
  /** Content-Security-Policy, of a page only. */
  readonly policy?: string;
}

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const JSON_TEXT = 'application/json; charset=utf-8';
const PNG = 'image/png';
const STYLES = 'text/css; charset=utf-8';

const PANE_PAGE = 'addin/taskpane/taskpane.html';
const LIBRARY = 'node_modules/@microsoft/office-js/dist/excel-web-16.00.js';
const BROWSER = 'infra/local/browser';

const PANE_SCRIPT = bundled(SCRIPT, 'infra/local/pane/main.tsx', 'taskpane.js');
const PANE_STYLES = bundled(STYLES, 'addin/taskpane/styles/taskpane.css', 'taskpane.css');

/** Everything a browser may fetch beside the API. Nothing here needs a sign-in, and nothing here holds a row. */
const ASSETS: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  ['/', { type: HTML, read: file(`${BROWSER}/page/workbook.html`), policy: WORKBOOK_POLICY }],
  ...under('/workbook/', bundled(SCRIPT, `${BROWSER}/page/main.ts`, 'workbook.js')),
  ...under('/workbook/', bundled(STYLES, `${BROWSER}/page/styles/workbook.css`, 'workbook.css')),
  ['/workbook/taskpane.html', { type: HTML, read: paneOfTheWorkbook, policy: FRAMED_PANE_POLICY }],
  ['/workbook/excel.js', { type: SCRIPT, read: file(LIBRARY) }],
  ...under('/workbook/', bundled(SCRIPT, `${BROWSER}/frame/connect.ts`, 'connect.js')),
  ['/taskpane.html', { type: HTML, read: file(PANE_PAGE), policy: EXCEL_PANE_POLICY }],
  // The pane's page names its script and styles beside it, wherever it lies.
  ...['/', '/workbook/'].flatMap((folder) => [...under(folder, PANE_SCRIPT), ...under(folder, PANE_STYLES)]),
  ...[16, 32, 64, 80].map((size): [string, Asset] => [
    `/assets/icon-${size}.png`,
    { type: PNG, read: file(`addin/assets/icon-${size}.png`) },
  ]),
]);

/** The pages of `npm start`, bundled when they are first asked for and kept until the service ends. */
export function createPages(): Pages {
  return async (method, path) => {
    const asset = ASSETS.get(path);
    if (!asset) return undefined;
    if (method !== 'GET' && method !== 'HEAD') {
      const headers = { ...COMMON_HEADERS, 'content-type': 'text/plain; charset=utf-8', allow: 'GET, HEAD' };
      return { status: 405, headers, body: 'This address can only be read.' };
    }
    const headers = {
      ...(asset.type === PNG ? ICON_HEADERS : COMMON_HEADERS),
      'content-type': asset.type,
      ...(asset.policy === undefined ? {} : { 'content-security-policy': asset.policy }),
    };
    return { status: 200, headers, body: await asset.read() };
  };
}

function file(path: string): () => Promise<Uint8Array> {
  return () => readFile(new URL(`../../../${path}`, import.meta.url));
}

/** A bundle and its source map, by the names they are served under. Made once, whichever is asked for first. */
function bundled(type: string, entry: string, name: string): readonly (readonly [name: string, asset: Asset])[] {
  let making: Promise<BrowserBundle> | undefined;
  const made = () => {
    making ??= bundleForBrowser(entry, name).catch((error: unknown) => {
      // A bundle that failed is tried again with the next request.
      making = undefined;
      throw error;
    });
    return making;
  };
  return [
    [name, { type, read: async () => (await made()).contents }],
    [`${name}.map`, { type: JSON_TEXT, read: async () => (await made()).map }],
  ];
}

function under(folder: string, assets: readonly (readonly [name: string, asset: Asset])[]): [string, Asset][] {
  return assets.map(([name, asset]) => [folder + name, asset]);
}

async function paneOfTheWorkbook(): Promise<string> {
  return withOwnLibrary(await readFile(new URL(`../../../${PANE_PAGE}`, import.meta.url), 'utf8'));
}

const MICROSOFTS_SCRIPT = /<script\b[^>]*\bsrc="https:\/\/appsforoffice\.microsoft\.com\/[^"]*"[^>]*><\/script>/g;

/**
 * The pane's page with Microsoft's hosted script exchanged for the same library from this machine and its connection to
 * the workbook around the frame. Throws an Error unless the page names the hosted script exactly once.
 */
export function withOwnLibrary(page: string): string {
  if (page.match(MICROSOFTS_SCRIPT)?.length !== 1) throw new Error(`${PANE_PAGE} must load office.js once.`);
  return page.replace(
    MICROSOFTS_SCRIPT,
    '<script src="/workbook/excel.js"></script>\n    <script src="/workbook/connect.js"></script>',
  );
}
