import { HmisError } from '../../shared/errors.ts';
import { mayEditTrackers, type Profile } from '../access/profiles.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import type { FileJob } from './file-job.ts';

/**
 * Refuses a finished file to an owner whose rights no longer cover what is in it: names, barriers to housing, or an
 * organization. Throws HmisError `NotAllowed`.
 */
export function requireFileRights(profile: Profile, job: FileJob): void {
  const { organizations, mayShowPii, role } = profile;
  const reaches = job.organizations.every(({ id, victimServiceProvider }) =>
    organizations === 'all' ? !victimServiceProvider : organizations.includes(id),
  );
  const names = job.reason === undefined || (mayShowPii && role !== 'coordinator');
  const barriers = job.kind !== 'report' || !job.barriers || mayEditTrackers(profile);
  if (names && barriers && reaches) return;
  throw new HmisError(
    'NotAllowed',
    'Your rights have changed since this file was made, and no longer cover all that is in it. Ask for a new one.',
  );
}

/** The organizations of the projects that have rows in a file. */
export function organizationsOf(snapshot: Snapshot, chosen: ReadonlySet<string>): FileJob['organizations'] {
  const projects = snapshot.catalog.projects.filter(({ ProjectID }) => chosen.has(ProjectID));
  const withProjects = new Map(
    projects.map((p) => [p.OrganizationID, { id: p.OrganizationID, victimServiceProvider: p.VictimServiceProvider }]),
  );
  return [...withProjects.values()];
}
