import type { Catalog } from '../../../../shared/contract/runs.ts';
import { WORDS } from '../../words.ts';
import { searchChoices } from '../choices.ts';
import type { User } from './rights-form.ts';

/** The people whose name, role, account or organizations hold every word of the search, in the order given. */
export function findUsers(users: readonly User[], search: string, catalog: Catalog | undefined): readonly User[] {
  const names = new Map(catalog?.organizations.map(({ id, name }) => [id, name]));
  const choices = users.map(({ tid, oid, name, role, organizations }, i) => {
    const seen =
      organizations === 'all'
        ? [WORDS.account.allOrganizations]
        : organizations.map((id) => `${names.get(id) ?? ''} ${id}`);
    return { id: String(i), name, detail: [WORDS.roles[role], tid, oid, ...seen].join(' ') };
  });
  const found = new Set(
    searchChoices([{ label: '', choices }], search).flatMap((group) => group.choices.map(({ id }) => id)),
  );
  return users.filter((_, i) => found.has(String(i)));
}
