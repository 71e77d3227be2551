import type { ProfileBody, UserList } from '../../shared/contract/people.ts';
import { HmisError } from '../../shared/errors.ts';
import {
  getProfile,
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
    users: profiles.map(({ version, organizations, ...profile }) => ({
      ...profile,
      organizations: organizations === 'all' ? organizations : [...organizations],
    })),
  };
}

/** Gives a person the rights sent, in place of those they had; effective at their next call. */
export async function putUser(
  service: Service,
  admin: Profile,
  tid: string,
  oid: string,
  body: ProfileBody,
): Promise<UserList> {
  const after = parseProfile({ tid, oid, ...body });
  await change(service, admin, after);
  return userList(service);
}

/** Takes all rights away. Throws HmisError `NotFound` for someone who never had any. */
export async function endUser(service: Service, admin: Profile, tid: string, oid: string): Promise<UserList> {
  const before = await getProfile(service.dynamo, { tid, oid });
  if (!before) throw new HmisError('NotFound', 'There is no such user.', { field: 'oid' });
  await change(service, admin, withoutRights(before));
  return userList(service);
}

async function change({ dynamo, now }: Service, admin: Profile, after: Omit<Profile, 'version'>): Promise<void> {
  const self = admin.tid === after.tid && admin.oid === after.oid;
  if (self && (!after.active || after.role !== 'admin')) {
    throw new HmisError('NotAllowed', 'You cannot take your own administrator rights away. Another administrator can.');
  }
  const before = await getProfile(dynamo, after);
  const { tid, oid, name } = admin;
  const details = { person: `${after.tid}#${after.oid}`, change: rightsChange(before, after) };
  await appendTrail(
    dynamo,
    { tid, oid, name, what: 'rightsChange', details, rows: 0, pii: false, result: 'ok' },
    now(),
  );
  await putProfile(dynamo, after, before);
}
