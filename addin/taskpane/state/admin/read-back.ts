import type { AuditAnswer, AuditRequest } from '../../../../shared/contract/trail.ts';
import { addDays, type CalendarDate, type DateRange, daysBetween, later } from '../../../../shared/dates.ts';
import type { AdminClient } from '../../../service/admin-client.ts';

export type TrailEntry = AuditAnswer['entries'][number];

/** What is asked of the trail besides the days. */
export type TrailFilter = Pick<AuditRequest, 'who' | 'what'>;

/** Where reading goes on: days not read yet, and how many to ask for at once. */
export interface Unread extends DateRange {
  readonly days: number;
}

/** The service answers days oldest first: so many at once, from the end, as a week of most deployments is one answer. */
const FIRST_DAYS = 7;
const MOST_DAYS = 60;
/** An answer of fewer entries than this lets the next be of more days. */
const FEW = 500;

export function allUnread({ from, to }: DateRange): Unread {
  return { from, to, days: FIRST_DAYS };
}

/**
 * Reads the newest of the unread days, whole: their entries newest first, and what is left to read. Days whose entries
 * don't fit one answer are asked for again, fewer at once. Every call is an entry of the trail, so there are few. Throws
 * as the client does.
 */
export async function readBack(
  client: Pick<AdminClient, 'audit'>,
  filter: TrailFilter,
  unread: Unread,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly TrailEntry[]; readonly left: Unread | undefined }> {
  const { to } = unread;
  for (let days = Math.min(unread.days, daysBetween(unread.from, to) + 1); ; days = Math.ceil(days / 4)) {
    const from = later(unread.from, addDays(to, 1 - days));
    const first = await client.audit({ ...filter, from, to }, { signal });
    if (first.after !== undefined && days > 1) continue;
    const entries = await withTheRest(client, { ...filter, from, to }, first, signal);
    const next = entries.length < FEW ? Math.min(MOST_DAYS, days * 2) : days;
    return { entries: entries.toReversed(), left: leftBefore(unread.from, from, next) };
  }
}

async function withTheRest(
  client: Pick<AdminClient, 'audit'>,
  request: AuditRequest,
  first: AuditAnswer,
  signal: AbortSignal,
): Promise<readonly TrailEntry[]> {
  const entries = [...first.entries];
  for (let { after } = first; after !== undefined; ) {
    const answer = await client.audit({ ...request, after }, { signal });
    entries.push(...answer.entries);
    after = answer.after;
  }
  return entries;
}

function leftBefore(from: CalendarDate, read: CalendarDate, days: number): Unread | undefined {
  return read > from ? { from, to: addDays(read, -1), days } : undefined;
}
