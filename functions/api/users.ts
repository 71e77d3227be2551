import type { RightsAsked, UserList } from '../../shared/contract/people.ts';
import { HmisError } from '../../shared/errors.ts';
import {
  changedMeanwhile,
  getProfile,
  isSameProfile,
  listProfiles,
  type Profile,
  parseProfile,
  putProfile,
  rightsChange,
  withoutRights,
} from '../access/profiles.ts';
import { appendTrail } from '../access/trail.ts';
import type { Service } from './service.ts';

export async function userList({ dynamo }: Service): Promise<UserList> {
  const profiles = await listProfiles(dynamo);
  return {
    users: profiles.map(({ organizations, ...profile }) => ({
      ...profile,
      organizations: organizations === 'all' ? organizations : [...organizations],
    })),
  };
}

/**
 * Gives a person the rights sent, in place of those they had; effective at their next call. Throws HmisError `Busy` where
 * another admin has changed them since the version that is named.
 */
export async function putUser(
  service: Service,
  admin: Profile,
  tid: string,
  oid: string,
  { version, ...body }: RightsAsked,
): Promise<UserList> {
  const after = parseProfile({ tid, oid, ...body });
  await change(service, admin, after, version);
  return userList(service);
}

/** Takes all rights away. Throws HmisError `NotFound` for someone who never had any. */
export async function endUser(service: Service, admin: Profile, tid: string, oid: string): Promise<UserList> {
  const before = await getProfile(service.dynamo, { tid, oid });
  if (!before) throw new HmisError('NotFound', 'There is no such user.', { field: 'oid' });
  await change(service, admin, withoutRights(before));
  return userList(service);
}

async function change(
  { dynamo, now }: Service,
  admin: Profile,
  after: Omit<Profile, 'version'>,
  seen?: number,
): Promise<void> {
  const self = admin.tid === after.tid && admin.oid === after.oid;
  if (self && (!after.active || after.role !== 'admin')) {
    throw new HmisError('NotAllowed', 'You cannot take your own administrator rights away. Another administrator can.');
  }
  const before = await getProfile(dynamo, after);
  if (seen !== undefined && seen !== (before?.version ?? 0)) {
    // A call that is tried again, for its answer was lost, finds its own change.
    if (isSameProfile(before, { ...after, version: seen + 1 })) return;
    throw changedMeanwhile();
  }
  const { tid, oid, name } = admin;
  const details = { person: `${after.tid}#${after.oid}`, change: rightsChange(before, after) };
  await appendTrail(
    dynamo,
    { tid, oid, name, what: 'rightsChange', details, rows: 0, pii: false, result: 'ok' },
    now(),
  );
  await putProfile(dynamo, after, before);
}
