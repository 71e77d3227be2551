import { format } from 'numfmt';
import type { Cell, CellFormat, Sheet } from './book.ts';
import { formatAt } from './book.ts';

/** What `values` answers of a formula, since the host does not calculate. */
export const NOT_CALCULATED = '#CALC!';

/** The value of a cell as `Range.values` gives it: `''` for a blank one, dates as serial numbers. */
export function cellValue(cell: Cell): string | number | boolean {
  if (cell === undefined) return '';
  if (typeof cell !== 'object') return cell;
  if (cell.kind === 'quoted') return cell.text;
  return cell.kind === 'error' ? cell.code : NOT_CALCULATED;
}

/** As `Range.formulas`: the formula where there is one, else the value. The apostrophe of a quoted text is not part of it. */
export function cellFormula(cell: Cell): string | number | boolean {
  return typeof cell === 'object' && cell.kind === 'formula' ? cell.formula : cellValue(cell);
}

/** As `Range.valueTypes`. */
export function cellValueType(cell: Cell): 'Empty' | 'String' | 'Double' | 'Boolean' | 'Error' {
  const value = cellValue(cell);
  if (cell === undefined) return 'Empty';
  if (typeof cell === 'object' && cell.kind !== 'quoted') return 'Error';
  return typeof value === 'string' ? 'String' : typeof value === 'number' ? 'Double' : 'Boolean';
}

/**
 * The text a cell shows by its number format (1900 date system, en-US). A column too narrow for it is not looked at: Excel
 * would show `####`.
 */
export function shownText(sheet: Sheet, row: number, column: number): string {
  const cell = sheet.cells[row]?.[column];
  if (cell === undefined) return '';
  return textOf(cell, formatAt(sheet, row, column));
}

/** The text of a cell under a format, where the format is at hand. */
export function textOf(cell: Cell, cellFormat: CellFormat): string {
  const value = cellValue(cell);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const numberFormat = cellFormat.numberFormat ?? 'General';
  if (typeof value === 'string' && (numberFormat === 'General' || numberFormat === '@')) return value;
  return format(numberFormat, value, { throws: false });
}
