import { OBJECT_HEADERS } from '../aws/page-headers.ts';
import { headersOf } from '../pages/pages.ts';

/** One object of the pages' bucket. */
export interface PageObject {
  readonly key: string;
  readonly headers: Readonly<Partial<Record<(typeof OBJECT_HEADERS)[number], string>>>;
}

/**
 * The files of the pages as objects, in the order in which they must be put: what a page names comes before it, so that
 * nobody gets a page whose parts are not there. Older parts stay for panes that are open.
 */
export function planPages(files: readonly string[]): PageObject[] {
  const inOrder = files.toSorted((a, b) => turn(a) - turn(b) || (a < b ? -1 : 1));
  return inOrder.map((key) => {
    const all = headersOf(key);
    const headers = Object.fromEntries(OBJECT_HEADERS.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
    return { key, headers };
  });
}

function turn(file: string): number {
  if (file.startsWith('part-')) return 0;
  return file.endsWith('.html') ? 2 : 1;
}
