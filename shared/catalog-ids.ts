import type { Catalog } from './contract/runs.ts';
import type { ListOf } from './parameter.ts';

/** The ids that a catalog's reader can choose, by what they are ids of. */
export function catalogIds(catalog: Catalog): Readonly<Record<ListOf, ReadonlySet<string>>> {
  const ids = (things: readonly { readonly id: string }[]) => new Set(things.map(({ id }) => id));
  return {
    organizations: ids(catalog.organizations),
    projects: ids(catalog.projects),
    cocs: new Set(catalog.cocs),
    users: ids(catalog.users),
    fundingSources: ids(catalog.fundingSources),
  };
}
