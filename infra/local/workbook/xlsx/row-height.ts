import { type CellFormat, type Sheet, STANDARD } from '../book.ts';

/** Columns whose cells can make their row higher than others, up to but not including `end`. */
export interface GrowingColumns {
  readonly from: number;
  readonly end: number;
  readonly format: CellFormat;
}

const FONT_SIZE = 11;
/** Points of a digit and of a cell's edges, in Calibri 11. */
const DIGIT = 5.25;
const EDGES = 3.75;
/** Points; Excel has no higher row. */
export const HIGHEST_ROW = 409.5;

export function canGrow({ wrapText, fontSize = FONT_SIZE }: CellFormat): boolean {
  return wrapText === true || fontSize > FONT_SIZE;
}

/**
 * About how high a row must be for its wrapped and its large texts, points; undefined where the standard height will do.
 * Excel would find it by itself, other programs leave such rows at one line.
 */
export function grownHeight(sheet: Sheet, row: number, growing: readonly GrowingColumns[]): number | undefined {
  let height: number = STANDARD.rowHeight;
  const cells = sheet.cells[row] ?? [];
  for (const { from, end, format } of growing) {
    for (let column = from; column < Math.min(end, cells.length); column++) {
      const cell = cells[column];
      if (cell === undefined) continue;
      const text = typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : cell;
      const scale = (format.fontSize ?? FONT_SIZE) / FONT_SIZE;
      const width = sheet.columnWidths.get(column) ?? STANDARD.columnWidth;
      const lines = typeof text === 'string' && format.wrapText ? wrappedLines(text, width, scale) : 1;
      height = Math.max(height, lines * STANDARD.rowHeight * scale);
    }
  }
  return height === STANDARD.rowHeight ? undefined : Math.min(Math.ceil(height * 4) / 4, HIGHEST_ROW);
}

function wrappedLines(text: string, width: number, scale: number): number {
  const room = Math.max(1, Math.floor((width - EDGES) / (DIGIT * scale)));
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / room)), 0);
}
