import { type CalendarDate, today } from '../../shared/dates.ts';
import type { EnrollmentId, ProjectId } from '../../shared/ids.ts';
import type { TrackerThen } from '../report-rows.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { opened, valuesOf } from './edit.ts';
import { inTurn } from './in-turn.ts';
import type { TrackerKeys } from './seal.ts';
import { readHistory, trackersOf } from './store.ts';
import type { Tracker, TrackerState } from './tracker.ts';

/** What reading trackers for a report needs; without keys, sealed fields stay sealed. */
export interface TrackerReader {
  readonly dynamo: Dynamo;
  readonly keys: TrackerKeys | undefined;
  /** The CoC's: it decides when a day ends. */
  readonly timeZone: string;
}

/**
 * The trackers of some projects as they stand now, or as they stood at the end of a day. The log is read only of those
 * that were changed after it. What was saved within the last second may still be missing: the table's index is behind by
 * that. A save from the older version is then refused as stale, so nothing is lost by it.
 */
export async function trackersAt(
  reader: TrackerReader,
  projectIds: readonly ProjectId[],
  on: CalendarDate | 'now',
): Promise<ReadonlyMap<EnrollmentId, TrackerThen>> {
  const trackers = (await inTurn(projectIds, (id) => trackersOf(reader.dynamo, id))).flat();
  const then = await inTurn(trackers, async (tracker) => {
    const state = await stateOn(reader, tracker, on);
    return state ? [[tracker.enrollmentId, await told(reader, state)] as const] : [];
  });
  return new Map(then.flat());
}

async function stateOn(
  { dynamo, timeZone }: TrackerReader,
  tracker: Tracker,
  on: CalendarDate | 'now',
): Promise<TrackerState | undefined> {
  const stoodThen = (state: TrackerState) => on === 'now' || dayOf(state, timeZone) <= on;
  if (stoodThen(tracker.state)) return tracker.state;
  return (await readHistory(dynamo, tracker)).findLast(stoodThen);
}

async function told(reader: TrackerReader, state: TrackerState): Promise<TrackerThen> {
  return {
    values: valuesOf(await opened(reader, state)),
    version: state.version,
    updatedBy: state.by.name,
    updatedAt: dayOf(state, reader.timeZone),
  };
}

function dayOf({ at }: TrackerState, timeZone: string): CalendarDate {
  return today(new Date(at), timeZone);
}
