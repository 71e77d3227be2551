import { describe, expect, it } from 'vitest';
import {
  detailsOf,
  headlineOf,
  type Names,
  reasonInWords,
  resultInWords,
} from '../../../../../addin/taskpane/state/admin/entry-words.ts';
import type { TrailEntry } from '../../../../../addin/taskpane/state/admin/read-back.ts';
import type { AnyReport } from '../../../../../shared/report.ts';
import activeClients from '../../../../../shared/reports/active-clients.ts';
import { CATALOG } from '../../catalog.ts';
import { entryOf } from './entry.ts';

const NAMES: Names = {
  users: [
    {
      tid: 't1',
      oid: 'o2',
      name: 'Nell Quist',
      role: 'dqo',
      organizations: ['o1'],
      mayShowPii: false,
      active: true,
      version: 1,
    },
  ],
  // A definition is of its own parameters; the pane has it from `loadReport`, as that of any.
  reports: new Map([['active-clients', activeClients as unknown as AnyReport]]),
  catalog: CATALOG,
};

const told = (change: Partial<TrailEntry>) => new Map(detailsOf(entryOf(change), NAMES));

describe('an entry in one line', () => {
  it.each<[string, Partial<TrailEntry>]>([
    ['Asked for a report: Active Client List', { what: 'plan', details: { report: 'active-clients' } }],
    ['Got rows: no-longer-there', { what: 'page', details: { report: 'no-longer-there' } }],
    ['Changed rights: Nell Quist', { what: 'rightsChange', details: { person: 't1#o2', change: {} } }],
    ['Changed rights: t9 o9', { what: 'rightsChange', details: { person: 't9#o9', change: {} } }],
    ['Read the audit trail', { what: 'trailRead', details: { read: {} } }],
    ['Verified the audit trail', { what: 'trailRead', details: { verified: '2026-03-02' } }],
    ['Went back to an earlier import', { what: 'rollback', details: {} }],
  ])('reads %s', (line, change) => {
    expect(headlineOf(entryOf(change), NAMES)).toBe(line);
  });
});

describe('what an entry tells', () => {
  it('has parameters as the form names them, in its order, and the export by its day', () => {
    const details = {
      params: { method: 'inResidence', from: '2026-01-28', organizations: ['o2', 'gone'], projects: [], hidePii: true },
      plan: 'f'.repeat(64),
      report: 'active-clients',
      page: 0,
      snapshot: '20250930-0123456789abcdef',
    };
    const all = detailsOf(entryOf({ what: 'page', details }), NAMES).map(([label, text]) => `${label}: ${text}`);
    expect(all).toEqual([
      'Result: Done',
      'Report: Active Client List',
      'Page: 1',
      'From: Jan 28, 2026',
      'Active by: In residence (HUD method 3)',
      'Organizations: Bridge, gone',
      'Hide PII: Yes',
      'Data: Export of Sep 30, 2025 (20250930-0123456789abcdef)',
      'Time (UTC): 2026-03-02 10:00:00 UTC',
      'Object ID: o1',
      'Tenant ID: t1',
      'Entry: 17 of chain 4',
    ]);
  });

  it('has a change of rights field by field, in words', () => {
    const change = {
      active: { before: false, after: true },
      mayShowPii: { before: null, after: false },
      organizations: { before: 'all', after: ['o1'] },
      role: { before: 'manager', after: 'admin' },
    };
    const all = told({ what: 'rightsChange', details: { person: 't1#o2', change } });
    expect(all.get('Whose rights')).toBe('Nell Quist');
    expect(all.get('Role')).toBe('Program manager → HMIS admin');
    expect(all.get('Sees clients of')).toBe('The whole CoC → Harbor');
    expect(all.get('May show names, SSN and birth dates')).toBe('nothing → No');
    expect(all.get('May use HMIS Sheets')).toBe('No → Yes');
  });

  it('has whose entries of which days were read', () => {
    const read = { from: '2026-03-01', to: '2026-03-07', who: 't1#o2', what: 'page' };
    const all = told({ what: 'trailRead', details: { read } });
    expect(all.get('Days read')).toBe('Mar 1, 2026 – Mar 7, 2026');
    expect(all.get('Entries of')).toBe('Nell Quist, Got rows');
  });

  it('names 20 of a long list and counts the rest', () => {
    const organizations = Array.from({ length: 23 }, (_, n) => `x${n}`);
    const all = told({ details: { report: 'active-clients', params: { organizations } } });
    expect(all.get('Organizations')).toMatch(/x19 and 3 more$/);
  });

  it('of a kind that is not known here is told as it stands', () => {
    expect(told({ details: { id: 'i-1', odd: { a: 1 }, none: null } })).toEqual(
      new Map([...told({}), ['id', 'i-1'], ['odd', '{"a":1}']]),
    );
  });
});

it.each([
  ['ok', 'Done'],
  ['NotAllowed', 'Refused: not theirs to do'],
  ['NotFound', 'Refused: not among what they may see'],
  ['Busy', 'Refused (Busy)'],
])('the result %s reads %s', (result, words) => {
  expect(resultInWords(result)).toBe(words);
});

it('a usual reason reads as its sentence, another as it was given', () => {
  expect(reasonInWords('dataQuality')).toBe('Checking or correcting records in the HMIS');
  expect(reasonInWords('Court order 12')).toBe('Court order 12');
  expect(reasonInWords('toString')).toBe('toString');
});
