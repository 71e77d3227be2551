import { isFormula } from '../formula-syntax.ts';

/** Excel holds so many characters of a formula. */
const FORMULA_LENGTH = 8_192;

/** Functions younger than the file format: without their prefix Excel shows `#NAME?`. */
const YOUNGER = new Set(
  'CONCAT DAYS IFNA IFS ISOWEEKNUM MAXIFS MINIFS NUMBERVALUE SWITCH TEXTJOIN XLOOKUP XMATCH XOR'.split(' '),
);

const TEXT = /"(?:[^"]|"")*"/;
const SHEET = /(?<sheet>'(?:[^']|'')*'!)/;
const BRACKETS = /(?<named>[\p{L}_\\][\p{L}\p{N}_.\\]*)?\[(?<inside>(?:[^[\]]|\[[^[\]]*\])*)\]/u;
const FUNCTION = /(?<called>[A-Za-z_][\w.]*)(?=\()/;
const TOKEN = new RegExp([TEXT, SHEET, BRACKETS, FUNCTION, /[\s\S]/].map(({ source }) => source).join('|'), 'gu');

/** Two operators with nothing between them, one at either end, and what gives the cells of a spilled area. */
const MISPLACED =
  /^[*/^&=<>]|[-+*/^&=<>,(:]\s*$|[-+*/^&=<>(,:]\s*[*/^&]|[-+*/^&(,:=]\s*[=<>]|<\s*<|>\s*[<>]|[\p{L}\p{N})]#/u;

/**
 * A formula as a file has it: without `=`, `[@Age]` said as `Table[[#This Row],[Age]]`, younger functions prefixed.
 * Undefined for what cannot be a formula in a file, at which Excel would offer to repair it: no formula at all, a column
 * of no table, another workbook. `table` is the name of the one the cell lies in.
 */
export function fileFormula(formula: string, table: string | undefined): string | undefined {
  const body = formula.replace(/^=/, '').trim();
  if (body.length > FORMULA_LENGTH || !isFormula(body)) return undefined;
  const tokens: string[] = [];
  let operators = '';
  for (const match of body.matchAll(TOKEN)) {
    const [token] = match;
    const { sheet, called, inside, named = table } = match.groups ?? {};
    if (sheet?.includes('[')) return undefined;
    if (inside !== undefined && (named === undefined || isElsewhere(body, match.index + token.length)))
      return undefined;
    if (inside !== undefined) tokens.push(`${named}[${thisRow(inside)}]`);
    else if (called !== undefined && YOUNGER.has(called.toUpperCase())) tokens.push(`_xlfn.${token}`);
    // In a file every formula is one of before arrays spilled: `@` is what it does anyway.
    else if (token !== '@') tokens.push(token);
    operators += token.length === 1 ? token : 'x';
  }
  return MISPLACED.test(operators.replaceAll('@', '')) ? undefined : tokens.join('');
}

/** `[Other.xlsx]Sheet1!A1`: the bracket is a workbook, and its file would have to be a part of this one. */
function isElsewhere(body: string, at: number): boolean {
  return /^[\p{L}\p{N}_.]+!/u.test(body.slice(at));
}

function thisRow(inside: string): string {
  if (!inside.startsWith('@')) return inside;
  const columns = inside.slice(1);
  if (columns === '') return '#This Row';
  return `[#This Row],${columns.startsWith('[') ? columns : `[${columns}]`}`;
}
