import { overlap } from './address.ts';
import type { Area, Sheet } from './book.ts';
import { shownText } from './display.ts';

/** Points of one character and of the margins, in Excel's standard font of 11 points. */
const CHARACTER = 5.25;
const MARGINS = 5.25;
/** The widest column: 255 characters. */
const WIDEST = 255 * CHARACTER + MARGINS;

/** The width that fits the longest text of a column within an area, points; undefined where all its cells are blank. */
export function textWidth(sheet: Sheet, column: number, area: Area): number | undefined {
  const part = overlap(area, { row: 0, column, rows: Math.max(1, sheet.cells.length), columns: 1 });
  let longest = 0;
  for (let row = part?.row ?? 0; part && row < part.row + part.rows; row++)
    for (const line of shownText(sheet, row, column).split('\n')) longest = Math.max(longest, line.length);
  return longest === 0 ? undefined : Math.min(WIDEST, longest * CHARACTER + MARGINS);
}
