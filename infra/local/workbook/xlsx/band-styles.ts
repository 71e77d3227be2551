import type { CellStyles } from '../../../../functions/formats/xlsx-styles.ts';
import { LIMITS } from '../address.ts';
import type { Sheet } from '../book.ts';
import { type Band, bands, columnSegments, type Segment } from './bands.ts';
import { canGrow, type GrowingColumns } from './row-height.ts';

/** Columns that share a style, up to but not including `end`. */
export interface StyledColumns {
  readonly end: number;
  readonly style: number;
}

/** A band as rows are written from it. */
export interface StyledBand {
  readonly row: number;
  readonly end: number;
  /** What the row itself says, which then counts for all of it that has no cell; undefined where the columns say it. */
  readonly rowStyle: number | undefined;
  /** The style of each cell that has something in it. */
  readonly styles: Uint32Array;
  /** The style of each blank cell that must be written to keep it, or -1: its row or column says the same. */
  readonly blanks: Int32Array;
  /** Where a cell can make its row higher. */
  readonly growing: readonly GrowingColumns[];
  /** True where the blank cells must be written even in rows with nothing in them. */
  readonly kept: boolean;
}

/** Blank cells outside of what is used keep their format up to so many in one piece; more is somebody's slip. */
const MODEST = 50_000;

/** The styles of whole columns, for the sheet's `cols`. */
export function columnStyles(sheet: Sheet, styles: CellStyles): StyledColumns[] {
  return styled(columnSegments(sheet.formats), styles);
}

/** The sheet from the top, band by band. `used` is the size of what is not blank, from A1. */
export function* styledBands(
  sheet: Sheet,
  styles: CellStyles,
  columns: readonly StyledColumns[],
  used: { readonly rows: number; readonly columns: number },
): Generator<StyledBand> {
  for (const band of bands(sheet.formats))
    yield { ...styledBand(band, styled(band.segments, styles), columns, used), growing: growingColumns(band) };
}

function growingColumns({ segments }: Band): GrowingColumns[] {
  const columns = segments.map(({ end, format }, i) => ({ from: segments[i - 1]?.end ?? 0, end, format }));
  return columns.filter(({ format }) => canGrow(format));
}

function styled(segments: readonly Segment[], styles: CellStyles): StyledColumns[] {
  const columns: StyledColumns[] = [];
  for (const { end, format } of segments) {
    const style = styles.idOf(format);
    if (columns.at(-1)?.style === style) columns.pop();
    columns.push({ end, style });
  }
  return columns;
}

function styledBand(
  { row, end }: Band,
  cells: readonly StyledColumns[],
  columns: readonly StyledColumns[],
  used: { readonly rows: number; readonly columns: number },
): Omit<StyledBand, 'growing'> {
  const last = cells.at(-1)?.style ?? 0;
  const rowStyle = last === (columns.at(-1)?.style ?? 0) ? undefined : last;
  const implied = rowStyle === undefined ? columns : [{ end: LIMITS.columns, style: rowStyle }];
  const outside = differences(cells, implied).filter((piece) => (end - row) * (piece.end - piece.from) <= MODEST);
  const width = Math.max(used.columns, ...outside.map((piece) => piece.end));

  const filled = new Uint32Array(width);
  const blanks = new Int32Array(width).fill(-1);
  fill(filled, cells);
  for (const { from, end, style } of differences(cells, implied)) blanks.fill(style, from, Math.min(end, used.columns));
  for (const { from, end, style } of outside) blanks.fill(style, from, end);
  const kept = outside.length > 0 || (rowStyle !== undefined && end - row <= MODEST);
  return { row, end, rowStyle, styles: filled, blanks, kept };
}

function fill(cells: Uint32Array, columns: readonly StyledColumns[]): void {
  let from = 0;
  for (const { end, style } of columns) {
    cells.fill(style, from, end);
    from = end;
  }
}

/** The pieces of `cells` whose style is another than that of `implied`. */
function differences(cells: readonly StyledColumns[], implied: readonly StyledColumns[]) {
  const pieces: { from: number; end: number; style: number }[] = [];
  let [from, i] = [0, 0];
  for (const { end, style } of cells) {
    while (from < end) {
      const below = implied[i] ?? { end: LIMITS.columns, style: 0 };
      const to = Math.min(end, below.end);
      if (style !== below.style) pieces.push({ from, end: to, style });
      from = to;
      if (below.end === to) i++;
    }
  }
  return pieces;
}
