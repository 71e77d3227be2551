import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../../functions/access/profiles.ts';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import type { Handler } from '../../../functions/api/handler.ts';
import type { LocalDynamo } from '../../../infra/local/dynamodb.ts';
import type { ProfileBody, UserList } from '../../../shared/contract/people.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { startDynamo } from '../../dynamodb.ts';
import { oidOf, organizations, profileOf } from '../access/people.ts';
import { claims, rs256, rsaKey, TENANT } from '../access/tokens.ts';
import { askDirectly, handlerOver } from './direct.ts';

const key = rsaKey('users');
const [ADMIN, MANAGER, NEW, NOBODY] = [oidOf(1), oidOf(2), oidOf(3), oidOf(4)];
const RIGHTS: ProfileBody = { name: 'Noor Haddad', role: 'dqo', organizations: ['B'], mayShowPii: false, active: true };
const NOON = new Date('2026-02-08T18:00:00Z');
const DAY = calendarDate('2026-02-08');

let db: LocalDynamo;
let handler: Handler;
beforeAll(async () => {
  db = await startDynamo();
  ({ handler } = handlerOver(db.db, key, { change: { now: () => NOON } }));
  for (const person of [
    profileOf({ oid: ADMIN, name: 'Ada Park', role: 'admin', organizations: 'all' }),
    profileOf({ oid: MANAGER, organizations: organizations('A') }),
  ]) {
    const { version, ...rights } = person;
    await putProfile(db.db, rights, undefined);
  }
});
afterAll(() => db.close());

const as = (oid: string, method: string, path: string, body?: object) =>
  askDirectly(handler, {
    method,
    path,
    token: rs256(key, claims({ oid, scp: 'Reports.Read Admin' })),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const place = (oid: string) => `/v1/users/${TENANT}/${oid}`;
const rightsIn = (json: unknown, oid: string) => (json as UserList).users.find((user) => user.oid === oid);
const trailOf = (oid: string) => Array.fromAsync(listTrail(db.db, { from: DAY, to: DAY, who: { tid: TENANT, oid } }));

describe('an admin', () => {
  it('gives a person rights, changes them and takes them away; each is kept with before and after', async () => {
    const given = await as(ADMIN, 'PUT', place(NEW), RIGHTS);
    expect(rightsIn(given.json, NEW)).toEqual({ tid: TENANT, oid: NEW, ...RIGHTS, version: 1 });
    const changed = await as(ADMIN, 'PUT', place(NEW), { ...RIGHTS, organizations: ['B', 'A', 'B'] });
    expect(rightsIn(changed.json, NEW)).toMatchObject({ organizations: ['A', 'B'] });
    const ended = await as(ADMIN, 'DELETE', place(NEW));
    expect(rightsIn(ended.json, NEW)).toMatchObject({ active: false });

    const kept = await trailOf(ADMIN);
    expect(kept.map(({ what, result, name }) => ({ what, result, name }))).toEqual(
      Array(3).fill({ what: 'rightsChange', result: 'ok', name: 'Ada Park' }),
    );
    expect(kept[1]?.details).toEqual({
      person: `${TENANT}#${NEW}`,
      change: { organizations: { before: ['B'], after: ['A', 'B'] } },
    });
    expect(kept[2]?.details).toMatchObject({ change: { active: { before: true, after: false } } });
  });

  it('changes rights over the version they looked at; where another was faster, nothing is changed and nothing kept', async () => {
    const oid = oidOf(5);
    const put = (version: number, change: Partial<ProfileBody> = {}) =>
      as(ADMIN, 'PUT', place(oid), { ...RIGHTS, ...change, version });
    expect((await put(1)).json).toMatchObject({ error: { code: 'Busy' } });
    expect(rightsIn((await put(0)).json, oid)).toMatchObject({ version: 1 });
    expect(rightsIn((await put(1, { role: 'manager' })).json, oid)).toMatchObject({ role: 'manager', version: 2 });
    const kept = (await trailOf(ADMIN)).length;
    expect((await put(1, { mayShowPii: true })).json).toMatchObject({ error: { code: 'Busy' } });
    // Asked for again, for the answer was lost.
    expect(rightsIn((await put(1, { role: 'manager' })).json, oid)).toMatchObject({ mayShowPii: false, version: 2 });
    expect((await trailOf(ADMIN)).length).toBe(kept);
  });

  it('cannot end the own rights: nobody would be left to give them back', async () => {
    const own = { ...RIGHTS, role: 'admin', organizations: 'all' };
    const attempts = [
      await as(ADMIN, 'DELETE', place(ADMIN)),
      await as(ADMIN, 'PUT', place(ADMIN), { ...own, active: false }),
      await as(ADMIN, 'PUT', place(ADMIN), { ...own, role: 'manager' }),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await as(ADMIN, 'GET', '/v1/me')).json).toMatchObject({ role: 'admin' });
  });

  it.each<[string, string, object, string]>([
    ['an id that Entra does not give', 'not-an-id', RIGHTS, 'oid'],
    ['an id in capitals', NEW.toUpperCase(), RIGHTS, 'oid'],
    ['a role that is none', NEW, { ...RIGHTS, role: 'owner' }, 'role'],
    ['an unknown field', NEW, { ...RIGHTS, email: 'a@example.org' }, 'email'],
    ['no name', NEW, { ...RIGHTS, name: ' ' }, 'name'],
    ['501 organizations', NEW, { ...RIGHTS, organizations: Array(501).fill('O') }, 'organizations'],
    ['a coordinator of one organization', NEW, { ...RIGHTS, role: 'coordinator' }, 'organizations'],
    [
      'a coordinator with names',
      NEW,
      { ...RIGHTS, role: 'coordinator', organizations: 'all', mayShowPii: true },
      'mayShowPii',
    ],
  ])('is refused with the field named for %s', async (_, oid, body, field) => {
    expect(await as(ADMIN, 'PUT', place(oid), body)).toMatchObject({
      status: 400,
      json: { error: { code: 'BadRequest', field } },
    });
  });

  it('finds nobody who never had rights', async () => {
    expect(await as(ADMIN, 'DELETE', place(NOBODY))).toMatchObject({
      status: 404,
      json: { error: { code: 'NotFound', field: 'oid' } },
    });
  });

  it.each([0, -1, 1.5, '10', 20_000_000_001])('cannot begin an import of %j bytes', async (size) => {
    expect(await as(ADMIN, 'POST', '/v1/imports', { size })).toMatchObject({
      status: 400,
      json: { error: { code: 'BadRequest', field: 'size' } },
    });
  });

  it('finds no import that never was', async () => {
    expect(await as(ADMIN, 'GET', '/v1/imports/no-such')).toMatchObject({
      status: 404,
      json: { error: { code: 'NotFound', field: 'id' } },
    });
  });
});

describe('an admin’s work that someone else attempts', () => {
  it('is refused, and the trail keeps that it was attempted', async () => {
    const attempts = [
      await as(MANAGER, 'PUT', place(MANAGER), { ...RIGHTS, organizations: 'all' }),
      await as(MANAGER, 'DELETE', place(ADMIN)),
      await as(MANAGER, 'POST', '/v1/imports', { size: 1 }),
      await as(MANAGER, 'POST', '/v1/snapshots/20260131-0123456789abcdef/current'),
      await as(MANAGER, 'GET', '/v1/users'),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await trailOf(MANAGER)).map(({ what, result }) => [what, result])).toEqual([
      ['rightsChange', 'NotAllowed'],
      ['rightsChange', 'NotAllowed'],
      ['importStart', 'NotAllowed'],
      ['rollback', 'NotAllowed'],
    ]);
  });
});
