import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportIds } from '../../infra/report-ids.ts';
import type { PlanAnswer } from '../../shared/contract/runs.ts';
import { loadReport } from '../../shared/load-report.ts';
import { ROLES, type Role } from '../../shared/roles.ts';
import { community, DOB_MARK, NAME_MARK, OPEN, SSN_PATTERN } from '../functions/api/community.ts';
import { spyOn } from '../functions/api/spy.ts';
import { startService, type TestService, type WireAnswer, type WireCall } from '../service.ts';
import { unhurried } from './unhurried.ts';

/** Names where they may not be: not answered, not read, their key not asked for. */

const MORNING = new Date('2026-02-08T08:00:00Z');
const NAMES = new RegExp(`${NAME_MARK}|${SSN_PATTERN}|${DOB_MARK}|\\*\\*\\*-\\*\\*`);

let service: TestService;
let tick: () => void;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  for (const role of ROLES) tokens.set(role, await service.token(role));
});
afterAll(() => service.close());

const ask = (role: Role, call: WireCall): Promise<WireAnswer> => {
  tick();
  return service.ask(tokens.get(role), call);
};
const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });

/** Reads of names and of their keys while `work` goes on. */
async function readsOfNames(work: () => Promise<void>): Promise<{ names: number; keys: number; all: number }> {
  const spy = spyOn(service.dynamo);
  try {
    await work();
  } finally {
    spy.stop();
  }
  return {
    names: spy.seen.filter(({ pk }) => pk.startsWith('PII#')).length,
    keys: spy.seen.filter(({ table }) => table === service.dynamo.keysTable).length,
    all: spy.seen.length,
  };
}

describe.each(reportIds())('the report %s with PII hidden', (report) => {
  const METHODS = ['entryExit', 'services', 'inResidence'];
  const NARROWED = { headsOfHouseholdOnly: true, subpopulation: 'veterans' };

  it.each(ROLES)('reads no name and no key, whatever a %s asks', async (role) => {
    const { parameters } = await loadReport(report);
    const known = (params: object) => Object.fromEntries(Object.entries(params).filter(([name]) => name in parameters));
    const plain = known(OPEN);
    const counts = await readsOfNames(async () => {
      for (const params of [
        plain,
        known({ ...OPEN, hidePii: true }),
        ...METHODS.map((method) => known({ ...OPEN, method })),
        known({ ...OPEN, ...NARROWED }),
      ]) {
        for (const reason of params === plain ? [undefined, 'services'] : [undefined]) {
          const body = { params, ...(reason === undefined ? {} : { reason }) };
          const plan = await ask(role, { path: `/v1/reports/${report}/plan`, body });
          expect(plan.status, plan.text).toBe(200);
          const page = await ask(role, {
            path: `/v1/reports/${report}/pages/0`,
            body: { ...pageBody(plan.json as PlanAnswer), ...(reason === undefined ? {} : { reason }) },
          });
          expect(page.status, page.text).toBe(200);
          expect(plan.text + page.text).not.toMatch(NAMES);
        }
      }
    });
    expect(counts).toMatchObject({ names: 0, keys: 0 });
    expect(counts.all).toBeGreaterThan(20);
  });

  it('blanks each column that is marked, and no row has more cells than columns', async () => {
    const { parameters } = await loadReport(report);
    const params = 'from' in parameters ? OPEN : {};
    const { rows, columns } = await service.run('admin', params, undefined, report);
    for (const row of rows) {
      expect(row).toHaveLength(columns.length);
      for (const [i, { pii }] of columns.entries()) if (pii) expect(row[i]).toBeNull();
    }
  });
});

describe('every other route', () => {
  it('reads no name and no key', async () => {
    const counts = await readsOfNames(async () => {
      for (const role of ROLES) {
        for (const path of ['/v1/me', '/v1/catalog', '/v1/reports', '/v1/snapshots', '/v1/users', '/v1/imports/x']) {
          expect((await ask(role, { path })).text).not.toMatch(NAMES);
        }
        for (const call of [
          { path: '/v1/audit', body: { from: '2026-02-08', to: '2026-02-08' } },
          { path: '/v1/audit/check', body: { day: '2026-02-08' } },
        ]) {
          expect((await ask(role, call)).text).not.toMatch(NAMES);
        }
      }
    });
    expect(counts).toMatchObject({ names: 0, keys: 0 });
  });
});

