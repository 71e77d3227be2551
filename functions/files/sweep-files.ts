import { standing } from './file-job.ts';
import { deleteFile } from './file-store.ts';
import { dropPassword, settleLost } from './job-lease.ts';
import { unpinJob } from './job-pin.ts';
import { listAllJobs, removeJob } from './job-store.ts';
import type { FileWorker } from './worker.ts';

/** A file that is gone stays on the list so long, so that its owner sees what became of it. */
const LISTED_AFTER_MS = 30 * 24 * 3_600_000;

/**
 * Puts in order what nobody else does: files past their day are deleted (on AWS the bucket's lifecycle does it as well),
 * jobs that nobody works on any more are failed and lose their password, and old ones leave the list.
 */
export async function sweepFiles({ reader: { dynamo }, store, now }: Pick<FileWorker, 'reader' | 'store' | 'now'>) {
  const at = now().getTime();
  for (const job of await listAllJobs(dynamo)) {
    const stands = standing(job, at);
    if (stands === 'lost') {
      await settleLost(dynamo, job, at);
      await unpinJob(dynamo, job);
    }
    if (stands === 'expired') {
      await deleteFile(store, job.id);
      await dropPassword(dynamo, job);
    }
    const endedAt = job.state === 'ready' ? (job.expiresAt ?? 0) : Date.parse(job.askedAt);
    const isOver = ['expired', 'failed', 'lost'].includes(stands);
    if (isOver && at - endedAt > LISTED_AFTER_MS) await removeJob(dynamo, { ...job.owner, id: job.id });
  }
}
