import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EnrollmentId, ProjectId } from '../../shared/ids.ts';
import { type Dynamo, isConditionFailed, queryAll, tableDefinitions } from '../snapshot/dynamo.ts';
import {
  ASIDE_PARTITION,
  LOG_PREFIX,
  listingPlace,
  logPlace,
  projectPartition,
  type Tracker,
  type TrackerOwner,
  type TrackerState,
  trackerPartition,
  trackerPlace,
} from './tracker.ts';

/** The tracker of an enrollment as it stands; undefined where there is none. */
export async function readTracker(dynamo: Dynamo, enrollmentId: EnrollmentId): Promise<Tracker | undefined> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.table, Key: trackerPlace(enrollmentId), ConsistentRead: true }),
  );
  return Item ? trackerOf(Item) : undefined;
}

/** One version of it; undefined where there never was one, or it has not become the current one. */
export async function readVersion(
  dynamo: Dynamo,
  { enrollmentId, state }: Tracker,
  version: number,
): Promise<TrackerState | undefined> {
  if (version > state.version) return undefined;
  return version === state.version ? state : readLog(dynamo, enrollmentId, version);
}

/** Every version up to the current one, oldest first. What a write that was cut short left behind is none. */
export async function readHistory(dynamo: Dynamo, { enrollmentId, state }: Tracker): Promise<TrackerState[]> {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :log)',
    ExpressionAttributeValues: { ':pk': trackerPartition(enrollmentId), ':log': LOG_PREFIX },
    ConsistentRead: true,
  };
  const states: TrackerState[] = [];
  for await (const item of queryAll(dynamo, query)) states.push(item.state as TrackerState);
  return states.filter(({ version }) => version <= state.version);
}

/** The trackers of a project, by the index: one that was saved within the last second may be missing or older. */
export async function trackersOf(dynamo: Dynamo, projectId: ProjectId): Promise<Tracker[]> {
  return byIndex(dynamo, projectPartition(projectId));
}

export async function trackersAside(dynamo: Dynamo): Promise<Tracker[]> {
  return byIndex(dynamo, ASIDE_PARTITION);
}

async function byIndex(dynamo: Dynamo, partition: string): Promise<Tracker[]> {
  const { name, partitionKey } = tableDefinitions.data.index;
  const query = {
    IndexName: name,
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': partitionKey },
    ExpressionAttributeValues: { ':pk': partition },
  };
  const trackers: Tracker[] = [];
  for await (const item of queryAll(dynamo, query)) trackers.push(trackerOf(item));
  return trackers;
}

function trackerOf(item: Readonly<Record<string, unknown>>): Tracker {
  const { pk, sk, gpk, gsk, ...tracker } = item;
  // Only this store writes under these keys, so what is left is a tracker.
  return tracker as unknown as Tracker;
}

/**
 * Makes `next` the current version of a tracker, in three writes of which the second decides: the tracker is listed, the
 * version is put into the log if its number is free, and the tracker itself moves on. Cut short before the second, nothing
 * has happened; after it, the next writer finishes the work. `overtaken`: the number was taken by another, whose version
 * is now the current one, or the tracker has been deleted.
 */
export async function writeVersion(
  dynamo: Dynamo,
  owner: TrackerOwner,
  next: TrackerState,
): Promise<'written' | 'overtaken'> {
  const { enrollmentId } = owner;
  const { doc, table } = dynamo;
  await doc.send(new PutCommand({ TableName: table, Item: { ...listingPlace(enrollmentId), at: next.at } }));
  try {
    const Item = { ...logPlace(enrollmentId, next.version), state: next };
    await doc.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const first = await readLog(dynamo, enrollmentId, next.version);
    // The client tries again where an answer was lost, and then runs into its own write.
    if (first?.id !== next.id) {
      if (first) await moveOn(dynamo, owner, first);
      return 'overtaken';
    }
  }
  if (await moveOn(dynamo, owner, next)) return 'written';
  await doc.send(new DeleteCommand({ TableName: table, Key: logPlace(enrollmentId, next.version) }));
  return 'overtaken';
}

/** False where the tracker was deleted meanwhile. One that is there already, or further, is as it should be. */
async function moveOn(dynamo: Dynamo, owner: TrackerOwner, state: TrackerState): Promise<boolean> {
  try {
    await (state.version === 1 ? create(dynamo, owner, state) : replace(dynamo, owner.enrollmentId, state));
    return true;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const now = await readTracker(dynamo, owner.enrollmentId);
    return now !== undefined && now.state.version >= state.version;
  }
}

async function create({ doc, table }: Dynamo, owner: TrackerOwner, state: TrackerState): Promise<void> {
  const Item = { ...trackerPlace(owner.enrollmentId), ...indexKeys(owner), ...owner, state };
  await doc.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
}

/** Whose it is, is left as it stands: an import may be changing that. */
async function replace({ doc, table }: Dynamo, enrollmentId: EnrollmentId, state: TrackerState): Promise<void> {
  await doc.send(
    new UpdateCommand({
      TableName: table,
      Key: trackerPlace(enrollmentId),
      UpdateExpression: 'SET #state = :state',
      ConditionExpression: '#state.#version = :before',
      ExpressionAttributeNames: { '#state': 'state', '#version': 'version' },
      ExpressionAttributeValues: { ':state': state, ':before': state.version - 1 },
    }),
  );
}

async function readLog(
  { doc, table }: Dynamo,
  enrollmentId: EnrollmentId,
  version: number,
): Promise<TrackerState | undefined> {
  const { Item } = await doc.send(
    new GetCommand({ TableName: table, Key: logPlace(enrollmentId, version), ConsistentRead: true }),
  );
  return Item?.state as TrackerState | undefined;
}

/** What the index knows a tracker by: its project's partition, or that of those set aside. */
export function indexKeys(owner: TrackerOwner, asideSince?: string): Record<string, string> {
  const { partitionKey, sortKey } = tableDefinitions.data.index;
  const partition = asideSince === undefined ? projectPartition(owner.projectId) : ASIDE_PARTITION;
  return { [partitionKey]: partition, [sortKey]: owner.enrollmentId };
}
