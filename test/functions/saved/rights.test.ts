import { describe, expect, test } from 'vitest';
import type { Profile } from '../../../functions/access/profiles.ts';
import type { Project } from '../../../functions/hmis/records.ts';
import type { SettingOwner } from '../../../functions/saved/places.ts';
import { mayChangeSettings, organizationsSeen, seesSettings } from '../../../functions/saved/rights.ts';
import { asId } from '../../../shared/ids.ts';
import { oidOf, organizations, profileOf } from '../access/people.ts';
import { OID, TENANT } from '../access/tokens.ts';
import { project } from '../hmis/enrollment.ts';

/** A and B have a project each, V is a victim service provider. */
const projects: Project[] = ['A', 'B', 'V'].map((id) =>
  project({ ProjectID: `${id}1`, OrganizationID: id, VictimServiceProvider: id === 'V' }),
);

const ofA = profileOf({ organizations: organizations('A') });
const dqoOfA = profileOf({ role: 'dqo', organizations: organizations('A') });
const ofV = profileOf({ organizations: organizations('V') });
const ended = profileOf({ organizations: organizations('A'), active: false });
const admin = profileOf({ role: 'admin', organizations: 'all' });
const coordinator = profileOf({ role: 'coordinator', organizations: 'all', mayShowPii: false });

const owner = (id: string): SettingOwner => ({ kind: 'organization', organization: asId(id) });
const own: SettingOwner = { kind: 'person', tid: TENANT, oid: OID };
const anothers: SettingOwner = { kind: 'person', tid: TENANT, oid: oidOf(1) };

describe('who sees and who changes settings', () => {
  test.each<[string, Profile, SettingOwner, sees: boolean, changes: boolean]>([
    ['a person their own', ofA, own, true, true],
    ['a coordinator their own', coordinator, own, true, true],
    ["nobody another person's", admin, anothers, false, false],
    ['nobody those of the same id in another tenant', ofA, { ...own, tid: 'another' }, false, false],
    ["a manager their organization's", ofA, owner('A'), true, true],
    ["a DQO their organization's", dqoOfA, owner('A'), true, true],
    ["a manager no other organization's", ofA, owner('B'), false, false],
    ["an administrator any organization's", admin, owner('B'), true, true],
    ["a coordinator any organization's, to look at", coordinator, owner('B'), true, false],
    ["an administrator no victim service provider's", admin, owner('V'), false, false],
    ["a victim service provider's manager theirs", ofV, owner('V'), true, true],
    ['an administrator none of an organization that is not there', admin, owner('X'), false, false],
    ['someone whose rights have ended none, their own included', ended, own, false, false],
    ["someone whose rights have ended not their organization's", ended, owner('A'), false, false],
  ])('%s', (_, profile, of, sees, changes) => {
    expect(seesSettings(profile, of, projects)).toBe(sees);
    expect(mayChangeSettings(profile, of, projects)).toBe(changes);
  });

  test('of the organizations that have some, the list holds those one sees', () => {
    const saving = organizations('A', 'B', 'V', 'X');
    expect(organizationsSeen(ofA, saving, projects)).toEqual(['A']);
    expect(organizationsSeen(admin, saving, projects)).toEqual(['A', 'B']);
    expect(organizationsSeen(ofV, saving, projects)).toEqual(['V']);
  });
});
