import { setTimeout as wait } from 'node:timers/promises';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { BatchGetCommand, DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CalendarDate } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { OrganizationId, ProjectId, SnapshotId, UserId, VersionId } from '../../shared/ids.ts';
import type { SnapshotFacts } from '../../shared/snapshot.ts';
import type { Project } from '../hmis/records.ts';
import type { Dynamo } from './dynamo.ts';
import { queryAll } from './dynamo.ts';
import { type Family, STORE_FORMAT } from './families.ts';
import { SNAPSHOTS, type SnapshotPart, snapshotHead, snapshotPart } from './places.ts';
import { cutParts } from './segment.ts';

/** One stored segment of a version, as the snapshot's map lists it. */
export interface MapSegment {
  readonly n: number;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  /** Enrollments. */
  readonly rows: number;
  /** Items it takes in each family. */
  readonly parts: Readonly<Record<Family, number>>;
}

/** One project of a snapshot: which version of its data, and what it holds. */
export interface MapProject {
  readonly projectId: ProjectId;
  readonly v: VersionId;
  readonly persons: number;
  readonly openEnrollments: number;
  /** Whether any enrollment has an income record. */
  readonly hasIncomeRecords: boolean;
  /** The newest activity of any enrollment; a list as of a later day need not read activities to know the last one. */
  readonly newestActivity: CalendarDate | null;
  /** Who entered or last edited its enrollments. */
  readonly users: readonly UserId[];
  readonly segments: readonly MapSegment[];
}

export interface Organization {
  readonly OrganizationID: OrganizationId;
  readonly OrganizationName: string;
  readonly VictimServiceProvider: boolean;
}

/** A staff member of the HMIS. */
export interface HmisUser {
  readonly UserID: UserId;
  readonly name: string;
}

export interface SnapshotCatalog {
  readonly organizations: readonly Organization[];
  readonly projects: readonly Project[];
  readonly users: readonly HmisUser[];
}

/** What the listing item of a snapshot says. */
export interface SnapshotHead {
  readonly facts: SnapshotFacts;
  /** `STORE_FORMAT` of the software that stored it; absent where that was before the format was kept. */
  readonly storeFormat?: number;
  readonly importedAt: string;
  /** When another became the current one; absent while it is current or has never been. */
  readonly retiredAt?: string;
  readonly projects: number;
  readonly enrollments: number;
  readonly openEnrollments: number;
  readonly parts: Readonly<Record<SnapshotPart, number>>;
}

/** A snapshot with its map and catalog in hand. Immutable once stored. */
export interface Snapshot {
  readonly head: SnapshotHead;
  readonly map: readonly MapProject[];
  readonly catalog: SnapshotCatalog;
}

/**
 * Writes the listing item as unfinished, catalog and map, then the listing item as it stays: a snapshot is listed once it
 * is whole, and what a killed import left of one is found again. Repeating it changes nothing.
 */
export async function saveSnapshot(
  dynamo: Dynamo,
  head: Omit<SnapshotHead, 'parts' | 'storeFormat'>,
  map: readonly MapProject[],
  catalog: SnapshotCatalog,
): Promise<SnapshotHead> {
  const packed = { CATALOG: pack(catalog), MAP: pack(map) };
  const whole = {
    ...head,
    storeFormat: STORE_FORMAT,
    parts: { CATALOG: packed.CATALOG.length, MAP: packed.MAP.length },
  };
  await unlistSnapshot(dynamo, whole);
  for (const part of ['CATALOG', 'MAP'] as const) {
    for (const [n, data] of packed[part].entries()) {
      const Item = { ...snapshotPart(head.facts.id, part, n), data };
      await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item }));
    }
  }
  const Item = { ...snapshotHead(head.facts.id), head: whole };
  await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item }));
  return whole;
}

function pack(value: unknown): Uint8Array[] {
  return cutParts(zstdCompressSync(Buffer.from(JSON.stringify(value))));
}

/** Makes a snapshot one that does not exist but to a sweep, before anything of it is deleted. */
export async function unlistSnapshot(dynamo: Dynamo, head: SnapshotHead): Promise<void> {
  const Item = { ...snapshotHead(head.facts.id), head, unfinished: true };
  await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item }));
}

/** Every snapshot there is. */
export async function listSnapshots(dynamo: Dynamo): Promise<SnapshotHead[]> {
  return (await listedItems(dynamo)).filter((item) => !item.unfinished).map((item) => item.head);
}

