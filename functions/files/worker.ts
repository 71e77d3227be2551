import { HmisError } from '../../shared/errors.ts';
import { generateFilePassword } from '../../shared/file-password.ts';
import { getProfile } from '../access/profiles.ts';
import { scopeOfJob } from '../access/scope.ts';
import { appendTrail, type TrailFacts } from '../access/trail.ts';
import type { RunHost } from '../runs/prepare.ts';
import { settleSchedule } from '../schedules/settle.ts';
import type { SnapshotReader } from '../snapshot/reader.ts';
import type { Scope } from '../snapshot/scope.ts';
import { loadSnapshot, type Snapshot } from '../snapshot/stored.ts';
import { type FileJob, type ReportJob, standing, toldOfJob, type ValidationJob, WAITING } from './file-job.ts';
import { beginUpload, deleteFile, type FileStore, type FileUpload, storedSize } from './file-store.ts';
import { type HeldJob, isLasting, isLastTry, Overtaken, settleLost, takeJob } from './job-lease.ts';
import { pinJob, unpinJob } from './job-pin.ts';
import { type FileAsk, getJob } from './job-store.ts';
import { openPassword, type PasswordKeys, sealPassword } from './password.ts';
import { askReport, toldOfQuestion, writeReport } from './report-zip.ts';
import { type ValidationRules, writeValidationFiles } from './validation-zip.ts';
import { type ZipOutput, zipInto } from './zip.ts';

/** What making files needs of its host. */
export interface FileWorker {
  /** With the key service that opens names. */
  readonly reader: SnapshotReader;
  readonly store: FileStore;
  /** With the key service that opens passwords. */
  readonly passwords: PasswordKeys;
  readonly rules: ValidationRules;
  /** What the reports of schedules need beside the reader. */
  readonly runs: Pick<RunHost, 'timeZone' | 'reportIds' | 'pageRows'>;
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
    await keep(worker, held.job, { what: 'fileMade', rows: made.rows });
    const ended = await held.end({ state: 'ready', step: 'done', ...made, done: 1, total: 1, expiresAt });
    // Deleted while it was made: then what was made goes, too.
    if (!ended && !(await getJob(dynamo, ask))) await deleteFile(worker.store, ask.id);
    await unpinJob(dynamo, held.job);
    await tellSchedule(worker, held.job);
    return 'ended';
  } catch (error) {
    if (error instanceof Overtaken) return (await getJob(dynamo, ask)) ? 'elsewhere' : 'ended';
    return await giveUp(worker, held, error);
  } finally {
    held.stop();
  }
}

/** Nothing to take: it has ended, or another worker has it, or nobody will take it any more. */
async function leftAlone({ reader, now }: FileWorker, ask: FileAsk): Promise<Worked> {
  const { dynamo } = reader;
  const job = await getJob(dynamo, ask);
  if (!job) return 'ended';
  await settleLost(dynamo, job, now().getTime());
  if (standing(job, now().getTime()) !== 'running') await tellSchedule({ reader, now }, job);
  return standing(job, now().getTime()) === 'running' ? 'elsewhere' : 'ended';
}

async function giveUp(worker: FileWorker, held: HeldJob, error: unknown): Promise<Worked> {
  const { dynamo } = worker.reader;
  const lasting = isLasting(error);
  if (!(error instanceof HmisError)) worker.onFault(error);
  if (!lasting && !isLastTry(held.job)) {
    await held.end({ state: 'queued', step: WAITING });
    return 'again';
  }
  const code = error instanceof HmisError ? error.code : 'Internal';
  await keep(worker, held.job, { what: 'fileMade', result: code });
  await held.end({ state: 'failed', message: failure(held.job, error, lasting), failure: code });
  await unpinJob(dynamo, held.job);
  await tellSchedule(worker, held.job);
  return 'ended';
}

/** A run of a schedule has ended: the schedule says how. */
async function tellSchedule({ reader, now }: Pick<FileWorker, 'reader' | 'now'>, job: FileJob): Promise<void> {
  if (job.kind !== 'report') return;
  const { tid, oid } = job.owner;
  await settleSchedule(reader.dynamo, { tid, oid, id: job.schedule }, now().getTime());
}

