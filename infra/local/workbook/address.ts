import { columnLetters } from '../../../functions/formats/xlsx-text.ts';
import type { Area, Sheet } from './book.ts';
import { invalidArgument } from './refusal.ts';

/** How far an Excel sheet reaches. */
export const LIMITS = { rows: 1_048_576, columns: 16_384 } as const;

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `A1:C5`, `B:D`, `1:1`, `B2`; without the sheet. */
export function localAddress(area: Area): string {
  const [left, right] = [columnLetters(area.column), columnLetters(area.column + area.columns - 1)];
  const [top, bottom] = [area.row + 1, area.row + area.rows];
  if (area.rows === LIMITS.rows && area.columns < LIMITS.columns) return `${left}:${right}`;
  if (area.columns === LIMITS.columns && area.rows < LIMITS.rows) return `${top}:${bottom}`;
  return area.rows === 1 && area.columns === 1 ? `${left}${top}` : `${left}${top}:${right}${bottom}`;
}

/** As Excel says it: `Sheet1!A1:C5`, the sheet's name quoted where it needs to be. */
export function fullAddress(sheet: Sheet, area: Area): string {
  return `${quotedName(sheet.name)}!${localAddress(area)}`;
}

export function quotedName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) && !looksLikeCell(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** Reads `A1`, `A1:B2`, `$A$1`, `A:C`, `2:2` and the same behind a sheet's name. Throws InvalidArgument. */
export function parseAddress(address: string): { readonly sheet: string | undefined; readonly area: Area } {
  const found = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([^!]+)$/.exec(address.trim());
  const area = found?.[3] === undefined ? undefined : parseLocal(found[3].replaceAll('$', ''));
  if (!found || !area) throw invalidArgument(`"${address}" is no address.`);
  return { sheet: found[1]?.replaceAll("''", "'") ?? found[2], area };
}

function parseLocal(text: string): Area | undefined {
  const cells = /^([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?$/.exec(text);
  if (cells) {
    const [, left = '', top = '', right = left, bottom = top] = cells;
    return between(Number(top) - 1, columnNumber(left), Number(bottom) - 1, columnNumber(right));
  }
  const columns = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/.exec(text);
  if (columns) return between(0, columnNumber(columns[1] ?? ''), LIMITS.rows - 1, columnNumber(columns[2] ?? ''));
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(text);
  if (rows) return between(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, LIMITS.columns - 1);
  return undefined;
}

function between(row1: number, column1: number, row2: number, column2: number): Area | undefined {
  const [row, column] = [Math.min(row1, row2), Math.min(column1, column2)];
  const area = { row, column, rows: Math.abs(row2 - row1) + 1, columns: Math.abs(column2 - column1) + 1 };
  return fits(area) ? area : undefined;
}

/** True for a name that Excel would read as a cell: `B12`, `R1C1`, `R`, `c`. */
export function looksLikeCell(name: string): boolean {
  if (/^(r\d*c?\d*|c\d*)$/i.test(name)) return true;
  const cell = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(name);
  return cell !== null && parseLocal(name) !== undefined;
}

/** True where the area has cells and all of them lie on a sheet. */
export function fits(area: Area): boolean {
  const { row, column, rows, columns } = area;
  return (
    row >= 0 &&
    column >= 0 &&
    rows > 0 &&
    columns > 0 &&
    row + rows <= LIMITS.rows &&
    column + columns <= LIMITS.columns
  );
}

export function overlap(one: Area, other: Area): Area | undefined {
  const row = Math.max(one.row, other.row);
  const column = Math.max(one.column, other.column);
  const rows = Math.min(one.row + one.rows, other.row + other.rows) - row;
  const columns = Math.min(one.column + one.columns, other.column + other.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : undefined;
}

/** What is left of an area around a hole: above, below, left and right of it; the area itself where they don't meet. */
export function areasAround(one: Area, hole: Area): readonly Area[] {
  const inside = overlap(one, hole);
  if (!inside) return [one];
  const bottom = inside.row + inside.rows;
  const right = inside.column + inside.columns;
  const parts: Area[] = [
    { row: one.row, column: one.column, rows: inside.row - one.row, columns: one.columns },
    { row: bottom, column: one.column, rows: one.row + one.rows - bottom, columns: one.columns },
    { row: inside.row, column: one.column, rows: inside.rows, columns: inside.column - one.column },
    { row: inside.row, column: right, rows: inside.rows, columns: one.column + one.columns - right },
  ];
  return parts.filter((part) => part.rows > 0 && part.columns > 0);
}

/** True where every cell of the inner area is in the outer one. */
export function covers(outer: Area, inner: Area): boolean {
  return (
    inner.row >= outer.row &&
    inner.column >= outer.column &&
    inner.row + inner.rows <= outer.row + outer.rows &&
    inner.column + inner.columns <= outer.column + outer.columns
  );
}

/** The smallest area that holds both. */
export function bounding(one: Area, other: Area): Area {
  const row = Math.min(one.row, other.row);
  const column = Math.min(one.column, other.column);
  return {
    row,
    column,
    rows: Math.max(one.row + one.rows, other.row + other.rows) - row,
    columns: Math.max(one.column + one.columns, other.column + other.columns) - column,
  };
}
