import { type CalendarDate, fromDayNumber, isCalendarDate } from './dates.ts';
import {
  TRACKER_DATES,
  TRACKER_FIELDS,
  TRACKER_LABELS,
  type TrackerChanges,
  type TrackerField,
  trackerChanges,
} from './tracker.ts';

/** Taking in a tracker sheet that is kept elsewhere: ClientTrack's export, a hand-made one, or one of our own. */

export const SHEET_IDS = ['EnrollmentID', 'PersonalID', 'Version'] as const;
export type SheetField = TrackerField | (typeof SHEET_IDS)[number];
export const SHEET_FIELDS: readonly SheetField[] = [...SHEET_IDS, ...TRACKER_FIELDS];

/** How a field is headed in the sheets there are, letters and digits alone, in lower case; ClientTrack's words first. */
const HEADERS: Readonly<Record<SheetField, readonly string[]>> = {
  EnrollmentID: ['enrollmentid', 'enrollid', 'enrollment'],
  PersonalID: ['personalid', 'clientid', 'hmisid', 'client'],
  Version: ['version'],
  EligibilityVerifiedDate: ['eligibilityverification', 'eligibilityverificationdate', 'dateeligibilityverified'],
  DateAppliedForUnit: ['dateappliedforaunit', 'dateapplied', 'applicationdate'],
  PropertyName: ['propertynameofunit', 'propertyname'],
  DateApprovedForUnit: ['dateapprovedforaunit', 'dateapproved', 'approvaldate'],
  ScheduledMoveInDate: ['dateofscheduledmovein', 'scheduledmoveindate', 'moveinscheduled'],
  RegisteredSexOffender: ['registeredsexoffender', 'sexoffender'],
  RelevantCriminalHistory: ['relevantcriminalhistory', 'criminalhistory'],
  NeedsADAUnit: ['needsadaunit', 'needsada', 'adaunit'],
  BarrierNotes: ['barriernotes', 'barriers', 'barriercomments'],
  Notes: ['notes', 'note', 'comments'],
};

/** Which column holds which field, by its place from 0. */
export type Mapping = ReadonlyMap<SheetField, number>;

export type Mapped = { readonly mapping: Mapping; readonly unused: readonly string[] } | { readonly wrong: string };

/**
 * Finds the fields under a sheet's headers: as `given` says, else by the names that are usual. A sheet needs EnrollmentID
 * or PersonalID and a field of the tracker; two columns for one field are for a person to decide.
 */
export function mapHeaders(headers: readonly string[], given: ReadonlyMap<string, SheetField>): Mapped {
  for (const header of given.keys()) {
    if (!headers.some((each) => plain(each) === plain(header))) return { wrong: `There is no column “${header}”.` };
  }
  const decided = new Set(given.values());
  const wanted = new Map([...given].map(([header, field]) => [plain(header), field]));
  const mapping = new Map<SheetField, number>();
  const unused: string[] = [];
  for (const [column, header] of headers.entries()) {
    const guess = guessOf(header);
    const field = wanted.get(plain(header)) ?? (guess && !decided.has(guess) ? guess : undefined);
    const other = field === undefined ? undefined : mapping.get(field);
    if (other !== undefined) {
      return { wrong: `“${headers[other]}” and “${header}” both look like ${field}. Say which it is with --map.` };
    }
    if (field !== undefined) mapping.set(field, column);
    else if (header.trim() !== '') unused.push(header);
  }
  if (!mapping.has('EnrollmentID') && !mapping.has('PersonalID')) {
    return { wrong: 'No column holds EnrollmentID or PersonalID. Say which does with --map.' };
  }
  if (!TRACKER_FIELDS.some((field) => mapping.has(field))) {
    return { wrong: 'No column holds a field of the tracker. Say which do with --map.' };
  }
  return { mapping, unused };
}

/** The row, within the first 20, that most looks like headers; -1 where none does. */
export function headerRow(rows: readonly (readonly SheetCell[])[]): number {
  const known = rows.slice(0, 20).map((row) => row.filter((cell) => guessOf(String(cell ?? '')) !== undefined).length);
  const most = Math.max(0, ...known);
  return most === 0 ? -1 : known.indexOf(most);
}

function guessOf(header: string): SheetField | undefined {
  const name = plain(header);
  return SHEET_FIELDS.find(
    (field) => plain(field) === name || plain(labelOf(field)) === name || HEADERS[field].includes(name),
  );
}

