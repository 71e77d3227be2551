import { type CalendarDate, isCalendarDate } from '../../shared/dates.ts';

const WHOLE_NUMBER = /^\d{1,9}(?:\.0+)?$/;
const AMOUNT = /^-?\d{1,9}(?:\.\d+)?$/;
const ISO_LENGTH = 'YYYY-MM-DD'.length;
const MONTH_FIRST = /^(\d{1,2})[-/](\d{1,2})[-/](\d{2}|\d{4})$/;

/** A list code: null where blank, undefined where it is no whole number. A code written as `1.0` is 1. */
export function parseCode(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return WHOLE_NUMBER.test(trimmed) ? Number(trimmed) : undefined;
}

/** Dollars, cents rounded to two places: null where blank, undefined where it is no amount. `1,200.50` and `$30` are. */
export function parseAmount(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const plain = trimmed.replace(/^\$/, '').replaceAll(',', '');
  return AMOUNT.test(plain) ? Math.round(Number(plain) * 100) / 100 : undefined;
}

/**
 * A date or time as real exports write it, as its calendar date: `2026-01-31`, `2026-01-31 08:15:00`, `2026-01-31T08:15`,
 * `01-31-26`, `01/31/2026`. A year of two digits is the latest one up to `lastYear`. Null where blank, undefined where it
 * is no date. The time of day is dropped: no rule uses it.
 */
export function parseDate(text: string, lastYear: number): CalendarDate | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  // Nearly every date is written so.
  const iso = trimmed.slice(0, ISO_LENGTH);
  if (isCalendarDate(iso) && ['', ' ', 'T'].includes(trimmed.charAt(ISO_LENGTH))) return iso;
  const [day = ''] = trimmed.split(/[ T]/, 1);
  const match = MONTH_FIRST.exec(day);
  if (!match) return undefined;
  const [, month = '', date = '', year = ''] = match;
  const found = `${fullYear(year, lastYear)}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isCalendarDate(found) ? found : undefined;
}

function fullYear(year: string, lastYear: number): number {
  if (year.length === 4) return Number(year);
  const inCentury = Math.floor(lastYear / 100) * 100 + Number(year);
  return inCentury <= lastYear ? inCentury : inCentury - 100;
}
