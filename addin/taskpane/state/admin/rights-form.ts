import type { ProfileBody, UserList } from '../../../../shared/contract/people.ts';
import type { Catalog } from '../../../../shared/contract/runs.ts';
import type { Role } from '../../../../shared/roles.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import { compareNames } from '../../format.ts';
import type { ChoiceGroup } from '../choices.ts';

/** Somebody who has or had rights. */
export type User = UserList['users'][number];
export type Person = Pick<User, 'tid' | 'oid'>;

/** What stands in the fields; a coordinator's organizations and names are kept, in case the role goes back. */
export interface RightsValues extends Person {
  readonly name: string;
  readonly role: Role;
  readonly everywhere: boolean;
  readonly organizations: readonly string[];
  readonly mayShowPii: boolean;
}

export type RightsField = keyof ProfileBody | keyof Person;

/** The form of one person's rights. Never changed: every function gives another. */
export interface RightsForm {
  /** What the admin has seen to be there; undefined for somebody new. */
  readonly before: User | undefined;
  readonly values: RightsValues;
  readonly errors: Readonly<Partial<Record<RightsField, string>>>;
}

/** For somebody new, of the admin's own tenant, with as little as there is. */
export function newRightsForm({ tid }: Pick<Person, 'tid'>): RightsForm {
  const values: RightsValues = {
    tid,
    oid: '',
    name: '',
    role: 'manager',
    everywhere: false,
    organizations: [],
    mayShowPii: false,
  };
  return { before: undefined, values, errors: {} };
}

/** For somebody in the list, with what they have, or had before their rights ended. */
export function rightsFormOf(user: User): RightsForm {
  const { tid, oid, name, role, organizations, mayShowPii } = user;
  const everywhere = organizations === 'all';
  const values = { tid, oid, name, role, everywhere, organizations: everywhere ? [] : organizations, mayShowPii };
  return { before: user, values, errors: {} };
}

/** The form with some fields filled in anew; what was wrong with them is forgotten. */
export function withRights(form: RightsForm, change: Partial<RightsValues>): RightsForm {
  const touched = Object.keys(change).map((name) => (name === 'everywhere' ? 'organizations' : name));
  const errors = Object.entries(form.errors).filter(
    ([name]) => !touched.includes(name) && !(touched.includes('role') && name === 'organizations'),
  );
  return { ...form, values: { ...form.values, ...change }, errors: Object.fromEntries(errors) };
}

/** True where the role decides what is seen: a coordinator has the whole CoC, and never names [security.md]. */
export function isDecidedByRole({ role }: Pick<RightsValues, 'role'>): boolean {
  return role === 'coordinator';
}

/** Whom the rights are for: ids as Entra means them, however they were pasted. */
export function personOf({ tid, oid }: Person): Person {
  return { tid: tid.trim().toLowerCase(), oid: oid.trim().toLowerCase() };
}

/** The rights that the service is sent, active. */
export function rightsOf(values: RightsValues): ProfileBody {
  const decided = isDecidedByRole(values);
  return {
    name: values.name.trim(),
    role: values.role,
    organizations: decided || values.everywhere ? 'all' : values.organizations.toSorted(),
    mayShowPii: !decided && values.mayShowPii,
    active: true,
  };
}

export function samePerson(a: Person, b: Person): boolean {
  return a.tid === b.tid && a.oid === b.oid;
}

/** Whether two are the same rights, in whatever order organizations are named; undefined is nobody's. */
export function sameRights(a: ProfileBody | undefined, b: ProfileBody | undefined): boolean {
  return inOneText(a) === inOneText(b);
}

function inOneText(rights: ProfileBody | undefined): string | undefined {
  if (!rights) return undefined;
  const { name, role, organizations, mayShowPii, active } = rights;
  const sorted = organizations === 'all' ? organizations : organizations.toSorted();
  return JSON.stringify([name, role, sorted, mayShowPii, active]);
}

const ENTRA_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME_LENGTH = 200;
const MOST_ORGANIZATIONS = 500;

/** What is wrong, by field, in words: what the service would refuse, and what nobody can have meant. */
export function rightsErrors(
  { before, values }: RightsForm,
  { users, me }: { readonly users: readonly User[]; readonly me: Person },
): RightsForm['errors'] {
  const words = ADMIN_WORDS.wrong;
  const person = personOf(values);
  const { name, role, organizations } = rightsOf(values);
  const errors: Partial<Record<RightsField, string>> = {};
  if (!before) {
    const listed = users.find((user) => samePerson(user, person));
    if (!ENTRA_ID.test(person.tid)) errors.tid = words.id;
    if (!ENTRA_ID.test(person.oid)) errors.oid = words.id;
    else if (person.oid === person.tid) errors.oid = words.sameIds;
    else if (listed) errors.oid = words.listed(listed.name);
  }
  if (name === '' || name.length > NAME_LENGTH) errors.name = words.name;
  if (samePerson(person, me) && role !== 'admin') errors.role = ADMIN_WORDS.rights.ownRole;
  if (organizations !== 'all') {
    if (organizations.length === 0 && role !== 'admin') errors.organizations = words.noOrganizations;
    if (organizations.length > MOST_ORGANIZATIONS) errors.organizations = words.manyOrganizations;
  }
  return errors;
}

/** The organizations to choose from; one that is chosen and not in the data stays in sight, so that it can be taken out. */
export function organizationChoices(catalog: Catalog | undefined, chosen: readonly string[]): readonly ChoiceGroup[] {
  const known = catalog?.organizations ?? [];
  const words = ADMIN_WORDS.rights;
  const unknown = chosen.filter((id) => !known.some((one) => one.id === id));
  const choices = [
    ...known.map(({ id, name, victimServiceProvider }) => ({
      id,
      name: name || id,
      ...(victimServiceProvider ? { detail: words.victimServiceProvider } : {}),
    })),
    ...unknown.map((id) => ({ id, name: id, detail: words.unknown })),
  ];
  return [{ label: '', choices: choices.sort((a, b) => compareNames(a.name, b.name)) }];
}
