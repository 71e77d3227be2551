import { randomUUID } from 'node:crypto';
import type { FileDownload, FileList, FileRequest, FileStatus } from '../../shared/contract/files.ts';
import { addYears } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { PiiReason } from '../../shared/pii-reasons.ts';
import type { TrailEvent } from '../../shared/trail-events.ts';
import type { Json } from '../access/canonical-json.ts';
import type { Profile } from '../access/profiles.ts';
import { scopeFor } from '../access/scope.ts';
import { appendTrail } from '../access/trail.ts';
import type { Principal } from '../access/verify.ts';
import { type FileJob, standing, statusOf, toldOfJob, type ValidationJob, WAITING } from '../files/file-job.ts';
import { organizationsOf, requireFileRights } from '../files/file-rights.ts';
import { deleteFile, downloadUrl } from '../files/file-store.ts';
import { settleLost } from '../files/job-lease.ts';
import { pinJob, unpinJob } from '../files/job-pin.ts';
import {
  addJob,
  changeJob,
  getJob,
  listAllJobs,
  listJobs,
  noSuchFile,
  ownerOf,
  removeJob,
} from '../files/job-store.ts';
import { sealPassword } from '../files/password.ts';
import { filesOf, type Service } from './service.ts';
import type { SnapshotSource } from './snapshots.ts';

/** Files of one person that are being made at the same time. */
const UNFINISHED = 3;
/** The longest range, and what fits a job's item. */
const YEARS = 5;
const PROJECTS = 1_000;
/** A job that no worker has begun by then is put into the queue once more: its asking may have died on the way there. */
const SENT_AGAIN_AFTER_MS = 5 * 60_000;

/**
 * Puts a validation file into the queue: the rights are checked, every default is resolved, the password is sealed for the
 * worker alone. Throws HmisError `BadRequest`, `NotFound` and `NotAllowed` as a run with names does; `TooManyRequests`
 * while three files of this person are being made.
 */
export async function askForFile(
  service: Service,
  snapshots: SnapshotSource,
  { principal, profile }: { readonly principal: Principal; readonly profile: Profile },
  request: FileRequest,
): Promise<FileStatus> {
  refuseRequest(request);
  const snapshot = await snapshots.current();
  const scope = scopeFor({
    principal,
    profile,
    projects: snapshot.catalog.projects,
    asked: { projects: request.projects, organizations: [] },
    hidePii: false,
    reason: request.reason,
  });
  if (scope.projects.size === 0) throw wrong('projects', 'there is none among them whose rows you may see.');
  if (scope.projects.size > PROJECTS) throw wrong('projects', `choose at most ${PROJECTS}.`);
  const now = service.now();
  const before = await listJobs(service.dynamo, profile);
  const unfinished = before.filter(
    (each) => each.kind === request.kind && ['queued', 'running', 'again'].includes(standing(each, now.getTime())),
  );
  if (unfinished.length >= UNFINISHED) throw tooManyFiles();

  const id = randomUUID();
  const { password } = request;
  const sealed =
    password === undefined
      ? undefined
      : await sealPassword(passwordKeys(service), { id, kind: request.kind }, password);
  const { tid, oid, name } = profile;
  const job: ValidationJob = {
    id,
    kind: request.kind,
    owner: { tid, oid, name },
    from: request.from,
    to: request.to,
    projects: [...scope.projects].sort(),
    organizations: organizationsOf(snapshot, scope.projects),
    withheldProjects: scope.withheld.size,
    reason: scope.reason as PiiReason,
    snapshot: snapshot.head.facts.id,
    exportDate: snapshot.head.facts.exportDate,
    passwordWaived: sealed === undefined,
    ...(sealed === undefined ? {} : { password: sealed }),
    state: 'queued',
    askedAt: now.toISOString(),
    sentAt: now.getTime(),
    tries: 0,
    step: WAITING,
    done: 0,
    total: 0,
  };
  await keep(service, profile, job, 'fileAsked', { projects: request.projects, passwordWaived: job.passwordWaived });
  await pinJob(service.dynamo, job, now.getTime());
  await addJob(service.dynamo, job);
  try {
    await filesOf(service).queue.send({ tid, oid, id });
  } catch (error) {
    await removeJob(service.dynamo, { tid, oid, id });
    await unpinJob(service.dynamo, job);
    throw error;
  }
  return statusOf(job, true, now.getTime());
}

function refuseRequest({ from, to, password, passwordWaived }: FileRequest): void {
  if (from > to) throw wrong('from', 'must not be after to.');
  if (to >= addYears(from, YEARS)) throw wrong('to', `must be less than ${YEARS} years after from.`);
  if (password === undefined && passwordWaived === undefined) {
    throw wrong('password', 'choose one, or say passwordWaived: true, which is kept with your name.');
  }
  if (password !== undefined && passwordWaived !== undefined) throw wrong('password', 'is either set or waived.');
}

