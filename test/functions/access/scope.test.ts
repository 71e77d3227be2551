import { beforeAll, describe, expect, test } from 'vitest';
import type { Profile } from '../../../functions/access/profiles.ts';
import { type Asked, scopeFor } from '../../../functions/access/scope.ts';
import type { Principal } from '../../../functions/access/verify.ts';
import type { Project } from '../../../functions/hmis/records.ts';
import { PII_REASONS } from '../../../shared/pii-reasons.ts';
import { project } from '../hmis/enrollment.ts';
import { oidOf, organizations, principalOf, profileOf } from './people.ts';

/** A has projects a1 and a2, B has b1, V is a victim service provider with v1 and v2. */
const projects: Project[] = ['a1', 'a2', 'b1', 'v1', 'v2'].map((id) => {
  const organization = id.slice(0, 1).toUpperCase();
  return project({
    ProjectID: id,
    OrganizationID: organization,
    OrganizationName: `Organization ${organization}`,
    VictimServiceProvider: organization === 'V',
  });
});

const ofA = profileOf({ organizations: organizations('A') });
const ofAandV = profileOf({ organizations: organizations('A', 'V') });
const ofV = profileOf({ organizations: organizations('V') });
const ofNone = profileOf({ organizations: [] });
const admin = profileOf({ role: 'admin', organizations: 'all', mayShowPii: true });
const coordinator = profileOf({ role: 'coordinator', organizations: 'all', mayShowPii: false });

let principal: Principal;
beforeAll(async () => {
  principal = await principalOf();
});

function scope(profile: Profile, asked: Partial<Asked['asked']> = {}, more: Partial<Asked> = {}) {
  return scopeFor({
    principal,
    profile,
    projects,
    asked: { projects: [], organizations: [], ...asked },
    hidePii: true,
    ...more,
  });
}

describe('the projects that yield rows', () => {
  test.each<[string, Profile, Partial<Asked['asked']>, rows: string[], withheld: string[]]>([
    ['a manager sees their organization', ofA, {}, ['a1', 'a2'], []],
    ['a manager who picks one project sees it alone', ofA, { projects: ['a2'] }, ['a2'], []],
    ['a manager who picks their organization sees it', ofA, { organizations: ['A'] }, ['a1', 'a2'], []],
    ['a person without organizations sees nothing', ofNone, {}, [], []],
    ['a victim service provider sees its own', ofV, {}, ['v1', 'v2'], []],
    ['a person of two organizations sees both', ofAandV, {}, ['a1', 'a2', 'v1', 'v2'], []],
    [
      'project and organization together: what fits both',
      ofAandV,
      { projects: ['a1', 'v1'], organizations: ['V'] },
      ['v1'],
      [],
    ],
    ['project and organization that do not meet: nothing', ofAandV, { projects: ['a1'], organizations: ['V'] }, [], []],
    ['a coordinator sees the CoC but victim service providers', coordinator, {}, ['a1', 'a2', 'b1'], ['v1', 'v2']],
    ['an admin sees the CoC but victim service providers', admin, {}, ['a1', 'a2', 'b1'], ['v1', 'v2']],
    [
      "an admin who picks a victim service provider's project gets none of its rows",
      admin,
      { projects: ['v1', 'b1'] },
      ['b1'],
      ['v1'],
    ],
    [
      'an admin who picks a victim service provider gets none of its rows',
      admin,
      { organizations: ['V'] },
      [],
      ['v1', 'v2'],
    ],
    ['what was not asked for is not counted as withheld', admin, { organizations: ['B'] }, ['b1'], []],
  ])('%s', (_, profile, asked, rows, withheld) => {
    const answer = scope(profile, asked);
    expect([...answer.projects]).toEqual(rows);
    expect([...answer.withheld]).toEqual(withheld);
  });

  test('an organization of theirs that has no projects is no error', () => {
    const profile = profileOf({ organizations: organizations('A', 'Z') });
    expect(scope(profile, { organizations: ['Z'] }).projects.size).toBe(0);
  });

  test('an organization that becomes a victim service provider is closed to the CoC from the next call', () => {
    const changed = projects.map((project) => ({ ...project, VictimServiceProvider: true }));
    expect(scope(coordinator, {}, { projects: changed }).projects.size).toBe(0);
    expect(scope(ofA, {}, { projects: changed }).projects.size).toBe(2);
  });
});

