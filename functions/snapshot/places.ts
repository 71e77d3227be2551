import type { SnapshotId, VersionId } from '../../shared/ids.ts';
import type { Family } from './families.ts';

/**
 * Where things lie in the table. A foreign id stands last in a key, as it is; numbers are padded so that text order is
 * number order.
 */
export interface Place {
  readonly pk: string;
  readonly sk: string;
}

export const CURRENT_SNAPSHOT: Place = { pk: 'CURRENT', sk: 'SNAPSHOT' };

/** One listing item a snapshot and one a version: what there is, is one Query, and a sweep needs no Scan. */
export const SNAPSHOTS = 'SNAPSHOTS';
export const VERSIONS = 'VERSIONS';
export const IMPORTS = 'IMPORTS';

export const snapshotHead = (id: SnapshotId): Place => ({ pk: SNAPSHOTS, sk: id });
export const versionHead = (v: VersionId): Place => ({ pk: VERSIONS, sk: v });
export const importStatusPlace = (id: string): Place => ({ pk: IMPORTS, sk: id });

export type SnapshotPart = 'MAP' | 'CATALOG';

export const snapshotPartition = (id: SnapshotId): string => `SNAPSHOT#${id}`;
export const snapshotPart = (id: SnapshotId, part: SnapshotPart, n: number): Place => ({
  pk: snapshotPartition(id),
  sk: `${part}#${pad(n, 3)}`,
});

/** Segments of a version that share a partition: DynamoDB gives one 1,000 WCU and 3,000 RCU a second. */
export const SEGMENTS_A_PARTITION = 16;

/** The partition of a segment: the family first, so that a role can be denied PII by its leading key. */
export function segmentPartition(family: Family, v: VersionId, n: number): string {
  const group = Math.floor(n / SEGMENTS_A_PARTITION);
  return group === 0 ? `${family}#${v}` : `${family}#${v}#${group}`;
}

/** `last day#n#part`: a Query from a day on reads only what can matter to a report that begins there. */
export function segmentSortKey(lastDay: string, n: number, part: number): string {
  return `${lastDay}#${pad(n, 5)}#${partKey(part)}`;
}

/** `00` to `99`, then `a0100` and on, which come after them. */
function partKey(part: number): string {
  return part < 100 ? pad(part, 2) : `a${pad(part, 4)}`;
}

function pad(n: number, digits: number): string {
  return String(n).padStart(digits, '0');
}
