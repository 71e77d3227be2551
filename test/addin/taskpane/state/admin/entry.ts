import type { TrailEntry } from '../../../../../addin/taskpane/state/admin/read-back.ts';

/** An entry of the trail: Mara asked for a report, but for what is said. */
export function entryOf(change: Partial<TrailEntry> = {}): TrailEntry {
  return {
    id: 'e1',
    at: '2026-03-02T10:00:00.000Z',
    tid: 't1',
    oid: 'o1',
    name: 'Mara Ellis',
    what: 'plan',
    details: {},
    rows: 0,
    pii: false,
    result: 'ok',
    shard: 4,
    seq: 17,
    previous: '',
    hash: 'a'.repeat(64),
    ...change,
  };
}
