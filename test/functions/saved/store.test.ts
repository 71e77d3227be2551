import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listLastUsed, putLastUsed } from '../../../functions/saved/last-used.ts';
import type { SettingOwner } from '../../../functions/saved/places.ts';
import {
  countSettings,
  deleteSetting,
  getSetting,
  listSettings,
  putSetting,
  type StoredSetting,
  savingOrganizations,
} from '../../../functions/saved/store.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { asId } from '../../../shared/ids.ts';
import { startDynamo } from '../../dynamodb.ts';
import { oidOf } from '../access/people.ts';
import { TENANT } from '../access/tokens.ts';

let db: Dynamo;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await startDynamo());
});
afterAll(() => close());

const personsOwn = (n: number): SettingOwner => ({ kind: 'person', tid: TENANT, oid: oidOf(n) });
const ofOrganization = (id: string): SettingOwner => ({ kind: 'organization', organization: asId(id) });

function settingOf(n: number, fields: Partial<StoredSetting> = {}): StoredSetting {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    name: `Setting ${n}`,
    report: 'active-clients',
    params: { from: { day: 'first', of: 'lastMonth' }, projects: ['109'] },
    version: 1,
    at: '2026-03-10T15:00:00.000Z',
    by: 'Mara Ellis',
    ...fields,
  };
}

describe('a setting', () => {
  test('is there as it was saved, by its owner alone', async () => {
    const setting = settingOf(1);
    expect(await putSetting(db, personsOwn(1), setting)).toEqual({ result: 'saved' });
    expect(await getSetting(db, personsOwn(1), setting.id)).toEqual({ ...setting, organization: null });
    expect(await getSetting(db, personsOwn(2), setting.id)).toBeUndefined();
    expect(await getSetting(db, ofOrganization('A'), setting.id)).toBeUndefined();
  });

  test('of an organization says whose it is, and the organization is listed', async () => {
    const setting = settingOf(2);
    await putSetting(db, ofOrganization('O#2 é'), setting);
    expect(await getSetting(db, ofOrganization('O#2 é'), setting.id)).toEqual({ ...setting, organization: 'O#2 é' });
    expect(await savingOrganizations(db)).toContain('O#2 é');
  });

  test('that two people change at once is changed by the first; the second sees that', async () => {
    const owner = ofOrganization('B');
    await putSetting(db, owner, settingOf(3));
    const first = settingOf(3, { version: 2, name: 'First', by: 'Ann' });
    expect(await putSetting(db, owner, first)).toEqual({ result: 'saved' });
    expect(await putSetting(db, owner, settingOf(3, { version: 2, name: 'Second', by: 'Bea' }))).toEqual({
      result: 'stale',
      current: { ...first, organization: 'B' },
    });
    expect(await putSetting(db, owner, settingOf(3, { name: 'New' }))).toMatchObject({ result: 'stale' });
    expect(await getSetting(db, owner, first.id)).toMatchObject({ name: 'First', version: 2 });
  });

  test('whose answer was lost is saved once by a second try', async () => {
    const owner = personsOwn(4);
    await putSetting(db, owner, settingOf(4));
    expect(await putSetting(db, owner, settingOf(4, { at: '2026-03-10T15:00:07.000Z' }))).toEqual({ result: 'saved' });
    expect(await listSettings(db, owner)).toEqual([{ ...settingOf(4), organization: null }]);
  });

  test('that was deleted cannot be changed', async () => {
    const owner = personsOwn(5);
    await putSetting(db, owner, settingOf(5));
    expect(await deleteSetting(db, owner, settingOf(5).id, 1)).toBeUndefined();
    expect(await putSetting(db, owner, settingOf(5, { version: 2 }))).toEqual({ result: 'stale', current: undefined });
    expect(await getSetting(db, owner, settingOf(5).id)).toBeUndefined();
  });

  test('is deleted as it was looked at, or not at all', async () => {
    const owner = ofOrganization('C');
    await putSetting(db, owner, settingOf(6));
    await putSetting(db, owner, settingOf(6, { version: 2 }));
    expect(await deleteSetting(db, owner, settingOf(6).id, 1)).toMatchObject({ version: 2 });
    expect(await deleteSetting(db, owner, settingOf(6).id, 2)).toBeUndefined();
    expect(await deleteSetting(db, owner, settingOf(6).id, 2)).toBeUndefined();
  });
});

test('settings are listed by name and counted, without what else lies beside them', async () => {
  const owner = personsOwn(7);
  await putSetting(db, owner, settingOf(7, { name: 'B' }));
  await putSetting(db, owner, settingOf(8, { name: 'A' }));
  await putLastUsed(
    db,
    { tid: TENANT, oid: oidOf(7) },
    { report: 'services', params: {}, at: '2026-03-10T15:00:00.000Z' },
  );
  expect((await listSettings(db, owner)).map(({ name }) => name)).toEqual(['A', 'B']);
  expect(await countSettings(db, owner)).toBe(2);
});

test('of what a report was last run with the latest is kept, names hidden', async () => {
  const person = { tid: TENANT, oid: oidOf(9) };
  const at = '2026-03-10T15:00:00.000Z';
  await putLastUsed(db, person, { report: 'services', params: { to: '2026-01-31' }, at });
  await putLastUsed(db, person, { report: 'services', params: { to: '2026-02-28', hidePii: false }, at });
  expect(await listLastUsed(db, person)).toEqual([{ report: 'services', params: { to: '2026-02-28' }, at }]);
  expect(await listLastUsed(db, { ...person, oid: oidOf(10) })).toEqual([]);
});
