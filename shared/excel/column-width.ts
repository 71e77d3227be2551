import type { AnswerColumn, Cell } from '../column.ts';

const LOOKED_AT = 300;
const FEWEST = 9;
const MOST = 48;
/** What Excel draws in a header cell beside its text: the filter button. */
const FILTER_BUTTON = 4;
/** Table headers are bold, and field names have many capitals. */
const BOLD = 1.25;

/**
 * How many characters wide each column is to be: room for the header with its filter button and for the first rows, within
 * bounds. Set once, when a sheet is made; from then on widths are the user's.
 */
export function columnWidths(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): number[] {
  const first = rows.slice(0, LOOKED_AT);
  return columns.map(({ header, type }, i) => {
    const cells = first.map((row) => (type === 'date' && row[i] ? 10 : String(row[i] ?? '').length));
    const longest = cells.reduce((most, length) => Math.max(most, length), 0);
    return Math.min(Math.max(Math.ceil(header.length * BOLD) + FILTER_BUTTON, longest + 2, FEWEST), MOST);
  });
}

/** Points of a column so many characters wide, in Excel's standard font (Calibri 11: 7 pixels a digit, 5 for the edges). */
export function pointsOf(characters: number): number {
  return (characters * 7 + 5) * 0.75;
}
