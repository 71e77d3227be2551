import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putProfile } from '../../functions/access/profiles.ts';
import { OTHER_ROUTES } from '../../functions/api/handler.ts';
import { meterDynamo } from '../../functions/snapshot/dynamo-meter.ts';
import { writeSample } from '../../infra/local/sample/sample.ts';
import { recordRequests } from '../bench/lists/floor.ts';
import { recordsOf, runList } from '../bench/lists/run-list.ts';
import { profileOf } from '../functions/access/people.ts';
import { claims, rs256, rsaKey } from '../functions/access/tokens.ts';
import { handlerOver } from '../functions/api/direct.ts';
import { type TestStore, testStore } from '../functions/importer/store.ts';

/** What a list of some thousand rows may read: the larger the list, the less its calls count beside its segments. */
const LIMITS = { coreRcuAStoredRow: 0.015, rcuAnAnsweredRow: 0.04 } as const;

let store: TestStore;
let recorder: ReturnType<typeof recordRequests>;
beforeAll(async () => {
  const sink = new PassThrough();
  const sample = { clients: 4_000, seed: 1, format: 'FY2026' } as const;
  const [zip] = await Promise.all([buffer(sink), writeSample(sample, sink)]);
  store = await testStore();
  expect((await store.import(zip)).state).toBe('done');
  recorder = recordRequests(store.dynamo);
});
afterAll(() => store.close());

test.each([
  ['a year', '2025-10-01', '2026-09-30'],
  ['half a year', '2026-04-01', '2026-09-30'],
])('the whole active list of %s reads few capacity units a row', async (_, from, to) => {
  const key = rsaKey('budget');
  const { version, ...rights } = profileOf({ role: 'admin', organizations: 'all' });
  await putProfile(store.dynamo, rights, undefined).catch(() => undefined);
  const { handler } = handlerOver(store.dynamo, key, { routes: OTHER_ROUTES });
  const ask = () => runList(handler, rs256(key, claims()), 'active-clients', { from, to });
  await ask();
  recorder.taken();
  const { value: run, cost } = await meterDynamo(ask);
  const { coreRcu } = recorder.taken();
  const rows = [...recordsOf(run)].length;
  expect(rows).toBeGreaterThan(1_000);
  expect(coreRcu / run.plan.rowsAtMost).toBeLessThanOrEqual(LIMITS.coreRcuAStoredRow);
  expect(cost.rcu / rows).toBeLessThanOrEqual(LIMITS.rcuAnAnsweredRow);
});
