import { columnLetters } from '../../../../functions/formats/xlsx-text.ts';
import { contains, type Sheet } from '../book.ts';
import { rowGroups } from '../outline.ts';
import { type StyledBand, type StyledColumns, styledBands } from './band-styles.ts';
import { blankXml, cellXml, type Shared } from './cell-xml.ts';
import { grownHeight, HIGHEST_ROW } from './row-height.ts';

/** Beyond what the sheet says itself. */
export interface RowFacts {
  /** Rows that a filter hides. */
  readonly hidden: ReadonlySet<number>;
  /** The styles of whole columns. */
  readonly columns: readonly StyledColumns[];
  /** The size of what is not blank, from A1. */
  readonly used: { readonly rows: number; readonly columns: number };
}

/** The rows of `sheetData`, one at a time; those with nothing to say are left out. */
export function* rowsXml(sheet: Sheet, facts: RowFacts, shared: Shared): Generator<string> {
  const letters = letterCache();
  const closed = new Set(rowGroups(sheet).flatMap((group) => (group.closed ? [group.last + 1] : [])));
  const ends = [sheet.rowHeights.keys(), facts.hidden, sheet.outline.levels.keys(), closed, [sheet.cells.length - 1]];
  const end = endOf(...ends);
  for (const band of styledBands(sheet, shared.styles, facts.columns, facts.used)) {
    const bandEnd = band.kept ? band.end : Math.min(band.end, end);
    for (let row = band.row; row < bandEnd; row++) {
      const xml = rowXml(sheet, row, band, { ...facts, closed }, shared, letters);
      if (xml !== '') yield xml;
    }
  }
}

function endOf(...rows: Iterable<number>[]): number {
  let end = 0;
  for (const some of rows) for (const row of some) end = Math.max(end, row + 1);
  return end;
}

function rowXml(
  sheet: Sheet,
  row: number,
  band: StyledBand,
  facts: RowFacts & { readonly closed: ReadonlySet<number> },
  shared: Shared,
  letters: (column: number) => string,
): string {
  const cells = sheet.cells[row];
  const attributes = rowAttributes(sheet, row, band, facts);
  const tableOf = (column: number) => sheet.tables.find(({ area }) => contains(area, row, column))?.name;
  let inner = '';
  for (let column = 0; column < band.blanks.length; column++) {
    const cell = cells?.[column];
    if (cell !== undefined && cell !== '') {
      inner += cellXml(`${letters(column)}${row + 1}`, cell, band.styles[column] ?? 0, shared, () => tableOf(column));
    } else {
      const blank = band.blanks[column] ?? -1;
      if (blank >= 0) inner += blankXml(`${letters(column)}${row + 1}`, blank);
    }
  }
  if (inner === '') return attributes === '' ? '' : `<row r="${row + 1}"${attributes}/>`;
  return `<row r="${row + 1}"${attributes}>${inner}</row>`;
}

/** Of a closed group its button's row says so, which is the one below. */
function rowAttributes(
  sheet: Sheet,
  row: number,
  band: StyledBand,
  facts: { readonly hidden: ReadonlySet<number>; readonly closed: ReadonlySet<number> },
): string {
  const height = sheet.rowHeights.get(row);
  const style = band.rowStyle === undefined ? '' : ` s="${band.rowStyle}" customFormat="1"`;
  const hidden = height === 0 || facts.hidden.has(row) ? ' hidden="1"' : '';
  const level = sheet.outline.levels.get(row) ?? 0;
  const outline = `${level > 0 ? ` outlineLevel="${level}"` : ''}${facts.closed.has(row) ? ' collapsed="1"' : ''}`;
  return `${style}${heightAttributes(height, () => grownHeight(sheet, row, band.growing))}${hidden}${outline}`;
}

/** A height of one's own stays when the text changes, one that was found is found anew. */
function heightAttributes(own: number | undefined, find: () => number | undefined): string {
  if (own !== undefined) return ` ht="${Math.min(own, HIGHEST_ROW)}" customHeight="1"`;
  const found = find();
  return found === undefined ? '' : ` ht="${found}"`;
}

function letterCache(): (column: number) => string {
  const known: string[] = [];
  return (column) => {
    known[column] ??= columnLetters(column);
    return known[column];
  };
}
