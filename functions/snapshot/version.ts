import { createHmac } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { later } from '../../shared/dates.ts';
import type { ProjectId, VersionId } from '../../shared/ids.ts';
import type { Enrollment } from '../hmis/records.ts';
import { byEnrollmentId, type CutSegment, compareText, cutSegments } from './cut.ts';
import { type Dynamo, isConditionFailed, queryAll } from './dynamo.ts';
import { canonicalText, FAMILIES, type Family, STORE_FORMAT, toColumns } from './families.ts';
import type { KeyService } from './keys.ts';
import { type Place, SEGMENTS_A_PARTITION, segmentPartition, segmentSortKey, VERSIONS, versionHead } from './places.ts';
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
  /** Segments written at the same time to one version. */
  readonly writesAtOnce: number;
}

export interface WrittenVersion {
  readonly map: MapProject;
  /** False where this very data was stored before. */
  readonly written: boolean;
  readonly bytes: number;
}

type HeadState = 'writing' | 'whole';

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
  await putHead(writer.dynamo, v, 'writing', { ...facts, segments: [] });
  const dataKey = await dataKeyFor(writer, v);
  const segments: MapSegment[] = [];
  let bytes = 0;
  const waiting: Promise<unknown>[] = [];
  for (const [n, cut] of cutSegments(enrollments).entries()) {
    const { segment, items } = packSegment(v, n, cut, dataKey);
    segments.push(segment);
    for (const item of items) {
      bytes += item.data.length;
      if (waiting.length >= writer.writesAtOnce) await Promise.all(waiting.splice(0));
      waiting.push(writer.dynamo.doc.send(new PutCommand({ TableName: writer.dynamo.table, Item: item })));
    }
  }
  await Promise.all(waiting);
  const map = { ...facts, segments };
  await putHead(writer.dynamo, v, 'whole', map);
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

interface SegmentItem {
  readonly pk: string;
  readonly sk: string;
  readonly data: Uint8Array;
}

function packSegment(
  v: VersionId,
  n: number,
  cut: CutSegment,
  dataKey: Uint8Array,
): { segment: MapSegment; items: SegmentItem[] } {
  const items: SegmentItem[] = [];
  const parts = { CORE: 0, ACTIVITY: 0, PII: 0 } satisfies Record<Family, number>;
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

async function readHead(dynamo: Dynamo, v: VersionId): Promise<{ state: HeadState; map: MapProject } | undefined> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.table, Key: versionHead(v), ConsistentRead: true }),
  );
  return Item as { state: HeadState; map: MapProject } | undefined;
}

async function putHead(dynamo: Dynamo, v: VersionId, state: HeadState, map: MapProject): Promise<void> {
  await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item: { ...versionHead(v), state, map } }));
}

/** One data key a version, wrapped, in the table that has no point-in-time recovery; a retry takes the one that is there. */
async function dataKeyFor({ dynamo, keys, deployment }: VersionWriter, v: VersionId): Promise<Uint8Array> {
  const existing = await wrappedKeyOf(dynamo, v);
  if (existing) return keys.decrypt(existing, { deployment, v });
  const { plaintext, wrapped } = await keys.generateDataKey({ deployment, v });
  try {
    await dynamo.doc.send(
      new PutCommand({
        TableName: dynamo.keysTable,
        Item: { pk: v, wrapped },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return plaintext;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return dataKeyFor({ dynamo, keys, deployment } as VersionWriter, v);
  }
}

export async function wrappedKeyOf(dynamo: Dynamo, v: VersionId): Promise<Uint8Array | undefined> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.keysTable, Key: { pk: v }, ConsistentRead: true }),
  );
  return Item?.wrapped as Uint8Array | undefined;
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
 * Deletes a version: its key first, so that names are gone at once and for good, then its segments, the head last, so
 * that a sweep cut short is taken up again.
 */
export async function deleteVersion(dynamo: Dynamo, v: VersionId): Promise<void> {
  await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.keysTable, Key: { pk: v } }));
  const head = await readHead(dynamo, v);
  const places = head?.state === 'whole' ? placesOf(head.map) : findPlaces(dynamo, v);
  for await (const Key of places) await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key }));
  await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key: versionHead(v) }));
}

function* placesOf({ v, segments }: MapProject): Generator<Place> {
  for (const { n, lastDay, parts } of segments) {
    for (const family of FAMILIES) {
      for (let part = 0; part < parts[family]; part++) {
        yield { pk: segmentPartition(family, v, n), sk: segmentSortKey(lastDay, n, part) };
      }
    }
  }
}

/** What a killed import left of a version whose map was never written. */
async function* findPlaces(dynamo: Dynamo, v: VersionId): AsyncGenerator<Place> {
  for (const family of FAMILIES) {
    for (let n = 0, found = true; found; n += SEGMENTS_A_PARTITION) {
      found = false;
      const query = {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': segmentPartition(family, v, n) },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      };
      for await (const item of queryAll(dynamo, query)) {
        found = true;
        yield item as unknown as Place;
      }
    }
  }
}
