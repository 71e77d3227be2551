import type { AnswerColumn, Cell } from '../../shared/column.ts';
import { isCalendarDate } from '../../shared/dates.ts';
import { CELL_LENGTH, excelSerial } from '../../shared/excel/serial.ts';

/** What may be put into `Range.values`. Never null: a null would leave what was in the cell, another client's value. */
export type CellInput = string | number | boolean;

export const BLANK = '';

/** What a cell holds once it was given an input: the apostrophe in front of a text is no part of it. */
export function heldValue(input: CellInput): CellInput {
  return typeof input === 'string' && input.startsWith("'") ? input.slice(1) : input;
}

/** A cell of an answer as Excel must be given it, so that Excel keeps it as it is. */
export function cellInput(column: Pick<AnswerColumn, 'type'>, cell: Cell): CellInput {
  if (cell === null || cell === '') return BLANK;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : BLANK;
  if (column.type === 'date' && isCalendarDate(cell)) return excelSerial(cell) ?? guardedText(cell);
  return guardedText(cell);
}

/**
 * Texts that Excel takes for a boolean in one of its languages: the only words without a digit that it converts.
 * [support.microsoft.com, TRUE function and FALSE function, by language]
 */
const BOOLEANS = new Set(
  [
    ['TRUE', 'WAHR', 'VRAI', 'VERDADERO', 'VERO', 'VERDADEIRO', 'WAAR', 'SANT', 'SAND', 'SANN', 'TOSI', 'PRAWDA'],
    ['FALSE', 'FALSCH', 'FAUX', 'FALSO', 'ONWAAR', 'FALSKT', 'FALSK', 'USANN', 'EPÄTOSI', 'FAŁSZ', 'IGAZ', 'HAMIS'],
    ['PRAVDA', 'NEPRAVDA', 'ИСТИНА', 'ЛОЖЬ', 'DOĞRU', 'YANLIŞ', 'VERDADER', 'FALS', 'ADEVĂRAT', 'ΑΛΗΘΕΣ', 'ΨΕΥΔΕΣ'],
  ].flat(),
);

/**
 * The text with an apostrophe in front unless Excel is sure to keep it as it is. Values are read by Excel as if they were
 * typed: `=…`, `+1`, `@x` become formulas, `007` loses its zeros, `May 3` and `1/2` become dates, `TRUE` and `#N/A` what
 * they look like. A client's name is an attacker's input, so what may stay bare is said, not what may not: a text that
 * begins with a letter and holds no digit, in any script. A text too long for a cell is cut, and ends in an ellipsis.
 */
export function guardedText(text: string): string {
  if (text === '') return BLANK;
  const whole = text.toWellFormed();
  // One unit is kept for the apostrophe: the documents don't say whether it counts.
  const fits = whole.length < CELL_LENGTH ? whole : `${whole.slice(0, CELL_LENGTH - 2).toWellFormed()}…`;
  return isPlainWord(fits) ? fits : `'${fits}`;
}

function isPlainWord(text: string): boolean {
  const word = text.trim();
  return /^\p{L}[^\p{N}\p{Cc}]*$/u.test(text) && !MONTH.test(word) && !BOOLEANS.has(word.toLocaleUpperCase('en-US'));
}

/** A month by itself, as `May` or `Sept.`: a first name here, and half a date to whoever completes dates. */
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$/i;
