/// <reference types="office-js" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { type ClientLibrary, type OfficeOptions, officeGlobal } from './connect.ts';

export interface ClientLibraryGlobals {
  readonly Excel: typeof globalThis.Excel;
  readonly Office: ReturnType<typeof officeGlobal>;
  readonly OfficeExtension: typeof globalThis.OfficeExtension & ClientLibrary;
}

const SCRIPT = '@microsoft/office-js/dist/excel-web-16.00.js';

let script: ReturnType<typeof vm.compileFunction> | undefined;

/**
 * Runs Microsoft's client library, a fresh one at each call, as a function of this realm: its errors are this realm's
 * `Error`, and the process's globals stay as they are.
 */
export function loadLibrary(options: OfficeOptions = {}): ClientLibraryGlobals {
  script ??= compileScript();
  const Office = officeGlobal(options);
  const window = browserWindow(Office);
  script(window);
  // The script puts an `Office` of its own in the place, which waits for a real Excel.
  window.Office = Office;
  return { Excel: window.Excel, OfficeExtension: window.OfficeExtension, Office };
}

function compileScript(): ReturnType<typeof vm.compileFunction> {
  const source = readFileSync(createRequire(import.meta.url).resolve(SCRIPT), 'utf8');
  return vm.compileFunction(`with (window) {\n${source}\n}`, ['window'], { filename: 'excel-web.js' });
}

/** What of a browser the script touches: all its free names, and `window` with the same. */
function browserWindow(Office: unknown) {
  const element = () => ({
    style: {},
    setAttribute() {},
    appendChild() {},
    addEventListener() {},
    getElementsByTagName: () => [],
  });
  const storage = { getItem: () => null, setItem() {}, removeItem() {}, key: () => null, length: 0 };
  const location = { href: 'https://localhost/', search: '', hash: '', protocol: 'https:', host: 'localhost' };
  const window = {
    name: '',
    addEventListener() {},
    removeEventListener() {},
    navigator: { userAgent: 'Node', language: 'en-US' },
    sessionStorage: storage,
    localStorage: storage,
    location,
    document: {
      addEventListener() {},
      readyState: 'complete',
      createElement: element,
      getElementsByTagName: () => [element()],
      getElementById: () => null,
      head: element(),
      body: element(),
      cookie: '',
      location,
    },
    // Declared here so that the script's own `var` of these names makes them the window's, as in a browser.
    Microsoft: {},
    OfficeExtension: {} as ClientLibraryGlobals['OfficeExtension'],
    Excel: {} as ClientLibraryGlobals['Excel'],
    Office,
  };
  return Object.assign(window, { window, self: window, top: window, parent: window });
}
