import type { CalendarDate } from '../../shared/dates.ts';
import type { EnrollmentId, OrganizationId, PersonalId, ProjectId } from '../../shared/ids.ts';
import type { OpenValues } from '../../shared/tracker.ts';
import type { TrackerFacts } from '../../shared/tracker-rules.ts';
import type { Place } from '../snapshot/places.ts';

/**
 * Where trackers lie in the table: each in a partition of its own, with every version it had. All of them are listed
 * under one key, so that an import finds every one without a Scan; the table's index lists them by project.
 */
export const TRACKERS = 'TRACKERS';
export const LOG_PREFIX = 'LOG#';

export const trackerPartition = (enrollmentId: EnrollmentId): string => `HOUSING#${enrollmentId}`;
export const trackerPlace = (enrollmentId: EnrollmentId): Place => ({
  pk: trackerPartition(enrollmentId),
  sk: 'TRACKER',
});
export const logPlace = (enrollmentId: EnrollmentId, version: number): Place => ({
  pk: trackerPartition(enrollmentId),
  sk: `${LOG_PREFIX}${String(version).padStart(6, '0')}`,
});
export const listingPlace = (enrollmentId: EnrollmentId): Place => ({ pk: TRACKERS, sk: enrollmentId });

/** The index's partition of one project's trackers, and that of those set aside. */
export const projectPartition = (projectId: ProjectId): string => `TRACKERS#${projectId}`;
export const ASIDE_PARTITION = 'TRACKERS-ASIDE';

/** Sealed values, and what they were sealed for: a copy of them opens under that alone. */
export interface Sealed {
  readonly data: Uint8Array;
  readonly enrollmentId: EnrollmentId;
  readonly version: number;
  /** Whose data key they are under. */
  readonly projectId: ProjectId;
}

/** One version of a tracker, as its log keeps it for good. */
export interface TrackerState {
  /** Of this very write: tells a writer whose answer was lost that the version is its own. */
  readonly id: string;
  /** 1 for the first, without gaps. */
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly by: { readonly tid: string; readonly oid: string; readonly name: string };
  /** Where it was taken over from: that tracker's log is the history before version 1. */
  readonly takenFrom?: EnrollmentId;
  readonly open: OpenValues;
  /** Known without the key, for PropertyName needs DateAppliedForUnit. */
  readonly hasPropertyName: boolean;
  /** Absent where none of the sealed fields was ever filled. */
  readonly sealed?: Sealed;
}

/** Whose tracker it is; kept in line with the data by imports. */
export interface TrackerOwner {
  readonly enrollmentId: EnrollmentId;
  readonly personalId: PersonalId;
  readonly projectId: ProjectId;
  readonly organizationId: OrganizationId;
  readonly victimServiceProvider: boolean;
}

export interface Tracker extends TrackerOwner {
  /** The current version. */
  readonly state: TrackerState;
  /** When its enrollment was found gone; absent while it is there. ISO 8601, UTC. */
  readonly asideSince?: string;
  /** The enrollment that took it over: from then on it is that one's history. */
  readonly takenBy?: EnrollmentId;
}

export function factsOf({ open, hasPropertyName }: Pick<TrackerState, 'open' | 'hasPropertyName'>): TrackerFacts {
  return { ...open, hasPropertyName };
}

/** The stay a tracker is kept for. */
export interface TrackedStay extends TrackerOwner {
  readonly entryDate: CalendarDate;
  readonly exitDate: CalendarDate | null;
}
