import { LIMITS } from '../address.ts';
import { STANDARD } from '../book.ts';
import type { StyledColumns } from './band-styles.ts';

/** Pixels of the widest digit of the workbook's font, Calibri 11: the file counts widths in these. */
const DIGIT = 7;
const PIXELS_PER_POINT = 4 / 3;
/** 255 characters and the cell's own 5 pixels: Excel has no wider column. */
const WIDEST = 255 * DIGIT + 5;

/** `width` of the file from points: 48 points, 64 pixels, are 9.140625. [ECMA-376 part 1, 18.3.1.13] */
export function fileWidth(points: number): number {
  const pixels = Math.min(Math.round(points * PIXELS_PER_POINT), WIDEST);
  return Math.trunc((pixels / DIGIT) * 256) / 256;
}

/** `cols`: widths in points by column, and the styles of whole columns; nothing where all are as in a new sheet. */
export function columnsXml(widths: ReadonlyMap<number, number>, styles: readonly StyledColumns[]): string {
  let xml = '';
  let from = 0;
  for (const end of edgesOf(widths, styles)) {
    const width = widths.get(from);
    const style = styles.find((piece) => from < piece.end)?.style ?? 0;
    if (width !== undefined || style !== 0) {
      const own = width === undefined ? '' : ` customWidth="1"${width === 0 ? ' hidden="1"' : ''}`;
      const look = style === 0 ? '' : ` style="${style}"`;
      xml += `<col min="${from + 1}" max="${end}" width="${fileWidth(width ?? STANDARD.columnWidth)}"${look}${own}/>`;
    }
    from = end;
  }
  return xml === '' ? '' : `<cols>${xml}</cols>`;
}

/** Where pieces of columns end that have one width and one style. */
function edgesOf(widths: ReadonlyMap<number, number>, styles: readonly StyledColumns[]): number[] {
  const edges = new Set([LIMITS.columns, ...styles.map(({ end }) => end)]);
  for (const column of widths.keys()) edges.add(column).add(column + 1);
  edges.delete(0);
  return [...edges].sort((a, b) => a - b);
}
