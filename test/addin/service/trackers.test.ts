import { afterEach, describe, expect, it } from 'vitest';
import { createTrackerClient } from '../../../addin/service/tracker-client.ts';
import { readVersions, saveRows } from '../../../addin/service/trackers.ts';
import type { SaveResult, SaveTrackersRequest, TrackerVersion } from '../../../shared/contract/trackers.ts';
import { BLANK_OPEN, BLANK_SEALED } from '../../../shared/tracker.ts';
import { type Answer, refusal, startScripted } from './scripted-service.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const version = (n: number): TrackerVersion => ({
  version: n,
  at: null,
  by: null,
  values: { ...BLANK_OPEN, ...BLANK_SEALED },
});

async function service(answer: (body: SaveTrackersRequest, n: number) => Answer | undefined = () => undefined) {
  const scripted = await startScripted(({ body }, n) => {
    const asked = body as SaveTrackersRequest;
    const results = asked.rows.map(
      ({ enrollmentId, version: from }): SaveResult =>
        asked.dryRun
          ? { result: 'unchanged', enrollmentId, current: version(from) }
          : { result: 'saved', enrollmentId, current: version(from + 1), warnings: [] },
    );
    return answer(asked, n) ?? { json: { dryRun: asked.dryRun ?? false, results } };
  });
  closing.push(scripted.close);
  const housing = createTrackerClient({ url: scripted.url, tokens: { token: async () => 't' } });
  const sizes = () => scripted.asked.map(({ body }) => (body as SaveTrackersRequest).rows.length);
  return { housing, asked: scripted.asked, sizes };
}

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    enrollmentId: `E${n}`,
    version: 1,
    changes: { NeedsADAUnit: 'Yes' as const },
  }));

describe('rows that are saved', () => {
  it('go 500 at a time, each batch told of before the next', async () => {
    const { housing, sizes } = await service();
    const told: number[] = [];
    await saveRows(housing, rowsOf(1_001), { reason: undefined }, async (results) => {
      told.push(results.length);
      expect(sizes()).toHaveLength(told.length);
    });
    expect(told).toEqual([500, 500, 1]);
  });

  it('that a batch refuses end it; what came before is told of', async () => {
    const { housing } = await service((_, n) => (n === 2 ? refusal(403, 'NotAllowed', 'No.') : undefined));
    const told: number[] = [];
    const saving = saveRows(housing, rowsOf(1_200), { reason: undefined }, async (results) => {
      told.push(results.length);
    });
    await expect(saving).rejects.toMatchObject({ code: 'NotAllowed' });
    expect(told).toEqual([500]);
  });

  it('are halved where they weigh more than the service can carry', async () => {
    const { housing, sizes } = await service(({ rows }) =>
      rows.length > 100 ? refusal(413, 'TooLarge', 'Too large.') : undefined,
    );
    const told: string[] = [];
    await saveRows(housing, rowsOf(300), { reason: undefined }, async (results) => {
      told.push(...results.map(({ enrollmentId }) => enrollmentId));
    });
    expect(told).toEqual(rowsOf(300).map(({ enrollmentId }) => enrollmentId));
    expect(sizes()).toEqual([300, 150, 75, 75, 75, 75]);
  });

  it('of one that is too large by itself are refused', async () => {
    const { housing } = await service(() => refusal(413, 'TooLarge', 'Too large.'));
    const saving = saveRows(housing, rowsOf(3), { reason: undefined }, async () => undefined);
    await expect(saving).rejects.toMatchObject({ code: 'TooLarge' });
  });
});

describe('the versions of rows', () => {
  it('are asked for by an edit that is tried only and changes nothing', async () => {
    const { housing, asked } = await service();
    const known = await readVersions(housing, rowsOf(2), { reason: 'services' });
    expect(asked).toMatchObject([{ path: expect.stringContaining('/pii/') }]);
    expect(asked[0]?.body).toEqual({
      rows: rowsOf(2).map((row) => ({ ...row, changes: {} })),
      dryRun: true,
      reason: 'services',
    });
    expect(known.get('E1')).toEqual({ base: version(1), current: version(1) });
  });

  it('tell both where the row was made from an older one, and why there is none', async () => {
    const stale = { result: 'stale', enrollmentId: 'E0', message: 'm', base: version(1), current: version(3) };
    const gone = { result: 'refused', enrollmentId: 'E1', code: 'NotFound', message: 'There is none.' };
    const { housing } = await service(() => ({ json: { dryRun: true, results: [stale, gone] } }));
    const known = await readVersions(housing, rowsOf(2), { reason: undefined });
    expect(known).toEqual(
      new Map<string, unknown>([
        ['E0', { base: version(1), current: version(3) }],
        ['E1', { refused: 'There is none.' }],
      ]),
    );
  });
});
