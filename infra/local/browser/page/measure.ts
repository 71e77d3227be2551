import { formatAt, type Sheet } from '../../workbook/book.ts';
import { shownText } from '../../workbook/display.ts';

/** Points; px are 4/3 of them. */
export const FONT_SIZE = 11;
/** Left and right of a cell's text, px. */
export const PADDING = 3;

let context: CanvasRenderingContext2D | null | undefined;

/** The width of a text in the sheet's font, px. */
export function textWidth(text: string, points: number = FONT_SIZE, bold = false): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * points;
  const family = getComputedStyle(document.documentElement).getPropertyValue('--sheet-font');
  context.font = `${bold ? 'bold ' : ''}${(points * 4) / 3}px ${family}`;
  return context.measureText(text).width;
}

/** The height that a cell's text needs in a column of this width, px. */
export function textHeight(sheet: Sheet, row: number, column: number, width: number): number {
  const { fontSize = FONT_SIZE, bold, wrapText } = formatAt(sheet, row, column);
  if (!wrapText) return lineHeight(fontSize) + 2;
  const room = Math.max(width - 2 * PADDING, 8);
  let lines = 0;
  for (const line of shownText(sheet, row, column).split('\n')) lines += wrappedLines(line, room, fontSize, bold);
  return Math.ceil(lines * lineHeight(fontSize)) + 2;
}

export function lineHeight(points: number): number {
  return Math.round((points * 4 * 1.25) / 3);
}

function wrappedLines(text: string, room: number, points: number, bold = false): number {
  let [lines, used] = [1, 0];
  const space = textWidth(' ', points, bold);
  for (const word of text.split(' ')) {
    const width = textWidth(word, points, bold);
    if (used > 0 && used + space + width > room) {
      lines++;
      used = 0;
    }
    // A word that is longer than the line is broken.
    lines += Math.max(Math.ceil(width / room) - 1, 0);
    used += (used > 0 ? space : 0) + (width > room ? width % room : width);
  }
  return lines;
}
