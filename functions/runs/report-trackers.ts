import type { EnrollmentId, ProjectId } from '../../shared/ids.ts';
import { trackersAt } from '../housing/as-of.ts';
import { trackerKeys } from '../housing/seal.ts';
import type { TrackerThen } from '../report-rows.ts';
import type { Run, RunHost } from './prepare.ts';

/** The housing trackers of a page's projects, where the report shows them; sealed fields only in a run with names. */
export async function trackersFor(
  { dynamo, keys, deployment, timeZone }: RunHost,
  { rows, params, scope, snapshot }: Run,
  projectIds: readonly ProjectId[],
): Promise<ReadonlyMap<EnrollmentId, TrackerThen>> {
  const on = rows.trackersOn?.(params, snapshot.head.facts);
  if (on === undefined) return new Map();
  const opening = scope.pii && keys ? trackerKeys({ dynamo, keys, deployment }) : undefined;
  const projects = [...new Set(projectIds)].filter((id) => scope.projects.has(id));
  return trackersAt({ dynamo, keys: opening, timeZone }, projects, on);
}
