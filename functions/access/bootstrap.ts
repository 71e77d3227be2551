import { randomUUID } from 'node:crypto';
import { HmisError } from '../../shared/errors.ts';
import { LEASE_MS, releaseLease, takeLease } from '../snapshot/current.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import {
  getProfile,
  listProfiles,
  type Person,
  type Profile,
  parseProfile,
  putProfile,
  rightsChange,
} from './profiles.ts';
import { appendTrail } from './trail.ts';

/**
 * Makes a person the administrator of a deployment that has none: for whoever owns the table, since the API takes
 * administrators from an administrator only. They see the whole CoC without names; the right to names they give
 * themselves, as a change of rights of its own. The trail is told first, as with every change of rights.
 *
 * Done under the lease of imports and rollbacks, so that of two at once only one succeeds. Throws HmisError `NotAllowed`
 * where there is an active administrator, `BadRequest` for ids that are not Entra's, `Busy` while the lease is held.
 */
export async function bootstrapAdmin(
  dynamo: Dynamo,
  person: Person & { readonly name: string },
  now: () => Date = () => new Date(),
): Promise<Profile> {
  const { tid, oid, name } = person;
  const rights = parseProfile({ tid, oid, name, role: 'admin', organizations: 'all', mayShowPii: false, active: true });
  const leaseId = `bootstrap ${randomUUID()}`;
  const begun = now().getTime();
  await takeLease(dynamo, leaseId, begun).catch(translate);
  try {
    const admin = (await listProfiles(dynamo)).find(({ active, role }) => active && role === 'admin');
    if (admin) throw thereIsOne(admin);
    const before = await getProfile(dynamo, person);
    await appendTrail(
      dynamo,
      {
        ...{ tid, oid, name: rights.name },
        what: 'rightsChange',
        details: { person: `${tid}#${oid}`, change: rightsChange(before, rights), by: 'bootstrap' },
        rows: 0,
        pii: false,
        result: 'ok',
      },
      now(),
    );
    // Past the lease another bootstrap may have looked and found nobody.
    if (now().getTime() - begun > LEASE_MS / 2) throw busy();
    return await putProfile(dynamo, rights, before);
  } finally {
    await releaseLease(dynamo, leaseId);
  }
}

function thereIsOne({ name }: Profile): HmisError {
  return new HmisError(
    'NotAllowed',
    `There is an administrator already, ${name}: nothing was changed. Ask them to give you rights.`,
  );
}

function translate(error: unknown): never {
  throw error instanceof HmisError && error.code === 'ImportRunning' ? busy(error) : error;
}

function busy(cause?: unknown): HmisError {
  return new HmisError('Busy', 'Another bootstrap or an import is under way. Wait a minute, then try again.', {
    cause,
  });
}
