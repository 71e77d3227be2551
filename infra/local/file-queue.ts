import { setTimeout as wait } from 'node:timers/promises';
import { standing } from '../../functions/files/file-job.ts';
import { dropJobLeases } from '../../functions/files/job-lease.ts';
import { type FileAsk, listAllJobs } from '../../functions/files/job-store.ts';
import type { FileQueue } from '../../functions/files/queue.ts';
import { type FileWorker, runFileJob } from '../../functions/files/worker.ts';

export interface LocalFileQueue extends FileQueue {
  /** Puts in again what a killed process left; once, before anything is sent. */
  takeUp(): Promise<void>;
  /** Settles when all that was put in has ended. */
  idle(): Promise<void>;
}

const TRIED_AGAIN_AFTER_MS = 1_000;

/** The queue of one machine: files are made one after the other in this process. */
export function localFileQueue(worker: () => FileWorker): LocalFileQueue {
  let last: Promise<void> = Promise.resolve();
  const send = (ask: FileAsk): void => {
    last = last.then(() => work(worker(), ask)).catch((fault: unknown) => worker().onFault(fault));
  };
  return {
    async send(ask) {
      send(ask);
    },
    async takeUp() {
      const { reader, now } = worker();
      await dropJobLeases(reader.dynamo);
      const jobs = await listAllJobs(reader.dynamo);
      for (const { owner, id, ...job } of jobs.reverse()) {
        const stands = standing({ owner, id, ...job }, now().getTime());
        if (stands === 'queued' || stands === 'again') send({ tid: owner.tid, oid: owner.oid, id });
      }
    },
    idle: () => last,
  };
}

async function work(worker: FileWorker, ask: FileAsk): Promise<void> {
  while ((await runFileJob(worker, ask)) === 'again') await wait(TRIED_AGAIN_AFTER_MS);
}