/** What is left of snapshots whose writing or deletion was cut short; whoever holds the lease may delete it. */
export async function listUnfinished(dynamo: Dynamo): Promise<SnapshotHead[]> {
  return (await listedItems(dynamo)).filter((item) => item.unfinished).map((item) => item.head);
}

interface ListingItem {
  readonly head: SnapshotHead;
  readonly unfinished: boolean;
}

function listingItem(item: Readonly<Record<string, unknown>>): ListingItem {
  return { head: item.head as SnapshotHead, unfinished: item.unfinished === true };
}

async function listedItems(dynamo: Dynamo): Promise<ListingItem[]> {
  const items: ListingItem[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': SNAPSHOTS },
    ConsistentRead: true,
  };
  for await (const item of queryAll(dynamo, query)) items.push(listingItem(item));
  return items;
}

export async function snapshotHeadOf(dynamo: Dynamo, id: SnapshotId): Promise<SnapshotHead | undefined> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.table, Key: snapshotHead(id), ConsistentRead: true }),
  );
  if (!Item) return undefined;
  const { head, unfinished } = listingItem(Item);
  return unfinished ? undefined : head;
}

/** The whole of a snapshot; throws HmisError `SnapshotGone` where it was swept. */
export async function loadSnapshot(dynamo: Dynamo, id: SnapshotId): Promise<Snapshot> {
  const head = await snapshotHeadOf(dynamo, id);
  if (!head) throw snapshotGone();
  return {
    head,
    map: await loadParts<MapProject[]>(dynamo, head, 'MAP'),
    catalog: await loadParts<SnapshotCatalog>(dynamo, head, 'CATALOG'),
  };
}

/**
 * Throws HmisError `SnapshotIncomplete` for a snapshot that a version of this software stored which kept less or packed it
 * in another way: a list made of it would be wrong without a word.
 */
export function assertReadable({ storeFormat }: SnapshotHead): void {
  if (storeFormat === STORE_FORMAT) return;
  throw new HmisError(
    'SnapshotIncomplete',
    'The data was stored by another version of this software, which kept it in another way. Import the export again.',
  );
}

export function snapshotGone(): HmisError {
  return new HmisError('SnapshotGone', 'The data this run was planned on has been replaced. Run the report again.');
}

const BATCH_ATTEMPTS = 8;

async function loadParts<T>(dynamo: Dynamo, head: SnapshotHead, part: SnapshotPart): Promise<T> {
  const keys = Array.from({ length: head.parts[part] }, (_, n) => snapshotPart(head.facts.id, part, n));
  const found = new Map<string, Uint8Array>();
  // 40 items of under 400 KB stay below the 16 MB that one BatchGetItem answers.
  for (let at = 0; at < keys.length; at += 40) {
    let ask = keys.slice(at, at + 40);
    for (let attempt = 1; ask.length > 0; attempt++) {
      const answer = await dynamo.doc.send(
        new BatchGetCommand({ RequestItems: { [dynamo.table]: { Keys: ask, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[dynamo.table] ?? []) found.set(String(item.sk), item.data as Uint8Array);
      ask = (answer.UnprocessedKeys?.[dynamo.table]?.Keys ?? []) as typeof ask;
      if (ask.length === 0) break;
      // DynamoDB gives back what it had no capacity for, and leaves the waiting to us.
      if (attempt === BATCH_ATTEMPTS) {
        throw new HmisError('Busy', 'The database is busy just now. Wait a minute, then try again.');
      }
      await wait(Math.random() * Math.min(2_000, 50 * 2 ** attempt));
    }
  }
  const parts = keys.map((key) => found.get(key.sk));
  if (parts.some((data) => data === undefined)) throw snapshotGone();
  return JSON.parse(zstdDecompressSync(Buffer.concat(parts as Uint8Array[])).toString());
}

/** Deletes what `saveSnapshot` wrote, the listing item last, so that a sweep cut short is taken up again. */
export async function deleteSnapshot(dynamo: Dynamo, head: SnapshotHead): Promise<void> {
  const { id } = head.facts;
  for (const part of ['CATALOG', 'MAP'] as const) {
    for (let n = 0; n < head.parts[part]; n++) {
      await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key: snapshotPart(id, part, n) }));
    }
  }
  await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key: snapshotHead(id) }));
}
