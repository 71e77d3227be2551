import { readFile } from 'node:fs/promises';
import { bundleForBrowser } from './bundle.ts';
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
const PNG = 'image/png';
const STYLES = 'text/css; charset=utf-8';

const PANE_PAGE = 'addin/taskpane/taskpane.html';
const LIBRARY = 'node_modules/@microsoft/office-js/dist/excel-web-16.00.js';
const BROWSER = 'infra/local/browser';

const PANE_SCRIPT: Asset = { type: SCRIPT, read: bundle('infra/local/pane/main.tsx') };
const PANE_STYLES: Asset = { type: STYLES, read: bundle('addin/taskpane/styles/taskpane.css') };

/** Everything a browser may fetch beside the API. Nothing here needs a sign-in, and nothing here holds a row. */
const ASSETS: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  ['/', { type: HTML, read: file(`${BROWSER}/page/workbook.html`), policy: WORKBOOK_POLICY }],
  ['/workbook/workbook.js', { type: SCRIPT, read: bundle(`${BROWSER}/page/main.ts`) }],
  ['/workbook/workbook.css', { type: STYLES, read: bundle(`${BROWSER}/page/styles/workbook.css`) }],
  ['/workbook/taskpane.html', { type: HTML, read: paneOfTheWorkbook, policy: FRAMED_PANE_POLICY }],
  ['/workbook/excel.js', { type: SCRIPT, read: file(LIBRARY) }],
  ['/workbook/connect.js', { type: SCRIPT, read: bundle(`${BROWSER}/frame/connect.ts`) }],
  ['/taskpane.html', { type: HTML, read: file(PANE_PAGE), policy: EXCEL_PANE_POLICY }],
  ['/taskpane.js', PANE_SCRIPT],
  ['/taskpane.css', PANE_STYLES],
  // The pane's page names its script and styles beside it, wherever it lies.
  ['/workbook/taskpane.js', PANE_SCRIPT],
  ['/workbook/taskpane.css', PANE_STYLES],
  ...[16, 32, 64, 80].map((size): [string, Asset] => [
    `/assets/icon-${size}.png`,
    { type: PNG, read: file(`addin/assets/icon-${size}.png`) },
  ]),
]);

/** The pages of `npm start`, bundled when they are first asked for and kept until the service ends. */
export function createPages(): Pages {
  const kept = new Map<Asset, Promise<Uint8Array | string>>();
  const content = (asset: Asset) => {
    let reading = kept.get(asset);
    if (!reading) {
      reading = asset.read();
      // A bundle that failed is tried again with the next request.
      reading.catch(() => kept.delete(asset));
      kept.set(asset, reading);
    }
    return reading;
  };
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
    return { status: 200, headers, body: await content(asset) };
  };
}

function file(path: string): () => Promise<Uint8Array> {
  return () => readFile(new URL(`../../../${path}`, import.meta.url));
}

function bundle(entry: string): () => Promise<Uint8Array> {
  return () => bundleForBrowser(entry);
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
