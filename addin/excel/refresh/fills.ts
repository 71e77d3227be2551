/// <reference types="office-js" />
import type { Place, Step } from '../steps.ts';
import { bodyRows, type Fills, type TableFacts } from './table-facts.ts';

/** What "What changed" paints with: shades that are on no palette of Excel's, so that a user's own are never taken for them. */
export const CHANGE_FILL = { added: '#DDF3E4', changed: '#FFF1C8' } as const;

const NO_FILL = '#FFFFFF';
const CELLS_AT_ONCE = 20_000;

export function isChangeFill(color: string): boolean {
  return color === CHANGE_FILL.added || color === CHANGE_FILL.changed;
}

/** Asks for the whole body's colour first: most bodies have none, and then no cell is looked at. */
export async function readFills(context: Excel.RequestContext, facts: TableFacts): Promise<Fills> {
  const sheet = context.workbook.worksheets.getItem(facts.sheet);
  const { row, column, columns } = facts.area;
  const rows = bodyRows(facts);
  const { fill } = sheet.getRangeByIndexes(row + 1, column, rows, columns).format;
  fill.load('color');
  await context.sync();
  if (fill.color === NO_FILL) return undefined;
  const most = Math.max(1, Math.floor(CELLS_AT_ONCE / columns));
  const fills: string[][] = [];
  for (let first = 0; first < rows; first += most) {
    const part = sheet.getRangeByIndexes(row + 1 + first, column, Math.min(most, rows - first), columns);
    const properties = part.getCellProperties({ format: { fill: { color: true } } });
    await context.sync();
    fills.push(...properties.value.map((line) => line.map((cell) => colorOf(cell.format?.fill?.color))));
  }
  return fills;
}

function colorOf(color: string | undefined): string {
  const known = color?.toUpperCase() ?? '';
  return known === NO_FILL ? '' : known;
}

/** Steps that paint cells of a body, neighbours in a row together. `colorAt` gives `''` where nothing is to be painted. */
export function paint(
  { sheet, area }: Pick<TableFacts, 'sheet' | 'area'>,
  rows: number,
  width: number,
  colorAt: (row: number, place: number) => string,
): Step[] {
  return runs(rows, width, colorAt).map(({ row, place, length, color }) => ({
    kind: 'look',
    sheet,
    area: placeOf(area, row, place, length),
    look: { fill: color },
  }));
}

/** Steps that take the colours of "What changed" off again, and no other. */
export function unpaint({ sheet, area }: Pick<TableFacts, 'sheet' | 'area'>, fills: Fills): Step[] {
  const ours = (row: number, place: number) => {
    const color = fills?.[row]?.[place] ?? '';
    return isChangeFill(color) ? color : '';
  };
  return runs(fills?.length ?? 0, area.columns, ours).map(({ row, place, length }) => ({
    kind: 'clearFill',
    sheet,
    area: placeOf(area, row, place, length),
  }));
}

/** The fills of a body that was written anew: each goes with its row; those of "What changed" are of the refresh before. */
export function planFills(
  facts: TableFacts,
  fills: Fills,
  after: { readonly rows: number; readonly width: number; readonly from: (row: number) => number | undefined },
): Step[] {
  if (!fills) return [];
  const { sheet, area } = facts;
  const whole = { row: area.row + 1, column: area.column, rows: after.rows, columns: after.width };
  const colorAt = (row: number, place: number) => {
    const from = after.from(row);
    const color = from === undefined ? '' : (fills[from]?.[place] ?? '');
    return isChangeFill(color) ? '' : color;
  };
  return [{ kind: 'clearFill', sheet, area: whole }, ...paint(facts, after.rows, after.width, colorAt)];
}

function placeOf(area: Place, row: number, place: number, length: number): Place {
  return { row: area.row + 1 + row, column: area.column + place, rows: 1, columns: length };
}

function runs(rows: number, width: number, colorAt: (row: number, place: number) => string) {
  const found: { row: number; place: number; length: number; color: string }[] = [];
  for (let row = 0; row < rows; row++) {
    for (let place = 0; place < width; place++) {
      const color = colorAt(row, place);
      if (color === '') continue;
      const last = found.at(-1);
      if (last?.row === row && last.color === color && last.place + last.length === place) last.length++;
      else found.push({ row, place, length: 1, color });
    }
  }
  return found;
}
