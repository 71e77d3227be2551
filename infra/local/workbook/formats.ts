import { areasAround, bounding, covers, overlap } from './address.ts';
import type { Area, CellFormat, FormattedArea, Sheet } from './book.ts';

/** How many of the latest areas may be grown downwards: those of one row of a wide sheet. */
const LOOK_BACK = 64;

/**
 * Lays a format over an area. What an earlier area says and this one covers is dropped, and cells that stand below each
 * other with the same format make one area: the list stays short however a sheet is written.
 */
export function addFormat(sheet: Sheet, area: Area, format: CellFormat): void {
  for (let at = sheet.formats.length - 1; at >= Math.max(0, sheet.formats.length - LOOK_BACK); at--) {
    const above = sheet.formats[at];
    if (!above || overlap(above, area)) break;
    if (!stacked(above, area) || !sameFormat(above.format, format)) continue;
    sheet.formats[at] = { ...bounding(above, area), format };
    return;
  }
  const keys = Object.keys(format);
  if (area.rows > 1 || area.columns > 1)
    keepOnly(sheet, (one) => !covers(area, one) || Object.keys(one.format).some((key) => !keys.includes(key)));
  sheet.formats.push({ ...area, format });
}

/** Takes the formats off an area; those that reach over it stay around it. */
export function clearFormats(sheet: Sheet, area: Area): void {
  const formats = sheet.formats.flatMap((one) => without(one, area));
  sheet.formats.splice(0, sheet.formats.length, ...formats);
}

/** Takes some members off the formats of an area, as its fill. */
export function clearFormatMember(sheet: Sheet, area: Area, member: keyof CellFormat): void {
  const formats = sheet.formats.flatMap((one): readonly FormattedArea[] => {
    const inside = overlap(one, area);
    if (!inside || one.format[member] === undefined) return [one];
    const { [member]: _gone, ...rest } = one.format;
    const outside = without(one, area);
    return Object.keys(rest).length > 0 ? [...outside, { ...inside, format: rest }] : outside;
  });
  sheet.formats.splice(0, sheet.formats.length, ...formats);
}

/** The value of one member of the format over an area; null where its cells differ, as Excel answers. */
export function commonFormat<K extends keyof CellFormat>(
  sheet: Sheet,
  area: Area,
  member: K,
): CellFormat[K] | null | undefined {
  let rest: readonly Area[] = [area];
  let found: { value: CellFormat[K] } | undefined;
  for (let at = sheet.formats.length - 1; at >= 0 && rest.length > 0; at--) {
    const one = sheet.formats[at];
    if (!one || one.format[member] === undefined || !rest.some((part) => overlap(one, part))) continue;
    if (found && found.value !== one.format[member]) return null;
    found = { value: one.format[member] };
    rest = rest.flatMap((part) => areasAround(part, one));
  }
  if (!found) return undefined;
  return rest.length > 0 ? null : found.value;
}

/** A reader of number formats for the cells of one area, quicker than to ask for each cell's whole format. */
export function numberFormatsOf(sheet: Sheet, area: Area): (row: number, column: number) => string {
  const formats = sheet.formats.filter((one) => one.format.numberFormat !== undefined && overlap(one, area));
  if (formats.length === 0) return () => 'General';
  const byColumn = new Map<number, readonly FormattedArea[]>();
  return (row, column) => {
    let ofColumn = byColumn.get(column);
    if (!ofColumn) {
      ofColumn = formats.filter((one) => column >= one.column && column < one.column + one.columns);
      byColumn.set(column, ofColumn);
    }
    for (let at = ofColumn.length - 1; at >= 0; at--) {
      const one = ofColumn[at];
      if (one && row >= one.row && row < one.row + one.rows) return one.format.numberFormat ?? 'General';
    }
    return 'General';
  };
}

/** A reader of the fills of one area's cells; undefined where a cell has none. */
export function fillsOf(sheet: Sheet, area: Area): (row: number, column: number) => string | undefined {
  const fills = sheet.formats.filter((one) => one.format.fill !== undefined && overlap(one, area)).reverse();
  if (fills.length === 0) return () => undefined;
  const byRow = new Map<number, readonly FormattedArea[]>();
  return (row, column) => {
    let ofRow = byRow.get(row);
    if (!ofRow) {
      ofRow = fills.filter((one) => row >= one.row && row < one.row + one.rows);
      byRow.set(row, ofRow);
    }
    return ofRow.find((one) => column >= one.column && column < one.column + one.columns)?.format.fill;
  };
}

function keepOnly(sheet: Sheet, keep: (one: FormattedArea) => boolean): void {
  const kept = sheet.formats.filter(keep);
  if (kept.length < sheet.formats.length) sheet.formats.splice(0, sheet.formats.length, ...kept);
}

function stacked(above: Area, below: Area): boolean {
  return above.column === below.column && above.columns === below.columns && above.row + above.rows === below.row;
}

function sameFormat(one: CellFormat, other: CellFormat): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What is left of a formatted area around a hole. */
export function without(one: FormattedArea, hole: Area): readonly FormattedArea[] {
  return areasAround(one, hole).map((part) => ({ ...part, format: one.format }));
}
