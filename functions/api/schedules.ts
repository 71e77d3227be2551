import {
  SCHEDULE_ID,
  type ScheduleAct,
  type ScheduleList,
  type ScheduleRequest,
} from '../../shared/contract/schedules.ts';
import { HmisError } from '../../shared/errors.ts';
import type { OrganizationId } from '../../shared/ids.ts';
import type { PiiReason } from '../../shared/pii-reasons.ts';
import type { Profile } from '../access/profiles.ts';
import { scopeFor } from '../access/scope.ts';
import { appendTrail } from '../access/trail.ts';
import type { Principal } from '../access/verify.ts';
import { type Question, questionOf } from '../schedules/question.ts';
import { nextRun } from '../schedules/rhythm.ts';
import { askForRun } from '../schedules/run-due.ts';
import { paused, resumed, SCHEDULES_OF_ONE, type Schedule, scheduleStatusOf } from '../schedules/schedule.ts';
import {
  getSchedule,
  listAllSchedules,
  listSchedules,
  putSchedule,
  removeSchedule,
} from '../schedules/schedule-store.ts';
import { settleFound, settleSchedule } from '../schedules/settle.ts';
import { filesOf, type Service } from './service.ts';
import type { SnapshotSource } from './snapshots.ts';

interface Owner {
  readonly principal: Principal;
  readonly profile: Profile;
}

/** A person's schedules; everybody's for an administrator, who can end them and do nothing else with them. */
export async function scheduleList(service: Service, profile: Profile): Promise<ScheduleList> {
  const { dynamo, timeZone, now } = service;
  const found = profile.role === 'admin' ? await listAllSchedules(dynamo) : await listSchedules(dynamo, profile);
  const schedules: Schedule[] = [];
  for (const each of found) {
    const schedule = await settleFound(dynamo, each, now().getTime());
    if (schedule) schedules.push(schedule);
  }
  return { timeZone, schedules: schedules.map((schedule) => scheduleStatusOf(schedule, isOwn(profile, schedule))) };
}

/**
 * Makes a schedule under an id of the caller's, so that the call can be tried again. What it asks is tried with the rights
 * of now: one that could not run once is not made. Throws HmisError `NotFound` and `NotAllowed` as a run does, `BadRequest`
 * where there are too many or the id is taken.
 */
export async function makeSchedule(
  service: Service,
  snapshots: SnapshotSource,
  asker: Owner,
  id: string,
  request: ScheduleRequest,
): Promise<ScheduleList> {
  const { dynamo, timeZone, now } = service;
  const { profile } = asker;
  if (!SCHEDULE_ID.test(id)) throw new HmisError('BadRequest', 'id: must be a uuid of version 4.', { field: 'id' });
  const { tid, oid, name } = profile;
  const wanted = {
    id,
    owner: { tid, oid, name },
    setting: { ...request.setting, organization: request.setting.organization as OrganizationId | null },
    rhythm: request.rhythm,
    ...(request.reason === undefined ? {} : { reason: request.reason as PiiReason }),
  };
  const question = await ask(service, snapshots, asker, wanted);
  const { reason: _, ...rest } = wanted;
  const { reason } = question.run.scope;
  const schedule: Schedule = {
    ...rest,
    // A reason is kept only where it is needed, and then it has been looked at.
    ...(reason === undefined ? {} : { reason: reason as PiiReason }),
    name: question.name,
    report: question.report.id,
    state: 'active',
    nextRun: nextRun(request.rhythm, now().getTime(), timeZone),
    failures: 0,
    version: 1,
  };
  const before = await listSchedules(dynamo, profile);
  if (before.some((each) => each.id === id)) return scheduleList(service, profile);
  if (before.length >= SCHEDULES_OF_ONE) {
    throw new HmisError('BadRequest', `You have ${SCHEDULES_OF_ONE} schedules, which is the most. End one first.`);
  }
  await keep(service, profile, schedule, { act: 'make', rhythm: { ...request.rhythm } });
  await putSchedule(dynamo, schedule, undefined);
  return scheduleList(service, profile);
}

