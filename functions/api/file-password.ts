import type { FilePassword } from '../../shared/contract/schedules.ts';
import { HmisError } from '../../shared/errors.ts';
import type { Profile } from '../access/profiles.ts';
import { appendTrail } from '../access/trail.ts';
import { standing, toldOfJob } from '../files/file-job.ts';
import { requireFileRights } from '../files/file-rights.ts';
import { getJob, noSuchFile } from '../files/job-store.ts';
import { openPassword } from '../files/password.ts';
import type { Service } from './service.ts';

/**
 * The password of a file that a schedule made, for its owner with the rights of now; written into the trail before it is
 * answered. Answered by the function that may show names and by no other: with the bucket it would be as good as names.
 * Throws HmisError `NotFound` for a file that is not one's own, is not ready or has expired, and `NotAllowed`.
 */
export async function filePassword(service: Service, profile: Profile, id: string): Promise<FilePassword> {
  const { dynamo, deployment, passwordKeys, now } = service;
  if (!passwordKeys) throw new Error('This function opens no passwords.');
  const { tid, oid, name } = profile;
  const job = await getJob(dynamo, { tid, oid, id });
  if (!job) throw noSuchFile();
  requireFileRights(profile, job);
  if (job.kind !== 'report' || job.password === undefined || standing(job, now().getTime()) !== 'ready') {
    throw new HmisError('NotFound', 'There is no password to show for this file.', { field: 'file' });
  }
  const password = await openPassword({ keys: passwordKeys, deployment }, job, job.password);
  const { reason } = job;
  const pii = reason !== undefined;
  const what = 'filePassword';
  const details = toldOfJob(job);
  await appendTrail(dynamo, { tid, oid, name, what, details, rows: 0, pii, reason, result: 'ok' }, now());
  return { password };
}
