import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../addin/service/run.ts';
import { reportIds } from '../../infra/report-ids.ts';
import { loadReport } from '../../shared/load-report.ts';
import { startService, type TestService } from '../service.ts';
import { shuffledSample } from './exports.ts';
import { LATEST_STAY, QUESTIONS } from './questions.ts';

/** What holds of every report, whatever it lists: each is asked over a made-up export through the whole service. */

const SAMPLE = { clients: 120, seed: 7, format: 'FY2026' } as const;

let service: TestService;
let another: TestService;
beforeAll(async () => {
  service = await startService({ zip: shuffledSample(SAMPLE, 0) });
  another = await startService({ zip: shuffledSample(SAMPLE, 1), pageRows: 25 });
});
afterAll(() => Promise.all([service.close(), another.close()]));

const run = (report: string, params: object, from = service) =>
  from.run('admin', params as Record<string, unknown>, undefined, report);
const lines = ({ rows }: Pick<RunResult, 'rows'>) => rows.map((row) => JSON.stringify(row));

/** Without the snapshot's id, which is made under a key of each deployment's own. */
const notesOf = ({ notes }: RunResult) => notes.map((note) => note.replace(/snapshot \S+$/, 'snapshot'));

/** A list that holds every line of the other, as often as it does. */
function holds(list: readonly string[], other: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const line of list) counts.set(line, (counts.get(line) ?? 0) + 1);
  return other.every((line) => {
    const left = (counts.get(line) ?? 0) - 1;
    counts.set(line, left);
    return left >= 0;
  });
}

it('every report is asked here', () => {
  expect(Object.keys(QUESTIONS).filter((id) => reportIds().includes(id))).toEqual(reportIds());
});

describe.each(reportIds())('the report %s', (report) => {
  const asked = QUESTIONS[report] ?? {};

  it('has rows of the sample', async () => {
    expect((await run(report, asked)).rows.length).toBeGreaterThan(0);
  });

  it('is the same from one page or many, and whatever the order of files and rows in the zip', async () => {
    for (const params of [asked, ...(LATEST_STAY[report] ? [LATEST_STAY[report]] : [])]) {
      const [one, many] = [await run(report, params), await run(report, params, another)];
      expect(many.rows).toEqual(one.rows);
      expect(notesOf(many)).toEqual(notesOf(one));
      expect(many.summary).toEqual(one.summary);
    }
  });

  it('is, over all projects, the sum of each one’s rows', async () => {
    const { projects } = await service.as('admin').catalog();
    const whole = await run(report, asked);
    const parts: RunResult[] = [];
    for (const { id, enrollments } of projects) {
      if (enrollments !== null) parts.push(await run(report, { ...asked, projects: [id] }));
    }
    expect(parts.flatMap(lines).toSorted()).toEqual(lines(whole).toSorted());
  });

  it('loses rows by a filter, and gains none', async () => {
    const { parameters } = await loadReport(report);
    const { cocs, fundingSources, users, organizations, projects } = await service.as('admin').catalog();
    const ids = {
      organizations: organizations.map(({ id }) => id),
      projects: projects.map(({ id }) => id),
      cocs,
      fundingSources: fundingSources.map(({ id }) => id),
      users: users.map(({ id }) => id),
    };
    const whole = lines(await run(report, asked));
    for (const [name, p] of Object.entries(parameters)) {
      if (p.kind !== 'list') continue;
      const some = ids[p.of].filter((_, n) => n % 2 === 0);
      const listed = lines(await run(report, { ...asked, [name]: some }));
      expect(holds(whole, listed), name).toBe(true);
    }
  });

  it('has the same rows, names aside, whether they are shown or not', async () => {
    const { parameters, columns } = await loadReport(report);
    if (!parameters.hidePii) return;
    const hidden = await run(report, asked);
    const shown = await service.run('admin', { ...asked, hidePii: false }, 'dataQuality', report);
    const open = (row: RunResult['rows'][number]) => row.filter((_, i) => !columns[i]?.pii);
    expect(shown.rows.map(open)).toEqual(hidden.rows.map(open));
    expect(hidden.rows.every((row) => row.every((cell, i) => !columns[i]?.pii || cell === null))).toBe(true);
  });
});

describe('the active client list by entry and exit dates', () => {
  const days = ['2025-01-01', '2025-10-01', '2026-01-28', '2026-03-31', '2026-09-30'];
  const ranges = days.flatMap((from, n) => days.slice(n).map((to) => ({ from, to })));

  it('never loses a client by a wider range', async () => {
    const lists = new Map<string, ReadonlySet<unknown>>();
    for (const range of ranges) {
      const { columns, rows } = await run('active-clients', range);
      const at = columns.findIndex(({ key }) => key === 'EnrollmentID');
      lists.set(`${range.from} ${range.to}`, new Set(rows.map((row) => row[at])));
    }
    for (const inner of ranges) {
      for (const outer of ranges.filter(({ from, to }) => from <= inner.from && to >= inner.to)) {
        const [few, many] = [inner, outer].map(({ from, to }) => lists.get(`${from} ${to}`) ?? new Set());
        expect([...(few ?? [])].filter((id) => !many?.has(id))).toEqual([]);
      }
    }
  });
});
