import type { SharedStrings } from '../../../../functions/formats/xlsx-strings.ts';
import type { CellStyles } from '../../../../functions/formats/xlsx-styles.ts';
import { xmlText } from '../../../../functions/formats/xlsx-text.ts';
import type { Cell } from '../book.ts';
import { fileFormula } from './formula.ts';

/** What the cells of a workbook share. */
export interface Shared {
  readonly strings: SharedStrings;
  readonly styles: CellStyles;
}

/** Errors that a file can hold as such; the younger ones (`#SPILL!`) need parts of their own. [ECMA-376 part 1, 18.18.11] */
const ERRORS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A']);

/**
 * A cell with something in it, at `ref` (`B7`) in `style`. Text is always a shared string, so that none is ever read as a
 * formula; a formula that Excel could not read back stays as text what was typed. `table` is called for a formula only.
 */
export function cellXml(
  ref: string,
  cell: Exclude<Cell, undefined>,
  style: number,
  { strings, styles }: Shared,
  table: () => string | undefined,
): string {
  switch (typeof cell) {
    case 'string':
      return `${open(ref, style)} t="s"><v>${strings.indexOf(cell)}</v></c>`;
    case 'number':
      return Number.isFinite(cell) ? `${open(ref, style)}><v>${cell}</v></c>` : errorXml(ref, style, '#NUM!');
    case 'boolean':
      return `${open(ref, style)} t="b"><v>${cell ? 1 : 0}</v></c>`;
  }
  if (cell.kind === 'error') return errorXml(ref, style, cell.code);
  const formula = cell.kind === 'formula' ? fileFormula(cell.formula, table()) : undefined;
  if (formula !== undefined) return `${open(ref, style)}><f>${xmlText(formula)}</f></c>`;
  const text = cell.kind === 'quoted' ? cell.text : cell.formula;
  return `${open(ref, styles.quoted(style))} t="s"><v>${strings.indexOf(text)}</v></c>`;
}

/** A cell with nothing but a look. */
export function blankXml(ref: string, style: number): string {
  return `<c r="${ref}" s="${style}"/>`;
}

function errorXml(ref: string, style: number, code: string): string {
  return `${open(ref, style)} t="e"><v>${ERRORS.has(code) ? code : '#VALUE!'}</v></c>`;
}

function open(ref: string, style: number): string {
  return style === 0 ? `<c r="${ref}"` : `<c r="${ref}" s="${style}"`;
}
