import { HmisError } from '../../shared/errors.ts';
import type { EnrollmentId, PersonalId, ProjectId, VersionId } from '../../shared/ids.ts';
import type { Enrollment, Project, ProjectSlice, Stay } from '../hmis/records.ts';
import { wrappedKeyOf } from './data-keys.ts';
import { type Dynamo, queryAll } from './dynamo.ts';
import { type Family, fromColumns, toStays } from './families.ts';
import type { KeyService } from './keys.ts';
import { lookupIn } from './lookup.ts';
import { SEGMENTS_A_PARTITION, segmentPartition, segmentSortKey } from './places.ts';
import type { Scope } from './scope.ts';
import { decodeSegment } from './segment.ts';
import type { MapProject, MapSegment, Snapshot } from './stored.ts';

/** What reading needs beside the tables. Without a key service no name can be read, whatever is asked. */
export interface SnapshotReader {
  readonly dynamo: Dynamo;
  readonly keys?: KeyService;
  readonly deployment: string;
}

/** Some or all segments of one project. */
export interface SegmentsOfProject {
  readonly projectId: ProjectId;
  readonly segments: readonly MapSegment[];
}

/** What to read of them, beside CORE. */
export interface SliceRequest extends SegmentsOfProject {
  readonly families: ReadonlySet<Family>;
}

/** Slices under way at once: enough to hide the distance to the table, few enough to keep a small function's memory. */
const SLICES_AT_ONCE = 8;

/**
 * Reads the asked segments, one slice a request, in the order asked. Throws HmisError `NotAllowed` for a
 * project outside the scope or names without the right (both are mistakes of the caller), `SnapshotIncomplete` where the
 * table holds less than the snapshot's map says: never a shorter answer.
 */
export async function* readSlices(
  reader: SnapshotReader,
  scope: Scope,
  snapshot: Snapshot,
  requests: readonly SliceRequest[],
): AsyncGenerator<ProjectSlice> {
  const stored = storedProjects(scope, snapshot);
  yield* readAhead(requests, (request) => readSlice(reader, scope, request, stored));
}

/** The stays of one project, as far as the choice of each person's latest needs them. */
export interface ProjectStays {
  readonly project: Project;
  readonly stays: readonly Stay[];
}

/** Reads the asked segments' stays alone, in the order asked; throws as `readSlices` does. */
export async function* readStays(
  { dynamo }: SnapshotReader,
  scope: Scope,
  snapshot: Snapshot,
  requests: readonly SegmentsOfProject[],
): AsyncGenerator<ProjectStays> {
  const stored = storedProjects(scope, snapshot);
  yield* readAhead(requests, async ({ projectId, segments }) => {
    const { project, map } = stored(projectId);
    return { project, stays: await staysOf(dynamo, map.v, segments) };
  });
}

/** Where an enrollment is in a snapshot, and whose it is. */
export interface EnrollmentPlace {
  readonly project: Project;
  readonly personalId: PersonalId;
}

/**
 * Which of these enrollments and persons a snapshot holds, over all its projects. For keeping trackers in line: it reads
 * no row for anyone, and so takes no scope. A person counts by any stay.
 */
export async function whereAre(
  dynamo: Dynamo,
  snapshot: Snapshot,
  wanted: { readonly enrollments: ReadonlySet<EnrollmentId>; readonly persons: ReadonlySet<PersonalId> },
): Promise<{
  readonly enrollments: ReadonlyMap<EnrollmentId, EnrollmentPlace>;
  readonly persons: ReadonlySet<PersonalId>;
}> {
  const enrollments = new Map<EnrollmentId, EnrollmentPlace>();
  const persons = new Set<PersonalId>();
  const { projects } = lookupIn(snapshot);
  const read = async ({ projectId, v, segments }: MapProject) => {
    const project = projects.get(projectId);
    if (!project) throw incomplete();
    return { project, stays: await staysOf(dynamo, v, segments) };
  };
  for await (const { project, stays } of readAhead(snapshot.map, read)) {
    for (const { EnrollmentID, PersonalID } of stays) {
      if (wanted.persons.has(PersonalID)) persons.add(PersonalID);
      if (wanted.enrollments.has(EnrollmentID)) enrollments.set(EnrollmentID, { project, personalId: PersonalID });
    }
  }
  return { enrollments, persons };
}

async function staysOf(dynamo: Dynamo, v: VersionId, segments: readonly MapSegment[]): Promise<Stay[]> {
  const blobs = await readFamily(dynamo, 'STAYS', v, segments);
  return blobs.flatMap((blob, i) => toStays(decodeSegment(blob, { v, family: 'STAYS', n: segments[i]?.n ?? -1 })));
}

