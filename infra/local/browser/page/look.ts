import { type Cell, type CellFormat, contains, formatAt, type Sheet, type Table } from '../../workbook/book.ts';
import { conditionalLook } from '../../workbook/conditional-formats.ts';
import { shownText } from '../../workbook/display.ts';

/** How one cell is drawn. */
export interface Look {
  readonly text: string;
  readonly align: 'left' | 'center' | 'right';
  /** The cell's own, and over it what rules say of what stands in it. */
  readonly format: CellFormat;
  /** The colour of a line at its top; `''` for none. */
  readonly lineAbove: string;
  readonly header: { readonly table: Table; readonly column: number } | undefined;
  /** What it is of a table: every second row is shaded as a band. */
  readonly part: 'header' | 'band' | 'body' | 'totals' | undefined;
  /** May run over blank neighbours, as text does. */
  readonly spills: boolean;
  /** A number or date, which is never cut: it shows as `####` instead. */
  readonly numeric: boolean;
}

/** `place` is the row's place among those a filter leaves visible, of which every second one of a table is banded. */
export function lookOf(sheet: Sheet, row: number, column: number, place: number): Look {
  const cell = cellAt(sheet, row, column);
  const { borders, ...rule } = conditionalLook(sheet, row, column) ?? {};
  const format = { ...formatAt(sheet, row, column), ...rule };
  const table = sheet.tables.find(({ area }) => contains(area, row, column));
  const text = cell === undefined ? '' : shownText(sheet, row, column);
  const textual = isTextual(cell);
  return {
    text,
    format,
    lineAbove: borders?.EdgeTop?.style ? (borders.EdgeTop.color ?? '#000000') : '',
    align: alignment(cell, format),
    header: table && table.area.row === row ? { table, column: column - table.area.column } : undefined,
    part: table && partOf(table, row, place),
    numeric: typeof cell === 'number',
    spills:
      textual && text !== '' && format.wrapText !== true && !table && cellAt(sheet, row, column + 1) === undefined,
  };
}

function partOf({ area, showTotals, showBandedRows }: Table, row: number, place: number): Look['part'] {
  if (row === area.row) return 'header';
  if (showTotals && row === area.row + area.rows - 1) return 'totals';
  return showBandedRows !== false && place % 2 === 0 ? 'band' : 'body';
}

export function cellAt(sheet: Sheet, row: number, column: number): Cell {
  return sheet.cells[row]?.[column];
}

function isTextual(cell: Cell): boolean {
  return typeof cell === 'string' || (typeof cell === 'object' && cell.kind === 'quoted');
}

/** Text at the left, numbers and dates at the right, TRUE and errors in the middle, unless the format says. */
function alignment(cell: Cell, { horizontal = 'General' }: CellFormat): Look['align'] {
  if (horizontal !== 'General') return ({ Left: 'left', Center: 'center', Right: 'right' } as const)[horizontal];
  if (typeof cell === 'number') return 'right';
  return cell === undefined || isTextual(cell) ? 'left' : 'center';
}

/** What the formula bar shows: what is in the cell, not how it is shown. */
export function contentOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell !== 'object') return String(cell);
  switch (cell.kind) {
    case 'quoted':
      return `'${cell.text}`;
    case 'formula':
      return cell.formula;
    case 'error':
      return cell.code;
  }
}
