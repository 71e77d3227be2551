import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '../access/profiles.ts';
import { compareText } from '../snapshot/cut.ts';
import { type Dynamo, isConditionFailed, queryAll, stillAt } from '../snapshot/dynamo.ts';
import type { Place } from '../snapshot/places.ts';
import { duePlace, SCHEDULES, type Schedule, schedulePlace, schedulesPartition } from './schedule.ts';

/** Whose schedule: enough to find it. */
export type ScheduleAsk = Person & { readonly id: string };

export async function getSchedule(
  { doc, table }: Dynamo,
  { id, ...owner }: ScheduleAsk,
): Promise<Schedule | undefined> {
  const Key = schedulePlace(owner, id);
  const { Item } = await doc.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item && scheduleOf(Item);
}

/** A person's own schedules, by name. */
export async function listSchedules(dynamo: Dynamo, owner: Person): Promise<Schedule[]> {
  const schedules: Schedule[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': schedulesPartition(owner) },
    ConsistentRead: true,
  };
  for await (const item of queryAll(dynamo, query)) schedules.push(scheduleOf(item));
  return schedules.sort(byName);
}

/** Everybody's schedules, by name. */
export async function listAllSchedules(dynamo: Dynamo): Promise<Schedule[]> {
  const schedules = new Map<string, Schedule>();
  for await (const { tid, oid, id } of entries(dynamo, {})) {
    const schedule = schedules.has(id) ? undefined : await getSchedule(dynamo, { tid, oid, id });
    if (schedule) schedules.set(id, schedule);
  }
  return [...schedules.values()].sort(byName);
}

/** Where a schedule stands among all. It is a hint: what the schedule itself says is so. */
export type DueEntry = Place & ScheduleAsk;

/** The entries of the schedules that are due by then, the longest due first. No schedule that is due is missing. */
export function dueEntries(dynamo: Dynamo, now: number): AsyncGenerator<DueEntry> {
  return entries(dynamo, { dueBy: now });
}

async function* entries(dynamo: Dynamo, { dueBy }: { readonly dueBy?: number }): AsyncGenerator<DueEntry> {
  const due = dueBy === undefined ? {} : { ':until': `${new Date(dueBy).toISOString()}#~` };
  const query = {
    KeyConditionExpression: dueBy === undefined ? 'pk = :pk' : 'pk = :pk AND sk <= :until',
    ExpressionAttributeValues: { ':pk': SCHEDULES, ...due },
    ConsistentRead: true,
  };
  for await (const { pk, sk, tid, oid, id } of queryAll(dynamo, query)) {
    yield { pk: String(pk), sk: String(sk), tid: String(tid), oid: String(oid), id: String(id) };
  }
}

/** Whether the schedule really stands where an entry says. */
export function isEntryOf({ sk }: DueEntry, schedule: Schedule | undefined): boolean {
  return schedule !== undefined && duePlace(schedule).sk === sk;
}

export async function dropEntry({ doc, table }: Dynamo, { pk, sk }: Place): Promise<void> {
  await doc.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
}

/**
 * Stores a schedule in place of the version it was made from; false where that is no longer the current one, or it is
 * gone: nothing was stored. Its new entry is there before it, and its old one until after it: killed between, an entry too
 * many is left, never one too few.
 */
export async function putSchedule(dynamo: Dynamo, next: Schedule, before: Schedule | undefined): Promise<boolean> {
  const { doc, table } = dynamo;
  const { owner, id } = next;
  const [place, left] = [duePlace(next), before && duePlace(before)];
  if (place.sk !== left?.sk) {
    await doc.send(new PutCommand({ TableName: table, Item: { ...place, tid: owner.tid, oid: owner.oid, id } }));
  }
  try {
    const Item = { ...schedulePlace(owner, id), ...next };
    await doc.send(new PutCommand({ TableName: table, Item, ...stillAt(before?.version ?? 0) }));
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const current = await getSchedule(dynamo, { tid: owner.tid, oid: owner.oid, id });
    // The client tries again where an answer was lost, and then runs into its own write.
    if (!isDeepStrictEqual(current, next)) {
      if (!isEntryOf({ ...place, tid: owner.tid, oid: owner.oid, id }, current)) await dropEntry(dynamo, place);
      return false;
    }
  }
  if (left && left.sk !== place.sk) await dropEntry(dynamo, left);
  return true;
}

/** Takes a schedule away; its entry last, which alone means nothing. */
export async function removeSchedule(dynamo: Dynamo, schedule: Schedule): Promise<void> {
  const { doc, table } = dynamo;
  await doc.send(new DeleteCommand({ TableName: table, Key: schedulePlace(schedule.owner, schedule.id) }));
  await dropEntry(dynamo, duePlace(schedule));
}

function scheduleOf({ pk, sk, ...schedule }: Readonly<Record<string, unknown>> & Partial<Place>): Schedule {
  // Only this store writes under these keys, so what is there is a schedule.
  return schedule as unknown as Schedule;
}

function byName(a: Schedule, b: Schedule): number {
  return compareText(a.name, b.name) || compareText(a.id, b.id);
}
