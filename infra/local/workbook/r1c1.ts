import { columnLetters } from '../../../functions/formats/xlsx-text.ts';
import { parseAddress } from './address.ts';

/** Texts, quoted sheet names and a table's brackets hold no reference. */
const STRING = '"(?:[^"]|"")*"';
const QUOTED = "'(?:[^']|'')*'";
const BRACKETS = '\\[(?:[^[\\]]|\\[[^[\\]]*\\])*\\]';
const A1 = '(?<![\\w.$])(\\$?)([A-Z]{1,3})(\\$?)(\\d{1,7})(?![\\w(.])';
const R1C1 = '(?<![\\w.$])R(\\d+|\\[-?\\d+\\])?C(\\d+|\\[-?\\d+\\])?(?![\\w(.])';

const IN_A1 = new RegExp(`${STRING}|${QUOTED}|${BRACKETS}|${A1}`, 'gi');
const IN_R1C1 = new RegExp(`${STRING}|${QUOTED}|${R1C1}|${BRACKETS}`, 'gi');

/** A formula as `formulasR1C1` gives it: references that are relative are so to the formula's own cell. Cells only, no whole rows. */
export function toR1C1(formula: string, row: number, column: number): string {
  return formula.replaceAll(IN_A1, (whole, fixedColumn, letters, fixedRow, digits) => {
    if (letters === undefined) return whole;
    const at = parseAddress(`${letters}${digits}`).area;
    return `R${part(at.row, row, fixedRow === '$')}C${part(at.column, column, fixedColumn === '$')}`;
  });
}

function part(to: number, from: number, fixed: boolean): string {
  if (fixed) return String(to + 1);
  return to === from ? '' : `[${to - from}]`;
}

/** The way back. A reference off the sheet becomes `#REF!`. */
export function toA1(formula: string, row: number, column: number): string {
  return formula.replaceAll(IN_R1C1, (whole: string, ofRow?: string, ofColumn?: string) => {
    if (!/^R(\d|\[-?\d|C)/i.test(whole)) return whole;
    const [r, c] = [placeOf(ofRow, row), placeOf(ofColumn, column)];
    if (r.at < 0 || c.at < 0) return '#REF!';
    return `${c.fixed ? '$' : ''}${columnLetters(c.at)}${r.fixed ? '$' : ''}${r.at + 1}`;
  });
}

function placeOf(text: string | undefined, from: number): { readonly at: number; readonly fixed: boolean } {
  if (text === undefined) return { at: from, fixed: false };
  if (text.startsWith('[')) return { at: from + Number(text.slice(1, -1)), fixed: false };
  return { at: Number(text) - 1, fixed: true };
}
