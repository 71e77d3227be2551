import { addDays } from '../../shared/dates.ts';
import type { EnrollmentId, ProjectId } from '../../shared/ids.ts';
import { EXITS_SHOWN_DAYS } from '../../shared/reports/housing-status.ts';
import { readStays, type SegmentsOfProject, type SnapshotReader } from '../snapshot/reader.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { MapSegment, Snapshot } from '../snapshot/stored.ts';
import type { TrackedStay } from './tracker.ts';

/** Where an enrollment may be: its tracker's project, and the one the caller named. */
export interface Wanted {
  readonly enrollmentId: EnrollmentId;
  readonly hints: readonly string[];
}

/** `last day` of a segment that holds an open enrollment. */
const OPEN = '9999-12-31';

/**
 * The stays of enrollments within the scope. First the hinted projects are read whole, for a tracker can be put right
 * after the exit; what is not there is looked for in all the scope's projects, among the open stays, and then among those
 * whose exits the housing status still lists. One that is nowhere, out of the scope or unknown, is left out: the caller
 * cannot tell which.
 */
export async function findStays(
  reader: SnapshotReader,
  scope: Scope,
  snapshot: Snapshot,
  wanted: readonly Wanted[],
): Promise<Map<EnrollmentId, TrackedStay>> {
  const missing = new Set(wanted.map(({ enrollmentId }) => enrollmentId));
  const hinted = new Set(wanted.flatMap(({ hints }) => hints));
  const found = new Map<EnrollmentId, TrackedStay>();
  const readIn = async (isAsked: (id: ProjectId) => boolean, fits: (segment: MapSegment) => boolean) => {
    const requests = snapshot.map.flatMap(({ projectId, segments }): SegmentsOfProject[] => {
      const asked = scope.projects.has(projectId) && isAsked(projectId) ? segments.filter(fits) : [];
      return asked.length > 0 ? [{ projectId, segments: asked }] : [];
    });
    for await (const { project, stays } of readStays(reader, scope, snapshot, requests)) {
      for (const stay of stays) {
        if (!missing.has(stay.EnrollmentID)) continue;
        missing.delete(stay.EnrollmentID);
        found.set(stay.EnrollmentID, {
          enrollmentId: stay.EnrollmentID,
          personalId: stay.PersonalID,
          projectId: project.ProjectID,
          organizationId: project.OrganizationID,
          victimServiceProvider: project.VictimServiceProvider,
          entryDate: stay.EntryDate,
          exitDate: stay.ExitDate,
        });
      }
      if (missing.size === 0) return;
    }
  };
  const isHinted = (id: ProjectId) => hinted.has(id);
  const isOther = (id: ProjectId) => !hinted.has(id);
  const listedFrom = addDays(snapshot.head.facts.exportDate, -EXITS_SHOWN_DAYS);
  const looks: readonly (readonly [(id: ProjectId) => boolean, (segment: MapSegment) => boolean])[] = [
    [isHinted, () => true],
    [isOther, ({ lastDay }) => lastDay === OPEN],
    [isOther, ({ lastDay }) => lastDay >= listedFrom && lastDay !== OPEN],
  ];
  for (const [isAsked, fits] of looks) {
    if (missing.size > 0) await readIn(isAsked, fits);
  }
  return found;
}
