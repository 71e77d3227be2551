import type { Cell } from '../../../shared/column.ts';
import { TRACKER_DATES, TRACKER_LABELS, type TrackerField, trackerChanges } from '../../../shared/tracker.ts';
import { dateOf, yesNoOf } from '../../../shared/tracker-sheet.ts';
import { BLANK, type CellInput, cellInput, heldValue } from '../cell-value.ts';
import { isFormula } from '../refresh/table-facts.ts';

export type ReadField = { readonly value: string | null } | { readonly message: string };

/** What a cell says of a field, or why it says nothing, in the service's words and without the cell's own. */
export function fieldOf(field: TrackerField, cell: CellInput): ReadField {
  if (isFormula(cell)) return { message: `${TRACKER_LABELS[field]}: is a formula. Type the value in its place.` };
  const value = typedValue(field, heldValue(cell));
  const parsed = trackerChanges.safeParse({ [field]: value });
  if (!parsed.success)
    return { message: `${TRACKER_LABELS[field]}: ${parsed.error.issues[0]?.message ?? 'is not right'}.` };
  return { value: parsed.data[field] ?? null };
}

/** The same text whichever way its lines end: Excel keeps one character of two. */
export function sameValue(one: string | null, other: string | null): boolean {
  return lines(one) === lines(other);
}

function lines(value: string | null): string | null {
  return value?.replaceAll(/\r\n?/g, '\n') ?? null;
}

/** What is no date or no Yes or No is left as it is, for the check to refuse it. */
function typedValue(field: TrackerField, cell: CellInput): string | null {
  const text = String(cell).trim();
  if (text === '') return null;
  if (isDate(field)) return dateOf(cell) ?? text;
  return isYesNo(field) ? (yesNoOf(cell) ?? text) : text;
}

/** A field's value as its cell is given it. */
export function cellOf(field: TrackerField, value: Cell): CellInput {
  return value === null ? BLANK : cellInput({ type: isDate(field) ? 'date' : 'text' }, value);
}

function isDate(field: TrackerField): boolean {
  return TRACKER_DATES.some((each) => each === field);
}

function isYesNo(field: TrackerField): boolean {
  return field === 'RegisteredSexOffender' || field === 'RelevantCriminalHistory' || field === 'NeedsADAUnit';
}
