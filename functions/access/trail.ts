import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type ErrorCode, HmisError } from '../../shared/errors.ts';
import type { TrailEvent } from '../../shared/trail-events.ts';
import { type Dynamo, isConditionFailed } from '../snapshot/dynamo.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

/**
 * The audit trail: who did what, when, and how much they saw. Append-only, 16 chains a day, a person's entries always in
 * the same one; each entry carries the hash of the one before it [security.md, "Trail"].
 */

export const TRAIL_SHARDS = 16;

/** What the caller says; the rest of an entry is its place in the chain. */
export interface TrailFacts {
  readonly tid: string;
  readonly oid: string;
  readonly name: string;
  readonly what: TrailEvent;
  /** Report, parameters without client ids, snapshot; for an edit before and after by field name. Never a client's data. */
  readonly details: { readonly [name: string]: Json };
  /** Rows that will be answered. */
  readonly rows: number;
  /** Whether they carry names. */
  readonly pii: boolean;
  /** Why names are shown. */
  readonly reason?: string | undefined;
  readonly result: 'ok' | ErrorCode;
}

export interface TrailEntry extends TrailFacts {
  /** Tells two entries of the same content apart. */
  readonly id: string;
  /** ISO 8601, UTC; its first ten characters are the entry's day. */
  readonly at: string;
  readonly shard: number;
  /** 1 for the first of a chain, without gaps. */
  readonly seq: number;
  /** The hash of the entry before; empty for the first of a chain. */
  readonly previous: string;
}

/** An entry as it is stored: `body` is its canonical JSON, `hash` the SHA-256 of that in hexadecimal. */
export interface TrailItem {
  readonly pk: string;
  readonly sk: string;
  readonly body: string;
  readonly hash: string;
}

export function trailKey(day: string, shard: number): string {
  return `AUDIT#${day}#${String(shard).padStart(2, '0')}`;
}

export function trailSort(seq: number): string {
  return String(seq).padStart(10, '0');
}

export function trailHash(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The chain a person's entries are in. */
export function shardOf({ tid, oid }: Pick<TrailFacts, 'tid' | 'oid'>): number {
  return createHash('sha256').update(`${tid}#${oid}`).digest().readUInt32BE() % TRAIL_SHARDS;
}

const ATTEMPTS = 60;

/**
 * Writes one entry at the end of its chain and answers it. A writer that finds its place taken goes behind the entry
 * that took it, so that a chain never forks. Call it before rows are answered: where it throws, there are no rows.
 * HmisError `Busy` where the chain stays contended or the database does not answer.
 */
export async function appendTrail(dynamo: Dynamo, facts: TrailFacts, now = new Date()): Promise<TrailEntry> {
  const { reason, ...rest } = facts;
  const told = { ...rest, ...(reason === undefined ? {} : { reason }), id: randomUUID(), at: now.toISOString() };
  const shard = shardOf(facts);
  const pk = trailKey(told.at.slice(0, 10), shard);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const last = await lastOf(dynamo, pk);
    const entry = { ...told, shard, seq: last.seq + 1, previous: last.hash };
    const body = canonicalJson(entry);
    if (await put(dynamo, { pk, sk: trailSort(entry.seq), body, hash: trailHash(body) })) return entry;
    await wait(Math.random() * Math.min(200, 5 * 2 ** attempt));
  }
  throw new HmisError('Busy', 'The audit trail is busy just now, so nothing was answered. Try again in a minute.');
}

async function lastOf({ doc, table }: Dynamo, pk: string): Promise<{ seq: number; hash: string }> {
  const query = new QueryCommand({
    TableName: table,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ScanIndexForward: false,
    Limit: 1,
    ConsistentRead: true,
  });
  const last = (await doc.send(query)).Items?.[0] as TrailItem | undefined;
  return last ? { seq: Number(last.sk), hash: last.hash } : { seq: 0, hash: '' };
}

/** False where another entry has the place. A write repeated by the client may find its own: that is a success. */
async function put({ doc, table }: Dynamo, item: TrailItem): Promise<boolean> {
  try {
    await doc.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return true;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const Key = { pk: item.pk, sk: item.sk };
    const { Item } = await doc.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item?.hash === item.hash;
  }
}
