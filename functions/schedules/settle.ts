import { getJob } from '../files/job-store.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { type Schedule, settled } from './schedule.ts';
import { getSchedule, putSchedule, type ScheduleAsk } from './schedule-store.ts';

const ATTEMPTS = 5;

/**
 * Writes down what became of a schedule's last run, if it has ended and nobody has yet, and answers the schedule as it is
 * then. Whoever ends a run calls it, and whoever looks at a schedule: a worker that died in between is made up for.
 */
export async function settleSchedule(dynamo: Dynamo, ask: ScheduleAsk, now: number): Promise<Schedule | undefined> {
  const found = await getSchedule(dynamo, ask);
  return found && settleFound(dynamo, found, now);
}

/** The same for one that has just been read; undefined where it has gone meanwhile. */
export async function settleFound(dynamo: Dynamo, found: Schedule, now: number): Promise<Schedule | undefined> {
  const { tid, oid } = found.owner;
  let schedule: Schedule | undefined = found;
  for (let attempt = 0; schedule?.last?.state === 'running' && attempt < ATTEMPTS; attempt += 1) {
    const next = settled(schedule, await getJob(dynamo, { tid, oid, id: schedule.last.file }), now);
    if (next === undefined) return schedule;
    if (await putSchedule(dynamo, next, schedule)) return next;
    schedule = await getSchedule(dynamo, { tid, oid, id: found.id });
  }
  return schedule;
}
