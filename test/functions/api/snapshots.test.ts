import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { startService, type TestService } from '../../service.ts';
import { community, communityRows, nextCommunity, OPEN } from './community.ts';

const NOON = Date.parse('2026-02-08T18:00:00Z');
const MINUTE = 60_000;

let service: TestService;
let planned: PlanAnswer;
let before: Awaited<ReturnType<typeof page>>;
beforeAll(async () => {
  service = await startService({ zip: community(), now: new Date(NOON) });
  planned = await service.as('coordinator').plan('active-clients', { params: OPEN }, false);
  before = await page();
  service.setClock(new Date(NOON + MINUTE));
  // A person fewer, so that the two are told apart.
  const { Enrollment = [] } = communityRows();
  await service.import(nextCommunity({ Enrollment: Enrollment.slice(1) }));
});
afterAll(() => service.close());

function page() {
  const { params, snapshot, plan } = planned;
  return service.as('coordinator').page('active-clients', 0, { params, snapshot: snapshot.id, plan }, false);
}

describe('a run that an import overtakes', () => {
  it.each([
    ['right after it', MINUTE],
    ['59 minutes after it', 60 * MINUTE],
    ['a second before an hour is over', 61 * MINUTE - 1_000],
  ])('is still answered from the data it was planned on, %s', async (_, after) => {
    service.setClock(new Date(NOON + after));
    expect(await page()).toEqual(before);
  });

  it.each([
    ['an hour after it', 61 * MINUTE],
    ['a day after it', 24 * 60 * MINUTE],
  ])('is answered 410 %s', async (_, after) => {
    service.setClock(new Date(NOON + after));
    await expect(page()).rejects.toMatchObject({ code: 'SnapshotGone', status: 410 });
  });

  it('and begun anew is answered from the new data', async () => {
    const plan = await service.as('coordinator').plan('active-clients', { params: OPEN }, false);
    expect(plan.snapshot.exportDate).toBe('2026-02-07');
    expect(plan.rowsAtMost).toBe(planned.rowsAtMost - 1);
    expect(plan.plan).not.toBe(planned.plan);
  });
});

describe('after a rollback', () => {
  it('the data of before is current again, and its runs go on', async () => {
    const { snapshots } = await service.as('admin').rollback(planned.snapshot.id);
    expect(snapshots.map(({ exportDate, current }) => [exportDate, current])).toEqual([
      ['2026-02-07', false],
      ['2026-01-31', true],
    ]);
    expect(await page()).toEqual(before);
    const plan = await service.as('coordinator').plan('active-clients', { params: OPEN }, false);
    expect(plan.plan).toBe(planned.plan);
  });

  it('to a snapshot that never was, nothing changes', async () => {
    const rollback = service.as('admin').rollback('20200101-0123456789abcdef');
    await expect(rollback).rejects.toMatchObject({ code: 'NotFound', field: 'id' });
    const { snapshots } = await service.as('admin').snapshots();
    expect(snapshots.find(({ current }) => current)?.id).toBe(planned.snapshot.id);
  });

  it('the export rolled back from is taken again without storing anything', async () => {
    const { Enrollment = [] } = communityRows();
    const status = await service.import(nextCommunity({ Enrollment: Enrollment.slice(1) }));
    expect(status).toMatchObject({ state: 'done', unchanged: false, stored: { bytes: 0, segments: 0 } });
    const plan = await service.as('coordinator').plan('active-clients', { params: OPEN }, false);
    expect(plan.snapshot.exportDate).toBe('2026-02-07');
  });
});
