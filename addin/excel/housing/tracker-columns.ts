import { OPEN_FIELDS, TRACKER_FIELDS, type TrackerField } from '../../../shared/tracker-fields.ts';

/** The fields that a sheet shows: with PII hidden the sealed ones are blank there, and never sent. */
export function shownFields(piiHidden: boolean): readonly TrackerField[] {
  return piiHidden ? OPEN_FIELDS : TRACKER_FIELDS;
}

export function isTrackerField(key: string): key is TrackerField {
  return (TRACKER_FIELDS as readonly string[]).includes(key);
}