describe('what is out of reach is as what does not exist', () => {
  const refusalOf = (profile: Profile, asked: Partial<Asked['asked']>) => {
    try {
      scope(profile, asked);
    } catch (error) {
      return error as { code: string; message: string };
    }
    return expect.fail('It was in scope.');
  };

  test.each<[string, Profile, 'projects' | 'organizations', there: string, notThere: string]>([
    ["another organization's project", ofA, 'projects', 'b1', 'nowhere'],
    ["a victim service provider's project", ofA, 'projects', 'v1', 'nowhere'],
    ["another organization's project, for a victim service provider", ofV, 'projects', 'a1', 'nowhere'],
    ['another organization', ofA, 'organizations', 'B', 'Q'],
    ['a victim service provider', ofA, 'organizations', 'V', 'Q'],
    ['anything, for a person without organizations', ofNone, 'projects', 'a1', 'nowhere'],
  ])('%s', (_, profile, list, there, notThere) => {
    const one = refusalOf(profile, { [list]: [there] });
    expect(one).toMatchObject({ code: 'NotFound', status: 404 });
    expect(refusalOf(profile, { [list]: [notThere] }).message).toBe(one.message);
    expect(one.message).not.toContain(there);
  });

  test('for the whole CoC too, where it does not exist', () => {
    expect(refusalOf(admin, { projects: ['a1', 'nowhere'] })).toMatchObject({ code: 'NotFound' });
    expect(refusalOf(admin, { organizations: ['Q'] })).toMatchObject({ code: 'NotFound' });
  });

  test('ids are compared as they are', () => {
    expect(refusalOf(ofA, { projects: ['A1'] })).toMatchObject({ code: 'NotFound' });
    expect(refusalOf(ofA, { projects: ['a1 '] })).toMatchObject({ code: 'NotFound' });
  });
});

describe('names', () => {
  test('are hidden by default, whatever the rights', () => {
    expect(scope(ofA)).toMatchObject({ pii: false, reason: undefined });
    expect(scope(ofA, {}, { reason: 'services' })).toMatchObject({ pii: false, reason: undefined });
  });

  test.each(Object.keys(PII_REASONS))('are shown to who may, for the reason %s', (reason) => {
    expect(scope(ofA, {}, { hidePii: false, reason })).toMatchObject({ pii: true, reason });
  });

  test('are shown for a reason in their own words', () => {
    const reason = 'Subpoena of 3 May, see file 17';
    expect(scope(ofA, {}, { hidePii: false, reason })).toMatchObject({ pii: true, reason });
  });

  test.each<[string, Profile, reason: string | undefined]>([
    ['without the right', profileOf({ mayShowPii: false }), 'services'],
    ['to a coordinator', coordinator, 'services'],
    ['to a coordinator whose profile says otherwise', { ...coordinator, mayShowPii: true }, 'services'],
    ['without a reason', ofA, undefined],
    ['for an empty reason', ofA, ''],
    ['for a reason of blanks', ofA, '    '],
    ['for a reason of two letters', ofA, 'ok'],
    ['for a reason of 101 letters', ofA, 'x'.repeat(101)],
    ['for a reason of two lines', ofA, 'one\ntwo'],
  ])('are not shown %s', (_, profile, reason) => {
    const refused = expect.objectContaining({ code: 'NotAllowed', status: 403 });
    expect(() => scope(profile, {}, { hidePii: false, reason })).toThrow(refused);
  });

  test("are not shown without the token's scope", async () => {
    const reader = await principalOf(undefined, ['Reports.Read', 'Admin']);
    const refused = expect.objectContaining({ code: 'NotAllowed' });
    expect(() => scope(ofA, {}, { principal: reader, hidePii: false, reason: 'services' })).toThrow(refused);
    expect(scope(ofA, {}, { principal: reader }).pii).toBe(false);
  });

  test("of a victim service provider's clients are not shown to an admin who may show names", () => {
    const answer = scope(admin, { projects: ['v1'] }, { hidePii: false, reason: 'oversight' });
    expect(answer.projects.size).toBe(0);
    expect(answer.withheld.size).toBe(1);
  });
});

describe('whose profile it is', () => {
  test('an ended profile gives nothing', () => {
    const refused = expect.objectContaining({ code: 'NotAllowed' });
    expect(() => scope(profileOf({ active: false }))).toThrow(refused);
  });

  test("another person's profile gives nothing", () => {
    const refused = expect.objectContaining({ code: 'NotAllowed' });
    expect(() => scope(profileOf({ oid: oidOf(1) }))).toThrow(refused);
    expect(() => scope(profileOf({ tid: oidOf(1) }))).toThrow(refused);
  });

  test('the trail gets the person', () => {
    expect(scope(ofA).who).toEqual({ tid: ofA.tid, oid: ofA.oid, name: 'Mara Ellis' });
  });
});
