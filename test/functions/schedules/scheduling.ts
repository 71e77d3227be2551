import { randomUUID } from 'node:crypto';
import type { FileJob } from '../../../functions/files/file-job.ts';
import { type FileAsk, getJob, listJobs } from '../../../functions/files/job-store.ts';
import { openPassword } from '../../../functions/files/password.ts';
import { type FileWorker, runFileJob } from '../../../functions/files/worker.ts';
import { putSetting } from '../../../functions/saved/store.ts';
import { nextRun } from '../../../functions/schedules/rhythm.ts';
import { runDue, type Scheduler } from '../../../functions/schedules/run-due.ts';
import type { Schedule } from '../../../functions/schedules/schedule.ts';
import { getSchedule, putSchedule } from '../../../functions/schedules/schedule-store.ts';
import type { SavedParams } from '../../../shared/contract/saved.ts';
import type { PiiReason } from '../../../shared/pii-reasons.ts';
import { type Filing, filing } from '../files/filing.ts';

export const ZONE = 'America/Chicago';
export const MINUTE_MS = 60_000;

/** A list of who was active in January, with names unless said. */
export const JANUARY: SavedParams = {
  from: '2026-01-01',
  to: '2026-01-28',
  projects: ['A1', 'A2', 'B1'],
  hidePii: false,
};

/** Schedules of the one person of `filing`, with a clock that the test moves and a queue that it empties. */
export interface Scheduling {
  readonly files: Filing;
  readonly scheduler: Scheduler;
  /** What waits in the queue. */
  readonly queue: FileAsk[];
  /** Faults of single schedules. */
  readonly faults: unknown[];
  /** Makes a setting of the person and a schedule of it: every day at 07:00 unless said. */
  make(change?: Partial<Schedule>, params?: SavedParams): Promise<Schedule>;
  now(schedule: Schedule): Promise<Schedule>;
  /** Moves the clock to a moment. */
  at(moment: string): void;
  /** Finds what is due and does what waits in the queue. */
  tick(by?: { readonly scheduler?: Scheduler; readonly worker?: FileWorker }): Promise<void>;
  /** The person's files, the newest first. */
  list(): Promise<FileJob[]>;
  /** A file's job and its zip's password. */
  opened(file: string | undefined): Promise<{ readonly job: FileJob; readonly zip: Buffer; readonly password: string }>;
}

export async function scheduling(): Promise<Scheduling> {
  const files = await filing();
  const { dynamo } = files.worker.reader;
  const queue: FileAsk[] = [];
  const faults: unknown[] = [];
  const scheduler: Scheduler = {
    dynamo,
    queue: { send: async (ask) => void queue.push(ask) },
    timeZone: ZONE,
    onFault: (fault) => faults.push(fault),
    now: () => new Date(files.store.time),
  };
  const { tid, oid, name } = files.owner;
  return {
    files,
    scheduler,
    queue,
    faults,
    async make(change = {}, params = JANUARY) {
      const setting = { id: randomUUID(), organization: null };
      const report = 'active-clients';
      const facts = {
        name: 'January',
        report,
        params,
        version: 1,
        at: new Date(files.store.time).toISOString(),
        by: name,
      };
      await putSetting(dynamo, { kind: 'person', tid, oid }, { id: setting.id, ...facts });
      const rhythm = change.rhythm ?? { every: 'day', at: '07:00' };
      const schedule: Schedule = {
        id: randomUUID(),
        owner: { tid, oid, name },
        setting,
        name: 'January',
        report,
        rhythm,
        ...(params.hidePii === false ? { reason: 'dataQuality' as PiiReason } : {}),
        state: 'active',
        nextRun: nextRun(rhythm, files.store.time, ZONE),
        failures: 0,
        version: 1,
        ...change,
      };
      await putSchedule(dynamo, schedule, undefined);
      return schedule;
    },
    async now({ id }) {
      const schedule = await getSchedule(dynamo, { tid, oid, id });
      if (!schedule) throw new Error('There is no such schedule.');
      return schedule;
    },
    at(moment) {
      files.store.time = Date.parse(moment);
    },
    async tick(by = {}) {
      await runDue(by.scheduler ?? scheduler);
      for (const ask of queue.splice(0)) await runFileJob(by.worker ?? files.worker, ask);
    },
    list: () => listJobs(dynamo, files.owner),
    async opened(file = '') {
      const job = await getJob(dynamo, { tid, oid, id: file });
      const zip = await files.stored({ tid, oid, id: file });
      if (!job?.password || !zip) throw new Error('There is no such file.');
      return { job, zip, password: await openPassword(files.worker.passwords, job, job.password) };
    },
  };
}
