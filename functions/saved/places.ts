import type { OrganizationId } from '../../shared/ids.ts';
import type { Person } from '../access/profiles.ts';
import type { Place } from '../snapshot/places.ts';

/** Whose a setting is: one person's, or an organization's, for everyone who sees that. */
export type SettingOwner =
  | { readonly kind: 'person'; readonly tid: string; readonly oid: string }
  | { readonly kind: 'organization'; readonly organization: OrganizationId };

/** One item for each organization that ever had a setting: which there are, is one Query. */
export const SAVING_ORGANIZATIONS = 'SAVING';

/** A person's settings lie apart from their profile: a role is given rights by leading key. */
export const personsPartition = ({ tid, oid }: Person): string => `USER#${tid}#${oid}#SAVED`;
export const organizationsPartition = (organization: OrganizationId): string => `ORG#${organization}`;

export const SETTING_PREFIX = 'SAVED#';
export const LAST_USED_PREFIX = 'LAST#';

export function settingsPartition(owner: SettingOwner): string {
  return owner.kind === 'person' ? personsPartition(owner) : organizationsPartition(owner.organization);
}

export const settingPlace = (owner: SettingOwner, id: string): Place => ({
  pk: settingsPartition(owner),
  sk: `${SETTING_PREFIX}${id}`,
});

export const lastUsedPlace = (person: Person, report: string): Place => ({
  pk: personsPartition(person),
  sk: `${LAST_USED_PREFIX}${report}`,
});
