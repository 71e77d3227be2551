import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { isConditionFailed } from '../snapshot/dynamo.ts';
import type { Editor } from './edit.ts';
import { readTracker, writeVersion } from './store.ts';
import { type TrackedStay, type Tracker, type TrackerOwner, trackerPlace } from './tracker.ts';

/** Why a tracker cannot be taken over. */
export type TakeOverFault = 'anotherPerson' | 'takenAlready' | 'hasOwn';

/** Whether an enrollment may take over a tracker: of the same person, not taken by another, and no own one in the way. */
export function takeOverFault(stay: TrackedStay, from: Tracker, own: Tracker | undefined): TakeOverFault | undefined {
  if (from.personalId !== stay.personalId || from.enrollmentId === stay.enrollmentId) return 'anotherPerson';
  if (from.takenBy !== undefined && from.takenBy !== stay.enrollmentId) return 'takenAlready';
  return own !== undefined && own.state.takenFrom !== from.enrollmentId ? 'hasOwn' : undefined;
}

/**
 * Makes the values of `from` version 1 of the enrollment's own tracker, sealed ones as they are, and `from` its history.
 * The old tracker is claimed first: cut short after it, the same call finishes, and no other enrollment gets it. Sent
 * twice, it happens once.
 */
export async function takeOver(
  { dynamo, by, now }: Pick<Editor, 'dynamo' | 'by' | 'now'>,
  stay: TrackedStay,
  from: Tracker,
): Promise<Tracker | TakeOverFault> {
  if (!(await claim(dynamo, from, stay))) return 'takenAlready';
  const { enrollmentId, personalId, projectId, organizationId, victimServiceProvider } = stay;
  const owner: TrackerOwner = { enrollmentId, personalId, projectId, organizationId, victimServiceProvider };
  const own = await readTracker(dynamo, enrollmentId);
  if (own) return own.state.takenFrom === from.enrollmentId ? own : 'hasOwn';
  const claimed = (await readTracker(dynamo, from.enrollmentId)) ?? from;
  const { open, hasPropertyName, sealed } = claimed.state;
  const state = {
    id: randomUUID(),
    version: 1,
    at: now.toISOString(),
    by,
    takenFrom: from.enrollmentId,
    open,
    hasPropertyName,
    ...(sealed === undefined ? {} : { sealed }),
  };
  await writeVersion(dynamo, owner, state);
  const after = await readTracker(dynamo, enrollmentId);
  return after?.state.takenFrom === from.enrollmentId ? after : 'hasOwn';
}

async function claim({ doc, table }: Dynamo, from: Tracker, by: TrackedStay): Promise<boolean> {
  try {
    await doc.send(
      new UpdateCommand({
        TableName: table,
        Key: trackerPlace(from.enrollmentId),
        UpdateExpression: 'SET takenBy = :by',
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(takenBy) OR takenBy = :by)',
        ExpressionAttributeValues: { ':by': by.enrollmentId },
      }),
    );
    return true;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return false;
  }
}
