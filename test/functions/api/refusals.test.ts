import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIssuer } from '../../../infra/local/issuer.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { startService, type TestService, type WireCall } from '../../service.ts';
import { community, OPEN } from './community.ts';

let service: TestService;
let manager = '';
beforeAll(async () => {
  service = await startService({ zip: community() });
  manager = await service.token('manager');
});
afterAll(() => service.close());

const PLAN = '/v1/reports/active-clients/plan';
const ask = (call: WireCall) => service.ask(manager, call);
const planBody = (params: unknown) => ({ path: PLAN, body: { params } });

interface Refused {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly field?: string;
    readonly requestId: string;
  };
}

describe('a plan that was tampered with', () => {
  const planned = async () =>
    (await ask(planBody({ ...OPEN, projects: ['A1'] }))).json as PlanAnswer & { params: Record<string, unknown> };
  const page = async (change: (plan: PlanAnswer) => object, n = 0) => {
    const plan = await planned();
    const body = { params: plan.params, snapshot: plan.snapshot.id, plan: plan.plan, ...change(plan) };
    return ask({ path: `/v1/reports/active-clients/pages/${n}`, body });
  };

  it.each<[string, (plan: PlanAnswer) => object]>([
    ['wider dates', ({ params }) => ({ params: { ...params, from: '2023-01-01' } })],
    ['another project of one’s own', ({ params }) => ({ params: { ...params, projects: ['A2'] } })],
    ['no projects', ({ params }) => ({ params: { ...params, projects: [] } })],
    ['another method', ({ params }) => ({ params: { ...params, method: 'inResidence' } })],
    ['a parameter left out', ({ params: { to, ...params } }) => ({ params })],
    ['another plan', ({ plan }) => ({ plan: plan.replace(/^./, (c) => (c === '0' ? '1' : '0')) })],
  ])('by %s is answered 409', async (_, change) => {
    expect(await page(change)).toMatchObject({ status: 409, json: { error: { code: 'PlanChanged' } } });
  });

  it.each<[string, (plan: PlanAnswer) => object, number, string]>([
    ['another’s project', ({ params }) => ({ params: { ...params, projects: ['B1'] } }), 404, 'projects'],
    ['a plan that is none', () => ({ plan: 'x' }), 400, 'plan'],
    ['a snapshot id that is none', () => ({ snapshot: '../../etc/passwd' }), 400, 'snapshot'],
    ['a further field', () => ({ pages: 9 }), 400, 'pages'],
    ['names at the door without', ({ params }) => ({ params: { ...params, hidePii: false } }), 400, 'hidePii'],
  ])('by %s is refused', async (_, change, status, field) => {
    expect(await page(change)).toMatchObject({ status, json: { error: { field } } });
  });

  it('by a snapshot that never was is answered 410', async () => {
    const answer = await page(() => ({ snapshot: '20260131-0123456789abcdef' }));
    expect(answer).toMatchObject({ status: 410, json: { error: { code: 'SnapshotGone' } } });
  });

  it('for another report is no plan of it', async () => {
    const { params, snapshot, plan } = await planned();
    const body = { params, snapshot: snapshot.id, plan };
    const answer = await ask({ path: '/v1/reports/no-such-report/pages/0', body });
    expect(answer).toMatchObject({ status: 404, json: { error: { code: 'NotFound' } } });
  });
});

describe('a request that is too much', () => {
  const ids = (n: number, length = 5) => Array.from({ length: n }, (_, i) => `p${i}`.padEnd(length, 'x'));

  it.each([
    ['10,000 projects', { projects: ids(10_000) }, 'projects'],
    ['300 years', { from: '1726-01-01', to: '2026-01-01' }, 'from'],
    ['a range upside down', { from: '2026-01-02', to: '2026-01-01' }, 'from'],
    ['an unknown field', { form: '2026-01-01' }, 'form'],
    ['a date that does not exist', { from: '2026-02-30' }, 'from'],
    [
      'three lists of 1,000 long ids, which the trail could not keep',
      { cocs: ids(1_000, 200), users: ids(1_000, 200), fundingSources: ids(1_000, 199) },
      'cocs',
    ],
  ])('of %s is answered 400 with the field named', async (_, params, field) => {
    const { status, json } = await ask(planBody(params));
    expect(status).toBe(400);
    expect((json as Refused).error).toMatchObject({ code: 'BadRequest', field });
  });

  it.each([
    ['among the parameters', '{"params":{"__proto__":{"hidePii":false}}}'],
    ['beside the parameters', '{"params":{},"__proto__":{"reason":"services"}}'],
  ])('with a __proto__ %s is refused by that name', async (_, body) => {
    expect(await ask({ path: PLAN, body })).toMatchObject({
      status: 400,
      json: { error: { code: 'BadRequest', field: '__proto__' } },
    });
  });

  it('nested 200,000 deep is refused with the field named', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(await ask({ path: PLAN, body: `{"params":{"from":${deep}}}` })).toMatchObject({
      status: 400,
      json: { error: { field: 'from' } },
    });
    expect(await ask({ path: PLAN, body: `{"params":{},"deep":${deep}}` })).toMatchObject({
      status: 400,
      json: { error: { field: 'deep' } },
    });
  });

  it('of 5 MB is refused before it is parsed', async () => {
    const answer = await ask({ path: PLAN, body: `{"params":{"from":"${'x'.repeat(5_000_000)}` });
    expect(answer).toMatchObject({ status: 413, json: { error: { code: 'TooLarge' } } });
  });

  it.each([
    ['no JSON', '{"params":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"params"'],
    ['null', 'null'],
    ['no parameters', '{}'],
    ['parameters that are a list', '{"params":[]}'],
  ])('of %s is answered 400', async (_, body) => {
    const answer = await ask({ path: PLAN, method: 'POST', body });
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'BadRequest' } } });
  });

  it('is refused without a word of what was sent', async () => {
    const mark = 'Zqxvwk-secret-value';
    for (const params of [
      { from: mark },
      { method: mark },
      { projects: mark },
      { projects: [mark] },
      { hidePii: mark },
    ]) {
      const { text, status } = await ask(planBody(params));
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain(mark);
    }
  });
});

