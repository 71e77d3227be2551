import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SnapshotId } from '../../shared/ids.ts';
import { type Dynamo, queryAll } from './dynamo.ts';

/** Who keeps which snapshot from being swept, one item a pin. */
export const PINS = 'PINS';

interface Pin {
  readonly snapshot: SnapshotId;
  /** Who pins it: the id of a job. */
  readonly by: string;
}

const place = ({ snapshot, by }: Pin) => ({ pk: PINS, sk: `${snapshot}#${by}` });

/**
 * Keeps a snapshot from being swept until then (milliseconds since 1970), whoever replaces it meanwhile. Pinned while it
 * is the current one, it cannot be missed by a sweep: one that has been current is kept for a day.
 */
export async function pinSnapshot({ doc, table }: Dynamo, pin: Pin, until: number): Promise<void> {
  await doc.send(new PutCommand({ TableName: table, Item: { ...place(pin), snapshot: pin.snapshot, until } }));
}

export async function unpinSnapshot({ doc, table }: Dynamo, pin: Pin): Promise<void> {
  await doc.send(new DeleteCommand({ TableName: table, Key: place(pin) }));
}

/** The snapshots that are pinned now; deletes the pins that have lapsed. */
export async function pinnedSnapshots(dynamo: Dynamo, now: number): Promise<ReadonlySet<SnapshotId>> {
  const pinned = new Set<SnapshotId>();
  const pins = queryAll(dynamo, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': PINS },
    ConsistentRead: true,
  });
  for await (const { pk, sk, snapshot, until } of pins) {
    if (Number(until) > now) pinned.add(snapshot as SnapshotId);
    else await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key: { pk, sk } }));
  }
  return pinned;
}
