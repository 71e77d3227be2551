import { openWorkbook } from '../../../../addin/excel/open-workbook.ts';
import { type RegistryEntry, readRegistry } from '../../../../addin/excel/registry.ts';
import type { ReportWorkbook } from '../../../../addin/excel/report-workbook.ts';
import type { SheetKeeper } from '../../../../addin/excel/sheet-keeper.ts';
import { type Book, formatAt, type Sheet } from '../../../../infra/local/workbook/book.ts';
import { shownText } from '../../../../infra/local/workbook/display.ts';
import { type RunningExcel, startExcel } from '../../../../infra/local/workbook/excel-in-node.ts';
import { hiddenRows } from '../../../../infra/local/workbook/filtered-rows.ts';
import type { Cell } from '../../../../shared/column.ts';
import type { Context, Worksheet } from '../../../infra/local/workbook/client.ts';
import { sheetRun } from '../sheet-run.ts';

export const SHEET = 'Active Client List';
export const KEY = ['EnrollmentID'];
/** A week after the run that `sheetRun` makes. */
export const NEXT_WEEK = new Date('2026-11-29T21:03:00Z');

/** A workbook with one report in it, and a person who works in it. */
export interface RefreshDesk {
  readonly excel: RunningExcel;
  readonly workbook: ReportWorkbook;
  readonly keeper: SheetKeeper;
  readonly id: string;
  /** What a person does in the sheet, by Excel's own means. */
  user(act: (sheet: Worksheet, context: Context) => Promise<void> | void): Promise<void>;
  refresh(
    rows: readonly (readonly Cell[])[],
    change?: Parameters<typeof sheetRun>[1],
    key?: readonly string[],
  ): ReturnType<SheetKeeper['refresh']>;
  sheet(name?: string): Sheet;
  entry(): RegistryEntry | undefined;
  close(): void;
}

export async function openDesk(
  rows: readonly (readonly Cell[])[],
  change: Parameters<typeof sheetRun>[1] = {},
): Promise<RefreshDesk> {
  const excel = startExcel();
  const close = excel.install();
  const workbook = await openWorkbook();
  const { id } = await workbook.put(sheetRun(rows, change), {});
  const keeper = await workbook.keeper();
  const sheetOf = (name?: string) => {
    const found = excel.book.sheets.find((each) => (name === undefined ? isReport(each, id) : each.name === name));
    if (!found) throw new Error(`There is no sheet ${name}.`);
    return found;
  };
  return {
    excel,
    workbook,
    keeper,
    id,
    close,
    sheet: sheetOf,
    entry: () => registry(excel.book).find((entry) => entry.id === id),
    user: (act) =>
      excel.Excel.run(async (context) => {
        await act(context.workbook.worksheets.getItem(sheetOf().name), context);
        await context.sync();
      }),
    refresh: (next, others = {}, key = KEY) =>
      keeper.refresh(id, sheetRun(next, { at: NEXT_WEEK, ...change, ...others }), key, {}),
  };
}

function isReport(sheet: Sheet, id: string): boolean {
  return sheet.properties.get('hmis-sheets') === id;
}

export function registry(book: Book): readonly RegistryEntry[] {
  return [...book.xmlParts.values()].flatMap(({ xml }) => readRegistry(xml));
}

/** The texts a sheet shows, row by row, without blank ends. */
export function shown(sheet: Sheet): string[][] {
  const rows = Array.from(sheet.cells, (line, row) =>
    withoutTail(
      Array.from(line ?? [], (_, column) => shownText(sheet, row, column)),
      (text) => text === '',
    ),
  );
  return withoutTail(rows, (row) => row.length === 0);
}

function withoutTail<T>(list: readonly T[], isBlank: (item: T) => boolean): T[] {
  return list.slice(0, list.findLastIndex((item) => !isBlank(item)) + 1);
}

/** The same without blank ends and what a filter hides. */
export function seen(sheet: Sheet): string[][] {
  const hidden = hiddenRows(sheet);
  return shown(sheet).filter((_, row) => !hidden.has(row));
}

/** Formulas of a sheet, by row and column. */
export function formulas(sheet: Sheet): string[] {
  return sheet.cells.flatMap((line) =>
    (line ?? []).flatMap((cell) => (typeof cell === 'object' && cell.kind === 'formula' ? [cell.formula] : [])),
  );
}

/** Everything of a workbook that a person could see or miss, to be compared. */
export function picture(book: Book): unknown {
  return book.sheets.map((sheet) => ({
    name: sheet.name,
    cells: sheet.cells.flatMap((line, row) =>
      (line ?? []).flatMap((cell, column) =>
        cell === undefined
          ? []
          : [
              [
                row,
                column,
                typeof cell === 'object' ? { ...cell } : cell,
                formatAt(sheet, row, column).numberFormat ?? 'General',
              ],
            ],
      ),
    ),
    fills: sheet.cells.flatMap((line, row) =>
      (line ?? []).flatMap((_, column) => {
        const { fill } = formatAt(sheet, row, column);
        return fill === undefined ? [] : [[row, column, fill]];
      }),
    ),
    tables: sheet.tables.map(({ id, name, area, showTotals, filters, sort }) => ({
      id,
      name,
      area,
      showTotals,
      filters: [...filters],
      sort,
    })),
    widths: [...sheet.columnWidths],
    groups: [...sheet.outline.levels].sort(([a], [b]) => a - b),
    rules: sheet.conditionalFormats.map(({ area, formula }) => [area, formula]),
    footer: sheet.pageLayout.footer,
    properties: [...sheet.properties],
  }));
}
