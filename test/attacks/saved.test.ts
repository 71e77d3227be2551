import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import { community } from '../functions/api/community.ts';
import { startService, type TestService, type WireCall } from '../service.ts';
import { bytesOf as bytesOverheard, refusalsOf as refusalsTold } from './overheard.ts';
import { unhurried } from './unhurried.ts';

/** Settings that are another's are answered as those that never were, and nothing that is put there harms another. */

const MORNING = new Date('2026-02-08T08:00:00Z');
const DAY = calendarDate('2026-02-08');
const THEIRS = '00000000-0000-4000-8000-000000000001';
const NOBODYS = '00000000-0000-4000-8000-000000000002';
const SETTING = { version: 0, name: 'Weekly', report: 'active-clients', params: {} };

let service: TestService;
let tick: () => void;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  for (const role of ['manager', 'dqo', 'coordinator', 'admin'] as const) tokens.set(role, await service.token(role));
  await service.as('dqo').putSetting({ id: THEIRS, organization: null }, SETTING);
  await service.as('dqo').putSetting({ id: THEIRS, organization: 'OB' }, SETTING);
});
afterAll(() => service.close());

function bytesOf(role: Role, call: WireCall): Promise<string> {
  tick();
  return bytesOverheard(service, tokens.get(role), call);
}

const refusalsOf = (role: Role) => refusalsTold(service, role, DAY);

const WAYS: readonly (readonly [string, (at: string) => WireCall])[] = [
  ['read', (at) => ({ path: at })],
  ['changed', (at) => ({ path: at, method: 'PUT', body: { ...SETTING, version: 1 } })],
  ['deleted', (at) => ({ path: `${at}/versions/1`, method: 'DELETE' })],
];

describe.each(WAYS)('another organization’s setting, %s by who does not see it', (_, call) => {
  it('is one of an organization that is not there, and one that never was; and it is logged', async () => {
    const before = (await refusalsOf('manager')).length;
    const theirs = await bytesOf('manager', call(`/v1/organizations/OB/saved/${THEIRS}`));
    expect(theirs).toMatch(/^404\n/);
    expect(theirs).toBe(await bytesOf('manager', call(`/v1/organizations/OZ/saved/${THEIRS}`)));
    expect(theirs).toBe(await bytesOf('manager', call(`/v1/organizations/OB/saved/${NOBODYS}`)));
    expect((await refusalsOf('manager')).slice(before)).toEqual(Array(3).fill('setting NotFound'));
  });

  it.each([
    'ob',
    'OB ',
    ' OB',
    'OB%00',
    'OB%0a',
    'O*',
    'OA%2fsaved%2f..%2f..%2fOB',
    '%4fB%cc%81',
    '__proto__',
    'x'.repeat(200),
  ])('nor under %j', async (dressed) => {
    expect(await bytesOf('manager', call(`/v1/organizations/${dressed}/saved/${THEIRS}`))).toMatch(/^40[04]\n/);
  });
});

describe('another person’s own setting', () => {
  it.each(['manager', 'coordinator', 'admin'] as const)('is to the %s one that never was', async (role) => {
    const at = `/v1/saved/${THEIRS}`;
    expect(await bytesOf(role, { path: at })).toBe(await bytesOf(role, { path: `/v1/saved/${NOBODYS}` }));
    const gone = `/v1/saved/${NOBODYS}/versions/1`;
    expect(await bytesOf(role, { path: `${at}/versions/1`, method: 'DELETE' })).toBe(
      await bytesOf(role, { path: gone, method: 'DELETE' }),
    );
  });

  it('stays as it is where somebody else saves one under the same id', async () => {
    const ref = { id: THEIRS, organization: null };
    await service.as('manager').putSetting(ref, { ...SETTING, name: 'Mine' });
    expect(await service.as('dqo').setting(ref)).toMatchObject({ setting: { name: 'Weekly', version: 1 } });
  });
});

describe('an id that no setting has', () => {
  const IDS = [
    '__proto__',
    'constructor',
    'PROFILE',
    'x',
    `${THEIRS}x`,
    THEIRS.replace('4', '5'),
    'é',
    '%00',
    '%0a',
    '#',
  ];
  it.each([...IDS, '..%2f..%2fme', '%2e%2e', 'x'.repeat(201)])(
    '%j is not there, and nothing can be put under it',
    async (id) => {
      for (const [, call] of WAYS) {
        expect(await bytesOf('manager', call(`/v1/saved/${encodeURIComponent(id)}`))).toMatch(/^40[04]\n/);
        expect(await bytesOf('manager', call(`/v1/saved/${id}`))).toMatch(/^40[045]\n/);
      }
    },
  );

  it.each(['0', '2', '-1', '01', '1.0', '1e0', 'null', '__proto__', '%20', '999999999999999999999'])(
    'and version %j of one that is there deletes nothing',
    async (version) => {
      const path = `/v1/saved/${THEIRS}/versions/${version}`;
      tick();
      const { json } = await service.ask(tokens.get('dqo'), { path, method: 'DELETE' });
      expect(json).toMatchObject({ result: 'stale', current: { version: 1 } });
    },
  );
});

describe('parameters that nobody would save', () => {
  it.each<[string, string, string]>([
    ['__proto__', '{"__proto__":true}', '__proto__'],
    ['__proto__ in a date', '{"from":{"day":"last","of":"asOf","__proto__":{}}}', '__proto__'],
    ['constructor', '{"constructor":"x"}', 'constructor'],
    ['a date with more in it', '{"from":{"day":"last","of":"asOf","plus":1}}', 'from'],
    ['a list in a list', '{"projects":[["A1"]]}', 'projects'],
    ['a text too long', JSON.stringify({ method: 'x'.repeat(201) }), 'method'],
    ['an id too long', JSON.stringify({ projects: ['x'.repeat(201)] }), 'projects'],
    ['1,001 ids', JSON.stringify({ projects: Array(1_001).fill('A1') }), 'projects'],
    ['no number', '{"from":1e999}', 'from'],
  ])('%s are refused by name', async (_, params, field) => {
    const put = `{"version":0,"name":"x","report":"active-clients","params":${params}}`;
    for (const [path, body] of [
      [`/v1/saved/${NOBODYS}`, put],
      [`/v1/organizations/OA/saved/${NOBODYS}`, put],
      ['/v1/last-used/active-clients', `{"params":${params}}`],
    ] as const) {
      tick();
      const { status, json } = await service.ask(tokens.get('manager'), { path, method: 'PUT', body });
      expect([status, json], body).toMatchObject([400, { error: { code: 'BadRequest' } }]);
      expect((json as { error: { field: string } }).error.field.split('.')).toContain(field);
    }
  });
});

it('ten people who change one setting at the same moment change it once', async () => {
  const ref = { id: NOBODYS, organization: 'OA' };
  await service.as('manager').putSetting(ref, SETTING);
  const puts = Array.from({ length: 10 }, (_, n) =>
    service.as(n % 2 === 0 ? 'manager' : 'admin').putSetting(ref, { ...SETTING, version: 1, name: `Of ${n}` }),
  );
  const results = (await Promise.all(puts)).map(({ result }) => result);
  expect(results.toSorted()).toEqual(['saved', ...Array(9).fill('stale')]);
  expect(await service.as('manager').setting(ref)).toMatchObject({ setting: { version: 2 } });
});

it('none of this was a fault of the service', () => {
  expect(service.log.filter(({ level }) => level === 'error')).toEqual([]);
});