function failure({ kind }: FileJob, error: unknown, lasting: boolean): string {
  if (kind === 'report') {
    return lasting ? (error as HmisError).message : 'It failed several times. If it stays, tell the administrator.';
  }
  if (!lasting) return 'It failed several times. Ask for it again later; if it stays, tell the administrator.';
  const known = error as HmisError;
  if (known.code !== 'NotAllowed' && known.code !== 'NotFound') return known.message;
  return 'Your rights have changed since you asked for it, and no longer cover it. Ask for a new one.';
}

type Made = Required<Pick<FileJob, 'size' | 'rows'>>;

/** What writes a job's files into its zip, and answers their rows. */
type Fill = (zip: ZipOutput, tell: (step: string, done: number, total: number) => Promise<void>) => Promise<number>;

/** Makes the file unless an earlier try has, and died before it could say so. */
async function makeOnce(worker: FileWorker, held: HeldJob): Promise<Made> {
  const { job } = held;
  const fill = job.kind === 'report' ? await fillReport(worker, held, job) : await fillValidation(worker, held, job);
  if (typeof fill !== 'function') return fill;
  const password = await passwordOf(worker, held);
  const upload = await beginUpload(worker.store, job.id);
  try {
    return await write(worker, held, upload, password, fill);
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

async function madeBefore({ store }: FileWorker, { id, rows }: FileJob): Promise<Made | undefined> {
  const size = await storedSize(store, id);
  return size !== undefined && rows !== undefined ? { size, rows } : undefined;
}

async function fillValidation(worker: FileWorker, { job: { id } }: HeldJob, job: ValidationJob): Promise<Fill | Made> {
  const { snapshot, scope } = await scopeOf(worker, job);
  const made = await madeBefore(worker, job);
  if (made) return made;
  await pinJob(worker.reader.dynamo, { id, snapshot: job.snapshot }, worker.now().getTime());
  return (zip, tell) => writeValidationFiles(worker.rules, worker.reader, scope, snapshot, job, zip, tell);
}

/** By the rights of now, also where the file is there already: they decide whether its owner is to have it. */
async function fillReport(worker: FileWorker, held: HeldJob, job: ReportJob): Promise<Fill | Made> {
  const host = { ...worker.reader, ...worker.runs, now: worker.now };
  const asked = await askReport(host, job);
  const made = await madeBefore(worker, job);
  if (made) return made;
  await held.put(asked.facts);
  await pinJob(worker.reader.dynamo, held.job, worker.now().getTime());
  await keep(worker, held.job, { what: 'schedule', details: { act: 'made', ...toldOfQuestion(asked) } });
  return (zip, tell) => writeReport(host, asked, zip, tell);
}

/**
 * The password of the zip. That of a scheduled file is made by the first try and stored before anything is written, so that
 * every try's object opens with it.
 */
async function passwordOf({ passwords }: FileWorker, held: HeldJob): Promise<string | undefined> {
  const { job } = held;
  if (job.password !== undefined) return openPassword(passwords, job, job.password);
  if (job.kind === 'report') {
    const password = generateFilePassword((bytes) => crypto.getRandomValues(bytes));
    await held.put({ password: await sealPassword(passwords, job, password) });
    return password;
  }
  // Never a file without a password by accident.
  if (!job.passwordWaived) throw new Error('A password is missing.');
  return undefined;
}

async function write(
  worker: FileWorker,
  held: HeldJob,
  upload: FileUpload,
  password: string | undefined,
  fill: Fill,
): Promise<Made> {
  const { job } = held;
  const zip = zipInto(upload.writable, { password, madeAt: new Date(job.askedAt) });
  const rows = await fill(zip, async (...told) => {
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
async function scopeOf(worker: FileWorker, job: ValidationJob): Promise<{ snapshot: Snapshot; scope: Scope }> {
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
  { details, ...facts }: Pick<TrailFacts, 'what'> & Partial<Pick<TrailFacts, 'rows' | 'result' | 'details'>>,
): Promise<void> {
  const { owner, reason } = job;
  const told = { ...toldOfJob(job), ...details };
  const pii = reason !== undefined;
  await appendTrail(dynamo, { ...owner, rows: 0, result: 'ok', pii, reason, ...facts, details: told }, now());
}
