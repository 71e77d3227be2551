import type { HmisFormat } from '../../../shared/column.ts';
import type { CalendarDate } from '../../../shared/dates.ts';
import { addYears, calendarDate, dayNumber } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { addDays } from './days.ts';

export interface SampleOptions {
  /** Rows of Client.csv, the odd households' included: 100 to 1,000,000. */
  readonly clients: number;
  /** A whole number of 0 or more: another seed, other data. */
  readonly seed: number;
  readonly format: HmisFormat;
  /** ExportEndDate and the day of ExportDate; SAMPLE_AS_OF unless said, so that the clock never matters. */
  readonly asOf?: CalendarDate;
}

/** The options with all that follows from them. */
export interface Sample {
  readonly clients: number;
  readonly seed: number;
  readonly format: HmisFormat;
  readonly asOf: CalendarDate;
  /** ExportStartDate: six years before the export's end. */
  readonly start: CalendarDate;
  /** The last Wednesday of the last January that is over by `asOf`: the night of the point-in-time count. */
  readonly pitDate: CalendarDate;
  readonly exportId: string;
}

export const SAMPLE_AS_OF = calendarDate('2026-09-30');

/** Checks the options; throws `HmisError` BadRequest naming the one that cannot be. */
export function sampleOf(options: SampleOptions): Sample {
  const { clients, seed, format, asOf = SAMPLE_AS_OF } = options;
  if (!Number.isInteger(clients) || clients < 100 || clients > 1_000_000)
    throw new HmisError('BadRequest', 'The sample can have 100 to 1,000,000 clients.', { field: 'clients' });
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new HmisError('BadRequest', 'The seed must be a whole number of 0 or more.', { field: 'seed' });
  const start = addDays(addYears(asOf, -6), 1);
  return { clients, seed, format, asOf, start, pitDate: pitDate(asOf), exportId: String(seed) };
}

function pitDate(asOf: CalendarDate): CalendarDate {
  const year = Number(asOf.slice(0, 4)) - (asOf.slice(5) < '01-31' ? 1 : 0);
  const lastOfJanuary = calendarDate(`${year}-01-31`);
  // Day 0, 1970-01-01, was a Thursday: a Wednesday is 6 more than a multiple of 7.
  return addDays(lastOfJanuary, -((((dayNumber(lastOfJanuary) - 6) % 7) + 7) % 7));
}
