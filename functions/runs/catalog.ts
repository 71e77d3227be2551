import type { Catalog } from '../../shared/contract/runs.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import { asOf } from '../../shared/snapshot.ts';
import type { Profile } from '../access/profiles.ts';
import { reachOf } from '../access/scope.ts';
import { label, projectType } from '../hmis/labels.ts';
import { FUNDING_SOURCE } from '../hmis/lists/project.ts';
import { compareText } from '../snapshot/cut.ts';
import { inListOrder, usersByName } from '../snapshot/list-order.ts';
import type { Snapshot } from '../snapshot/stored.ts';

/**
 * What a person can choose from: their organizations and projects, and the CoCs, funding sources and staff of those. No
 * address is in it, and no count of a victim service provider's clients.
 */
export function catalogFor(snapshot: Snapshot, profile: Profile, today: CalendarDate): Catalog {
  const { catalog, map, head } = snapshot;
  const reach = reachOf(profile, inListOrder(catalog.projects));
  const maps = new Map(map.map((entry) => [entry.projectId, entry]));
  const organizationIds = new Set(reach.map(({ project }) => project.OrganizationID));
  const userIds = new Set(
    reach.filter(({ withheld }) => !withheld).flatMap(({ project }) => maps.get(project.ProjectID)?.users ?? []),
  );
  const funders = new Map(
    reach.flatMap(({ project }) => project.Funders.map(({ Funder }) => [Funder, funderName(Funder)])),
  );
  return {
    snapshot: head.facts,
    asOf: asOf(head.facts, today),
    organizations: catalog.organizations
      .filter(({ OrganizationID }) => organizationIds.has(OrganizationID))
      .map((o) => ({ id: o.OrganizationID, name: o.OrganizationName, victimServiceProvider: o.VictimServiceProvider }))
      .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id)),
    projects: reach.map(({ project, withheld }) => ({
      id: project.ProjectID,
      name: project.ProjectName,
      organizationId: project.OrganizationID,
      projectType: project.ProjectType,
      projectTypeName: projectType(project).text ?? 'Not given',
      cocs: [...project.CoCCodes],
      fundingSources: [...new Set(project.Funders.map(({ Funder }) => funderName(Funder)))],
      enrollments: withheld ? null : (maps.get(project.ProjectID)?.segments ?? []).reduce((sum, s) => sum + s.rows, 0),
    })),
    cocs: [...new Set(reach.flatMap(({ project }) => project.CoCCodes))].sort(compareText),
    fundingSources: [...funders]
      .map(([id, name]) => ({ id: String(id), name }))
      .sort((a, b) => compareText(a.name, b.name)),
    users: usersByName(catalog.users)
      .filter(({ UserID }) => userIds.has(UserID))
      .map(({ UserID, name }) => ({ id: UserID, name })),
  };
}

function funderName(code: number): string {
  return label(FUNDING_SOURCE, code).text ?? String(code);
}
