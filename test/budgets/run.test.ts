import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../functions/access/profiles.ts';
import { OTHER_ROUTES, PII_ROUTES } from '../../functions/api/handler.ts';
import { meterDynamo } from '../../functions/snapshot/dynamo-meter.ts';
import { masterKeyService } from '../../infra/local/master-key.ts';
import { writeSample } from '../../infra/local/sample/sample.ts';
import type { PageAnswer, PlanAnswer } from '../../shared/contract/runs.ts';
import { profileOf } from '../functions/access/people.ts';
import { claims, rs256, rsaKey } from '../functions/access/tokens.ts';
import { eventOf, handlerOver } from '../functions/api/direct.ts';
import { startService, type TestService } from '../service.ts';

/**
 * What a run may cost on the sample of 300 clients. Each limit is what was measured and 15 % more: a change that costs
 * more has to say so here.
 */

const key = rsaKey('budget');
const token = rs256(key, claims({ scp: 'Reports.Read Reports.Read.Pii' }));
const YEAR = { from: '2025-10-01', to: '2026-09-30' };

let service: TestService;
beforeAll(async () => {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await writeSample({ clients: 300, seed: 1, format: 'FY2026' }, sink);
  service = await startService({ zip: Buffer.concat(chunks) });
  const { version, ...rights } = profileOf({ role: 'admin', organizations: 'all' });
  await putProfile(service.dynamo, rights, undefined);
});
afterAll(() => service.close());

type Door = 'hidden' | 'names';

/** A run through a handler that has read nothing yet. */
async function costOf(params: object, door: Door = 'hidden') {
  const keys = await masterKeyService(join(service.dataDir, 'names.key'));
  const { handler } = handlerOver(
    service.dynamo,
    key,
    door === 'names' ? { routes: PII_ROUTES, change: { keys } } : { routes: OTHER_ROUTES },
  );
  const root = door === 'names' ? '/v1/pii/reports/active-clients' : '/v1/reports/active-clients';
  const ask = async (step: string, body: object) => {
    const sent = JSON.stringify(door === 'names' ? { ...body, reason: 'services' } : body);
    const headers = { 'accept-encoding': 'gzip' };
    const answer = await handler(eventOf({ method: 'POST', path: `${root}/${step}`, token, body: sent, headers }));
    const packed = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
    return { packed: packed.length, plain: (answer.isBase64Encoded ? gunzipSync(packed) : packed).toString() };
  };
  const pages: { packed: number; plain: string }[] = [];
  const { cost } = await meterDynamo(async () => {
    const plan = JSON.parse((await ask('plan', { params })).plain) as PlanAnswer;
    const body = { params: plan.params, snapshot: plan.snapshot.id, plan: plan.plan };
    for (let n = 0; n < plan.pages; n++) pages.push(await ask(`pages/${n}`, body));
  });
  const sum = (of: (page: (typeof pages)[number]) => number) => pages.reduce((total, page) => total + of(page), 0);
  const rows = sum(({ plain }) => (JSON.parse(plain) as PageAnswer).rows.length);
  return {
    rows,
    pages: pages.length,
    rcu: cost.rcu,
    wcu: cost.wcu,
    requests: cost.requests,
    plainBytesARow: sum(({ plain }) => Buffer.byteLength(plain)) / rows,
    packedBytesARow: sum(({ packed }) => packed) / rows,
  };
}

type Limits = Omit<Awaited<ReturnType<typeof costOf>>, 'rows' | 'pages'>;

describe('on a sample of 300 clients', () => {
  it.each<[string, object, Door, { rows: number; pages: number }, Limits]>([
    [
      'a year’s list',
      YEAR,
      'hidden',
      { rows: 153, pages: 1 },
      { rcu: 23, wcu: 4, requests: 40, plainBytesARow: 858, packedBytesARow: 122 },
    ],
    [
      'the same with names',
      { ...YEAR, hidePii: false },
      'names',
      { rows: 153, pages: 1 },
      { rcu: 62, wcu: 4, requests: 91, plainBytesARow: 898, packedBytesARow: 142 },
    ],
    [
      'the heads of a night',
      { from: '2026-01-28', to: '2026-01-28', headsOfHouseholdOnly: true },
      'hidden',
      { rows: 71, pages: 1 },
      { rcu: 26, wcu: 4, requests: 44, plainBytesARow: 857, packedBytesARow: 127 },
    ],
  ])('%s costs no more than it may', async (_, params, door, size, limits) => {
    const { rows, pages, ...cost } = await costOf(params, door);
    expect({ rows, pages }).toEqual(size);
    const over = Object.entries(limits).filter(([name, limit]) => cost[name as keyof Limits] > limit);
    expect({ over, cost }).toEqual({ over: [], cost });
  });
});
