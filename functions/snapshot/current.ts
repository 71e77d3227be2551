import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HmisError } from '../../shared/errors.ts';
import type { SnapshotId } from '../../shared/ids.ts';
import { type Dynamo, isConditionFailed } from './dynamo.ts';
import { CURRENT_SNAPSHOT, snapshotHead } from './places.ts';
import { type SnapshotHead, snapshotHeadOf } from './stored.ts';

/** How long a lease lasts without a heartbeat. */
export const LEASE_MS = 60_000;

/** A run planned on a snapshot may still fetch its pages this long after another became current. */
const PAGES_AFTER_RETIREMENT_MS = 3_600_000;

/**
 * The one item every reader starts from: which snapshot is live, and who may change that. Pointer and lease share an item
 * so that a move is refused, in one conditional write, to a writer that has lost its lease meanwhile.
 */
export interface Current {
  readonly id?: SnapshotId;
  /** The one before, kept for rollback. */
  readonly previous?: SnapshotId;
  readonly movedAt?: string;
  readonly leaseId?: string;
  readonly leaseUntil?: number;
  /** Of this one taking of the lease: tells a writer whose answer was lost that the lease is its own. */
  readonly leaseTaken?: string;
}

export async function readCurrent(dynamo: Dynamo): Promise<Current> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.table, Key: CURRENT_SNAPSHOT, ConsistentRead: true }),
  );
  return (Item ?? {}) as Current;
}

/** Takes the lease that an import, a rollback and a sweep need; throws HmisError `ImportRunning` where another has it. */
export async function takeLease(dynamo: Dynamo, leaseId: string, now: number): Promise<void> {
  const taken = randomUUID();
  try {
    await dynamo.doc.send(
      new UpdateCommand({
        TableName: dynamo.table,
        Key: CURRENT_SNAPSHOT,
        UpdateExpression: 'SET leaseId = :id, leaseUntil = :until, leaseTaken = :taken',
        ConditionExpression: 'attribute_not_exists(leaseId) OR leaseUntil < :now',
        ExpressionAttributeValues: { ':id': leaseId, ':until': now + LEASE_MS, ':now': now, ':taken': taken },
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    // The client tries again where an answer was lost, and then runs into its own write.
    if ((await readCurrent(dynamo)).leaseTaken === taken) return;
    throw new HmisError('ImportRunning', 'Another import is running. Wait for it to end, then try again.', {
      cause: error,
    });
  }
}

/** Keeps a lease; throws HmisError `ImportRunning` where it was lost. */
export async function renewLease(dynamo: Dynamo, leaseId: string, now: number): Promise<void> {
  const renewal = new UpdateCommand({
    TableName: dynamo.table,
    Key: CURRENT_SNAPSHOT,
    UpdateExpression: 'SET leaseUntil = :until',
    ConditionExpression: 'leaseId = :id',
    ExpressionAttributeValues: { ':id': leaseId, ':until': now + LEASE_MS },
  });
  await withLease(
    dynamo,
    () => dynamo.doc.send(renewal),
    () => false,
  );
}

/** Gives a lease back; one that was lost is left to its new holder. */
export async function releaseLease(dynamo: Dynamo, leaseId: string): Promise<void> {
  try {
    await dynamo.doc.send(
      new UpdateCommand({
        TableName: dynamo.table,
        Key: CURRENT_SNAPSHOT,
        UpdateExpression: 'REMOVE leaseId, leaseUntil, leaseTaken',
        ConditionExpression: 'leaseId = :id',
        ExpressionAttributeValues: { ':id': leaseId },
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
  }
}

/** Drops a lease whose holder is known to be dead: for a host that is the store's only process, at its start. */
export async function dropLease(dynamo: Dynamo): Promise<void> {
  await dynamo.doc.send(
    new UpdateCommand({
      TableName: dynamo.table,
      Key: CURRENT_SNAPSHOT,
      UpdateExpression: 'REMOVE leaseId, leaseUntil, leaseTaken',
    }),
  );
}

/**
 * Makes a stored snapshot the live one, in one conditional write by the lease's holder. Readers see the old one or the
 * new one whole.
 */
export async function moveCurrent(dynamo: Dynamo, leaseId: string, to: SnapshotId, at: string): Promise<void> {
  const { id: from } = await readCurrent(dynamo);
  if (from === to) return;
  await withLease(
    dynamo,
    () =>
      dynamo.doc.send(
        new UpdateCommand({
          TableName: dynamo.table,
          Key: CURRENT_SNAPSHOT,
          UpdateExpression: `SET id = :to, movedAt = :at${from ? ', previous = :from' : ''}`,
          ConditionExpression: `leaseId = :lease AND ${from ? 'id = :from' : 'attribute_not_exists(id)'}`,
          ExpressionAttributeValues: { ':to': to, ':at': at, ':lease': leaseId, ...(from ? { ':from': from } : {}) },
        }),
      ),
    // As above: the move was made, and its answer lost.
    (now) => now.leaseId === leaseId && now.id === to && now.movedAt === at,
  );
  if (from) await mark(dynamo, from, at);
  await mark(dynamo, to, undefined);
}

async function withLease(
  dynamo: Dynamo,
  write: () => Promise<unknown>,
  isDone: (now: Current) => boolean,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    if (!isDone(await readCurrent(dynamo))) throw overtaken(error);
  }
}

/** The refusal of a write by an import that has lost its lease. */
export function overtaken(cause: unknown): HmisError {
  return new HmisError(
    'ImportRunning',
    'This import was overtaken by another one, and stopped. The current data is as it was.',
    { cause },
  );
}

async function mark(dynamo: Dynamo, id: SnapshotId, retiredAt: string | undefined): Promise<void> {
  const head = await snapshotHeadOf(dynamo, id);
  if (!head) return;
  const { retiredAt: _, ...rest } = head;
  await dynamo.doc.send(
    new PutCommand({
      TableName: dynamo.table,
      Item: { ...snapshotHead(id), head: retiredAt === undefined ? rest : { ...rest, retiredAt } },
    }),
  );
}

/** When a snapshot stopped being current; undefined while it is. A move cut short has no mark yet on the one before. */
export function retiredAt(head: SnapshotHead, current: Current): string | undefined {
  if (head.facts.id === current.id) return undefined;
  return head.retiredAt ?? (head.facts.id === current.previous ? current.movedAt : head.importedAt) ?? head.importedAt;
}

/** True while pages of a run on this snapshot are still answered. */
export function stillServed(head: SnapshotHead, current: Current, now: Date): boolean {
  const retired = retiredAt(head, current);
  return retired === undefined || now.getTime() - Date.parse(retired) < PAGES_AFTER_RETIREMENT_MS;
}
