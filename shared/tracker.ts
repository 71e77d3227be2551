import * as z from 'zod/mini';
import { type CalendarDate, isCalendarDate } from './dates.ts';
import { TEXT_LENGTH, TRACKER_FIELDS, type TrackerField } from './tracker-fields.ts';

export * from './tracker-fields.ts';

/**
 * The housing tracker: how far one enrollment is on its way to a unit. It is no part of HMIS CSV; this service keeps it,
 * with every version it ever had.
 */

/** Shown only to who may edit trackers, names or not. */
export const BARRIER_FIELDS = [
  'RegisteredSexOffender',
  'RelevantCriminalHistory',
  'NeedsADAUnit',
  'BarrierNotes',
] as const satisfies readonly TrackerField[];

export const TRACKER_LABELS: Readonly<Record<TrackerField, string>> = {
  EligibilityVerifiedDate: 'Eligibility verified',
  DateAppliedForUnit: 'Applied for a unit',
  PropertyName: 'Property',
  DateApprovedForUnit: 'Approved for a unit',
  ScheduledMoveInDate: 'Scheduled move-in',
  RegisteredSexOffender: 'Registered sex offender',
  RelevantCriminalHistory: 'Relevant criminal history (last 15 years)',
  NeedsADAUnit: 'Needs an ADA unit',
  BarrierNotes: 'Notes on barriers',
  Notes: 'Notes',
};

export type YesNo = 'Yes' | 'No';

/** null is a blank field. */
export interface OpenValues {
  readonly EligibilityVerifiedDate: CalendarDate | null;
  readonly DateAppliedForUnit: CalendarDate | null;
  readonly DateApprovedForUnit: CalendarDate | null;
  readonly ScheduledMoveInDate: CalendarDate | null;
  readonly NeedsADAUnit: YesNo | null;
}
export interface SealedValues {
  readonly PropertyName: string | null;
  readonly RegisteredSexOffender: YesNo | null;
  readonly RelevantCriminalHistory: YesNo | null;
  readonly BarrierNotes: string | null;
  readonly Notes: string | null;
}
export type TrackerValues = OpenValues & SealedValues;

export const BLANK_OPEN: OpenValues = {
  EligibilityVerifiedDate: null,
  DateAppliedForUnit: null,
  DateApprovedForUnit: null,
  ScheduledMoveInDate: null,
  NeedsADAUnit: null,
};
export const BLANK_SEALED: SealedValues = {
  PropertyName: null,
  RegisteredSexOffender: null,
  RelevantCriminalHistory: null,
  BarrierNotes: null,
  Notes: null,
};

const date = z.nullable(
  z.pipe(
    z
      .string({ error: 'must be a date, YYYY-MM-DD, or blank' })
      .check(z.refine(isCalendarDate, { error: 'must be a date, YYYY-MM-DD, or blank' })),
    z.transform((text) => text as CalendarDate),
  ),
);
const yesNo = z.nullable(z.enum(['Yes', 'No'], { error: 'must be Yes, No or blank' }));

// biome-ignore lint/suspicious/noControlCharactersInRegex: a note has lines and tabs, and no other control character
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function text(length: number) {
  const error = `must be a text of at most ${length.toLocaleString('en-US')} characters`;
  return z.nullable(
    z.pipe(
      z.string({ error }).check(
        z.maxLength(length, { error }),
        z.refine((value) => !CONTROL.test(value) && value.isWellFormed(), { error: 'has characters that no text has' }),
      ),
      z.transform((value) => (value.trim() === '' ? null : value.trim())),
    ),
  );
}

/** What an edit changes: a field left out stays as it is, null clears it. Spaces around a text are dropped. */
export const trackerChanges = z.strictObject({
  EligibilityVerifiedDate: z.optional(date),
  DateAppliedForUnit: z.optional(date),
  PropertyName: z.optional(text(TEXT_LENGTH.PropertyName)),
  DateApprovedForUnit: z.optional(date),
  ScheduledMoveInDate: z.optional(date),
  RegisteredSexOffender: z.optional(yesNo),
  RelevantCriminalHistory: z.optional(yesNo),
  NeedsADAUnit: z.optional(yesNo),
  BarrierNotes: z.optional(text(TEXT_LENGTH.BarrierNotes)),
  Notes: z.optional(text(TEXT_LENGTH.Notes)),
});
export type TrackerChanges = z.infer<typeof trackerChanges>;

/** The values with the changes in place; of `values`' fields only. */
export function withChanges<T extends OpenValues | SealedValues>(values: T, changes: TrackerChanges): T {
  const sent = Object.entries(changes).filter(([field, value]) => field in values && value !== undefined);
  return { ...values, ...Object.fromEntries(sent) };
}

/** The fields of `changes` that would differ from `values`. */
export function changedFields(values: Partial<TrackerValues>, changes: TrackerChanges): TrackerField[] {
  return TRACKER_FIELDS.filter((field) => changes[field] !== undefined && changes[field] !== values[field]);
}