function labelOf(field: SheetField): string {
  return (TRACKER_LABELS as Readonly<Record<string, string>>)[field] ?? field;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** A cell as a file gives it; a number in a column of dates is a day of Excel's. */
export type SheetCell = string | number | boolean | null;

export type ReadRow =
  | {
      readonly enrollmentId: string | null;
      readonly personalId: string | null;
      readonly version: number | null;
      readonly changes: TrackerChanges;
    }
  | { readonly field: SheetField; readonly message: string };

/**
 * What a row says. Blank cells change nothing: a sheet that lacks what the tracker has must not clear it. Refused with the
 * field where a cell is no such value; never with the cell's text.
 */
export function readRow(cells: readonly SheetCell[], mapping: Mapping): ReadRow {
  const textOf = (field: SheetField) => {
    const cell = cells[mapping.get(field) ?? -1] ?? null;
    return cell === null || String(cell).trim() === '' ? null : cell;
  };
  const version = textOf('Version');
  if (version !== null && !/^\d{1,9}$/.test(String(version))) return { field: 'Version', message: 'is no version' };
  const changes: Record<string, unknown> = {};
  for (const field of TRACKER_FIELDS) {
    const cell = textOf(field);
    if (cell === null) continue;
    const value = isDateField(field) ? dateOf(cell) : isYesNo(field) ? yesNoOf(cell) : String(cell);
    if (value === undefined) return { field, message: isDateField(field) ? 'is no date' : 'is not Yes or No' };
    changes[field] = value;
  }
  const parsed = trackerChanges.safeParse(changes);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { field: String(issue?.path[0]) as SheetField, message: issue?.message ?? 'is not right' };
  }
  const idOf = (field: SheetField) => {
    const cell = textOf(field);
    return cell === null ? null : String(cell).trim();
  };
  return {
    enrollmentId: idOf('EnrollmentID'),
    personalId: idOf('PersonalID'),
    version: version === null ? null : Number(version),
    changes: parsed.data,
  };
}

function isDateField(field: TrackerField): boolean {
  return (TRACKER_DATES as readonly TrackerField[]).includes(field);
}

function isYesNo(field: TrackerField): boolean {
  return field === 'RegisteredSexOffender' || field === 'RelevantCriminalHistory' || field === 'NeedsADAUnit';
}

/** Yes or No in the usual spellings; undefined for anything else. */
export function yesNoOf(cell: SheetCell): 'Yes' | 'No' | undefined {
  const word = String(cell).trim().toLowerCase();
  if (['yes', 'y', 'true', '1'].includes(word)) return 'Yes';
  return ['no', 'n', 'false', '0'].includes(word) ? 'No' : undefined;
}

/** Day 0 of Excel's calendar, which takes 1900 for a leap year: right from March 1900 on. */
const EXCEL_EPOCH = -25_569;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;

/**
 * A date in the usual spellings: a day of Excel's, `2026-01-05`, `1/5/2026`, `01-05-26` (month first, as in the United
 * States), `Jan 5, 2026`, `5 January 2026`, each with a time or without. undefined for anything else.
 */
export function dateOf(cell: SheetCell): CalendarDate | undefined {
  if (typeof cell === 'number') {
    return cell >= 61 && cell < 2_958_466 ? fromDayNumber(Math.floor(cell) + EXCEL_EPOCH) : undefined;
  }
  const text = String(cell).trim();
  const iso = new RegExp(`^(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})${TIME}$`).exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const us = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${TIME}$`).exec(text);
  if (us) return existing(yearOf(us[3]), Number(us[1]), Number(us[2]));
  const named = new RegExp(`^([A-Za-z]{3,9})\\.? (\\d{1,2}),? (\\d{4})${TIME}$`).exec(text);
  if (named) return existing(Number(named[3]), monthOf(named[1]), Number(named[2]));
  const dayFirst = new RegExp(`^(\\d{1,2})[ -]([A-Za-z]{3,9})\\.?[ -](\\d{4}|\\d{2})${TIME}$`).exec(text);
  if (dayFirst) return existing(yearOf(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]));
  return undefined;
}

/** A tracker's dates are of this century. */
function yearOf(text = ''): number {
  return text.length === 2 ? 2_000 + Number(text) : Number(text);
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function existing(year: number, month: number, day: number): CalendarDate | undefined {
  const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return isCalendarDate(text) ? text : undefined;
}
