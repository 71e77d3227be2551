import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageAnswer, PlanAnswer } from '../../../shared/contract/runs.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { SnapshotId } from '../../../shared/ids.ts';
import { parameter } from '../../../shared/parameter.ts';
import { defineReport, placeOf } from '../../../shared/report.ts';
import type { SnapshotFacts } from '../../../shared/snapshot.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** An answer: status 200 unless said, a body sent as JSON or, as `text`, as it is; `hangUp` breaks the connection. */
export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly hangUp?: true;
  readonly afterMs?: number;
}

/** A service over real HTTP whose answers a test writes, and that keeps what it was asked. */
export async function startScripted(answer: (asked: Asked, n: number) => Answer | Promise<Answer>) {
  const asked: Asked[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const isJson = request.headers['content-type'] === 'application/json';
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: isJson ? JSON.parse(text) : text,
    };
    asked.push(one);
    const { status = 200, json, text: raw, headers = {}, hangUp, afterMs = 0 } = await answer(one, asked.length);
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (hangUp) return response.destroy();
    response.writeHead(status, headers).end(raw ?? JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const SNAPSHOT: SnapshotFacts = {
  id: '20251014-0123456789abcdef' as SnapshotId,
  format: 'FY2026',
  exportId: 'E1',
  exportDate: calendarDate('2025-10-14'),
  exportStartDate: calendarDate('2021-10-01'),
  exportEndDate: calendarDate('2025-09-30'),
  software: 'Sample HMIS',
  hashed: false,
};

/** A small report with one parameter of each kind. */
export const VISITS = defineReport({
  id: 'visits',
  title: 'Visits',
  description: 'Who came.',
  parameters: {
    from: parameter.date({ label: 'From' }),
    to: parameter.date({ label: 'To' }),
    kind: parameter.choice({ label: 'Kind', options: { any: 'Any kind', first: 'First visits' }, default: 'any' }),
    bands: parameter.choices({ label: 'Bands', options: { a: 'Band A', b: 'Band B' }, default: ['a'] }),
    projects: parameter.list({ label: 'Projects', of: 'projects' }),
    headsOnly: parameter.flag({ label: 'Heads of household only', default: false }),
    standardDays: parameter.number({ label: 'Standard days', min: 0, max: 30, default: 3 }),
    personalId: parameter.text({ label: 'PersonalID' }),
    hidePii: parameter.flag({ label: 'Hide PII', default: true }),
  },
  columns: [
    { key: 'PersonalID', type: 'text', note: 'The person.' },
    { key: 'LastName', type: 'text', pii: true, note: 'The name.' },
    { key: 'EntryDate', type: 'date', note: 'The day.' },
    { key: 'Visits', type: 'number', note: 'How often.' },
  ],
  notes: (_params, tally) => [`Counted: ${tally.counted ?? 0}.`],
  summary: (_params, tally) => ({
    columns: [
      { key: 'Band', type: 'text', note: 'The band.' },
      { key: 'Records', type: 'number', note: 'How many.' },
    ],
    rows: [['All', tally.counted ?? 0]],
  }),
});

export const RESOLVED = {
  from: '2025-01-01',
  to: '2025-09-30',
  kind: 'any',
  bands: ['a'],
  projects: ['109'],
  headsOnly: false,
  standardDays: 3,
  personalId: '',
  hidePii: true,
};

export function planOf(pages: number, plan = 'a'.repeat(64)): PlanAnswer {
  return {
    report: 'visits',
    params: RESOLVED,
    snapshot: SNAPSHOT,
    columns: VISITS.columns.map((c) => ({ key: c.key, header: c.key, type: c.type, pii: c.pii === true })),
    rowsAtMost: pages * 2,
    pages,
    plan,
    run: { piiHidden: true, withheldProjects: 0, withheldPersons: null, names: { 'projects:109': 'Harbor House' } },
  };
}

/** Page n of a plan: two rows, whose places lie among those of the other pages. */
export function pageOf(n: number): PageAnswer {
  const rows = [String(100 + n), String(200 - n)].map((id) => ({
    place: placeOf(['Org', id]),
    cells: [id, null, '2025-01-31', n],
  }));
  return { places: rows.map((r) => r.place), rows: rows.map((r) => r.cells), tally: { counted: 2, [`page:${n}`]: 1 } };
}

export function refusal(status: number, code: string, message: string): Answer {
  return { status, json: { error: { code, message, requestId: 'req-1' } } };
}
