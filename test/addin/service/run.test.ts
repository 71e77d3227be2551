import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../addin/service/client.ts';
import { type RunProgress, runReport } from '../../../addin/service/run.ts';
import type { AnyReport } from '../../../shared/report.ts';
import {
  type Answer,
  type Asked,
  pageOf,
  planOf,
  refusal,
  SNAPSHOT,
  startScripted,
  VISITS,
} from './scripted-service.ts';

const report: AnyReport = VISITS;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function serviceThat(answer: (asked: Asked, n: number) => Answer | Promise<Answer>) {
  const service = await startScripted(answer);
  closing.push(service.close);
  return { asked: service.asked, client: createClient({ url: service.url, tokens: { token: async () => 't' } }) };
}

/** Answers plans of so many pages; a page by `page`, later ones sooner. */
function pagesBy(
  pages: number,
  page: (n: number, asked: Asked) => Answer | Promise<Answer> = (n) => ({ json: pageOf(n) }),
) {
  return async (asked: Asked): Promise<Answer> => {
    const n = Number(/\/pages\/(\d+)$/.exec(asked.path)?.[1]);
    return Number.isNaN(n) ? { json: planOf(pages) } : { afterMs: (pages - n) * 3, ...(await page(n, asked)) };
  };
}

describe('a run', () => {
  it('puts the rows of all pages in the contract’s order, whatever order the pages come in', async () => {
    const { client } = await serviceThat(pagesBy(12));
    const run = await runReport(client, { report, params: {} });
    const ids = run.rows.map(([id]) => Number(id));
    expect(ids).toHaveLength(24);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('adds up the tallies for notes and summary', async () => {
    const { client } = await serviceThat(pagesBy(3));
    const run = await runReport(client, { report, params: {} });
    expect(run.notes).toContain('Counted: 6.');
    expect(run.notes).toContain('Rows: 6.');
    expect(run.summary).toEqual({
      columns: [
        { key: 'Band', header: 'Band', type: 'text', pii: false },
        { key: 'Records', header: 'Records', type: 'number', pii: false },
      ],
      rows: [['All', 6]],
    });
  });

  it('asks every page with the plan’s resolved parameters, snapshot and plan', async () => {
    const { client, asked } = await serviceThat(pagesBy(2));
    const run = await runReport(client, { report, params: { from: '2025-01-01' } });
    expect(asked[0]?.body).toEqual({ params: { from: '2025-01-01' } });
    expect(asked[1]?.body).toEqual({ params: planOf(2).params, snapshot: SNAPSHOT.id, plan: 'a'.repeat(64) });
    expect(
      asked
        .slice(1)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/v1/reports/visits/pages/0', '/v1/reports/visits/pages/1']);
    expect(run).toMatchObject({ report: 'visits', snapshot: SNAPSHOT, plan: 'a'.repeat(64), params: planOf(2).params });
  });

  it('with names goes to the routes with names, with the reason on each call', async () => {
    const { client, asked } = await serviceThat(pagesBy(2));
    await runReport(client, { report, params: { hidePii: false }, reason: 'services' });
    expect(asked.every(({ path }) => path.startsWith('/v1/pii/reports/visits/'))).toBe(true);
    expect(asked.map(({ body }) => (body as { reason?: string }).reason)).toEqual(['services', 'services', 'services']);
  });

  it('of no pages has no rows, and its notes', async () => {
    const { client } = await serviceThat(pagesBy(0));
    const run = await runReport(client, { report, params: {} });
    expect(run.rows).toEqual([]);
    expect(run.notes).toContain('Rows: 0.');
  });

  it('has at most five pages under way', async () => {
    let under = 0;
    let most = 0;
    const five = Promise.withResolvers<void>();
    const { client } = await serviceThat(
      pagesBy(14, async (n) => {
        most = Math.max(most, ++under);
        if (under === 5) five.resolve();
        await five.promise;
        // A sixth would come at once.
        await new Promise((resolve) => setTimeout(resolve, 30));
        under--;
        return { json: pageOf(n) };
      }),
    );
    await runReport(client, { report, params: {} });
    expect(most).toBe(5);
  });

  it('tells how far it is, beginning with the plan', async () => {
    const seen: RunProgress[] = [];
    const { client } = await serviceThat(pagesBy(3));
    await runReport(client, { report, params: {}, onProgress: (p) => seen.push(p) });
    expect(seen.map(({ pagesDone }) => pagesDone)).toEqual([0, 1, 2, 3]);
    expect(seen.at(-1)).toEqual({ pages: 3, pagesDone: 3, rows: 6, rowsAtMost: 6 });
  });
});

describe('a run that is overtaken', () => {
  it.each([
    [409, 'PlanChanged'],
    [410, 'SnapshotGone'],
  ])('starts over once after %i %s', async (status, code) => {
    let plans = 0;
    const { client, asked } = await serviceThat((one) => {
      if (one.path.endsWith('/plan')) return { json: planOf(2, String(++plans).repeat(64)) };
      return plans === 1
        ? refusal(status, code, 'An import overtook this run.')
        : { json: pageOf(Number(one.path.at(-1))) };
    });
    const run = await runReport(client, { report, params: { to: '2025-09-30' } });
    expect(run.plan).toBe('2'.repeat(64));
    expect(run.rows).toHaveLength(4);
    const planned = asked.filter(({ path }) => path.endsWith('/plan')).map(({ body }) => body);
    expect(planned).toEqual([{ params: { to: '2025-09-30' } }, { params: { to: '2025-09-30' } }]);
  });

  it('again ends with the service’s sentence', async () => {
    const { client, asked } = await serviceThat(
      pagesBy(1, () => refusal(409, 'PlanChanged', 'An import overtook this run.')),
    );
    await expect(runReport(client, { report, params: {} })).rejects.toMatchObject({
      code: 'PlanChanged',
      message: 'An import overtook this run.',
    });
    expect(asked.filter(({ path }) => path.endsWith('/plan'))).toHaveLength(2);
  });
});

describe('a run that fails', () => {
  it('at one page gives nothing, and asks no further pages', async () => {
    const { client, asked } = await serviceThat(
      pagesBy(50, (n) => (n === 3 ? refusal(403, 'NotAllowed', 'Not for you.') : { json: pageOf(n), afterMs: 50 })),
    );
    await expect(runReport(client, { report, params: {} })).rejects.toMatchObject({ code: 'NotAllowed' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(asked.length).toBeLessThan(20);
  });

  it.each([
    ['a place is missing', { ...pageOf(1), places: ['x'] }],
    ['a cell is missing', { ...pageOf(1), rows: pageOf(1).rows.map((row) => row.slice(1)) }],
  ])('because %s gives no shorter answer', async (_, page) => {
    const { client } = await serviceThat(pagesBy(1, () => ({ json: page })));
    await expect(runReport(client, { report, params: {} })).rejects.toMatchObject({ code: 'Internal' });
  });

  it('because the service’s parameters are another version’s says so', async () => {
    const { client } = await serviceThat(() => ({ json: { ...planOf(0), params: { newcomer: 1 } } }));
    await expect(runReport(client, { report, params: {} })).rejects.toMatchObject({ code: 'Internal' });
  });

  it('because it was cancelled throws the signal’s reason', async () => {
    const { client } = await serviceThat(pagesBy(20, (n) => ({ json: pageOf(n), afterMs: 1_000 })));
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(runReport(client, { report, params: {}, signal: stop.signal })).rejects.toThrow('enough');
  });
});