describe('an address', () => {
  it.each([
    ['GET', '/v1', 404],
    ['GET', '/v1/nothing', 404],
    ['GET', '/v1/me/', 404],
    ['POST', '/v1/me', 405],
    ['GET', PLAN, 405],
    ['PUT', '/v1/users', 405],
    ['POST', '/v1/reports//plan', 404],
    ['POST', '/v1/reports/%2e%2e%2fme/plan', 404],
    ['POST', '/v1/reports/%2e%2e%2fme/plan?params={}', 404],
    ['GET', '/v1/%E0%A4%A', 404],
    ['GET', '/V1/me', 404],
  ])('%s %s is answered %i', async (method, path, status) => {
    expect((await ask({ method, path })).status).toBe(status);
  });

  it.each(['no-such-report', 'constructor', '__proto__', 'active-clients%00', 'Active-Clients'])(
    'of the report %s, which is none, says so',
    async (id) => {
      const answer = await ask({ path: `/v1/reports/${id}/plan`, body: { params: {} } });
      expect(answer).toMatchObject({ status: 404, json: { error: { code: 'NotFound', field: 'id' } } });
    },
  );
});

describe('a refusal', () => {
  it('has a code, a sentence, the field and the request’s number, and nothing else', async () => {
    const { json, headers } = await ask(planBody({ days: 3 }));
    const { error } = json as Refused;
    expect(Object.keys(error).toSorted()).toEqual(['code', 'field', 'message', 'requestId']);
    expect(error.message).toBe('days: is not known here.');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('leaves one line in the log with the same number', async () => {
    const before = service.log.length;
    const { json } = await ask(planBody({ days: 3 }));
    expect(service.log.slice(before)).toEqual([
      expect.objectContaining({
        level: 'warn',
        event: 'refused',
        route: 'plan',
        code: 'BadRequest',
        requestId: (json as Refused).error.requestId,
      }),
    ]);
  });
});

describe('over the wire', () => {
  it.each([
    ['no token', undefined],
    ['a token of one word', 'token'],
    ['a token of another start of the service', 'another'],
  ])('%s is answered 401', async (_, token) => {
    const issuer = await startIssuer();
    const sent =
      token === 'another'
        ? issuer.token({ secret: issuer.secret, oid: LOCAL_PEOPLE.admin.oid, scopes: ['Reports.Read', 'Admin'] })
        : token;
    for (const path of ['/v1/me', '/v1/catalog', '/v1/users']) {
      const { status, json } = await service.ask(sent, { path });
      expect(status).toBe(401);
      expect((json as Refused).error.code).toBe('NotSignedIn');
    }
  });

  it('a token in the address is no token', async () => {
    expect((await service.ask(undefined, { path: `/v1/me?access_token=${manager}` })).status).toBe(401);
  });
});

describe('before the first import', () => {
  let empty: TestService;
  beforeAll(async () => {
    empty = await startService();
  });
  afterAll(() => empty.close());

  it('there is nothing to report on, and the answer says so', async () => {
    const plan = empty.as('coordinator').plan('active-clients', { params: {} }, false);
    await expect(plan).rejects.toMatchObject({ code: 'NoSnapshot', status: 409 });
    await expect(empty.as('coordinator').catalog()).rejects.toMatchObject({ code: 'NoSnapshot' });
  });

  it('rights that an admin takes away stay taken; the others are given with it, however often it was started', async () => {
    await empty.giveRights('dqo', { active: false });
    await empty.restart({});
    await empty.import(community());
    await expect(empty.as('dqo').me()).rejects.toMatchObject({ code: 'NotAllowed' });
    expect(await empty.as('manager').me()).toMatchObject({ organizations: ['OA'] });
  });
});
