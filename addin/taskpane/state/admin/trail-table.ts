import type { DateRange } from '../../../../shared/dates.ts';
import type { PlainTable } from '../../../excel/put-table.ts';
import type { AdminClient } from '../../../service/admin-client.ts';
import { plainColumn } from './put-in-sheet.ts';
import type { TrailEntry, TrailFilter } from './read-back.ts';
import { isWithin } from './trail-form.ts';
import { utcDaysOf, type ZonedTime } from './zoned-time.ts';

/** In English and with the events' own names, as the command line exports them: the workbook is shared. */
const COLUMNS = [
  plainColumn('When (UTC)'),
  plainColumn('Person'),
  plainColumn('Event'),
  plainColumn('Result'),
  plainColumn('Rows', 'number'),
  plainColumn('Names shown'),
  plainColumn('Reason'),
  plainColumn('Details'),
  plainColumn('Tenant ID'),
  plainColumn('Object ID'),
  plainColumn('Chain', 'number'),
  plainColumn('Entry', 'number'),
];

/**
 * Every entry of these days in the admin's time zone that fits the filter, the oldest first, as a table for a sheet. Throws
 * as the client does, and the signal's reason.
 */
export async function trailTable(
  client: Pick<AdminClient, 'audit'>,
  { range, filter, time }: { readonly range: DateRange; readonly filter: TrailFilter; readonly time: ZonedTime },
  signal: AbortSignal,
): Promise<PlainTable> {
  const question = { ...filter, ...utcDaysOf(range, time) };
  const entries: TrailEntry[] = [];
  let after: string | undefined;
  do {
    const answer = await client.audit({ ...question, ...(after === undefined ? {} : { after }) }, { signal });
    entries.push(...answer.entries);
    after = answer.after;
  } while (after !== undefined);
  const rows = entries.filter(({ at }) => isWithin(time.dayOf(at), range)).map(rowOf);
  return { title: `Audit trail ${range.from}`, columns: COLUMNS, rows };
}

function rowOf({ at, name, what, result, rows, pii, reason, details, tid, oid, shard, seq }: TrailEntry) {
  const when = at.slice(0, 19).replace('T', ' ');
  const shown = pii ? 'Yes' : 'No';
  return [when, name, what, result, rows, shown, reason ?? null, JSON.stringify(details), tid, oid, shard, seq];
}
