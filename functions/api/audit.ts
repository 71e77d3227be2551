import type { AuditAnswer, AuditCheck, AuditCheckRequest, AuditRequest } from '../../shared/contract/trail.ts';
import { type CalendarDate, calendarDate, isCalendarDate } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { Json } from '../access/canonical-json.ts';
import type { Profile } from '../access/profiles.ts';
import { appendTrail, type TrailEntry } from '../access/trail.ts';
import { listTrail, verifyTrail } from '../access/trail-reading.ts';
import type { Service } from './service.ts';

/** Entries of one answer: some 3 MB, half of what an answer of Lambda may weigh. */
const ENTRIES = 4_000;

/**
 * A part of the trail, oldest first, and where to go on. Reading the trail is an entry of it. Throws HmisError
 * `BadRequest` for a range that is upside down or over 400 days.
 */
export async function auditEntries(
  service: Pick<Service, 'dynamo' | 'now'>,
  admin: Profile,
  request: AuditRequest,
  most = ENTRIES,
): Promise<AuditAnswer> {
  const after = request.after === undefined ? undefined : placeOf(request.after);
  const from = after && after.day > request.from ? after.day : request.from;
  const { to, who, what } = request;
  const entries: AuditAnswer['entries'] = [];
  let more = false;
  for await (const entry of listTrail(service.dynamo, { from, to, ...(who && { who }), ...(what && { what }) })) {
    if (after && compare(entry, after) <= 0) continue;
    more = entries.length === most;
    if (more) break;
    entries.push({ ...entry, details: { ...entry.details } });
  }
  await keep(service, admin, { read: { from, to, who: who ? `${who.tid}#${who.oid}` : null, what: what ?? null } });
  const last = entries.at(-1);
  return { entries, ...(more && last ? { after: `${last.at}#${last.shard}#${last.seq}` } : {}) };
}

/** Whether a day's chains are whole, and in line with `heads` of an earlier check. */
export async function checkAudit(
  service: Service,
  admin: Profile,
  { day, heads }: AuditCheckRequest,
): Promise<AuditCheck> {
  const { entries, faults, heads: ends } = await verifyTrail(service.dynamo, day, heads);
  await keep(service, admin, { verified: day });
  return { day, entries, faults: [...faults], heads: [...ends] };
}

async function keep(
  { dynamo, now }: Pick<Service, 'dynamo' | 'now'>,
  admin: Profile,
  details: Record<string, Json>,
): Promise<void> {
  const { tid, oid, name } = admin;
  await appendTrail(dynamo, { tid, oid, name, what: 'trailRead', details, rows: 0, pii: false, result: 'ok' }, now());
}

interface Place extends Pick<TrailEntry, 'at' | 'shard' | 'seq'> {
  readonly day: CalendarDate;
}

function placeOf(after: string): Place {
  const [at = '', shard = '', seq = ''] = after.split('#');
  const day = at.slice(0, 10);
  if (!isCalendarDate(day) || !/^\d{1,2}$/.test(shard) || !/^\d{1,10}$/.test(seq)) {
    throw new HmisError('BadRequest', 'after: is not that of an answer.', { field: 'after' });
  }
  return { at, shard: Number(shard), seq: Number(seq), day: calendarDate(day) };
}

/** The order of `listTrail`. */
function compare(a: Pick<TrailEntry, 'at' | 'shard' | 'seq'>, b: Pick<TrailEntry, 'at' | 'shard' | 'seq'>): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.shard - b.shard || a.seq - b.seq;
}
