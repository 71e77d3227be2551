import { ROWS_AT_ONCE, type SaveResult, type TrackerRow, type TrackerVersion } from '../../shared/contract/trackers.ts';
import { HmisError } from '../../shared/errors.ts';
import type { CallOptions } from './call.ts';
import type { TrackerClient } from './tracker-client.ts';

/** By which door: with a reason where the sheet shows PII, undefined where it hides it. */
export interface TrackerDoor extends CallOptions {
  readonly reason: string | undefined;
}

/** The version that a row was made from and the one of now, or why there is nothing to be told of it. */
export type KnownTracker =
  | { readonly base: TrackerVersion; readonly current: TrackerVersion }
  | { readonly refused: string };

/**
 * Asks for the trackers of rows, each by its version: an edit that changes nothing, and is tried only, answers both that
 * version and the newest. What the door hides is null. Throws what the service said.
 */
export async function readVersions(
  housing: TrackerClient,
  rows: readonly { readonly enrollmentId: string; readonly version: number }[],
  door: TrackerDoor,
): Promise<Map<string, KnownTracker>> {
  const known = new Map<string, KnownTracker>();
  const empty = rows.map((row): TrackerRow => ({ ...row, changes: {} }));
  await inBatches(housing, empty, { ...door, dryRun: true }, async (results) => {
    for (const result of results) known.set(result.enrollmentId, knownOf(result));
  });
  return known;
}

/**
 * Saves edits, as many at a time as the service takes; `whenSaved` is told of each batch before the next is sent. What a
 * batch throws ends it: what came before is saved.
 */
export async function saveRows(
  housing: TrackerClient,
  rows: readonly TrackerRow[],
  door: TrackerDoor,
  whenSaved: (results: readonly SaveResult[]) => Promise<void>,
): Promise<void> {
  await inBatches(housing, rows, { ...door, dryRun: false }, whenSaved);
}

async function inBatches(
  housing: TrackerClient,
  rows: readonly TrackerRow[],
  how: TrackerDoor & { readonly dryRun: boolean },
  take: (results: readonly SaveResult[]) => Promise<void>,
): Promise<void> {
  const { reason, dryRun, signal } = how;
  let most = ROWS_AT_ONCE;
  for (let from = 0; from < rows.length; ) {
    const some = rows.slice(from, from + most);
    const body = { rows: some, ...(dryRun ? { dryRun } : {}), ...(reason === undefined ? {} : { reason }) };
    try {
      const { results } = await housing.saveTrackers(body, reason !== undefined, { signal });
      from += some.length;
      await take(results);
    } catch (error) {
      // Long notes in many rows: a request or an answer may weigh more than the service can carry.
      if (!(error instanceof HmisError && error.code === 'TooLarge') || some.length === 1) throw error;
      most = Math.ceil(some.length / 2);
    }
  }
}

function knownOf(result: SaveResult): KnownTracker {
  if (result.result === 'refused') return { refused: result.message };
  if (result.result === 'stale') return { base: result.base, current: result.current };
  return { base: result.current, current: result.current };
}
