import type { ProjectId, UserId } from '../../shared/ids.ts';
import { onceFor } from '../../shared/once-for.ts';
import type { Project } from '../hmis/records.ts';
import { inListOrder } from './list-order.ts';
import type { MapProject, Snapshot } from './stored.ts';

/** A snapshot's projects and people by their ids. */
export interface Lookup {
  readonly projects: ReadonlyMap<ProjectId, Project>;
  readonly maps: ReadonlyMap<ProjectId, MapProject>;
  /** Staff members' names. */
  readonly users: ReadonlyMap<UserId, string>;
  /** A project's place in every list, as a text that sorts. */
  readonly ranks: ReadonlyMap<ProjectId, string>;
}

/** A snapshot never changes, and a state's has thousands of projects and people: it is gone through once, not by every call. */
export const lookupIn = onceFor(
  ({ catalog, map }: Snapshot): Lookup => ({
    projects: new Map(catalog.projects.map((project) => [project.ProjectID, project])),
    maps: new Map(map.map((entry) => [entry.projectId, entry])),
    users: new Map(catalog.users.map(({ UserID, name }) => [UserID, name])),
    ranks: new Map(inListOrder(catalog.projects).map(({ ProjectID }, i) => [ProjectID, String(i).padStart(6, '0')])),
  }),
);