/** Pauses a schedule, resumes it, or runs it now beside its rhythm: its owner's alone. */
export async function changeSchedule(
  service: Service,
  snapshots: SnapshotSource,
  asker: Owner,
  id: string,
  act: ScheduleAct,
): Promise<ScheduleList> {
  const { dynamo, timeZone, now } = service;
  const schedule = await own(service, asker.profile, id);
  if (act === 'run') refuseRun(schedule);
  // What could not run is neither resumed nor run: the owner is told now, and not by a failure tomorrow.
  if (act !== 'pause') await ask(service, snapshots, asker, schedule);
  await keep(service, asker.profile, schedule, { act });
  if (act === 'run') {
    const onFault = () => undefined;
    const { queue } = filesOf(service);
    await asWritten(askForRun({ dynamo, queue, timeZone, onFault, now }, schedule, `version ${schedule.version}`));
  } else {
    const next =
      act === 'pause' ? paused(schedule) : resumed(schedule, nextRun(schedule.rhythm, now().getTime(), timeZone));
    await asWritten(putSchedule(dynamo, next, schedule));
  }
  return scheduleList(service, asker.profile);
}

/** Ends a schedule: an owner's own, an administrator's any. The files it made stay. */
export async function endSchedule(service: Service, profile: Profile, id: string): Promise<ScheduleList> {
  const { dynamo } = service;
  const { tid, oid } = profile;
  const anybodys = async () => (await listAllSchedules(dynamo)).find((each) => each.id === id);
  const schedule =
    (await getSchedule(dynamo, { tid, oid, id })) ?? (profile.role === 'admin' ? await anybodys() : undefined);
  if (!schedule) throw noSuchSchedule();
  await keep(service, profile, schedule, { act: 'end' });
  await removeSchedule(dynamo, schedule);
  return scheduleList(service, profile);
}

async function own({ dynamo, now }: Service, { tid, oid }: Profile, id: string): Promise<Schedule> {
  const schedule = await settleSchedule(dynamo, { tid, oid, id }, now().getTime());
  if (!schedule) throw noSuchSchedule();
  return schedule;
}

/** Before the trail is told: it is told of what is done. */
function refuseRun({ state, last }: Schedule): void {
  if (state === 'stopped') throw new HmisError('BadRequest', 'Resume this schedule first.');
  if (last?.state === 'running') throw new HmisError('Busy', 'Its file is being made. Look again in a minute.');
}

/** What it asks, granted to who asks now: throws as a run would. */
async function ask(
  service: Service,
  snapshots: SnapshotSource,
  { principal, profile }: Owner,
  schedule: Pick<Schedule, 'owner' | 'setting' | 'reason'>,
): Promise<Question> {
  const snapshot = await snapshots.current();
  return questionOf(service, snapshot, profile, schedule, (asked) => scopeFor({ ...asked, principal, profile }));
}

async function asWritten(written: Promise<boolean>): Promise<void> {
  if (await written) return;
  throw new HmisError('Busy', 'This schedule has just changed. Look again, then decide.');
}

function isOwn({ tid, oid }: Profile, { owner }: Schedule): boolean {
  return owner.tid === tid && owner.oid === oid;
}

function noSuchSchedule(): HmisError {
  return new HmisError('NotFound', 'There is no such schedule. List your schedules to see which there are.', {
    field: 'schedule',
  });
}

async function keep(
  { dynamo, now }: Service,
  { tid, oid, name }: Profile,
  { id: schedule, owner, setting, report, reason }: Schedule,
  more: { readonly act: string; readonly rhythm?: Record<string, string | number> },
): Promise<void> {
  const details = { schedule, owner: `${owner.tid}#${owner.oid}`, setting: setting.id, report, ...more };
  const pii = reason !== undefined;
  const what = 'schedule';
  await appendTrail(dynamo, { tid, oid, name, what, details, rows: 0, pii, reason, result: 'ok' }, now());
}
