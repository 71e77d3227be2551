import { HmisError } from '../../shared/errors.ts';
import { getProfile } from '../access/profiles.ts';
import { scopeOfJob } from '../access/scope.ts';
import { appendTrail, type TrailFacts } from '../access/trail.ts';
import { pinSnapshot, unpinSnapshot } from '../snapshot/pins.ts';
import type { SnapshotReader } from '../snapshot/reader.ts';
import type { Scope } from '../snapshot/scope.ts';
import { loadSnapshot, type Snapshot } from '../snapshot/stored.ts';
import { BEGUN_WITHIN_MS, type FileJob, standing, WAITING } from './file-job.ts';
import { beginUpload, deleteFile, type FileStore, type FileUpload, storedSize } from './file-store.ts';
import { type HeldJob, isLasting, isLastTry, Overtaken, settleLost, takeJob } from './job-lease.ts';
import { type FileAsk, getJob } from './job-store.ts';
import { openPassword, type PasswordKeys } from './password.ts';
import { type ValidationRules, writeValidationFiles } from './validation-zip.ts';
import { zipInto } from './zip.ts';

/** What making files needs of its host. */
export interface FileWorker {
  /** With the key service that opens names. */
  readonly reader: SnapshotReader;
  readonly store: FileStore;
  /** With the key service that opens passwords. */
  readonly passwords: PasswordKeys;
  readonly rules: ValidationRules;
  /** How long a finished file is kept. */
  readonly filesLastMs: number;
  /** Told of a fault that nobody foresaw, before the job is tried again or given up. */
  onFault(fault: unknown): void;
  now(): Date;
}

/** `again`: it must come to a worker once more. `elsewhere`: another worker has it. */
export type Worked = 'ended' | 'again' | 'elsewhere';

/**
 * Takes a job, makes its file and says how it went in the job itself; nothing is thrown but what keeps that from being
 * written. A job comes to workers as often as its queue likes: it makes one file. Killed at any point, it is taken up
 * again once its lease has run out, three times at most.
 */
export async function runFileJob(worker: FileWorker, ask: FileAsk): Promise<Worked> {
  const { dynamo } = worker.reader;
  const now = () => worker.now().getTime();
  const held = await takeJob(dynamo, ask, now);
  if (!held) return leftAlone(worker, ask);
  try {
    const made = await makeOnce(worker, held);
    const expiresAt = now() + worker.filesLastMs;
    await keep(worker, held.job, { rows: made.rows, result: 'ok' });
    const ended = await held.end({ state: 'ready', step: 'done', ...made, done: 1, total: 1, expiresAt });
    // Deleted while it was made: then what was made goes, too.
    if (!ended && !(await getJob(dynamo, ask))) await deleteFile(worker.store, ask.id);
    await unpinSnapshot(dynamo, { snapshot: held.job.snapshot, by: ask.id });
    return 'ended';
  } catch (error) {
    if (error instanceof Overtaken) return (await getJob(dynamo, ask)) ? 'elsewhere' : 'ended';
    return await giveUp(worker, held, ask, error);
  } finally {
    held.stop();
  }
}

/** Nothing to take: it has ended, or another worker has it, or nobody will take it any more. */
async function leftAlone({ reader: { dynamo }, now }: FileWorker, ask: FileAsk): Promise<Worked> {
  const job = await getJob(dynamo, ask);
  if (!job) return 'ended';
  await settleLost(dynamo, job, now().getTime());
  return standing(job, now().getTime()) === 'running' ? 'elsewhere' : 'ended';
}

async function giveUp(worker: FileWorker, held: HeldJob, ask: FileAsk, error: unknown): Promise<Worked> {
  const { dynamo } = worker.reader;
  const lasting = isLasting(error);
  if (!(error instanceof HmisError)) worker.onFault(error);
  if (!lasting && !isLastTry(held.job)) {
    await held.end({ state: 'queued', step: WAITING });
    return 'again';
  }
  const code = error instanceof HmisError ? error.code : 'Internal';
  await keep(worker, held.job, { rows: 0, result: code });
  await held.end({ state: 'failed', message: failure(error, lasting) });
  await unpinSnapshot(dynamo, { snapshot: held.job.snapshot, by: ask.id });
  return 'ended';
}

