import type { Area, Sheet } from '../../workbook/book.ts';
import { cellValue, shownText } from '../../workbook/display.ts';
import type { Grid } from './grid.ts';
import { cellAt } from './look.ts';
import { areaOf } from './selection.ts';

/** What the status bar says of a selection. */
export interface Facts {
  /** Cells that are not blank. */
  readonly count: number;
  readonly numbers: number;
  readonly sum: number;
}

/** Counts the cells of an area, without those in hidden rows, as Excel's status bar does. */
export function factsOf(sheet: Sheet, area: Area, hidden: ReadonlySet<number>): Facts {
  let [count, numbers, sum] = [0, 0, 0];
  for (const row of filledRows(sheet, area, hidden)) {
    for (const cell of sheet.cells[row]?.slice(area.column, area.column + area.columns) ?? []) {
      if (cell === undefined) continue;
      count++;
      const value = cellValue(cell);
      if (typeof value !== 'number') continue;
      numbers++;
      sum += value;
    }
  }
  return { count, numbers, sum };
}

/** What is copied: the texts that are shown, tabs between columns, without hidden rows. */
export function selectedText({ sheet, selection, layout }: Grid): string {
  const area = areaOf(selection);
  const lines = filledRows(sheet, area, layout.hidden).map((row) => {
    const columns = Math.min(area.columns, (sheet.cells[row]?.length ?? 0) - area.column);
    return Array.from({ length: Math.max(columns, 0) }, (_, i) => shown(sheet, row, area.column + i)).join('\t');
  });
  return lines.join('\r\n');
}

/** A text with a break in it is quoted, so that it stays one cell where it is pasted. */
function shown(sheet: Sheet, row: number, column: number): string {
  const text = cellAt(sheet, row, column) === undefined ? '' : shownText(sheet, row, column);
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function filledRows(sheet: Sheet, { row: first, rows }: Area, hidden: ReadonlySet<number>): number[] {
  const last = Math.min(first + rows, sheet.cells.length);
  return Array.from({ length: Math.max(last - first, 0) }, (_, i) => first + i).filter((row) => !hidden.has(row));
}
