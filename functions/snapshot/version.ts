import { createHmac } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { later } from '../../shared/dates.ts';
import type { ProjectId, VersionId } from '../../shared/ids.ts';
import type { Enrollment } from '../hmis/records.ts';
import { overtaken } from './current.ts';
import { byEnrollmentId, type CutSegment, compareText, cutSegments } from './cut.ts';
import { dataKeyFor, dropDataKey } from './data-keys.ts';
import { type Dynamo, isConditionFailed, queryAll } from './dynamo.ts';
import { canonicalText, FAMILIES, type Family, STORE_FORMAT, toColumns } from './families.ts';
import type { KeyService } from './keys.ts';
import { type Place, SEGMENTS_A_PARTITION, segmentPartition, segmentSortKey, VERSIONS, versionHead } from './places.ts';
import { itemWriter, type PackedItem } from './put-items.ts';
import { cutParts, encodeSegment } from './segment.ts';
import type { MapProject, MapSegment } from './stored.ts';

/** What writing versions needs beside the tables. */
export interface VersionWriter {
  readonly dynamo: Dynamo;
  readonly keys: KeyService;
  /** The deployment's name, part of every key's encryption context. */
  readonly deployment: string;
  /** The secret under which version ids are made. */
  readonly versionKey: Uint8Array;
  /** Requests of segments under way at the same time. */
  readonly writesAtOnce: number;
}

export interface WrittenVersion {
  readonly map: MapProject;
  /** False where this very data was stored before. */
  readonly written: boolean;
  readonly bytes: number;
}

/** Only a `whole` one is all there; a `deleting` one still has its map, so that all of it is found. */
interface VersionHead {
  readonly state: 'writing' | 'whole' | 'deleting';
  readonly map: MapProject;
  /** Segments it will have; while it is `writing` its map lists none. */
  readonly segments: number;
}

/**
 * The id of one project's data: HMAC-SHA-256 over the project, the store's format and every stored field in canonical
 * order, without ExportID, so that a project that did not change has the same id in every export. 43 characters.
 */
export function versionId(versionKey: Uint8Array, projectId: ProjectId, enrollments: readonly Enrollment[]): VersionId {
  const hmac = createHmac('sha256', versionKey).update(`${STORE_FORMAT}\n${projectId}\n`);
  for (const enrollment of enrollments.toSorted(byEnrollmentId)) hmac.update(`${canonicalText(enrollment)}\n`);
  return hmac.digest('base64url') as VersionId;
}

/**
 * Stores one project's enrollments as a version, unless it is there already. The head is written first, as `writing`, and
 * last, as `whole`: an import that was killed in between is taken up again with the same key and rewritten.
 */
export async function writeVersion(
  writer: VersionWriter,
  projectId: ProjectId,
  enrollments: readonly Enrollment[],
): Promise<WrittenVersion> {
  const v = versionId(writer.versionKey, projectId, enrollments);
  const stored = await readHead(writer.dynamo, v);
  if (stored?.state === 'whole') return { map: stored.map, written: false, bytes: 0 };

  const facts = { projectId, v, ...factsOf(enrollments) };
  const cuts = cutSegments(enrollments);
  await putHead(writer.dynamo, { state: 'writing', map: { ...facts, segments: [] }, segments: cuts.length });
  const dataKey = await dataKeyFor(writer, v);
  const segments: MapSegment[] = [];
  let bytes = 0;
  const items = itemWriter(writer.dynamo, writer.writesAtOnce);
  for (const [n, cut] of cuts.entries()) {
    const packed = packSegment(v, n, cut, dataKey);
    segments.push(packed.segment);
    for (const item of packed.items) {
      bytes += item.data.length;
      await items.put(item);
    }
  }
  await items.end();
  const map = { ...facts, segments };
  await putHead(writer.dynamo, { state: 'whole', map, segments: cuts.length });
  return { map, written: true, bytes };
}

