import type { Page } from 'playwright-core';
import type { Book } from '../../infra/local/workbook/book.ts';

/** A cell's value, blank as null; a text as it stands in the cell, a formula or an error as an object. */
export type SheetCell = string | number | boolean | null | { readonly kind: string };

declare global {
  /** The page's own hook. */
  var hmisBook: Book;
}

export function readSheetNames(page: Page): Promise<string[]> {
  return page.evaluate(() => hmisBook.sheets.map(({ name }) => name));
}

/** Every cell of a sheet of the browser workbook, by row. */
export function readSheet(page: Page, name: string): Promise<SheetCell[][]> {
  return page.evaluate((wanted) => {
    const sheet = hmisBook.sheets.find((each) => each.name === wanted);
    if (!sheet) throw new Error(`There is no sheet ${wanted}.`);
    return Array.from(sheet.cells, (cells) =>
      Array.from(cells ?? [], (cell) => {
        if (cell === undefined) return null;
        if (typeof cell !== 'object') return cell;
        return cell.kind === 'quoted' ? cell.text : { kind: cell.kind };
      }),
    );
  }, name);
}
