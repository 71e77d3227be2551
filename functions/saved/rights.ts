import type { OrganizationId } from '../../shared/ids.ts';
import type { Profile } from '../access/profiles.ts';
import type { Project } from '../hmis/records.ts';
import type { SettingOwner } from './places.ts';

/**
 * Whether a person sees the settings of an owner: their own, and those of each organization that their rights include. The
 * whole CoC includes every organization with a project in it but victim service providers, which must be named one by one.
 */
export function seesSettings(profile: Profile, owner: SettingOwner, projects: readonly Project[]): boolean {
  if (!profile.active) return false;
  if (owner.kind === 'person') return owner.tid === profile.tid && owner.oid === profile.oid;
  const { organizations } = profile;
  if (organizations !== 'all') return organizations.includes(owner.organization);
  const own = projects.filter(({ OrganizationID }) => OrganizationID === owner.organization);
  return own.length > 0 && !own.some(({ VictimServiceProvider }) => VictimServiceProvider);
}

/**
 * Whether they may change them: an organization's are the work of those who work with its clients' data, so anyone who sees
 * them but a coordinator, who looks on from outside.
 */
export function mayChangeSettings(profile: Profile, owner: SettingOwner, projects: readonly Project[]): boolean {
  return seesSettings(profile, owner, projects) && (owner.kind === 'person' || profile.role !== 'coordinator');
}

/** Those of `organizations` whose settings a person sees. */
export function organizationsSeen(
  profile: Profile,
  organizations: readonly OrganizationId[],
  projects: readonly Project[],
): OrganizationId[] {
  return organizations.filter((organization) =>
    seesSettings(profile, { kind: 'organization', organization }, projects),
  );
}
