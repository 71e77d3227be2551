import type { EnrollmentId, ProjectId } from '../../shared/ids.ts';
import type { Parameters, ParamsOf } from '../../shared/parameter.ts';
import { trackersAt } from '../housing/as-of.ts';
import { trackerKeys } from '../housing/seal.ts';
import type { ReportRows, TrackerThen } from '../report-rows.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import type { Service } from './service.ts';

interface Run {
  readonly rows: ReportRows;
  readonly params: ParamsOf<Parameters>;
  readonly snapshot: Snapshot;
  readonly scope: Scope;
}

/** The housing trackers of a page's projects, where the report shows them; sealed fields only in a run with names. */
export async function trackersFor(
  { dynamo, keys, deployment, timeZone }: Service,
  { rows, params, scope, snapshot }: Run,
  projectIds: readonly ProjectId[],
): Promise<ReadonlyMap<EnrollmentId, TrackerThen>> {
  const on = rows.trackersOn?.(params, snapshot.head.facts);
  if (on === undefined) return new Map();
  const opening = scope.pii && keys ? trackerKeys({ dynamo, keys, deployment }) : undefined;
  const projects = [...new Set(projectIds)].filter((id) => scope.projects.has(id));
  return trackersAt({ dynamo, keys: opening, timeZone }, projects, on);
}