function factsOf(enrollments: readonly Enrollment[]): Omit<MapProject, 'projectId' | 'v' | 'segments'> {
  const activities = enrollments.flatMap((e) => e.LastActivityDate ?? []);
  return {
    persons: new Set(enrollments.map((e) => e.PersonalID)).size,
    hasIncomeRecords: enrollments.some((e) => e.HasIncomeRecord),
    openEnrollments: enrollments.filter((e) => e.ExitDate === null).length,
    newestActivity: activities.length > 0 ? activities.reduce(later) : null,
    users: [...new Set(enrollments.flatMap((e) => e.UserID ?? []))].sort(compareText),
  };
}

function packSegment(
  v: VersionId,
  n: number,
  cut: CutSegment,
  dataKey: Uint8Array,
): { segment: MapSegment; items: PackedItem[] } {
  const items: PackedItem[] = [];
  const parts = { CORE: 0, ACTIVITY: 0, ASSESSMENT: 0, STAYS: 0, PII: 0 } satisfies Record<Family, number>;
  for (const family of FAMILIES) {
    const columns = toColumns(family, cut.enrollments);
    const data = cutParts(encodeSegment(columns, { v, family, n }, family === 'PII' ? dataKey : undefined));
    parts[family] = data.length;
    for (const [part, bytes] of data.entries()) {
      items.push({ pk: segmentPartition(family, v, n), sk: segmentSortKey(cut.lastDay, n, part), data: bytes });
    }
  }
  const { firstDay, lastDay, enrollments } = cut;
  return { segment: { n, firstDay, lastDay, rows: enrollments.length, parts }, items };
}

async function readHead(dynamo: Dynamo, v: VersionId): Promise<VersionHead | undefined> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.table, Key: versionHead(v), ConsistentRead: true }),
  );
  return Item as VersionHead | undefined;
}

async function putHead(dynamo: Dynamo, head: VersionHead): Promise<void> {
  const Item = { ...versionHead(head.map.v), ...head };
  // A head that is gone meanwhile was swept by another import: this one has lost its lease, and what it wrote is not whole.
  const stillThere = head.state === 'whole' ? { ConditionExpression: 'attribute_exists(pk)' } : {};
  try {
    await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item, ...stillThere }));
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw overtaken(error);
  }
}

export async function* listVersions(dynamo: Dynamo): AsyncGenerator<VersionId> {
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': VERSIONS },
    ProjectionExpression: 'sk',
    ConsistentRead: true,
  };
  for await (const item of queryAll(dynamo, query)) yield item.sk as VersionId;
}

/**
 * Deletes a version: it is no longer whole from the first step on, so that no import takes it for stored; then its key
 * goes, so that names are gone for good, its segments, and the head last, so that a sweep cut short is taken up again.
 */
export async function deleteVersion(dynamo: Dynamo, v: VersionId): Promise<void> {
  const head = await readHead(dynamo, v);
  if (head?.state === 'whole') await putHead(dynamo, { ...head, state: 'deleting' });
  await dropDataKey(dynamo, v);
  const places = head?.state === 'writing' ? findPlaces(dynamo, head) : placesOf(head?.map.segments ?? [], v);
  for await (const Key of places) await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key }));
  await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key: versionHead(v) }));
}

function* placesOf(segments: readonly MapSegment[], v: VersionId): Generator<Place> {
  for (const { n, lastDay, parts } of segments) {
    for (const family of FAMILIES) {
      for (let part = 0; part < parts[family]; part++) {
        yield { pk: segmentPartition(family, v, n), sk: segmentSortKey(lastDay, n, part) };
      }
    }
  }
}

/** What a killed import left of a version whose map was never written. */
async function* findPlaces(dynamo: Dynamo, { map, segments }: VersionHead): AsyncGenerator<Place> {
  for (const family of FAMILIES) {
    for (let n = 0; n < segments; n += SEGMENTS_A_PARTITION) {
      const query = {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': segmentPartition(family, map.v, n) },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      };
      for await (const item of queryAll(dynamo, query)) yield { pk: String(item.pk), sk: String(item.sk) };
    }
  }
}
