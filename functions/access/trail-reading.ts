import * as z from 'zod';
import { addDays, type CalendarDate, daysBetween } from '../../shared/dates.ts';
import { ERROR_STATUS, type ErrorCode, HmisError } from '../../shared/errors.ts';
import { TRAIL_EVENTS, type TRAIL_FAULTS, type TrailEvent } from '../../shared/trail-events.ts';
import { type Dynamo, queryAll } from '../snapshot/dynamo.ts';
import type { Json } from './canonical-json.ts';
import { shardOf, TRAIL_SHARDS, type TrailEntry, type TrailItem, trailHash, trailKey, trailSort } from './trail.ts';

const itemSchema = z.strictObject({ pk: z.string(), sk: z.string(), body: z.string(), hash: z.string() });

const details = z.record(z.string(), z.json()) as z.ZodType<{ readonly [name: string]: Json }>;
const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];
const entrySchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  tid: z.string(),
  oid: z.string(),
  name: z.string(),
  what: z.enum(TRAIL_EVENTS),
  details,
  rows: z.number(),
  pii: z.boolean(),
  reason: z.string().optional(),
  result: z.enum(['ok', ...codes]),
  shard: z.number(),
  seq: z.number(),
  previous: z.string(),
});

/** One chain's end: kept outside the table, it shows later that nothing was cut off or rewritten. */
export interface TrailHead {
  readonly shard: number;
  readonly seq: number;
  readonly hash: string;
}

export interface TrailFault {
  readonly shard: number;
  readonly seq: number;
  readonly what: (typeof TRAIL_FAULTS)[number];
}

export interface TrailCheck {
  readonly day: CalendarDate;
  readonly entries: number;
  readonly faults: readonly TrailFault[];
  /** The ends of the day's chains that have entries: the daily digest. */
  readonly heads: readonly TrailHead[];
}

/**
 * Reads a day's chains from end to end: every entry whole, in its place, and linked to the one before. With `heads` of an
 * earlier check (the digest), entries that are gone from a chain's end, or a chain written anew, are faults too.
 */
export async function verifyTrail(
  dynamo: Dynamo,
  day: CalendarDate,
  heads: readonly TrailHead[] = [],
): Promise<TrailCheck> {
  const chains = await Promise.all(shards().map((shard) => itemsOf(dynamo, day, shard)));
  const faults = chains.flatMap((chain, shard) => [
    ...faultsOf(chain, day, shard),
    ...heads.filter((head) => head.shard === shard).flatMap((head) => faultsAgainst(chain, head)),
  ]);
  return {
    day,
    entries: chains.reduce((sum, chain) => sum + chain.length, 0),
    faults,
    heads: chains.flatMap((chain, shard) => {
      const last = chain.at(-1);
      return last ? [{ shard, seq: Number(last.sk), hash: last.hash }] : [];
    }),
  };
}

/** The faults of one chain, entry by entry; a gap is one fault, at the first entry that is missing. Pure. */
export function faultsOf(chain: readonly TrailItem[], day: string, shard: number): TrailFault[] {
  const faults: TrailFault[] = [];
  let next = 1;
  let previous = '';
  for (const item of chain) {
    const seq = /^\d{10}$/.test(item.sk) ? Number(item.sk) : 0;
    if (seq > next) faults.push({ shard, seq: next, what: 'missing' });
    const what = faultOf(item, { day, shard, seq, previous });
    if (what) faults.push({ shard, seq, what });
    next = seq + 1;
    previous = item.hash;
  }
  return faults;
}

function faultOf(
  item: TrailItem,
  place: { day: string; shard: number; seq: number; previous: string },
): TrailFault['what'] | undefined {
  if (trailHash(item.body) !== item.hash) return 'changed';
  const entry = entryOf(item);
  if (!entry) return 'unreadable';
  if (entry.seq !== place.seq || entry.shard !== place.shard || entry.at.slice(0, 10) !== place.day) return 'moved';
  return entry.previous === place.previous ? undefined : 'chainBroken';
}

function faultsAgainst(chain: readonly TrailItem[], head: TrailHead): TrailFault[] {
  const item = chain.find(({ sk }) => sk === trailSort(head.seq));
  if (item?.hash === head.hash) return [];
  return [{ shard: head.shard, seq: head.seq, what: item ? 'chainBroken' : 'missing' }];
}

export interface TrailQuestion {
  /** UTC days, both included; 400 at most. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly who?: { readonly tid: string; readonly oid: string };
  readonly what?: TrailEvent;
}

const MOST_DAYS = 400;

/**
 * The entries of some days, oldest first, each with its hash for whoever checks an export. Throws HmisError `BadRequest`
 * for a range that is upside down or too long, `Internal` for an entry that cannot be read (`verifyTrail` says which).
 */
export async function* listTrail(
  dynamo: Dynamo,
  { from, to, who, what }: TrailQuestion,
): AsyncGenerator<TrailEntry & { readonly hash: string }> {
  const days = daysBetween(from, to) + 1;
  if (days < 1) throw new HmisError('BadRequest', 'from: must not be after to.', { field: 'from' });
  if (days > MOST_DAYS) throw new HmisError('BadRequest', `to: at most ${MOST_DAYS} days at once.`, { field: 'to' });
  const chains = who ? [shardOf(who)] : shards();
  for (let n = 0; n < days; n += 1) {
    const items = await Promise.all(chains.map((shard) => itemsOf(dynamo, addDays(from, n), shard)));
    const entries = items.flat().map((item) => {
      const entry = entryOf(item);
      if (!entry) throw new HmisError('Internal', 'An entry of the audit trail cannot be read: verify the trail.');
      return { ...entry, hash: item.hash };
    });
    yield* entries
      .filter((entry) => !who || (entry.tid === who.tid && entry.oid === who.oid))
      .filter((entry) => !what || entry.what === what)
      .sort((a, b) => (a.at === b.at ? a.shard - b.shard || a.seq - b.seq : a.at < b.at ? -1 : 1));
  }
}

async function itemsOf(dynamo: Dynamo, day: string, shard: number): Promise<TrailItem[]> {
  const items: TrailItem[] = [];
  const chain = queryAll(dynamo, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': trailKey(day, shard) },
    ConsistentRead: true,
  });
  for await (const item of chain) {
    const parsed = itemSchema.safeParse(item);
    items.push(parsed.success ? parsed.data : { pk: '', sk: String(item.sk), body: '', hash: '' });
  }
  return items;
}

function entryOf(item: TrailItem): TrailEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(item.body)).data;
  } catch {
    return undefined;
  }
}

function shards(): number[] {
  return Array.from({ length: TRAIL_SHARDS }, (_, shard) => shard);
}
