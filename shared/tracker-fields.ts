/** The fields of the housing tracker by name: plain data, for what draws a sheet needs no more. */

/** The steps in their order: each needs the one before. */
export const TRACKER_DATES = [
  'EligibilityVerifiedDate',
  'DateAppliedForUnit',
  'DateApprovedForUnit',
  'ScheduledMoveInDate',
] as const;
export type TrackerDate = (typeof TRACKER_DATES)[number];

/** All fields, in the order of the report's columns. */
export const TRACKER_FIELDS = [
  'EligibilityVerifiedDate',
  'DateAppliedForUnit',
  'PropertyName',
  'DateApprovedForUnit',
  'ScheduledMoveInDate',
  'RegisteredSexOffender',
  'RelevantCriminalHistory',
  'NeedsADAUnit',
  'BarrierNotes',
  'Notes',
] as const;
export type TrackerField = (typeof TRACKER_FIELDS)[number];

/** What identifies a person or may do harm: sealed in the table, shown and taken only through the door with names. */
export const SEALED_FIELDS = [
  'PropertyName',
  'RegisteredSexOffender',
  'RelevantCriminalHistory',
  'BarrierNotes',
  'Notes',
] as const satisfies readonly TrackerField[];
export type SealedField = (typeof SEALED_FIELDS)[number];
export type OpenField = Exclude<TrackerField, SealedField>;
export const OPEN_FIELDS: readonly OpenField[] = [...TRACKER_DATES, 'NeedsADAUnit'];

/** Characters a text may have; a cell of Excel ends at 32,767. */
export const TEXT_LENGTH = { PropertyName: 200, BarrierNotes: 4_000, Notes: 10_000 } as const;
