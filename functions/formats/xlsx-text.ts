import { CELL_LENGTH } from '../../shared/excel/serial.ts';

/**
 * The text as it may stand in a cell: at most 32,767 units, the cut marked by an ellipsis, and no half of a surrogate
 * pair nor a code point that XML cannot carry (these become U+FFFD).
 */
export function cellText(text: string): string {
  const fits = text.length <= CELL_LENGTH ? text : `${text.slice(0, CELL_LENGTH - 1)}…`;
  return fits.toWellFormed().replaceAll(/[\ufffe\uffff]/g, '\ufffd');
}

/**
 * Text for an element of SpreadsheetML. Control characters, which XML forbids, and the carriage return,
 * which it would turn into a line feed, are written `_x000D_` (ECMA-376 part 1, 22.9.2.19); a text that happens to look
 * like such an escape has its first underscore escaped, or Excel would show `_x0041_` as `A`.
 */
export function xmlText(text: string): string {
  return cellText(text)
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(CONTROL, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[<>&"]/g, (c) => ENTITIES[c] ?? c);
}

/** The same for an attribute, where XML would turn a line feed or a tab into a blank. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '_x000A_').replaceAll('\t', '_x0009_');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped
const CONTROL = /[\u0000-\u0008\u000b-\u001f]/g;
const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** `A`, `Z`, `AA`: the letters of a column counted from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
