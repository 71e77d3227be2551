import { describe, expect, it } from 'vitest';
import { ADMIN_WORDS } from '../../../../../addin/taskpane/admin-words.ts';
import { findUsers } from '../../../../../addin/taskpane/state/admin/find-users.ts';
import {
  newRightsForm,
  organizationChoices,
  personOf,
  type RightsValues,
  rightsErrors,
  rightsFormOf,
  rightsOf,
  sameRights,
  type User,
  withRights,
} from '../../../../../addin/taskpane/state/admin/rights-form.ts';
import { CATALOG } from '../../catalog.ts';

const TENANT = 'a5d3c0de-0000-4000-8000-000000000001';
const id = (n: number) => `a5d3c0de-0000-4000-8000-00000000000${n}`;

const MARA: User = {
  tid: TENANT,
  oid: id(2),
  name: 'Mara Ellis',
  role: 'manager',
  organizations: ['o1'],
  mayShowPii: true,
  active: true,
  version: 1,
};
const ADA: User = { ...MARA, oid: id(9), name: 'Ada Park', role: 'admin', organizations: 'all' };
const KNOWN = { users: [MARA, ADA], me: ADA };

/** The form of somebody new, filled in rightly but for `change`. */
function filled(change: Partial<RightsValues> = {}) {
  return withRights(newRightsForm(ADA), { oid: id(3), name: 'Nell Quist', organizations: ['o2'], ...change });
}

describe('a new person', () => {
  it('is of the admin’s own tenant, a manager who sees nothing yet', () => {
    expect(newRightsForm(ADA).values).toMatchObject({ tid: TENANT, role: 'manager', organizations: [] });
    expect(rightsOf(newRightsForm(ADA).values)).toMatchObject({ organizations: [], mayShowPii: false, active: true });
  });

  it('may be filled in with ids as they were pasted', () => {
    const form = filled({ oid: ` ${id(3).toUpperCase()}\n` });
    expect(rightsErrors(form, KNOWN)).toEqual({});
    expect(personOf(form.values)).toEqual({ tid: TENANT, oid: id(3) });
  });

  it.each([
    ['an address for an id', { oid: 'nell@example.org' }, { oid: ADMIN_WORDS.wrong.id }],
    ['an id that is too short', { oid: id(3).slice(1) }, { oid: ADMIN_WORDS.wrong.id }],
    ['no tenant', { tid: '' }, { tid: ADMIN_WORDS.wrong.id }],
    ['the tenant’s id for the person’s', { oid: TENANT }, { oid: ADMIN_WORDS.wrong.sameIds }],
    ['somebody who is listed', { oid: id(2) }, { oid: ADMIN_WORDS.wrong.listed('Mara Ellis') }],
    ['no name', { name: '  ' }, { name: ADMIN_WORDS.wrong.name }],
    ['a name of 201 characters', { name: 'n'.repeat(201) }, { name: ADMIN_WORDS.wrong.name }],
    ['no organization', { organizations: [] }, { organizations: ADMIN_WORDS.wrong.noOrganizations }],
    [
      '501 organizations',
      { organizations: Array.from({ length: 501 }, (_, n) => `o${n}`) },
      { organizations: ADMIN_WORDS.wrong.manyOrganizations },
    ],
  ])('with %s is not sent', (_, change, errors) => {
    expect(rightsErrors(filled(change), KNOWN)).toEqual(errors);
  });

  it.each([
    ['a name of 200 characters', { name: 'n'.repeat(200) }],
    ['500 organizations', { organizations: Array.from({ length: 500 }, (_, n) => `o${n}`) }],
    ['the whole CoC and no organization', { everywhere: true, organizations: [] }],
    ['an administrator who sees no clients', { role: 'admin', organizations: [] }],
  ] as const)('with %s is', (_, change) => {
    expect(rightsErrors(filled(change), KNOWN)).toEqual({});
  });
});