async function* readAhead<Request, Answer>(
  requests: readonly Request[],
  read: (request: Request) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const ahead: Promise<Answer>[] = [];
  const waiting = [...requests].reverse();
  while (waiting.length > 0 || ahead.length > 0) {
    for (let next = waiting.at(-1); next !== undefined && ahead.length < SLICES_AT_ONCE; next = waiting.at(-1)) {
      waiting.pop();
      const answer = read(next);
      // Awaited in its turn; until then a failure must not count as unhandled.
      answer.catch(() => undefined);
      ahead.push(answer);
    }
    const answer = ahead.shift();
    if (answer) yield await answer;
  }
}

type StoredProjects = (projectId: ProjectId) => { readonly project: Project; readonly map: MapProject };

/** The only way to a project's place in the store: it refuses one outside the scope. */
function storedProjects(scope: Scope, snapshot: Snapshot): StoredProjects {
  const { projects, maps } = lookupIn(snapshot);
  return (projectId) => {
    if (!scope.projects.has(projectId))
      throw new HmisError('NotAllowed', 'A project outside your rights was asked for.');
    const [project, map] = [projects.get(projectId), maps.get(projectId)];
    if (!project || !map) throw incomplete();
    return { project, map };
  };
}

async function readSlice(
  reader: SnapshotReader,
  scope: Scope,
  { projectId, segments, families }: SliceRequest,
  stored: StoredProjects,
): Promise<ProjectSlice> {
  if (families.has('PII') && !scope.pii)
    throw new HmisError('NotAllowed', 'Names were asked for without the right to see them.');
  const { project, map } = stored(projectId);
  const dataKey = families.has('PII') ? await dataKeyOf(reader, map.v) : undefined;
  const decoded = async (family: Family) => {
    const blobs = await readFamily(reader.dynamo, family, map.v, segments);
    return blobs.map((blob, i) => decodeSegment(blob, { v: map.v, family, n: segments[i]?.n ?? -1 }, dataKey));
  };
  const asked = [...new Set<Family>(['CORE', ...families])];
  const columns = new Map(await Promise.all(asked.map(async (family) => [family, await decoded(family)] as const)));
  const enrollments: Enrollment[] = segments.flatMap((_, i) =>
    fromColumns({
      CORE: columns.get('CORE')?.[i] ?? {},
      ...optional('ACTIVITY', columns.get('ACTIVITY')?.[i]),
      ...optional('ASSESSMENT', columns.get('ASSESSMENT')?.[i]),
      ...optional('PII', columns.get('PII')?.[i]),
    }),
  );
  return { project, hasIncomeRecords: map.hasIncomeRecords, enrollments };
}

function optional<T>(family: Family, columns: T | undefined): Partial<Record<Family, T>> {
  return columns === undefined ? {} : { [family]: columns };
}

/** The blobs of a family, in the order of `segments`. Read again with consistency where a replica lags behind. */
async function readFamily(
  dynamo: Dynamo,
  family: Family,
  v: VersionId,
  segments: readonly MapSegment[],
): Promise<Uint8Array[]> {
  for (const ConsistentRead of [false, true]) {
    const found = new Map<string, Uint8Array>();
    for (const group of Map.groupBy(segments, (s) => Math.floor(s.n / SEGMENTS_A_PARTITION)).values()) {
      const inOrder = group.toSorted((a, b) => a.n - b.n);
      const [first, last] = [inOrder[0], inOrder.at(-1)];
      if (!first || !last) continue;
      const query = {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': segmentPartition(family, v, first.n),
          ':first': segmentSortKey(first.lastDay, first.n, 0),
          ':last': segmentSortKey(last.lastDay, last.n, last.parts[family] - 1),
        },
        ConsistentRead,
      };
      for await (const item of queryAll(dynamo, query)) found.set(String(item.sk), item.data as Uint8Array);
    }
    const blobs = segments.map((s) => joinParts(s, family, found));
    if (blobs.every((blob) => blob !== undefined)) return blobs;
  }
  throw incomplete();
}

function joinParts(
  segment: MapSegment,
  family: Family,
  found: ReadonlyMap<string, Uint8Array>,
): Uint8Array | undefined {
  const keys = Array.from({ length: segment.parts[family] }, (_, part) =>
    segmentSortKey(segment.lastDay, segment.n, part),
  );
  const parts = keys.flatMap((key) => found.get(key) ?? []);
  if (parts.length < keys.length) return undefined;
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

async function dataKeyOf({ dynamo, keys, deployment }: SnapshotReader, v: VersionId): Promise<Uint8Array> {
  if (!keys) throw new HmisError('NotAllowed', 'Names cannot be read here.');
  const wrapped = await wrappedKeyOf(dynamo, v);
  if (!wrapped) throw incomplete();
  return keys.decrypt(wrapped, { deployment, v });
}

function incomplete(): HmisError {
  return new HmisError(
    'SnapshotIncomplete',
    'Part of the stored data could not be found, so no list is given. Try again in a minute; if it stays, import the export again.',
  );
}
