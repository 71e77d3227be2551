import type { FileStatus } from '../../shared/contract/files.ts';
import type { CalendarDate } from '../../shared/dates.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { OrganizationId, ProjectId, SnapshotId } from '../../shared/ids.ts';
import type { PiiReason } from '../../shared/pii-reasons.ts';
import type { Place } from '../snapshot/places.ts';
import type { SealedPassword } from './password.ts';

/** Who asked for a file, as the trail names them. */
export interface FileOwner {
  readonly tid: string;
  readonly oid: string;
  readonly name: string;
}

/** Whose rows lie in a file: what decides later whether its owner may still have it. */
export interface FileOrganization {
  readonly id: OrganizationId;
  readonly victimServiceProvider: boolean;
}

/** What every job has: whose it is, whose rows are in it, and how far it is. */
interface JobFacts {
  readonly id: string;
  readonly owner: FileOwner;
  /** Every project that has rows in it, by id: also where all were chosen. */
  readonly projects: readonly ProjectId[];
  readonly organizations: readonly FileOrganization[];
  /** Projects of victim service providers that were asked for and have no row in it. */
  readonly withheldProjects: number;
  readonly passwordWaived: boolean;
  readonly password?: SealedPassword | undefined;
  readonly state: 'queued' | 'running' | 'ready' | 'failed';
  readonly askedAt: string;
  /** When it was last put into the queue, in milliseconds since 1970. */
  readonly sentAt: number;
  /** How often a worker has taken it. */
  readonly tries: number;
  /** The worker that has it, until when. */
  readonly lease?: string;
  readonly leaseUntil?: number;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  /** What the zip holds; known before it is complete. */
  readonly size?: number;
  readonly rows?: number;
  readonly expiresAt?: number;
  readonly message?: string;
}

/** A validation file that a person asked for. Its password is gone as soon as the job has ended, however it did. */
export interface ValidationJob extends JobFacts {
  readonly kind: 'apr-validation';
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Why names are in it. */
  readonly reason: PiiReason;
  readonly snapshot: SnapshotId;
  readonly exportDate: CalendarDate;
}

/**
 * A file that a schedule is due to make. What is asked, and of which projects, is known when it is made: by the setting and
 * the rights of then. Its password is made with it, and kept until the file expires.
 */
export interface ReportJob extends JobFacts {
  readonly kind: 'report';
  readonly schedule: string;
  readonly report: string;
  /** The setting's name. */
  readonly name: string;
  /** Why names are in it; absent where they are hidden. */
  readonly reason?: PiiReason;
  /** Barriers to housing are in it. */
  readonly barriers: boolean;
  /** The data it is made from, by every try. */
  readonly snapshot?: SnapshotId;
  readonly exportDate?: CalendarDate;
  /** Why it failed, for its schedule. */
  readonly failure?: ErrorCode;
}

/** A file that was asked for: what, by whom, from which data, and how far it is. */
export type FileJob = ValidationJob | ReportJob;

/** A job is begun within a day of being asked for, or not at all. */
export const BEGUN_WITHIN_MS = 24 * 3_600_000;
/** A job that died under this many workers is not tried again: it would kill the next, too. */
export const TRIES = 3;
/** A worker that has not been heard of for this long is dead. */
export const LEASE_MS = 60_000;

/** One item for the list of all files: what there is, is one Query. */
export const FILES = 'FILES';

/**
 * Files lie beside their owner's other things, in a partition of their own: a role is given rights by leading key, and the
 * worker's must not reach a profile.
 */
export const filesPartition = ({ tid, oid }: Pick<FileOwner, 'tid' | 'oid'>): string => `USER#${tid}#${oid}#FILES`;
export const filePlace = (owner: Pick<FileOwner, 'tid' | 'oid'>, id: string): Place => ({
  pk: filesPartition(owner),
  sk: `FILE#${id}`,
});
export const listingPlace = (id: string): Place => ({ pk: FILES, sk: id });

export const WAITING = 'waiting for its turn';

/**
 * How a job stands at a moment. What is stored can be behind: a file past its day, a job whose worker died. `again` means
 * that it waits for another worker.
 */
export function standing(job: FileJob, now: number): FileStatus['state'] | 'again' | 'lost' {
  if (job.state === 'ready') return now >= (job.expiresAt ?? 0) ? 'expired' : 'ready';
  if (job.state === 'running' && now > (job.leaseUntil ?? 0)) return job.tries >= TRIES ? 'lost' : 'again';
  if (job.state === 'queued' && now - Date.parse(job.askedAt) > BEGUN_WITHIN_MS) return 'lost';
  return job.state;
}

/** What a person is told of a job; `own` where it is theirs. */
export function statusOf(job: FileJob, own: boolean, now: number): FileStatus {
  const stands = standing(job, now);
  const state = stands === 'again' ? 'queued' : stands === 'lost' ? 'failed' : stands;
  const message = stands === 'lost' ? lostMessage(job) : job.message;
  return {
    id: job.id,
    state,
    askedBy: job.owner.name,
    own,
    askedAt: job.askedAt,
    projects: [...job.projects],
    passwordWaived: job.passwordWaived,
    step: state === 'queued' ? WAITING : job.step,
    done: job.done,
    total: job.total,
    ...askedFor(job),
    ...(state === 'ready' || state === 'expired' ? readyFacts(job) : {}),
    ...(state === 'failed' && message !== undefined ? { message } : {}),
  };
}

function askedFor(job: FileJob) {
  if (job.kind === 'apr-validation') {
    const { kind, from, to, snapshot, exportDate } = job;
    return { kind, from, to, snapshot, exportDate };
  }
  const { kind, schedule, report, name, reason, snapshot, exportDate } = job;
  return {
    kind,
    schedule,
    report,
    name,
    hidePii: reason === undefined,
    ...(snapshot && exportDate ? { snapshot, exportDate } : {}),
  };
}

/** What the trail keeps of a job. */
export function toldOfJob(job: FileJob) {
  const { id: file, snapshot = null } = job;
  if (job.kind === 'report') return { file, kind: job.kind, schedule: job.schedule, report: job.report, snapshot };
  return { file, kind: job.kind, from: job.from, to: job.to, snapshot };
}

function readyFacts({ size = 0, rows = 0, expiresAt = 0 }: FileJob) {
  return { size, rows, expiresAt: new Date(expiresAt).toISOString() };
}

/** Why a job that nobody works on any more has failed. */
export function lostMessage({ tries, kind }: FileJob): string {
  if (kind === 'report') {
    return tries === 0
      ? 'It could not be begun within a day.'
      : 'It was interrupted several times. Ask for fewer projects or a shorter range; if it stays, tell the administrator.';
  }
  return tries === 0
    ? 'It could not be begun within a day. Ask for it again.'
    : 'It was interrupted several times. Ask for it again, with fewer projects or a shorter range; if it stays, tell the administrator.';
}
