import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { asId, type EnrollmentId, type PersonalId } from '../../shared/ids.ts';
import { type Dynamo, isConditionFailed, queryAll, tableDefinitions } from '../snapshot/dynamo.ts';
import { whereAre } from '../snapshot/reader.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import { inTurn } from './in-turn.ts';
import { indexKeys, readTracker } from './store.ts';
import { listingPlace, TRACKERS, type Tracker, type TrackerOwner, trackerPartition, trackerPlace } from './tracker.ts';

/** How long a tracker whose enrollment is gone is kept, unless a deployment says otherwise. */
export const ASIDE_DAYS = 90;

export interface FollowOptions {
  readonly now: Date;
  /** Days a tracker is kept after its enrollment was found gone. */
  readonly asideDays: number;
  /**
   * Whether a person who is not in the data is gone for good. An import says so; after a rollback, whose older data lacks
   * whoever came later, trackers are only set aside.
   */
  readonly mayDelete: boolean;
  /** Throws where the lease was lost. */
  assertHeld?(): void;
}

export interface Followed {
  /** To another project. */
  readonly moved: number;
  readonly setAside: number;
  /** Its enrollment is there again. */
  readonly returned: number;
  readonly deleted: number;
}

/** What is to happen to a tracker; undefined: it is in line. */
export type FollowStep =
  | { readonly step: 'move' | 'return'; readonly owner: TrackerOwner }
  | { readonly step: 'setAside' | 'delete' };

const DAY_MS = 86_400_000;

/** An edit that is under way is over by then; what it left without a tracker may be cleared away. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * Brings every tracker in line with a snapshot: it follows its enrollment to another project, is set aside where the
 * enrollment is gone and the person stays, is deleted with its log where the person is gone or it has been aside for too
 * long, and comes back where the enrollment does. May be repeated at any time; cut short anywhere, the next call does the
 * rest.
 */
export async function followSnapshot(dynamo: Dynamo, snapshot: Snapshot, options: FollowOptions): Promise<Followed> {
  const count = { moved: 0, setAside: 0, returned: 0, deleted: 0 };
  const trackers: Tracker[] = [];
  const listed = await Array.fromAsync(listing(dynamo));
  const found = await inTurn(listed, async ({ enrollmentId, deleting }) =>
    deleting ? undefined : readTracker(dynamo, enrollmentId),
  );
  for (const [n, { enrollmentId, at, deleting }] of listed.entries()) {
    const tracker = found[n];
    if (tracker) trackers.push(tracker);
    else if (deleting || options.now.getTime() - Date.parse(at) > LEFT_BEHIND_MS) {
      options.assertHeld?.();
      await deleteTracker(dynamo, enrollmentId);
    }
  }
  if (trackers.length === 0) return count;
  const now = await ownersNow(dynamo, snapshot, trackers);
  for (const tracker of trackers) {
    const step = followStep(tracker, now, options);
    if (!step) continue;
    options.assertHeld?.();
    await act(dynamo, tracker, step, options.now);
    if (step.step === 'move') count.moved++;
    else if (step.step === 'return') count.returned++;
    else if (step.step === 'setAside') count.setAside++;
    else count.deleted++;
  }
  return count;
}

/** Who and where the enrollments and persons of trackers are, in a snapshot. */
export interface OwnersNow {
  readonly owners: ReadonlyMap<EnrollmentId, TrackerOwner>;
  readonly persons: ReadonlySet<PersonalId>;
  /** Every enrollment that has a tracker: a taken one is kept as long as the one that took it. */
  readonly tracked: ReadonlySet<EnrollmentId>;
}

/** The one thing to do about a tracker. */
export function followStep(tracker: Tracker, now: OwnersNow, options: FollowOptions): FollowStep | undefined {
  const owner = now.owners.get(tracker.enrollmentId);
  if (owner) {
    if (tracker.asideSince !== undefined) return { step: 'return', owner };
    const isInLine =
      owner.projectId === tracker.projectId &&
      owner.organizationId === tracker.organizationId &&
      owner.personalId === tracker.personalId &&
      owner.victimServiceProvider === tracker.victimServiceProvider;
    return isInLine ? undefined : { step: 'move', owner };
  }
  if (options.mayDelete && !now.persons.has(tracker.personalId)) return { step: 'delete' };
  if (tracker.asideSince === undefined) return { step: 'setAside' };
  if (tracker.takenBy !== undefined && now.tracked.has(tracker.takenBy)) return undefined;
  const age = options.now.getTime() - Date.parse(tracker.asideSince);
  return options.mayDelete && age >= options.asideDays * DAY_MS ? { step: 'delete' } : undefined;
}

