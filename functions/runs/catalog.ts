import type { Catalog } from '../../shared/contract/runs.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import { asOf } from '../../shared/snapshot.ts';
import type { Profile } from '../access/profiles.ts';
import { reachOf } from '../access/scope.ts';
import { label, projectType } from '../hmis/labels.ts';
import { FUNDING_SOURCE } from '../hmis/lists/project.ts';
import { compareText } from '../snapshot/cut.ts';
import { inListOrder, usersByName } from '../snapshot/list-order.ts';
import { lookupIn } from '../snapshot/lookup.ts';
import type { Snapshot } from '../snapshot/stored.ts';

/** The lists of a catalog whose items have names beside their ids. */
export type NamedChoice = 'organizations' | 'projects' | 'users' | 'fundingSources';

/** The items of a list, or those of some ids alone. */
type ItemsOf<List extends NamedChoice> = (only?: ReadonlySet<string>) => Catalog[List];

/** The lists of a catalog, made when they are asked for: a state's has thousands of projects and people. */
export interface Choices {
  readonly named: { readonly [List in NamedChoice]: ItemsOf<List> };
  cocs(): Catalog['cocs'];
}

/**
 * What a person can choose from: their organizations and projects, and the CoCs, funding sources and staff of those. No
 * address is in it, and no count of a victim service provider's clients.
 */
export function choicesFor(snapshot: Snapshot, profile: Profile): Choices {
  const { catalog } = snapshot;
  const { maps } = lookupIn(snapshot);
  const reach = reachOf(profile, inListOrder(catalog.projects));
  const isAsked = (id: string, only?: ReadonlySet<string>) => only === undefined || only.has(id);
  const named: Choices['named'] = {
    organizations(only) {
      const ids = new Set(reach.map(({ project }) => project.OrganizationID));
      return catalog.organizations
        .filter(({ OrganizationID: id }) => ids.has(id) && isAsked(id, only))
        .map((o) => ({
          id: o.OrganizationID,
          name: o.OrganizationName,
          victimServiceProvider: o.VictimServiceProvider,
        }))
        .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
    },
    projects(only) {
      const asked = reach.filter(({ project }) => isAsked(project.ProjectID, only));
      return asked.map(({ project, withheld }) => ({
        id: project.ProjectID,
        name: project.ProjectName,
        organizationId: project.OrganizationID,
        projectType: project.ProjectType,
        projectTypeName: projectType(project).text ?? 'Not given',
        cocs: [...project.CoCCodes],
        fundingSources: [...new Set(project.Funders.map(({ Funder }) => funderName(Funder)))],
        enrollments: withheld
          ? null
          : (maps.get(project.ProjectID)?.segments ?? []).reduce((sum, s) => sum + s.rows, 0),
      }));
    },
    fundingSources(only) {
      const codes = new Set(reach.flatMap(({ project }) => project.Funders.map(({ Funder }) => Funder)));
      return [...codes]
        .map((code) => ({ id: String(code), name: funderName(code) }))
        .filter(({ id }) => isAsked(id, only))
        .sort((a, b) => compareText(a.name, b.name));
    },
    users(only) {
      const shown = reach.filter(({ withheld }) => !withheld);
      const ids = new Set(shown.flatMap(({ project }) => maps.get(project.ProjectID)?.users ?? []));
      return usersByName(catalog.users)
        .filter(({ UserID: id }) => ids.has(id) && isAsked(id, only))
        .map(({ UserID, name }) => ({ id: UserID, name }));
    },
  };
  const cocs = () => [...new Set(reach.flatMap(({ project }) => project.CoCCodes))].sort(compareText);
  return { named, cocs };
}

/** All that a person can choose from, with the snapshot it is of. */
export function catalogFor(snapshot: Snapshot, profile: Profile, today: CalendarDate): Catalog {
  const { named, cocs } = choicesFor(snapshot, profile);
  return {
    snapshot: snapshot.head.facts,
    asOf: asOf(snapshot.head.facts, today),
    organizations: named.organizations(),
    projects: named.projects(),
    cocs: cocs(),
    fundingSources: named.fundingSources(),
    users: named.users(),
  };
}

function funderName(code: number): string {
  return label(FUNDING_SOURCE, code).text ?? String(code);
}
