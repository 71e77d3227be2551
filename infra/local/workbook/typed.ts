import { getFormatFromId, parseValue } from 'numfmt';
import type { Cell } from './book.ts';
import { ERROR_VALUES, isFormula } from './formula-syntax.ts';
import { invalidArgument } from './refusal.ts';

/** The longest text of a cell, UTF-16 units [Excel specifications and limits]. */
export const MAX_TEXT = 32_767;
const MAX_NUMBER = 9.99999999999999e307;

export interface Typed {
  readonly cell: Cell;
  /** The number format that Excel gives a cell of General format for what was typed. */
  readonly numberFormat?: string;
}

const BLANK: Typed = { cell: undefined };

/**
 * What Excel of an en-US installation makes of a value that is put into a cell's `values` or `formulas`: strings are taken
 * as if they were typed. A cell of format `@` takes every string for text. Throws InvalidArgument for a formula that is
 * none, a text too long, a number out of range and anything that is no value.
 */
export function typed(value: unknown, numberFormat = 'General'): Typed {
  if (typeof value === 'boolean') return { cell: value };
  if (typeof value === 'number') {
    if (Math.abs(value) > MAX_NUMBER) throw invalidArgument('A number is out of the range of a cell.');
    return { cell: fifteenDigits(value) };
  }
  if (typeof value !== 'string') throw invalidArgument('A cell takes a text, a number, true, false or null.');
  if (value === '') return BLANK;
  if (value.length > MAX_TEXT) throw invalidArgument(`A cell holds at most ${MAX_TEXT} characters.`);
  if (value.startsWith("'")) return quoted(value.slice(1));
  if (numberFormat === '@') return { cell: value };
  return MAYBE_NOT_TEXT.test(value) ? parsed(value) : { cell: value };
}

/** Nothing else than these beginnings can be more than text; most texts are dismissed here, for speed. */
const MAYBE_NOT_TEXT = /^[\s\d=+\-@#$%.,(€]|^(?:true|false|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

function quoted(text: string): Typed {
  return text === '' ? BLANK : { cell: { kind: 'quoted', text } };
}

function parsed(text: string): Typed {
  const trimmed = text.trim();
  const error = ERROR_VALUES.find((one) => one === trimmed.toUpperCase());
  if (error !== undefined) return { cell: { kind: 'error', code: error } };
  const value = parseValue(text) ?? trailingMinus(trimmed) ?? looseCommas(trimmed);
  if (value !== undefined) {
    const cell = typeof value.value === 'number' ? fifteenDigits(value.value) : value.value;
    const numberFormat =
      value.formatId === undefined ? undefined : String(getFormatFromId(value.formatId) ?? 'General');
    return numberFormat === undefined ? { cell } : { cell, numberFormat };
  }
  return /^[=+\-@]/.test(text) ? formula(text) : { cell: text };
}

/** Excel takes `=`, `+` and `-` for the beginning of a formula, and `@` too, where a function follows. */
function formula(text: string): Typed {
  const body = text.startsWith('=') || text.startsWith('+') ? text.slice(1) : text;
  if (/^[=+-]*\s*$/.test(text)) return { cell: text };
  if (!isFormula(body) || /^@(?!\w+\()/.test(text)) throw invalidArgument('A value that begins a formula is none.');
  return { cell: { kind: 'formula', formula: `=${body}` } };
}

/** `5-` is minus five. */
function trailingMinus(text: string): { value: number; formatId?: number } | undefined {
  const digits = /^(\d[\d,]*\.?\d*)-$/.exec(text)?.[1];
  const number = digits === undefined ? undefined : parseValue(digits);
  return typeof number?.value === 'number' ? { ...number, value: -number.value } : undefined;
}

/** Groups of digits need not be of three, but for the last: `1,23,456`. */
function looseCommas(text: string): { value: number; formatId?: number } | undefined {
  if (!/^[-+]?\d+(?:,\d+)*,\d{3}(?:\.\d*)?$/.test(text)) return undefined;
  return { value: Number(text.replaceAll(',', '')), formatId: 3 };
}

/** Excel keeps 15 digits; whole numbers of more end in zeros. */
function fifteenDigits(value: number): number {
  if (value === 0) return 0;
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return value;
  if (!Number.isInteger(value)) return value;
  const [digits = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  return Math.sign(value) * Number(`${digits.slice(0, 16)}e${exponent}`);
}
