import type { S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEASE_MS } from '../../../functions/files/file-job.ts';
import { type FileWorker, runFileJob } from '../../../functions/files/worker.ts';
import { nextRun } from '../../../functions/schedules/rhythm.ts';
import { runDue, type Scheduler } from '../../../functions/schedules/run-due.ts';
import { getSchedule, removeSchedule } from '../../../functions/schedules/schedule-store.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { unzipped } from '../files/filing.ts';
import { MINUTE_MS, type Scheduling, scheduling, ZONE } from './scheduling.ts';

let desk: Scheduling;
beforeAll(async () => {
  desk = await scheduling();
  desk.at('2026-02-06T18:00:00Z');
});
afterAll(() => desk.files.store.close());

class Killed extends Error {}

/** Counts steps over all clients of one process, which dies at the n-th: before it, or with the answer on its way. */
function mortality(n: number, when: 'before' | 'after') {
  let steps = 0;
  let dead = false;
  const live = async (isStep: boolean, act: () => Promise<unknown>) => {
    if (dead) throw new Killed();
    if (!isStep || ++steps !== n) return act();
    // It may be answered by a refusal, as the look for a file that is not there yet.
    if (when === 'after') await act().catch(() => undefined);
    dead = true;
    throw new Killed();
  };
  const mortal = <Client extends object>(client: Client, send: unknown): Client =>
    new Proxy(client, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
  const table = (dynamo: Dynamo): Dynamo => ({
    ...dynamo,
    doc: mortal(dynamo.doc, (command: Parameters<typeof dynamo.doc.send>[0]) => {
      const writes = [PutCommand, UpdateCommand, DeleteCommand].some((kind) => command instanceof kind);
      return live(writes, () => dynamo.doc.send(command));
    }),
  });
  const bucket = (s3: S3Client) =>
    mortal(s3, (command: Parameters<S3Client['send']>[0]) => live(true, () => s3.send(command)));
  return { live, table, bucket, isDead: () => dead };
}

/** One day of a schedule whose first process dies at a step; then others come by, as they do every few minutes. */
async function dayAfterDeath(n: number, when: 'before' | 'after'): Promise<boolean> {
  const schedule = await desk.make();
  desk.files.store.time = schedule.nextRun ?? 0;
  const { live, table, bucket, isDead } = mortality(n, when);
  const { scheduler, files, queue } = desk;
  const dying: Scheduler = {
    ...scheduler,
    dynamo: table(scheduler.dynamo),
    queue: { send: (ask) => live(true, async () => void queue.push(ask)) as Promise<void> },
    onFault: () => undefined,
  };
  await runDue(dying).catch(() => undefined);
  const { reader, store } = files.worker;
  const worker: FileWorker = {
    ...files.worker,
    reader: { ...reader, dynamo: table(reader.dynamo) },
    store: { ...store, s3: bucket(store.s3) },
    onFault: () => undefined,
  };
  for (const ask of queue.splice(0)) {
    await runFileJob(worker, ask).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    // The queue brings what did not end again.
    if (isDead()) queue.push(ask);
  }
  if (!isDead()) {
    await end(schedule.id);
    return false;
  }

  const at = `killed ${when} step ${n}`;
  for (let tick = 0; tick < 3; tick += 1) {
    files.store.time += Math.max(LEASE_MS + 1, 5 * MINUTE_MS);
    await desk.tick();
  }
  const now = await desk.now(schedule);
  expect(now.last, at).toMatchObject({ state: 'made' });
  expect(now.nextRun, at).toBe(nextRun(schedule.rhythm, schedule.nextRun ?? 0, ZONE));
  const own = (await desk.list()).filter((job) => job.kind === 'report' && job.schedule === schedule.id);
  expect(
    own.map(({ state }) => state),
    at,
  ).toEqual(['ready']);
  const { job, zip, password } = await desk.opened(now.last?.file);
  expect(zip.length, at).toBe(job.size);
  expect((await unzipped(zip, password)).size, at).toBe(2);
  expect(files.objects({ ...files.owner, id: job.id }), at).toBe(1);
  expect(desk.faults, at).toEqual([]);
  await end(schedule.id);
  desk.at(new Date(files.store.time + 60 * MINUTE_MS).toISOString());
  return true;
}

/** It must not fall due on the days that follow. */
async function end(id: string): Promise<void> {
  const { dynamo } = desk.scheduler;
  const current = await getSchedule(dynamo, { ...desk.files.owner, id });
  if (current) await removeSchedule(dynamo, current);
}

describe('a schedule whose process is killed at any write', () => {
  it.each(['before', 'after'] as const)('%s it, makes one file that day all the same, which opens', async (when) => {
    let n = 1;
    while (await dayAfterDeath(n, when)) n += 1;
    // The entry, the job, its listing, the queue, the schedule; then what the worker writes.
    expect(n).toBeGreaterThan(18);
  });
});