function failure(error: unknown, lasting: boolean): string {
  if (!lasting) return 'It failed several times. Ask for it again later; if it stays, tell the administrator.';
  const known = error as HmisError;
  if (known.code !== 'NotAllowed' && known.code !== 'NotFound') return known.message;
  return 'Your rights have changed since you asked for it, and no longer cover it. Ask for a new one.';
}

type Made = Required<Pick<FileJob, 'size' | 'rows'>>;

/** Makes the file unless an earlier try has, and died before it could say so. */
async function makeOnce(worker: FileWorker, held: HeldJob): Promise<Made> {
  const { job } = held;
  const scope = await scopeOf(worker, job);
  const stored = await storedSize(worker.store, job.id);
  if (stored !== undefined && job.rows !== undefined) return { size: stored, rows: job.rows };
  await pinSnapshot(
    worker.reader.dynamo,
    { snapshot: job.snapshot, by: job.id },
    worker.now().getTime() + BEGUN_WITHIN_MS,
  );
  const { snapshot, scope: granted } = scope;
  const password = job.password && (await openPassword(worker.passwords, job.id, job.password));
  // Never a file without a password by accident.
  if ((password === undefined) !== job.passwordWaived) throw new Error('A password is missing.');
  const upload = await beginUpload(worker.store, job.id);
  try {
    return await fill(worker, held, upload, password, snapshot, granted);
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

async function fill(
  worker: FileWorker,
  held: HeldJob,
  upload: FileUpload,
  password: string | undefined,
  snapshot: Snapshot,
  scope: Scope,
): Promise<Made> {
  const { job } = held;
  const zip = zipInto(upload.writable, { password, madeAt: new Date(job.askedAt) });
  const rows = await writeValidationFiles(worker.rules, worker.reader, scope, snapshot, job, zip, async (...told) => {
    held.assertHeld();
    await held.tell(...told);
  });
  const made = { size: upload.size(), rows };
  // Written before the object is there, so that whoever finds it knows what it holds.
  await held.put(made);
  if (await upload.complete()) return made;
  const stored = await storedSize(worker.store, job.id);
  if (stored === undefined) throw new HmisError('Busy', 'The file store did not keep the file. Try again.');
  await upload.abort();
  return { ...made, size: stored };
}

/** What the job may read now, by its owner's rights of now. Throws HmisError `NotAllowed` or `NotFound` where they ended. */
async function scopeOf(worker: FileWorker, job: FileJob): Promise<{ snapshot: Snapshot; scope: Scope }> {
  const { dynamo } = worker.reader;
  const profile = await getProfile(dynamo, job.owner);
  if (!profile) throw new HmisError('NotAllowed', 'There are no rights.');
  const snapshot = await loadSnapshot(dynamo, job.snapshot);
  const scope = scopeOfJob({
    profile,
    projects: snapshot.catalog.projects,
    asked: { projects: job.projects, organizations: [] },
    hidePii: false,
    reason: job.reason,
  });
  if (job.projects.some((id) => !scope.projects.has(id))) throw new HmisError('NotAllowed', 'A project is withheld.');
  return { snapshot, scope };
}

async function keep(
  { reader: { dynamo }, now }: FileWorker,
  job: FileJob,
  { rows, result }: Pick<TrailFacts, 'rows' | 'result'>,
): Promise<void> {
  const details = { file: job.id, kind: job.kind, from: job.from, to: job.to, snapshot: job.snapshot };
  await appendTrail(
    dynamo,
    { ...job.owner, what: 'fileMade', details, rows, pii: true, reason: job.reason, result },
    now(),
  );
}
