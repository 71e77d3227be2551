import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_PEOPLE, LOCAL_TENANT } from '../../infra/local/people.ts';
import type { PlanAnswer } from '../../shared/contract/runs.ts';
import { calendarDate } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import { community, nextCommunity, OPEN } from '../functions/api/community.ts';
import { startService, type TestService, type WireCall } from '../service.ts';
import { bytesOf as bytesOverheard, refusalsOf as refusalsTold } from './overheard.ts';
import { unhurried } from './unhurried.ts';

/** What is another's is answered as what does not exist: the same bytes, the request's number aside, and it is logged. */

const MORNING = new Date('2026-02-08T08:00:00Z');
const DAY = calendarDate('2026-02-08');

let service: TestService;
const tokens = new Map<Role, string>();
let firstSnapshot = '';
let secondSnapshot = '';
let importId = '';
let tick: () => void;
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  firstSnapshot = (await service.as('manager').catalog()).snapshot.id;
  importId = (await service.import(nextCommunity())).id;
  secondSnapshot = (await service.as('manager').catalog()).snapshot.id;
  for (const role of ['manager', 'dqo', 'coordinator', 'admin'] as const) tokens.set(role, await service.token(role));
});
afterAll(() => service.close());

const NO_NUMBER = '00000000-0000-0000-0000-000000000000';

function bytesOf(role: Role, call: WireCall): Promise<string> {
  tick();
  return bytesOverheard(service, tokens.get(role), call);
}

const refusalsOf = (role: Role) => refusalsTold(service, role, DAY);

