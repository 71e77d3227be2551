import { isShown, type Shown } from '../../../shared/column.ts';
import type { TrackerVersion } from '../../../shared/contract/trackers.ts';
import { BARRIER_FIELDS, SEALED_FIELDS, TRACKER_FIELDS, type TrackerField } from '../../../shared/tracker.ts';
import { type OpenedState, valuesOf } from '../../housing/edit.ts';

/** A version as it may be answered: what the asker may not see is null, as in a report's cells. */
export function versionFor(shown: Shown, version: OpenedState): TrackerVersion {
  const { state } = version;
  const values = valuesOf(version);
  return {
    version: state?.version ?? 0,
    at: state?.at ?? null,
    by: state?.by.name ?? null,
    ...(state?.version === 1 && state.takenFrom !== undefined ? { takenFrom: state.takenFrom } : {}),
    values: Object.fromEntries(
      TRACKER_FIELDS.map((field) => [field, isShown(marksOf(field), shown) ? (values[field] ?? null) : null]),
    ) as TrackerVersion['values'],
  };
}

/** What a field is marked as, as a column of the report is. */
function marksOf(field: TrackerField): { pii?: true; barrier?: true } {
  const isIn = (fields: readonly string[]) => fields.includes(field);
  return { ...(isIn(SEALED_FIELDS) ? { pii: true } : {}), ...(isIn(BARRIER_FIELDS) ? { barrier: true } : {}) };
}
