import { HmisError } from '../../shared/errors.ts';
import type { Profile } from '../access/profiles.ts';
import type { FileJob } from './file-job.ts';

/**
 * Refuses a finished file to an owner whose rights no longer cover what is in it: names, or an organization. Throws
 * HmisError `NotAllowed`.
 */
export function requireFileRights({ organizations, mayShowPii, role }: Profile, job: FileJob): void {
  const reaches = job.organizations.every(({ id, victimServiceProvider }) =>
    organizations === 'all' ? !victimServiceProvider : organizations.includes(id),
  );
  if (mayShowPii && role !== 'coordinator' && reaches) return;
  throw new HmisError(
    'NotAllowed',
    'Your rights have changed since this file was made, and no longer cover all that is in it. Ask for a new one.',
  );
}
