import { areasAround, covers, overlap } from './address.ts';
import type { Area, CellValidation, Sheet, ValidatedArea } from './book.ts';

/** Lays a rule over an area: a cell has one rule, the latest. */
export function addValidation(sheet: Sheet, area: Area, validation: CellValidation): void {
  clearValidations(sheet, area);
  const { row, column, rows, columns } = area;
  sheet.validations.push({ row, column, rows, columns, validation });
}

/** Takes the rules off an area; those that reach over it stay around it. */
export function clearValidations(sheet: Sheet, area: Area): void {
  const kept = sheet.validations.flatMap((one) => around(one, area));
  sheet.validations.splice(0, sheet.validations.length, ...kept);
}

/** The rule of all of an area; undefined where it has none, null where its cells differ. */
export function commonValidation(sheet: Sheet, area: Area): CellValidation | null | undefined {
  const touching = sheet.validations.filter((one) => overlap(one, area));
  if (touching.length === 0) return undefined;
  const [first] = touching;
  return touching.length === 1 && first && covers(first, area) ? first.validation : null;
}

/** What is left of a validated area around a hole. */
export function around(one: ValidatedArea, hole: Area): readonly ValidatedArea[] {
  return areasAround(one, hole).map((part) => ({ ...part, validation: one.validation }));
}
