import { randomUUID } from 'node:crypto';
import { type ErrorCode, HmisError } from '../../shared/errors.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { type FileJob, LEASE_MS, lostMessage, standing, TRIES } from './file-job.ts';
import { changeJob, type FileAsk, getJob, type JobChange, listAllJobs } from './job-store.ts';

const HEARTBEAT_MS = 10_000;
/** Progress is written at most this often. */
const TELL_MS = 1_000;

/** A job in a worker's hands. */
export interface HeldJob {
  /** As it is stored, with what was `put`. */
  readonly job: FileJob;
  /** Throws `Overtaken` where another worker has it meanwhile, or it was deleted. */
  assertHeld(): void;
  /** Tells how far it is, unless it has just been told. */
  tell(step: string, done: number, total: number): Promise<void>;
  /** Writes what has become of it; throws `Overtaken` where it is no longer this worker's. */
  put(change: JobChange): Promise<void>;
  /**
   * Gives it up in its last state; false where it is no longer this worker's. The password goes, unless another worker needs
   * it or its owner is to be shown it.
   */
  end(change: JobChange & Pick<FileJob, 'state'>): Promise<boolean>;
  /** Stops the heartbeat. */
  stop(): void;
}

/** Thrown in a worker that has lost its job: it stops, and changes nothing. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Takes a job that waits, or whose worker died; undefined where there is none to take. */
export async function takeJob(dynamo: Dynamo, ask: FileAsk, now: () => number): Promise<HeldJob | undefined> {
  const lease = randomUUID();
  const at = now();
  const before = await getJob(dynamo, ask);
  if (!before || !['queued', 'again'].includes(standing(before, at))) return undefined;
  const taken =
    (await changeJob(
      dynamo,
      ask,
      { state: 'running', lease, leaseUntil: at + LEASE_MS, tries: before.tries + 1 },
      {
        holds: '#tries = :tries AND (#state = :queued OR (#state = :running AND #leaseUntil < :now))',
        fields: ['tries', 'state', 'leaseUntil'],
        given: { ':tries': before.tries, ':queued': 'queued', ':running': 'running', ':now': at },
      },
    )) ??
    // The client tries again where an answer was lost, and then runs into its own write.
    (await getJob(dynamo, ask).then((job) => (job?.lease === lease ? job : undefined)));
  return taken && hold(dynamo, ask, taken, lease, now);
}

function hold(dynamo: Dynamo, ask: FileAsk, job: FileJob, lease: string, now: () => number): HeldJob {
  let current = job;
  let lost = false;
  let heldUntil = job.leaseUntil ?? 0;
  let toldAt = 0;
  const mine = { holds: '#lease = :lease', fields: ['lease'], given: { ':lease': lease } };
  const put = async (change: JobChange): Promise<void> => {
    const at = now();
    const kept = await changeJob(dynamo, ask, { ...change, leaseUntil: at + LEASE_MS }, mine);
    if (!kept) {
      lost = true;
      throw new Overtaken();
    }
    current = kept;
    heldUntil = at + LEASE_MS;
  };
  // A database that is busy for a moment takes no lease away: the clock does, if it lasts.
  const timer = setInterval(() => put({}).catch(() => undefined), HEARTBEAT_MS);
  return {
    get job() {
      return current;
    },
    assertHeld() {
      if (lost || now() >= heldUntil) throw new Overtaken();
    },
    async tell(step, done, total) {
      if (Date.now() - toldAt < TELL_MS) return;
      toldAt = Date.now();
      await put({ step, done, total });
    },
    put,
    async end(change) {
      const ended = await changeJob(
        dynamo,
        ask,
        {
          ...change,
          lease: undefined,
          leaseUntil: undefined,
          ...(keepsPassword(job, change.state) ? {} : { password: undefined }),
        },
        mine,
      );
      // As above: it was written, and the answer lost.
      return ended !== undefined || (await getJob(dynamo, ask))?.state === change.state;
    },
    stop: () => clearInterval(timer),
  };
}

/** A worker's next try needs it, and the owner of a file that a schedule has made. */
function keepsPassword({ kind }: FileJob, state: FileJob['state']): boolean {
  return state === 'queued' || (kind === 'report' && state === 'ready');
}

/** Whether another try of a job can come. */
export function isLastTry({ tries }: FileJob): boolean {
  return tries >= TRIES;
}

/** Writes down that a job which nobody works on any more has failed, and takes its password away. */
export async function settleLost(dynamo: Dynamo, job: FileJob, now: number): Promise<void> {
  if (standing(job, now) !== 'lost') return;
  await changeJob(
    dynamo,
    { ...job.owner, id: job.id },
    { state: 'failed', message: lostMessage(job), lease: undefined, leaseUntil: undefined, password: undefined },
    {
      holds: '#state = :state AND #tries = :tries AND (attribute_not_exists(#leaseUntil) OR #leaseUntil < :now)',
      fields: ['state', 'tries', 'leaseUntil'],
      given: { ':state': job.state, ':tries': job.tries, ':now': now },
    },
  );
}

/** Takes the password of an expired file away: there is nothing any more that it opens. */
export async function dropPassword(dynamo: Dynamo, job: FileJob): Promise<void> {
  if (job.password === undefined) return;
  await changeJob(
    dynamo,
    { ...job.owner, id: job.id },
    { password: undefined },
    { holds: '#state = :ready', fields: ['state'], given: { ':ready': 'ready' } },
  );
}

/** What no second try of the same job mends: the rights, the project or the data are gone, or it is too much. */
const LASTING: readonly ErrorCode[] = [
  'BadRequest',
  'NotAllowed',
  'NotFound',
  'NoSnapshot',
  'SnapshotGone',
  'SnapshotIncomplete',
  'TooLarge',
];

export function isLasting(error: unknown): error is HmisError {
  return error instanceof HmisError && LASTING.includes(error.code);
}

/** Ends every lease: for a host that is the store's only process, at its start, when whoever held one is dead. */
export async function dropJobLeases(dynamo: Dynamo): Promise<void> {
  for (const job of await listAllJobs(dynamo)) {
    if (job.state !== 'running') continue;
    await changeJob(
      dynamo,
      { ...job.owner, id: job.id },
      { leaseUntil: 0 },
      { holds: '#state = :running', fields: ['state'], given: { ':running': 'running' } },
    );
  }
}
