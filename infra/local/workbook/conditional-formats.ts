import { columnLetters } from '../../../functions/formats/xlsx-text.ts';
import { areasAround } from './address.ts';
import { type Area, type ConditionalFormat, type ConditionalLook, contains, type Sheet } from './book.ts';
import { cellValue } from './display.ts';
import { toA1, toR1C1 } from './r1c1.ts';

/** Takes the rules off an area; those that reach over it stay around it. */
export function clearConditionalFormats(sheet: Sheet, hole: Area): void {
  const kept = sheet.conditionalFormats.flatMap((one) =>
    areasAround(one.area, hole).map((area, i) => ({
      ...one,
      id: i === 0 ? one.id : `${one.id}-${i}`,
      area,
      formula: toA1(toR1C1(one.formula, one.area.row, one.area.column), area.row, area.column),
    })),
  );
  sheet.conditionalFormats.splice(0, sheet.conditionalFormats.length, ...kept);
}

/**
 * Moves the rules' areas, and in their formulas what they refer to, along with cells. `move` gives undefined where all of
 * an area was taken out.
 */
export function shiftConditionalFormats(sheet: Sheet, move: (one: Area) => Area | undefined): void {
  const moved = sheet.conditionalFormats.flatMap((one) => {
    const area = move(one.area);
    return area ? [{ ...one, area, formula: movedFormula(one.formula, move) }] : [];
  });
  sheet.conditionalFormats.splice(0, sheet.conditionalFormats.length, ...moved);
}

/** A reference into one column, as `$Q2`: all that our own rules are made of. */
const REFERENCE = /\$([A-Z]{1,3})(\d+)/g;

function movedFormula(formula: string, move: (one: Area) => Area | undefined): string {
  return formula.replaceAll(REFERENCE, (_, letters: string, digits: string) => {
    const next = move({ row: Number(digits) - 1, column: numberOf(letters), rows: 1, columns: 1 });
    return next ? `$${columnLetters(next.column)}${next.row + 1}` : '#REF!';
  });
}

function numberOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** How the rules make a cell look; undefined where none fits. The first rule that says a thing of it wins. */
export function conditionalLook(sheet: Sheet, row: number, column: number): ConditionalLook | undefined {
  let look: ConditionalLook | undefined;
  for (const one of sheet.conditionalFormats) {
    if (contains(one.area, row, column) && fits(sheet, one, row, column)) look = { ...one.look, ...look };
  }
  return look;
}

const EQUALS = /^=\$?([A-Z]{1,3})\$?(\d+)="((?:[^"]|"")*)"$/;

/**
 * Whether a rule's formula is true for a cell. The host does not calculate: it knows comparisons of a cell with a text,
 * without regard to case as Excel makes them, and takes every other formula for false.
 */
function fits(sheet: Sheet, { area, formula }: ConditionalFormat, row: number, column: number): boolean {
  const here = toA1(toR1C1(formula, area.row, area.column), row, column);
  const [, letters, digits, text] = EQUALS.exec(here) ?? [];
  if (letters === undefined || text === undefined) return false;
  const value = cellValue(sheet.cells[Number(digits) - 1]?.[numberOf(letters)]);
  return typeof value === 'string' && value.toLowerCase() === text.replaceAll('""', '"').toLowerCase();
}