/** A person's files; everybody's for an administrator, who watches over them but can open only their own. */
export async function fileList(service: Service, profile: Profile): Promise<FileList> {
  const { dynamo } = service;
  const jobs = profile.role === 'admin' ? await listAllJobs(dynamo) : await listJobs(dynamo, profile);
  for (const job of jobs) await lookAfter(service, job);
  return { files: jobs.map((job) => statusOf(job, isOwn(profile, job), service.now().getTime())) };
}

export async function fileStatus(service: Service, profile: Profile, id: string): Promise<FileStatus> {
  const job = await find(service, profile, id);
  await lookAfter(service, job);
  return statusOf(job, isOwn(profile, job), service.now().getTime());
}

/**
 * An address for one finished file, for its owner with the rights of now; written into the trail before it is answered.
 * Throws HmisError `NotFound`, `NotAllowed`, or `Busy` while it is being made.
 */
export async function downloadFile(service: Service, profile: Profile, id: string): Promise<FileDownload> {
  const job = await find(service, profile, id);
  if (!isOwn(profile, job)) throw new HmisError('NotAllowed', 'Only the person who asked for a file can open it.');
  requireFileRights(profile, job);
  const state = standing(job, service.now().getTime());
  if (state === 'queued' || state === 'running' || state === 'again') {
    throw new HmisError('Busy', 'This file is not ready yet. Look at your files for how far it is.');
  }
  if (state !== 'ready')
    throw new HmisError('NotFound', 'This file is not there any more. Ask for a new one.', { field: 'id' });
  const name = `hmis-${job.kind === 'report' ? job.report : 'files'}-${job.askedAt.slice(0, 10)}.zip`;
  const url = await downloadUrl(filesOf(service).store, id, name);
  await keep(service, profile, job, 'fileDownload', {}, job.rows);
  return { url, name };
}

/** Deletes a file, also one that is being made: an owner's own, an administrator's any. Answers what is left. */
export async function removeFile(service: Service, profile: Profile, id: string): Promise<FileList> {
  const job = await find(service, profile, id);
  await keep(service, profile, job, 'fileDeleted', {});
  // The object first: a job without one can be deleted again, an object without a job would lie there unseen.
  await deleteFile(filesOf(service).store, id);
  await removeJob(service.dynamo, { ...job.owner, id });
  await unpinJob(service.dynamo, job);
  return fileList(service, profile);
}

/** A file that is there for this person; anybody else's is as if it were not. */
async function find({ dynamo }: Service, profile: Profile, id: string): Promise<FileJob> {
  const { tid, oid } = profile;
  const own = await getJob(dynamo, { tid, oid, id });
  if (own) return own;
  const owner = profile.role === 'admin' ? await ownerOf(dynamo, id) : undefined;
  const job = owner && (await getJob(dynamo, owner));
  if (!job) throw noSuchFile();
  return job;
}

/** Whoever looks at a job that was lost on its way to a worker, or by one, sets that right. */
async function lookAfter(service: Service, job: FileJob): Promise<void> {
  const { dynamo, now } = service;
  const at = now().getTime();
  const stands = standing(job, at);
  if (stands === 'lost') await settleLost(dynamo, job, at);
  const waits = stands === 'again' || stands === 'queued';
  if (!waits || at - job.sentAt < SENT_AGAIN_AFTER_MS) return;
  const ask = { tid: job.owner.tid, oid: job.owner.oid, id: job.id };
  const mine = await changeJob(
    dynamo,
    ask,
    { sentAt: at },
    { holds: '#sentAt = :before', fields: ['sentAt'], given: { ':before': job.sentAt } },
  );
  if (mine) await filesOf(service).queue.send(ask);
}

function isOwn({ tid, oid }: Profile, { owner }: FileJob): boolean {
  return owner.tid === tid && owner.oid === oid;
}

function passwordKeys(service: Service) {
  return { keys: filesOf(service).passwordKeys, deployment: service.deployment };
}

function wrong(field: string, what: string): HmisError {
  return new HmisError('BadRequest', `${field}: ${what}`, { field });
}

function tooManyFiles(): HmisError {
  return new HmisError('TooManyRequests', `${UNFINISHED} of your files are still being made. Wait for one to end.`, {
    retryAfterSeconds: 30,
  });
}

async function keep(
  { dynamo, now }: Service,
  { tid, oid, name }: Profile,
  job: FileJob,
  what: TrailEvent,
  more: Record<string, Json>,
  rows = 0,
): Promise<void> {
  const { reason } = job;
  const details = { ...toldOfJob(job), ...more };
  const pii = reason !== undefined;
  await appendTrail(dynamo, { tid, oid, name, what, details, rows, pii, reason, result: 'ok' }, now());
}