async function ownersNow(dynamo: Dynamo, snapshot: Snapshot, trackers: readonly Tracker[]): Promise<OwnersNow> {
  const tracked = new Set(trackers.map(({ enrollmentId }) => enrollmentId));
  const wantedPersons = new Set(trackers.map(({ personalId }) => personalId));
  const { enrollments, persons } = await whereAre(dynamo, snapshot, { enrollments: tracked, persons: wantedPersons });
  const owners = new Map<EnrollmentId, TrackerOwner>();
  for (const [enrollmentId, { project, personalId }] of enrollments) {
    owners.set(enrollmentId, {
      enrollmentId,
      personalId,
      projectId: project.ProjectID,
      organizationId: project.OrganizationID,
      victimServiceProvider: project.VictimServiceProvider,
    });
  }
  return { owners, persons, tracked };
}

async function act(dynamo: Dynamo, tracker: Tracker, step: FollowStep, now: Date): Promise<void> {
  switch (step.step) {
    case 'move':
    case 'return':
      return putOwner(dynamo, step.owner, undefined);
    case 'setAside':
      return putOwner(dynamo, tracker, now.toISOString());
    case 'delete':
      return deleteTracker(dynamo, tracker.enrollmentId);
  }
}

/** Only whose it is: its values may be edited at the same moment. */
async function putOwner({ doc, table }: Dynamo, owner: TrackerOwner, asideSince: string | undefined): Promise<void> {
  const { partitionKey } = tableDefinitions.data.index;
  const { personalId, projectId, organizationId, victimServiceProvider } = owner;
  const set =
    'SET #gpk = :gpk, personalId = :person, projectId = :project, organizationId = :organization, victimServiceProvider = :vsp';
  try {
    await doc.send(
      new UpdateCommand({
        TableName: table,
        Key: trackerPlace(owner.enrollmentId),
        UpdateExpression: asideSince === undefined ? `${set} REMOVE asideSince` : `${set}, asideSince = :since`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#gpk': partitionKey },
        ExpressionAttributeValues: {
          ':gpk': indexKeys(owner, asideSince)[partitionKey],
          ':person': personalId,
          ':project': projectId,
          ':organization': organizationId,
          ':vsp': victimServiceProvider,
          ...(asideSince === undefined ? {} : { ':since': asideSince }),
        },
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
  }
}

interface Listed {
  readonly enrollmentId: EnrollmentId;
  readonly at: string;
  readonly deleting: boolean;
}

async function* listing(dynamo: Dynamo): AsyncGenerator<Listed> {
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': TRACKERS },
    ConsistentRead: true,
  };
  for await (const item of queryAll(dynamo, query)) {
    yield { enrollmentId: asId<EnrollmentId>(String(item.sk)), at: String(item.at), deleting: item.deleting === true };
  }
}

/**
 * Deletes a tracker with its log. From the first step on the list says so, from the second there is none for anybody; the
 * list forgets it last, so that a deletion cut short is taken up again.
 */
async function deleteTracker({ doc, table }: Dynamo, enrollmentId: EnrollmentId): Promise<void> {
  const listed = listingPlace(enrollmentId);
  const { Item } = await doc.send(new GetCommand({ TableName: table, Key: listed, ConsistentRead: true }));
  await doc.send(new PutCommand({ TableName: table, Item: { ...Item, ...listed, deleting: true } }));
  await doc.send(new DeleteCommand({ TableName: table, Key: trackerPlace(enrollmentId) }));
  const log = queryAll(
    { doc, table },
    {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': trackerPartition(enrollmentId) },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
    },
  );
  for await (const { pk, sk } of log) await doc.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  try {
    await doc.send(
      new DeleteCommand({
        TableName: table,
        Key: listed,
        // An edit that came in between has listed it anew: what that left is for the next time.
        ConditionExpression: 'deleting = :yes',
        ExpressionAttributeValues: { ':yes': true },
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
  }
}
