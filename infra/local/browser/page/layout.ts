import { LIMITS } from '../../workbook/address.ts';
import { type Sheet, STANDARD } from '../../workbook/book.ts';
import { type Axis, axis, lengthOf, neighbour, offsetOf, type Span, sizeOf, visible } from './axis.ts';
import { cellAt } from './look.ts';
import { FONT_SIZE, textHeight } from './measure.ts';

/** Where everything of a sheet lies, in px. */
export interface Layout {
  readonly rows: Axis;
  readonly columns: Axis;
  /** Rows and columns that can be scrolled to. */
  readonly extent: { readonly rows: number; readonly columns: number };
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Rows that a filter leaves no place for. */
  readonly hidden: ReadonlySet<number>;
}

export const ROW_HEIGHT = px(STANDARD.rowHeight);
export const COLUMN_WIDTH = px(STANDARD.columnWidth);
/** Of the column letters, and of the row numbers. */
export const RULERS = { height: 20, width: 60 } as const;

/** A row grows with wrapped or large text, unless so many rows have it that measuring them would take a while. */
const GROWING_ROWS = 500;

/** A point is a 72nd of an inch, a px a 96th. */
export function px(points: number): number {
  return Math.round((points * 4) / 3);
}

export function layoutOf(sheet: Sheet, hidden: ReadonlySet<number>): Layout {
  const widths = new Map([...sheet.columnWidths].map(([column, points]) => [column, px(points)]));
  const columns = axis(LIMITS.columns, COLUMN_WIDTH, widths);
  const heights = grownHeights(sheet, columns);
  for (const [row, points] of sheet.rowHeights) heights.set(row, px(points));
  for (const row of hidden) heights.set(row, 0);
  const usedColumns = Math.max(
    0,
    ...sheet.tables.map(({ area }) => area.column + area.columns),
    ...sheet.columnWidths.keys(),
    ...sheet.cells.slice(0, 50).map((cells) => cells?.length ?? 0),
  );
  return {
    rows: axis(LIMITS.rows, ROW_HEIGHT, heights),
    columns,
    hidden,
    frozen: sheet.frozen,
    extent: {
      rows: Math.min(Math.max(sheet.cells.length + 20, 100), LIMITS.rows),
      columns: Math.min(Math.max(usedColumns + 4, 26), LIMITS.columns),
    },
  };
}

/** The layout with room for a cell that someone went to beyond all that is filled. */
export function reaching(layout: Layout, { row, column }: { row: number; column: number }): Layout {
  const rows = Math.min(Math.max(layout.extent.rows, row + 20), LIMITS.rows);
  const columns = Math.min(Math.max(layout.extent.columns, column + 4), LIMITS.columns);
  return { ...layout, extent: { rows, columns } };
}

function grownHeights(sheet: Sheet, columns: Axis): Map<number, number> {
  const heights = new Map<number, number>();
  for (const { row: first, rows, column: left, columns: count, format } of sheet.formats) {
    const grows = format.wrapText === true || (format.fontSize ?? 0) > FONT_SIZE;
    if (!grows || rows > GROWING_ROWS) continue;
    for (let row = first; row < first + rows; row++) {
      for (let column = left; column < Math.min(left + count, sheet.cells[row]?.length ?? 0); column++) {
        const cell = cellAt(sheet, row, column);
        if (cell === undefined) continue;
        const height = textHeight(sheet, row, column, sizeOf(columns, column));
        heights.set(row, Math.max(heights.get(row) ?? ROW_HEIGHT, height));
      }
    }
  }
  return heights;
}

/** The size of the canvas that is scrolled over. */
export function canvasSize({ rows, columns, extent }: Layout): { width: number; height: number } {
  return {
    width: RULERS.width + offsetOf(columns, extent.columns),
    height: RULERS.height + Math.min(offsetOf(rows, extent.rows), lengthOf(rows)),
  };
}

export interface Window {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** The rows and columns below and right of the frozen ones that are to be drawn, some beyond the window among them. */
export function drawn({ rows, columns, extent, frozen }: Layout, window: Window): { rows: Span; columns: Span } {
  const height = window.height - RULERS.height - offsetOf(rows, frozen.rows);
  const width = window.width - RULERS.width - offsetOf(columns, frozen.columns);
  const down = visible(rows, frozen.rows, window.top, Math.max(height, 0), 300);
  const right = visible(columns, frozen.columns, window.left, Math.max(width, 0), 200);
  return {
    rows: { first: down.first, last: Math.min(down.last, extent.rows - 1) },
    columns: { first: right.first, last: Math.min(right.last, extent.columns - 1) },
  };
}

/** How far to scroll so that a cell is in the window and not below the frozen ones. */
export function scrollTo(layout: Layout, place: { row: number; column: number }, window: Window) {
  const { rows, columns, frozen } = layout;
  return {
    top: scrolled(rows, frozen.rows, place.row, window.top, window.height - RULERS.height),
    left: scrolled(columns, frozen.columns, place.column, window.left, window.width - RULERS.width),
  };
}

function scrolled(axis: Axis, frozen: number, index: number, now: number, size: number): number {
  if (index < frozen) return now;
  const start = offsetOf(axis, index) - offsetOf(axis, frozen);
  const room = size - offsetOf(axis, frozen);
  const end = start + sizeOf(axis, index);
  if (start < now) return start;
  return end > now + room ? Math.min(start, Math.ceil(end - room)) : now;
}

/** The next row that no filter hides. */
export function nextRow({ rows }: Layout, row: number, step: 1 | -1): number {
  return neighbour(rows, row, step);
}
