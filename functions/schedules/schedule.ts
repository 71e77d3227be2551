import { createHash } from 'node:crypto';
import type { ScheduleStatus } from '../../shared/contract/schedules.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { OrganizationId } from '../../shared/ids.ts';
import type { PiiReason } from '../../shared/pii-reasons.ts';
import type { Rhythm } from '../../shared/rhythm.ts';
import type { Person } from '../access/profiles.ts';
import { type FileJob, type FileOwner, lostMessage, type ReportJob, standing, WAITING } from '../files/file-job.ts';
import type { SettingOwner } from '../saved/places.ts';
import type { Place } from '../snapshot/places.ts';

/** Which setting: an organization's, or the owner's own. */
export interface SettingRef {
  readonly id: string;
  readonly organization: OrganizationId | null;
}

/** A setting that the service runs by a rhythm into a file, for its owner with the rights of then. Times in milliseconds since 1970. */
export interface Schedule {
  readonly id: string;
  readonly owner: FileOwner;
  readonly setting: SettingRef;
  /** The setting's name and its report, as they were when they were last looked at. */
  readonly name: string;
  readonly report: string;
  readonly rhythm: Rhythm;
  /** Why names are in its files; absent where they are hidden. */
  readonly reason?: PiiReason;
  readonly state: ScheduleStatus['state'];
  /** Why it is stopped, or paused by itself. */
  readonly message?: string;
  /** While it is active. */
  readonly nextRun?: number;
  readonly last?: LastRun;
  /** Failures in a row. */
  readonly failures: number;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/** `running` until what became of its file is written down. */
export interface LastRun {
  readonly file: string;
  readonly state: 'running' | 'made' | 'failed';
  readonly at: number;
  readonly message?: string;
}

/** After so many failures in a row it pauses, so that nobody is told the same every day for ever. */
export const FAILURES = 3;
/** Schedules of one person. */
export const SCHEDULES_OF_ONE = 20;

/** Everybody's schedules by when they are due: one entry each, and for a moment two. */
export const SCHEDULES = 'SCHEDULES';

/** Apart from the profile, as files are: rights on AWS go by leading key. */
export const schedulesPartition = ({ tid, oid }: Person): string => `USER#${tid}#${oid}#SCHEDULES`;
export const schedulePlace = (owner: Person, id: string): Place => ({
  pk: schedulesPartition(owner),
  sk: `SCHEDULE#${id}`,
});

/** Where it stands among all: by the next run; those that have none behind the others. */
export const duePlace = ({ id, nextRun: at }: Pick<Schedule, 'id' | 'nextRun'>): Place => ({
  pk: SCHEDULES,
  sk: `${at === undefined ? '~' : new Date(at).toISOString()}#${id}`,
});

export function ownerOfSetting({ owner, setting }: Pick<Schedule, 'owner' | 'setting'>): SettingOwner {
  return setting.organization === null
    ? { kind: 'person', tid: owner.tid, oid: owner.oid }
    : { kind: 'organization', organization: setting.organization };
}

/**
 * The id of the file that a run makes, a uuid made of the schedule and what sets this run off: whoever finds the same run
 * due asks for the same file.
 */
export function fileIdOf({ id }: Pick<Schedule, 'id'>, occasion: string): string {
  const hex = createHash('sha256').update(`${id} ${occasion}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The job of a run. What it asks, and of which projects, is found when it is made. */
export function reportJob(schedule: Schedule, file: string, now: number): ReportJob {
  const { owner, report, name, reason } = schedule;
  return {
    id: file,
    kind: 'report',
    schedule: schedule.id,
    owner,
    report,
    name,
    ...(reason === undefined ? {} : { reason }),
    barriers: false,
    projects: [],
    organizations: [],
    withheldProjects: 0,
    passwordWaived: false,
    state: 'queued',
    askedAt: new Date(now).toISOString(),
    sentAt: now,
    tries: 0,
    step: WAITING,
    done: 0,
    total: 0,
  };
}

/** A schedule whose run has been asked for; `next` is when an active one is to run then. */
export function asked(schedule: Schedule, file: string, now: number, next: number): Schedule {
  return changed(schedule, {
    last: { file, state: 'running', at: now },
    ...(schedule.state === 'active' ? { nextRun: next } : {}),
  });
}

/** What no next run mends: the owner's rights or the setting do not cover it any more. */
const STOPPING: readonly ErrorCode[] = ['NotAllowed', 'NotFound', 'BadRequest'];

/**
 * What the end of its last run makes of a schedule; undefined where there is nothing to write down yet. `job` is the run's;
 * undefined where it was deleted.
 */
export function settled(schedule: Schedule, job: FileJob | undefined, now: number): Schedule | undefined {
  const { last, failures } = schedule;
  if (last?.state !== 'running') return undefined;
  if (job === undefined) {
    return changed(schedule, { last: { ...last, state: 'failed', message: 'Its file was deleted.' } });
  }
  const stands = standing(job, now);
  if (stands === 'ready' || stands === 'expired') {
    return changed(schedule, { last: { ...last, state: 'made' }, failures: 0 });
  }
  if (stands !== 'failed' && stands !== 'lost') return undefined;
  const message = (stands === 'lost' ? undefined : job.message) ?? lostMessage(job);
  const failed = { last: { ...last, state: 'failed', message }, failures: failures + 1 } as const;
  const code = job.kind === 'report' ? job.failure : undefined;
  if (code !== undefined && STOPPING.includes(code)) return halted(schedule, failed, 'stopped', message);
  if (failures + 1 < FAILURES || schedule.state !== 'active') return changed(schedule, failed);
  return halted(schedule, failed, 'paused', `It failed ${FAILURES} times in a row and was paused: ${message}`);
}

function halted(schedule: Schedule, change: Partial<Schedule>, state: 'stopped' | 'paused', message: string): Schedule {
  const { nextRun: _, ...rest } = changed(schedule, { ...change, state, message });
  return rest;
}

/** Paused by its owner: what made it stop, if anything did, is no longer news. */
export function paused(schedule: Schedule): Schedule {
  const { nextRun: _, message: __, ...rest } = changed(schedule, { state: 'paused' });
  return rest;
}

export function resumed(schedule: Schedule, next: number): Schedule {
  const { message: _, ...rest } = schedule;
  return changed(rest, { state: 'active', failures: 0, nextRun: next });
}

function changed(schedule: Schedule, change: Partial<Schedule>): Schedule {
  return { ...schedule, ...change, version: schedule.version + 1 };
}

/** What a person is told of a schedule; `own` where it is theirs. */
export function scheduleStatusOf(schedule: Schedule, own: boolean): ScheduleStatus {
  const { id, owner, setting, name, report, rhythm, reason, state, message, nextRun: at, last } = schedule;
  return {
    id,
    owner: owner.name,
    own,
    setting,
    name,
    report,
    rhythm,
    state,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
    ...(at === undefined ? {} : { nextRun: new Date(at).toISOString() }),
    ...(last === undefined ? {} : { lastRun: { ...last, at: new Date(last.at).toISOString() } }),
  };
}
