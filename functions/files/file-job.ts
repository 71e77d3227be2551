import type { FILE_KINDS, FileStatus } from '../../shared/contract/files.ts';
import type { CalendarDate } from '../../shared/dates.ts';
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

/** A validation file that was asked for: what, by whom, from which data, and how far it is. */
export interface FileJob {
  readonly id: string;
  readonly kind: (typeof FILE_KINDS)[number];
  readonly owner: FileOwner;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Every project that was chosen, by id: also where all were. */
  readonly projects: readonly ProjectId[];
  readonly organizations: readonly FileOrganization[];
  /** Projects of victim service providers that were asked for and have no row in it. */
  readonly withheldProjects: number;
  /** Why names are in it. */
  readonly reason: PiiReason;
  readonly snapshot: SnapshotId;
  readonly exportDate: CalendarDate;
  readonly passwordWaived: boolean;
  /** Gone as soon as the job has ended, however it did. */
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
    kind: job.kind,
    state,
    askedBy: job.owner.name,
    own,
    askedAt: job.askedAt,
    from: job.from,
    to: job.to,
    projects: [...job.projects],
    snapshot: job.snapshot,
    exportDate: job.exportDate,
    passwordWaived: job.passwordWaived,
    step: state === 'queued' ? WAITING : job.step,
    done: job.done,
    total: job.total,
    ...(state === 'ready' || state === 'expired' ? readyFacts(job) : {}),
    ...(state === 'failed' && message !== undefined ? { message } : {}),
  };
}

function readyFacts({ size = 0, rows = 0, expiresAt = 0 }: FileJob) {
  return { size, rows, expiresAt: new Date(expiresAt).toISOString() };
}

/** Why a job that nobody works on any more has failed. */
export function lostMessage({ tries }: FileJob): string {
  return tries === 0
    ? 'It could not be begun within a day. Ask for it again.'
    : 'It was interrupted several times. Ask for it again, with fewer projects or a shorter range; if it stays, tell the administrator.';
}
