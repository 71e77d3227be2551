import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  getProfile,
  listProfiles,
  parseProfile,
  putProfile,
  requireAdmin,
  requireProfile,
  rightsChange,
  withoutRights,
} from '../../../functions/access/profiles.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { startDynamo } from '../../dynamodb.ts';
import { oidOf, organizations, principalOf, profileOf } from './people.ts';
import { TENANT } from './tokens.ts';

let db: Dynamo;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await startDynamo());
});
afterAll(() => close());

function asked(changed: Parameters<typeof profileOf>[0]) {
  const { version, ...rest } = profileOf(changed);
  return rest;
}

describe('rights', () => {
  test('given are there at the next call', async () => {
    const person = await principalOf(oidOf(1));
    await expect(requireProfile(db, person)).rejects.toMatchObject({ code: 'NotAllowed', status: 403 });
    const put = await putProfile(db, asked({ oid: oidOf(1), organizations: organizations('B', 'A', 'B') }), undefined);
    expect(put).toEqual(profileOf({ oid: oidOf(1), organizations: organizations('A', 'B') }));
    expect(await requireProfile(db, person)).toEqual(put);
  });

  test('changed count as changed at the next call', async () => {
    const person = await principalOf(oidOf(2));
    const before = await putProfile(db, asked({ oid: oidOf(2) }), undefined);
    await putProfile(db, asked({ oid: oidOf(2), mayShowPii: false }), before);
    expect(await requireProfile(db, person)).toMatchObject({ mayShowPii: false, version: 2 });
  });

  test('ended are gone at the next call, and the profile stays with its name', async () => {
    const person = await principalOf(oidOf(3));
    const given = await putProfile(db, asked({ oid: oidOf(3) }), undefined);
    await putProfile(db, withoutRights(given), given);
    await expect(requireProfile(db, person)).rejects.toThrow('Ask your HMIS administrator');
    expect(await getProfile(db, person)).toMatchObject({ name: 'Mara Ellis', active: false });
  });

  test('of the same object id in another tenant are not theirs', async () => {
    await putProfile(db, asked({ oid: oidOf(4), tid: '99999999-2222-4333-8444-555555555555' }), undefined);
    await expect(requireProfile(db, await principalOf(oidOf(4)))).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  test('changed by two admins at once: the second is told, and the first change stands', async () => {
    const before = await putProfile(db, asked({ oid: oidOf(5) }), undefined);
    await putProfile(db, asked({ oid: oidOf(5), active: false }), before);
    const second = putProfile(db, asked({ oid: oidOf(5), role: 'admin' }), before);
    await expect(second).rejects.toMatchObject({ code: 'Busy' });
    const again = putProfile(db, asked({ oid: oidOf(5) }), undefined);
    await expect(again).rejects.toMatchObject({ code: 'Busy' });
    expect(await getProfile(db, { tid: TENANT, oid: oidOf(5) })).toMatchObject({ active: false, role: 'manager' });
  });

  test('that someone wrote into the table by hand against the rules are no rights', async () => {
    const key = { pk: `USER#${TENANT}#${oidOf(6)}`, sk: 'PROFILE' };
    const coordinator = profileOf({ oid: oidOf(6), role: 'coordinator', organizations: 'all', mayShowPii: true });
    await db.doc.send(new PutCommand({ TableName: db.table, Item: { ...key, ...coordinator } }));
    await expect(requireProfile(db, await principalOf(oidOf(6)))).rejects.toMatchObject({ code: 'Internal' });
    await db.doc.send(
      new PutCommand({
        TableName: db.table,
        Item: { ...key, ...coordinator, mayShowPii: false },
      }),
    );
    expect((await requireProfile(db, await principalOf(oidOf(6)))).role).toBe('coordinator');
  });
});

describe('what an admin may not give', () => {
  test.each<[string, Record<string, unknown>, field: string]>([
    ['names to a coordinator', { role: 'coordinator', organizations: 'all' }, 'mayShowPii'],
    ['a coordinator one organization', { role: 'coordinator', mayShowPii: false }, 'organizations'],
    ['a role there is not', { role: 'owner' }, 'role'],
    ['an e-mail as a person', { oid: 'mara@example.org' }, 'oid'],
    ['an id in upper case, which would be a second person', { oid: oidOf(1).toUpperCase() }, 'oid'],
    ['a tenant by name', { tid: 'contoso' }, 'tid'],
    ['an organization id of 201 bytes', { organizations: ['x'.repeat(201)] }, 'organizations'],
    ['no name', { name: ' ' }, 'name'],
    ['a field we do not know', { superuser: true }, 'superuser'],
    ['rights without saying whether they are active', { active: undefined }, 'active'],
  ])('%s', (_, changed, field) => {
    const refused = expect.objectContaining({ code: 'BadRequest', field: expect.stringContaining(field) });
    expect(() => parseProfile({ ...asked({}), ...changed })).toThrow(refused);
  });

  test('and nothing of it is stored', async () => {
    await expect(putProfile(db, { ...asked({ oid: oidOf(7) }), role: 'owner' }, undefined)).rejects.toThrow('role');
    expect(await getProfile(db, { tid: TENANT, oid: oidOf(7) })).toBeUndefined();
  });
});

test('the list is everyone by name, and skips whom an interrupted call listed without rights', async () => {
  const other = await startDynamo();
  for (let n = 40; n > 10; n -= 1) {
    await putProfile(other.db, asked({ oid: oidOf(n), name: `Person ${n}`, active: n % 2 === 0 }), undefined);
  }
  await other.db.doc.send(
    new PutCommand({ TableName: other.db.table, Item: { pk: 'USERS', sk: `${TENANT}#${oidOf(99)}` } }),
  );
  const listed = await listProfiles(other.db);
  expect(listed.map(({ name }) => name)).toEqual(Array.from({ length: 30 }, (_, n) => `Person ${n + 11}`));
  expect(listed.filter(({ active }) => active)).toHaveLength(15);
  await other.close();
});

test('the item is the person, for a role that reads by leading key', async () => {
  await putProfile(db, asked({ oid: oidOf(8) }), undefined);
  const key = { pk: `USER#${TENANT}#${oidOf(8)}`, sk: 'PROFILE' };
  const { Item } = await db.doc.send(new GetCommand({ TableName: db.table, Key: key }));
  expect(Item).toEqual({ ...key, ...profileOf({ oid: oidOf(8) }) });
});

test('the trail of a change names the fields that changed, before and after', () => {
  const after = asked({ organizations: organizations('A', 'B'), active: false });
  expect(rightsChange(profileOf(), after)).toEqual({
    organizations: { before: ['A'], after: ['A', 'B'] },
    active: { before: true, after: false },
  });
  expect(rightsChange(undefined, asked({}))).toMatchObject({ role: { before: null, after: 'manager' } });
});

test('only an admin is an admin', () => {
  expect(() => requireAdmin(profileOf({ role: 'admin' }))).not.toThrow();
  for (const role of ['manager', 'dqo', 'coordinator'] as const) {
    expect(() => requireAdmin(profileOf({ role }))).toThrow(expect.objectContaining({ code: 'NotAllowed' }));
  }
});