describe('hidePii', () => {
  const SPELLINGS = [
    '"false"',
    '"False"',
    '"FALSE"',
    '"0"',
    '""',
    '"no"',
    '"off"',
    '0',
    '-0',
    '1',
    'null',
    '[]',
    '[false]',
    '{}',
    '{"valueOf":false}',
    '"\\u0066alse"',
    'true',
    '[true]',
    '1e999',
  ];

  it.each(SPELLINGS)('of %s shows no name to anybody, by any door', async (text) => {
    const counts = await readsOfNames(async () => {
      for (const role of ROLES) {
        for (const root of ['/v1/reports', '/v1/pii/reports']) {
          const answer = await ask(role, {
            path: `${root}/active-clients/plan`,
            method: 'POST',
            body: `{"params":{"hidePii":${text}},"reason":"services"}`,
          });
          const ok = text === 'true' && root === '/v1/reports';
          expect(answer.status, answer.text).toBe(ok ? 200 : 400);
          if (ok) expect(answer.json).toMatchObject({ run: { piiHidden: true } });
        }
      }
    });
    expect(counts).toMatchObject({ names: 0, keys: 0 });
  });

  it.each([
    'hidepii',
    'HidePii',
    'hidePII',
    'hide_pii',
    'hidePii ',
    'hidePii\u0000',
    'showPii',
    'pii',
    'hidePii.false',
    'params.hidePii',
  ])('spelled %j is an unknown field', async (name) => {
    for (const root of ['/v1/reports', '/v1/pii/reports']) {
      const answer = await ask('manager', {
        path: `${root}/active-clients/plan`,
        body: { params: { [name]: false }, reason: 'services' },
      });
      expect(answer).toMatchObject({ status: 400, json: { error: { code: 'BadRequest' } } });
    }
  });

  it('said outside of the parameters says nothing', async () => {
    for (const [path, headers] of [
      ['?hidePii=false', {}],
      ['?params[hidePii]=false&reason=services', {}],
      ['', { 'x-hide-pii': 'false', hidepii: 'false', cookie: 'hidePii=false' }],
    ] as const) {
      const answer = await ask('manager', {
        path: `/v1/reports/active-clients/plan${path}`,
        body: { params: OPEN },
        headers,
      });
      expect(answer).toMatchObject({ status: 200, json: { run: { piiHidden: true } } });
    }
  });
});

describe('someone who may not see names', () => {
  const doors: readonly (readonly [string, string, object])[] = [
    [
      'the plan with names',
      '/v1/pii/reports/active-clients/plan',
      { params: { ...OPEN, hidePii: false }, reason: 'services' },
    ],
    [
      'the plan with names, for one’s own words',
      '/v1/pii/reports/active-clients/plan',
      { params: { ...OPEN, hidePii: false }, reason: 'I am the administrator' },
    ],
    [
      'the plan without, asked for names',
      '/v1/reports/active-clients/plan',
      { params: { ...OPEN, hidePii: false }, reason: 'services' },
    ],
    [
      'the plan with names, asked for none',
      '/v1/pii/reports/active-clients/plan',
      { params: OPEN, reason: 'services' },
    ],
    [
      'one project with names',
      '/v1/pii/reports/active-clients/plan',
      { params: { ...OPEN, hidePii: false, projects: ['A1'] }, reason: 'services' },
    ],
  ];

  it.each(['coordinator', 'manager', 'dqo', 'admin'] as const)(
    'gets none as %s, by any door, though the token would let them',
    async (role) => {
      const hidden = role === 'coordinator' ? {} : { mayShowPii: false };
      if (role !== 'coordinator') await service.giveRights(role, hidden);
      const counts = await readsOfNames(async () => {
        for (const [name, path, body] of doors) {
          const answer = await ask(role, { path, body });
          expect([400, 403, 404], `${name}: ${answer.text}`).toContain(answer.status);
        }
        const plan = (await ask(role, { path: '/v1/reports/active-clients/plan', body: { params: OPEN } }))
          .json as PlanAnswer;
        for (const change of [
          { reason: 'services' },
          { reason: 'services', params: { ...plan.params, hidePii: false } },
        ]) {
          for (const root of ['/v1/reports', '/v1/pii/reports']) {
            const answer = await ask(role, {
              path: `${root}/active-clients/pages/0`,
              body: { ...pageBody(plan), ...change },
            });
            expect(answer.text).not.toMatch(NAMES);
            if (root.includes('pii') || 'params' in change) expect([400, 403, 409]).toContain(answer.status);
          }
        }
      });
      expect(counts).toMatchObject({ names: 0, keys: 0 });
      if (role !== 'coordinator') await service.giveRights(role, { mayShowPii: true });
    },
  );

  it('cannot give themselves the right, nor can an admin give it to a coordinator', async () => {
    for (const role of ['coordinator', 'manager', 'dqo'] as const) {
      const { tid, oid, name } = await service.as(role).me();
      const rights = { name, role: 'admin', organizations: 'all', mayShowPii: true, active: true };
      expect((await ask(role, { path: `/v1/users/${tid}/${oid}`, method: 'PUT', body: rights })).status).toBe(403);
    }
    const { tid, oid, name } = await service.as('coordinator').me();
    const rights = { name, role: 'coordinator', organizations: 'all', mayShowPii: true, active: true };
    expect((await ask('admin', { path: `/v1/users/${tid}/${oid}`, method: 'PUT', body: rights })).status).toBe(400);
  });

  it('and who may, gets no more of an SSN than four digits, in any cell', async () => {
    const { rows } = await service.run('admin', { ...OPEN, hidePii: false }, 'oversight');
    const text = JSON.stringify(rows);
    expect(text).toMatch(NAME_MARK);
    expect(text).not.toMatch(new RegExp(SSN_PATTERN));
    expect(text).not.toMatch(/\d{5}1001|1001\d{5}/);
  });
});