/** Ways to write an id that is not one's own. */
const DRESSES: readonly (readonly [string, (id: string) => unknown])[] = [
  ['as it is', (id) => [id]],
  ['twice', (id) => [id, id]],
  ['in lower case', (id) => [id.toLowerCase()]],
  ['with a space behind it', (id) => [`${id} `]],
  ['with a space before it', (id) => [` ${id}`]],
  ['with a zero-width space', (id) => [`${id}\u200b`]],
  ['with a NUL', (id) => [`${id}\u0000`]],
  ['with a NUL and more', (id) => [`${id}\u0000A1`]],
  ['in full-width letters', (id) => [id.replaceAll(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))]],
  ['with a Cyrillic letter', (id) => [id.replace(/[ABO]/, (c) => ({ A: 'А', B: 'В', O: 'О' })[c] ?? c)]],
  ['decomposed', (id) => [`${id}\u0301`]],
  ['percent-encoded', (id) => [encodeURIComponent(id).replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`)]],
  ['as a wildcard', (id) => [`${id.slice(0, 1)}*`, id]],
  ['as a list of lists', (id) => [[id]]],
  ['as an object', (id) => [{ id }]],
  ['as a text', (id) => id],
  ['as a text with commas', (id) => [`A1,${id}`]],
  ['as an object in place of the list', (id) => ({ 0: id, length: 1 })],
  ['beside an own one', (id) => ['A1', 'B1', id]],
  ['with half a surrogate pair', (id) => [`${id}\ud800`]],
];

const FOREIGN: readonly {
  role: Role;
  field: 'projects' | 'organizations';
  id: string;
  dresses: typeof DRESSES;
}[] = [
  { role: 'manager', field: 'projects', id: 'B1', dresses: DRESSES },
  { role: 'manager', field: 'projects', id: 'V1', dresses: DRESSES.slice(0, 2) },
  { role: 'manager', field: 'organizations', id: 'OB', dresses: DRESSES.slice(0, 2) },
  { role: 'manager', field: 'organizations', id: 'OV', dresses: DRESSES.slice(0, 6) },
  { role: 'dqo', field: 'projects', id: 'A1', dresses: DRESSES.slice(0, 2) },
  { role: 'dqo', field: 'projects', id: 'W1', dresses: DRESSES.slice(0, 2) },
  { role: 'dqo', field: 'organizations', id: 'OA', dresses: DRESSES.slice(0, 2) },
  { role: 'dqo', field: 'organizations', id: 'OW', dresses: DRESSES.slice(0, 2) },
];

/** How many entries of refused attempts a person's trail must have by now. */
const owed = new Map<Role, number>();

describe.each(FOREIGN)('the $field $id, asked for by the $role', ({ role, field, id, dresses }) => {
  // As long as the real one, so that nothing but its existence differs.
  const unknown = id.startsWith('O') ? 'OZ' : 'Z9';

  it.each(dresses)('%s, is not there: at every door, in a plan and in a page', async (_, dress) => {
    for (const [root, hidePii] of [
      ['/v1/reports', true],
      ['/v1/pii/reports', false],
    ] as const) {
      for (const step of ['plan', 'pages/0']) {
        const call = (named: string): WireCall => ({
          path: `${root}/active-clients/${step}`,
          body: {
            params: { ...OPEN, hidePii, [field]: dress(named) },
            ...(hidePii ? {} : { reason: 'services' }),
            ...(step === 'plan' ? {} : { snapshot: secondSnapshot, plan: 'f'.repeat(64) }),
          },
        });
        const [theirs, none] = [await bytesOf(role, call(id)), await bytesOf(role, call(unknown))];
        expect(theirs).toMatch(/^40[04]\n/);
        expect(theirs).toBe(none);
        if (theirs.startsWith('404')) owed.set(role, (owed.get(role) ?? 0) + 2);
      }
    }
  });
});

it.each(['manager', 'dqo'] as const)('every such attempt of the %s is in the trail', async (role) => {
  expect(await refusalsOf(role)).toHaveLength(owed.get(role) ?? 0);
  expect(owed.get(role)).toBeGreaterThan(10);
});

describe('the pages of another’s run', () => {
  const bodyOf = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });

  it('are those of a plan that never was', async () => {
    const theirs = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    for (const role of ['dqo', 'coordinator', 'admin'] as const) {
      const path = '/v1/reports/active-clients/pages/0';
      const stolen = await bytesOf(role, { path, body: bodyOf(theirs) });
      expect(stolen).toMatch(/^409\n/);
      expect(stolen).toBe(await bytesOf(role, { path, body: { ...bodyOf(theirs), plan: '0'.repeat(64) } }));
    }
  });

  it('planned with names are no more than those planned without', async () => {
    const body = { params: { ...OPEN, hidePii: false }, reason: 'services' };
    const theirs = await service.as('manager').plan('active-clients', body, true);
    const path = '/v1/pii/reports/active-clients/pages/0';
    for (const role of ['dqo', 'coordinator', 'admin'] as const) {
      const stolen = { ...bodyOf(theirs), reason: 'services' };
      expect(await bytesOf(role, { path, body: stolen })).toMatch(role === 'coordinator' ? /^403\n/ : /^409\n/);
      expect(await bytesOf(role, { path, body: stolen })).toBe(
        await bytesOf(role, { path, body: { ...stolen, plan: '0'.repeat(64) } }),
      );
    }
  });

  const NO_PAGES = ['1', '999999', '1000000', '-1', '-0', '+0', '1.0', '0x0', '1e0', '0,0', '٠', '²', '%20', '0%20'];
  const NO_NUMBERS = ['0%00', 'null', '__proto__', 'length', '[0]'];

  it('and the pages that one’s own run does not have, are not there, and logged', async () => {
    const own = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const ask = (n: string) => bytesOf('manager', { path: `/v1/reports/active-clients/pages/${n}`, body: bodyOf(own) });
    const before = (await refusalsOf('manager')).length;
    const none = await ask('12345');
    expect(none).toMatch(/^404\n/);
    for (const n of [...NO_PAGES, ...NO_NUMBERS]) expect(await ask(n), `page ${n}`).toBe(none);
    const logged = (await refusalsOf('manager')).slice(before);
    expect(logged).toEqual(Array(NO_PAGES.length + NO_NUMBERS.length + 1).fill('page NotFound'));
  });
});

describe('a snapshot that was replaced over an hour ago', () => {
  it('is one that never was', async () => {
    const own = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const ask = (snapshot: string) =>
      bytesOf('manager', {
        path: '/v1/reports/active-clients/pages/0',
        body: { params: own.params, snapshot, plan: own.plan },
      });
    service.setClock(new Date('2026-02-08T20:00:00Z'));
    tick = () => undefined;
    const [gone, none] = [await ask(firstSnapshot), await ask('20260131-0123456789abcdef')];
    tick = unhurried(service, new Date('2026-02-08T21:00:00Z'));
    expect(gone).toMatch(/^410\n/);
    expect(gone).toBe(none);
  });
});

describe('what only an administrator may know', () => {
  const ROLES = ['manager', 'dqo', 'coordinator'] as const;
  const rights = { name: 'X', role: 'admin', organizations: 'all', mayShowPii: true, active: true };
  const oid = LOCAL_PEOPLE.admin.oid;
  const calls: readonly [string, WireCall, WireCall, string | undefined][] = [
    ['an import', { path: '/v1/imports/IMPORT' }, { path: `/v1/imports/${NO_NUMBER}` }, undefined],
    [
      'a snapshot to go back to',
      { path: '/v1/snapshots/SNAPSHOT/current', method: 'POST' },
      { path: '/v1/snapshots/20260131-0123456789abcdef/current', method: 'POST' },
      'rollback NotAllowed',
    ],
    [
      'a person’s rights',
      { path: `/v1/users/${LOCAL_TENANT}/${oid}`, method: 'PUT', body: rights },
      { path: `/v1/users/${LOCAL_TENANT}/${NO_NUMBER}`, method: 'PUT', body: rights },
      'rightsChange NotAllowed',
    ],
    [
      'one’s own rights',
      { path: `/v1/users/${LOCAL_TENANT}/OWN`, method: 'PUT', body: rights },
      { path: `/v1/users/${LOCAL_TENANT}/${NO_NUMBER}`, method: 'PUT', body: { nonsense: 1 } },
      'rightsChange NotAllowed',
    ],
    [
      'a person to be removed',
      { path: `/v1/users/${LOCAL_TENANT}/${oid}`, method: 'DELETE' },
      { path: '/v1/users/no/such', method: 'DELETE' },
      'rightsChange NotAllowed',
    ],
    [
      'another’s entries of the trail',
      { path: '/v1/audit', body: { from: DAY, to: DAY, who: { tid: LOCAL_TENANT, oid } } },
      { path: '/v1/audit', body: { from: DAY, to: DAY, who: { tid: 'no', oid: 'such' } } },
      'trailRead NotAllowed',
    ],
    [
      'whether the trail is whole',
      { path: '/v1/audit/check', body: { day: DAY } },
      { path: '/v1/audit/check', body: { day: '1999-01-01' } },
      'trailRead NotAllowed',
    ],
  ];

  it.each(calls.flatMap((call) => ROLES.map((role) => [call[0], role, call] as const)))(
    '%s is not told to the %s, nor whether there is one',
    async (_, role, [, real, none, kept]) => {
      const before = (await refusalsOf(role)).length;
      const path = real.path
        .replace('IMPORT', importId)
        .replace('SNAPSHOT', firstSnapshot)
        .replace('OWN', LOCAL_PEOPLE[role].oid);
      const answer = await bytesOf(role, { ...real, path });
      expect(answer).toMatch(/^403\n/);
      expect(answer).toBe(await bytesOf(role, none));
      expect((await refusalsOf(role)).slice(before)).toEqual(kept === undefined ? [] : [kept, kept]);
    },
  );

  it('and nothing of it has changed', async () => {
    expect((await service.as('manager').catalog()).snapshot.id).toBe(secondSnapshot);
    const { users } = await service.as('admin').users();
    expect(users.map(({ role, active }) => `${role} ${active}`).toSorted()).toEqual([
      'admin true',
      'coordinator true',
      'dqo true',
      'manager true',
    ]);
  });
});

it('the lists of what one may choose from name nothing of another’s', async () => {
  const { text } = await service.ask(tokens.get('manager'), { path: '/v1/catalog' });
  expect(text).not.toMatch(/"(B1|B2|V1|W1|OB|OV|OW|U2)"|Beacon|Safe Place|Quiet House/);
  const plan = await service.ask(tokens.get('manager'), {
    path: '/v1/reports/active-clients/plan',
    body: { params: { ...OPEN, users: ['U2'], cocs: ['XX-500'], fundingSources: ['2'] } },
  });
  expect(plan.text).not.toMatch(/Beacon|Safe Place|Quiet House|Bo Lind/);
});