describe('a coordinator', () => {
  const form = filled({ role: 'coordinator', mayShowPii: true });

  it('has the whole CoC and never names, whatever was chosen', () => {
    expect(rightsOf(form.values)).toMatchObject({ organizations: 'all', mayShowPii: false });
    expect(rightsErrors(filled({ role: 'coordinator', organizations: [] }), KNOWN)).toEqual({});
  });

  it('made a manager again has what was chosen before', () => {
    expect(rightsOf(withRights(form, { role: 'manager' }).values)).toMatchObject({
      organizations: ['o2'],
      mayShowPii: true,
    });
  });
});

describe('an admin’s own rights', () => {
  it('cannot lose the role', () => {
    const form = withRights(rightsFormOf(ADA), { role: 'manager' });
    expect(rightsErrors(form, KNOWN)).toEqual({ role: ADMIN_WORDS.rights.ownRole });
  });

  it('can change otherwise', () => {
    const form = withRights(rightsFormOf(ADA), { everywhere: false, organizations: ['o1'], mayShowPii: false });
    expect(rightsErrors(form, KNOWN)).toEqual({});
  });
});

describe('a form', () => {
  it('forgets what was wrong with a field once that is filled in anew', () => {
    const wrong = { ...filled(), errors: { name: 'x', organizations: 'y' } };
    expect(withRights(wrong, { name: 'n' }).errors).toEqual({ organizations: 'y' });
    expect(withRights(wrong, { everywhere: true }).errors).toEqual({ name: 'x' });
    expect(withRights(wrong, { role: 'admin' }).errors).toEqual({ name: 'x' });
  });

  it('of somebody listed gives back what they have', () => {
    expect(sameRights(rightsOf(rightsFormOf(MARA).values), MARA)).toBe(true);
    expect(sameRights(rightsOf(rightsFormOf(ADA).values), ADA)).toBe(true);
  });

  it('gives again what somebody had before their rights ended', () => {
    expect(rightsOf(rightsFormOf({ ...MARA, active: false }).values)).toMatchObject({
      active: true,
      organizations: ['o1'],
    });
  });
});

describe('rights', () => {
  it.each([
    ['in another order of organizations', { organizations: ['b', 'a'] }, { organizations: ['a', 'b'] }, true],
    ['of the whole CoC and of no organization', { organizations: 'all' as const }, { organizations: [] }, false],
    ['of another name', { name: 'A' }, { name: 'B' }, false],
    ['that have ended', { active: false }, {}, false],
  ])('%s are the same or not', (_, a, b, same) => {
    expect(sameRights({ ...MARA, ...a }, { ...MARA, ...b })).toBe(same);
  });

  it('are not nobody’s', () => {
    expect(sameRights(MARA, undefined)).toBe(false);
    expect(sameRights(undefined, undefined)).toBe(true);
  });
});

describe('the organizations to choose from', () => {
  it('say which are of victim service providers, and keep what is no longer in the data', () => {
    expect(organizationChoices(CATALOG, ['o1', 'gone'])).toEqual([
      {
        label: '',
        choices: [
          { id: 'o2', name: 'Bridge' },
          { id: 'gone', name: 'gone', detail: ADMIN_WORDS.rights.unknown },
          { id: 'o1', name: 'Harbor' },
          { id: 'o3', name: 'Shield', detail: ADMIN_WORDS.rights.victimServiceProvider },
        ],
      },
    ]);
  });
});

describe('a search for people', () => {
  it.each([
    ['a name', 'mara', ['Mara Ellis']],
    ['an organization', 'harbor', ['Mara Ellis']],
    ['a role', 'admin', ['Ada Park']],
    ['an id', id(9), ['Ada Park']],
    ['what all have', 'names', []],
    ['nothing', '', ['Mara Ellis', 'Ada Park']],
  ])('goes by %s', (_, search, names) => {
    expect(findUsers([MARA, ADA], search, CATALOG).map(({ name }) => name)).toEqual(names);
  });
});
