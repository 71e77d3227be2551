/** Excel holds so many UTF-16 units in a cell; one more, and it offers to repair the file. */
export const CELL_LENGTH = 32_767;

/**
 * The text as it may stand in a cell: at most 32,767 units, the cut marked by an ellipsis, and no half of a surrogate
 * pair nor a code point that XML cannot carry (these become U+FFFD).
 */
export function cellText(text: string): string {
  const fits = text.length <= CELL_LENGTH ? text : `${text.slice(0, CELL_LENGTH - 1)}…`;
  return fits.toWellFormed().replaceAll(/[\ufffe\uffff]/g, '\ufffd');
}

/**
 * Text for an element or attribute of SpreadsheetML. Control characters, which XML forbids, and the carriage return,
 * which it would turn into a line feed, are written `_x000D_` (ECMA-376 part 1, 22.9.2.19); a text that happens to look
 * like such an escape has its first underscore escaped, or Excel would show `_x0041_` as `A`.
 */
export function xmlText(text: string): string {
  return cellText(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(CONTROL, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[<>&"]/g, (c) => ENTITIES[c] ?? c);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** `A`, `Z`, `AA`: the letters of a column counted from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/**
 * A table's name in Excel from a report's id: `active-clients` -> `ActiveClients`. Letters and digits only, beginning
 * with a letter, and never what Excel reads as a cell (`APR2026`, `R1C1`).
 */
export function tableName(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  const safe = /^[A-Za-z]/.test(name) && !/^([A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*)$/.test(name);
  return (safe ? name : `Report_${name}`).slice(0, 200);
}

/** A sheet's name: 31 units, without the characters Excel refuses, not blank. */
export function sheetName(text: string): string {
  const clean = cellText(text)
    .replaceAll(/[\\/?*[\]:]/g, ' ')
    .replaceAll(CONTROL, ' ')
    .replaceAll(/^'+|'+$/g, '')
    .trim();
  return (clean.slice(0, 31).toWellFormed().trim() || 'Report').replace(/'$/, '');
}
