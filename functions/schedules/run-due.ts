import type { FileJob } from '../files/file-job.ts';
import { standing } from '../files/file-job.ts';
import { addJobOnce, type FileAsk, getJob } from '../files/job-store.ts';
import type { FileQueue } from '../files/queue.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { nextRun } from './rhythm.ts';
import { asked, fileIdOf, reportJob, type Schedule } from './schedule.ts';
import { type DueEntry, dropEntry, dueEntries, getSchedule, isEntryOf, putSchedule } from './schedule-store.ts';
import { settleFound, settleSchedule } from './settle.ts';

/** What finding the schedules that are due needs of its host. It reads no data and opens nothing. */
export interface Scheduler {
  readonly dynamo: Dynamo;
  readonly queue: FileQueue;
  readonly timeZone: string;
  /** Told of a fault that kept one schedule from its run; the others go on, and it is found again the next time. */
  onFault(fault: unknown): void;
  now(): Date;
}

/** An entry older than this that no schedule stands behind is one that somebody died over. */
const LEFT_BEHIND_MS = 3_600_000;

/**
 * Asks for the file of every schedule that is due, and answers of how many. Called again and again: it may be called by two
 * at once and be killed anywhere, and makes one file of one run. What was missed while nobody called is made up for once.
 */
export async function runDue(scheduler: Scheduler): Promise<number> {
  const { dynamo, now, onFault } = scheduler;
  let runs = 0;
  for await (const entry of dueEntries(dynamo, now().getTime())) {
    try {
      if (await runEntry(scheduler, entry)) runs += 1;
    } catch (fault) {
      onFault(fault);
    }
  }
  return runs;
}

async function runEntry(scheduler: Scheduler, entry: DueEntry): Promise<boolean> {
  const { dynamo, now } = scheduler;
  const at = now().getTime();
  const { tid, oid, id } = entry;
  const found = await getSchedule(dynamo, { tid, oid, id });
  if (!found || !isEntryOf(entry, found)) {
    // It may be the entry of a schedule that is written this moment.
    if (at - Date.parse(entry.sk.slice(0, 24)) > LEFT_BEHIND_MS) await dropEntry(dynamo, entry);
    return false;
  }
  const schedule = await settleFound(dynamo, found, at);
  if (schedule?.state !== 'active' || schedule.nextRun === undefined || schedule.nextRun > at) return false;
  if (schedule.last?.state === 'running') {
    await sendAgain(scheduler, schedule, schedule.last.file);
    return false;
  }
  return askForRun(scheduler, schedule, new Date(schedule.nextRun).toISOString());
}

/**
 * Asks for the file of one run: false where somebody else has changed the schedule meanwhile. `occasion` sets it off, and
 * asks for the same file however often it does. The job is there before the schedule says so: killed between, the same run
 * is found due again, and finds its job.
 */
export async function askForRun(scheduler: Scheduler, schedule: Schedule, occasion: string): Promise<boolean> {
  const { dynamo, queue, timeZone, now } = scheduler;
  const at = now().getTime();
  const { tid, oid } = schedule.owner;
  const file = fileIdOf(schedule, occasion);
  await addJobOnce(dynamo, reportJob(schedule, file, at));
  await queue.send({ tid, oid, id: file });
  // Whatever was missed while nobody called, the next one lies ahead of now.
  const next = nextRun(schedule.rhythm, at, timeZone);
  if (!(await putSchedule(dynamo, asked(schedule, file, at, next), schedule))) return false;
  // A worker that was faster has found nothing to write its end to.
  await settleSchedule(dynamo, { tid, oid, id: schedule.id }, at);
  return true;
}

/** A run whose job still waits may have been lost on its way to a worker: one that meets it twice leaves it alone. */
async function sendAgain({ dynamo, queue, now }: Scheduler, { owner }: Schedule, file: string): Promise<void> {
  const ask: FileAsk = { tid: owner.tid, oid: owner.oid, id: file };
  const job = await getJob(dynamo, ask);
  if (job && waits(job, now().getTime())) await queue.send(ask);
}

function waits(job: FileJob, now: number): boolean {
  return ['queued', 'again'].includes(standing(job, now));
}
