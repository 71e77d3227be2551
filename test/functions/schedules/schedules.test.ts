import { randomUUID } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeJob } from '../../../functions/files/job-lease.ts';
import { sweepFiles } from '../../../functions/files/sweep-files.ts';
import { runFileJob } from '../../../functions/files/worker.ts';
import { settingPlace } from '../../../functions/saved/places.ts';
import { putSetting } from '../../../functions/saved/store.ts';
import { runDue } from '../../../functions/schedules/run-due.ts';
import { FAILURES, paused, resumed } from '../../../functions/schedules/schedule.ts';
import { listAllSchedules, putSchedule, removeSchedule } from '../../../functions/schedules/schedule-store.ts';
import { isFilePassword } from '../../../shared/file-password.ts';
import { NAME_MARK, nextCommunity } from '../api/community.ts';
import { DAY_MS, unzipped } from '../files/filing.ts';
import { cellsOf, partsOf } from '../formats/open-xlsx.ts';
import { currentOf, scan } from '../importer/store.ts';
import { JANUARY, MINUTE_MS, type Scheduling, scheduling } from './scheduling.ts';

let desk: Scheduling;
beforeEach(async () => {
  desk = await scheduling();
  // A Friday, 12:00 in Chicago.
  desk.at('2026-02-06T18:00:00Z');
});
afterEach(async () => {
  expect(desk.faults).toEqual([]);
  expect(desk.files.faults).toEqual([]);
  await desk.files.store.close();
});

const hidden = { ...JANUARY, hidePii: true };

describe('a schedule', () => {
  it('makes no file before its time, and one when it has come', async () => {
    const schedule = await desk.make();
    desk.at('2026-02-07T12:59:00Z');
    await desk.tick();
    expect(await desk.list()).toEqual([]);
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    const [file] = await desk.list();
    expect(file).toMatchObject({ kind: 'report', schedule: schedule.id, state: 'ready', rows: 19, name: 'January' });
    const after = await desk.now(schedule);
    expect(after).toMatchObject({ last: { file: file?.id, state: 'made' }, failures: 0 });
    expect(new Date(after.nextRun ?? 0).toISOString()).toBe('2026-02-08T13:00:00.000Z');
    await desk.tick();
    expect(await desk.list()).toHaveLength(1);
  });

  it('runs at seven of the clock on both sides of both changes of daylight saving', async () => {
    const schedule = await desk.make();
    const runs: string[] = [];
    for (const day of ['2026-03-07', '2026-03-08', '2026-03-09', '2026-10-31', '2026-11-01', '2026-11-02']) {
      desk.at(`${day}T08:00:00Z`);
      await putSchedule(desk.scheduler.dynamo, resumedAt(await desk.now(schedule)), await desk.now(schedule));
      for (let minute = 0; minute < 12; minute += 1) {
        desk.files.store.time += 30 * MINUTE_MS;
        if ((await runDue(desk.scheduler)) > 0) runs.push(new Date(desk.files.store.time).toISOString().slice(5, 16));
        for (const ask of desk.queue.splice(0)) await runFileJob(desk.files.worker, ask);
      }
    }
    expect(runs).toEqual(['03-07T13:00', '03-08T12:00', '03-09T12:00', '10-31T12:00', '11-01T13:00', '11-02T13:00']);
  });

  const resumedAt = (schedule: Parameters<typeof resumed>[0]) => {
    const at = new Date(desk.files.store.time);
    const offset = at.getUTCMonth() === 2 && at.getUTCDate() >= 8 ? 12 : at.getUTCMonth() === 9 ? 12 : 13;
    return resumed(schedule, Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), offset));
  };

  it('that was missed for ten days is made up for once', async () => {
    const schedule = await desk.make();
    desk.at('2026-02-16T20:00:00Z');
    await desk.tick();
    await desk.tick();
    expect(await desk.list()).toHaveLength(1);
    expect(new Date((await desk.now(schedule)).nextRun ?? 0).toISOString()).toBe('2026-02-17T13:00:00.000Z');
  });

  it('is not set off again while its file is being made; that run comes when it has ended', async () => {
    const schedule = await desk.make({ rhythm: { every: 'day', at: '07:00' } });
    desk.at('2026-02-07T13:00:00Z');
    await runDue(desk.scheduler);
    const [first] = desk.queue.splice(0);
    desk.at('2026-02-08T12:59:00Z');
    const held = first && (await takeJob(desk.scheduler.dynamo, first, () => desk.files.store.time));
    desk.at('2026-02-08T13:00:00Z');
    expect(await runDue(desk.scheduler)).toBe(0);
    expect(desk.queue).toEqual([]);
    held?.stop();
    await held?.end({ state: 'queued' });
    await desk.tick();
    await desk.tick();
    expect((await desk.list()).map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect(new Date((await desk.now(schedule)).nextRun ?? 0).toISOString()).toBe('2026-02-09T13:00:00.000Z');
  });

  it('found due by two at once, and worked at by two, makes one file', async () => {
    const schedule = await desk.make();
    desk.at('2026-02-07T13:00:00Z');
    await Promise.all([runDue(desk.scheduler), runDue(desk.scheduler), runDue(desk.scheduler)]);
    expect(await desk.list()).toHaveLength(1);
    const asks = desk.queue.splice(0);
    const worked = await Promise.all([...asks, ...asks].map((ask) => runFileJob(desk.files.worker, ask)));
    expect(worked).toContain('ended');
    const [file] = await desk.list();
    expect(file?.state).toBe('ready');
    expect(desk.files.objects({ ...desk.files.owner, id: file?.id ?? '' })).toBe(1);
    expect((await desk.now(schedule)).last).toMatchObject({ state: 'made', file: file?.id });
  });

  it('that is paused makes nothing, and goes on from the next time when it is resumed', async () => {
    const schedule = await desk.make();
    await putSchedule(desk.scheduler.dynamo, paused(schedule), schedule);
    desk.at('2026-02-09T20:00:00Z');
    await desk.tick();
    expect(await desk.list()).toEqual([]);
    const now = await desk.now(schedule);
    await putSchedule(desk.scheduler.dynamo, resumed(now, Date.parse('2026-02-10T13:00:00Z')), now);
    await desk.tick();
    expect(await desk.list()).toEqual([]);
    desk.at('2026-02-10T13:00:00Z');
    await desk.tick();
    expect(await desk.list()).toHaveLength(1);
  });

  it('that is ended makes nothing, and leaves nothing behind', async () => {
    await removeSchedule(desk.scheduler.dynamo, await desk.make());
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    expect(await desk.list()).toEqual([]);
    expect(JSON.stringify(await scan(desk.scheduler.dynamo))).not.toContain('SCHEDULE');
  });

  it('that was ended before its file was made leaves a file that says so', async () => {
    const schedule = await desk.make();
    desk.at('2026-02-07T13:00:00Z');
    await runDue(desk.scheduler);
    await removeSchedule(desk.scheduler.dynamo, await desk.now(schedule));
    for (const ask of desk.queue.splice(0)) await runFileJob(desk.files.worker, ask);
    expect(await desk.list()).toMatchObject([
      { state: 'failed', message: 'Its schedule was ended before the file was made.' },
    ]);
  });
});

describe('the file of a schedule', () => {
  async function fileOf(params = JANUARY) {
    const schedule = await desk.make({}, params);
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    return desk.opened((await desk.now(schedule)).last?.file);
  }

  it('is a zip with the workbook and the same run as JSON, under a password of its own', async () => {
    const { job, zip, password } = await fileOf();
    expect(isFilePassword(password)).toBe(true);
    expect(zip.length).toBe(job.size);
    const inside = await unzipped(zip, password);
    expect([...inside.keys()]).toEqual(['active-clients-2026-01-31.xlsx', 'active-clients-2026-01-31.json']);
    const run = JSON.parse(inside.get('active-clients-2026-01-31.json') ?? '');
    expect(run).toMatchObject({ report: 'active-clients', params: { from: '2026-01-01', hidePii: false } });
    expect(run.rows).toHaveLength(19);
    expect(JSON.stringify(run.rows)).toContain(`${NAME_MARK}Last-P-A1-0`);
    await expect(unzipped(zip, 'Something-Else-42')).rejects.toThrow();
  });

  it('has the cells in its workbook that its JSON has', async () => {
    const { zip, password } = await fileOf();
    const { bytes, json } = await workbookOf(zip, password);
    const cells = cellsOf(await partsOf(bytes), 1);
    expect([...cells.values()].map(({ value }) => value)).toContain(`${NAME_MARK}Last-P-A1-0`);
    expect([...cells.keys()].filter((ref) => /^A\d+$/.test(ref))).toHaveLength(json.rows.length + 1);
  });

  it('has no name in it where the setting hides them', async () => {
    const { job, zip, password } = await fileOf(hidden);
    expect(job).not.toHaveProperty('reason');
    const inside = await unzipped(zip, password);
    expect(inside.get('active-clients-2026-01-31.json')).not.toContain(NAME_MARK);
  });

  it('can be of housing trackers, read with the rights of its owner', async () => {
    const { tid, oid } = desk.files.owner;
    const setting = { id: randomUUID(), organization: null };
    const facts = {
      name: 'Housing',
      report: 'housing-status',
      version: 1,
      at: '2026-02-06T18:00:00Z',
      by: 'Mara Ellis',
    };
    await putSetting(
      desk.scheduler.dynamo,
      { kind: 'person', tid, oid },
      { ...facts, id: setting.id, params: { hidePii: false } },
    );
    const schedule = await desk.make({ setting });
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    const { job } = await desk.opened((await desk.now(schedule)).last?.file);
    expect(job).toMatchObject({ report: 'housing-status', name: 'Housing', barriers: true, reason: 'dataQuality' });
  });

  it('counts as one with names where an earlier try had them, whatever its setting says by then', async () => {
    const schedule = await desk.make();
    desk.at('2026-02-07T13:00:00Z');
    await runDue(desk.scheduler);
    const [ask] = desk.queue.splice(0);
    const held = ask && (await takeJob(desk.scheduler.dynamo, ask, () => desk.files.store.time));
    await held?.put({ snapshot: (await currentOf(desk.files.store)).id });
    held?.stop();
    await held?.end({ state: 'queued' });
    const { tid, oid } = desk.files.owner;
    const facts = { name: 'January', report: 'active-clients', at: '2026-02-07T13:00:00Z', by: 'Mara Ellis' };
    const setting = { ...facts, id: schedule.setting.id, version: 2, params: hidden };
    await putSetting(desk.scheduler.dynamo, { kind: 'person', tid, oid }, setting);
    if (ask) await runFileJob(desk.files.worker, ask);
    const { job } = await desk.opened((await desk.now(schedule)).last?.file);
    expect(job).toMatchObject({ state: 'ready', reason: 'dataQuality' });
  });

  it('has another password each time', async () => {
    const schedule = await desk.make();
    const passwords = new Set<string>();
    for (const day of ['07', '08']) {
      desk.at(`2026-02-${day}T13:00:00Z`);
      await desk.tick();
      passwords.add((await desk.opened((await desk.now(schedule)).last?.file)).password);
    }
    expect(passwords.size).toBe(2);
  });

  it('loses its password with the file, when that expires', async () => {
    const { job } = await fileOf();
    desk.files.store.time += 7 * DAY_MS + 1;
    await sweepFiles(desk.files.worker);
    const [left] = await desk.list();
    expect(left?.id).toBe(job.id);
    expect(left).not.toHaveProperty('password');
    expect(await desk.files.stored({ ...desk.files.owner, id: job.id })).toBeUndefined();
  });

  it('is made from the data of the day', async () => {
    const schedule = await desk.make(
      {},
      { ...hidden, from: { day: 'first', of: 'lastTwelveMonths' }, to: { day: 'last', of: 'asOf' } },
    );
    await desk.files.store.import(nextCommunity());
    desk.at('2026-02-10T13:00:00Z');
    await desk.tick();
    const { job } = await desk.opened((await desk.now(schedule)).last?.file);
    expect(job).toMatchObject({ snapshot: (await currentOf(desk.files.store)).id, exportDate: '2026-02-07' });
  });

  it('is told in the trail: what was asked, and what was made, and why with names', async () => {
    const { job } = await fileOf();
    const told = (await desk.files.trail()).filter(({ details }) => details.file === job.id);
    expect(told).toMatchObject([
      {
        what: 'schedule',
        pii: true,
        reason: 'dataQuality',
        details: { act: 'made', params: { projects: ['A1', 'A2', 'B1'] } },
      },
      { what: 'fileMade', rows: 19, pii: true, reason: 'dataQuality', result: 'ok' },
    ]);
    expect(JSON.stringify(told)).not.toContain(NAME_MARK);
  });
});

describe('an owner', () => {
  const due = async (schedule: Awaited<ReturnType<typeof desk.make>>) => {
    desk.files.store.time = (await desk.now(schedule)).nextRun ?? 0;
    await desk.tick();
    return desk.now(schedule);
  };

  it.each([
    ['whose rights have ended', { active: false }, 'Your rights in this HMIS have ended.'],
    ['who may not show names any more', { mayShowPii: false }, 'You may not show names.'],
    ['who has lost an organization', { organizations: ['OB'] as never[] }, 'gone, or that you can no longer choose'],
    ['who has lost every organization', { organizations: [] }, 'gone, or that you can no longer choose'],
  ])('%s gets no file: the schedule stops and says so', async (_, change, message) => {
    const schedule = await desk.make();
    await desk.files.giveRights(change);
    const after = await due(schedule);
    expect(after.state).toBe('stopped');
    expect(after.message).toContain(message);
    expect(after).not.toHaveProperty('nextRun');
    expect(after.last).toMatchObject({ state: 'failed' });
    expect(await desk.list()).toMatchObject([{ state: 'failed' }]);
    expect(await desk.files.stored({ ...desk.files.owner, id: after.last?.file ?? '' })).toBeUndefined();
    expect((await desk.files.trail()).at(-1)).toMatchObject({ what: 'fileMade', rows: 0 });
    desk.files.store.time += 3 * DAY_MS;
    await desk.tick();
    expect(await desk.list()).toHaveLength(1);
  });

  it('who loses rights between the asking and the making gets no file', async () => {
    const schedule = await desk.make();
    desk.at('2026-02-07T13:00:00Z');
    await runDue(desk.scheduler);
    await desk.files.giveRights({ active: false });
    for (const ask of desk.queue.splice(0)) await runFileJob(desk.files.worker, ask);
    expect((await desk.now(schedule)).state).toBe('stopped');
    await expect(desk.opened((await desk.now(schedule)).last?.file)).rejects.toThrow('no such file');
  });

  it('of a setting for all they see gets what they see by then, and no more', async () => {
    const schedule = await desk.make({}, { ...hidden, projects: [] });
    await desk.files.giveRights({ organizations: ['OB'] as never[] });
    const after = await due(schedule);
    const { job } = await desk.opened(after.last?.file);
    expect(job).toMatchObject({ projects: ['B1', 'B2'], organizations: [{ id: 'OB' }] });
  });

  it('whose setting is gone is told so', async () => {
    const schedule = await desk.make();
    const { dynamo } = desk.scheduler;
    const { tid, oid } = desk.files.owner;
    const Key = settingPlace({ kind: 'person', tid, oid }, schedule.setting.id);
    await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.table, Key }));
    expect(await due(schedule)).toMatchObject({
      state: 'stopped',
      message: expect.stringContaining('saved setting is gone'),
    });
  });

  it('of a setting that shows names, under a schedule made when it hid them, is told that a reason is missing', async () => {
    const schedule = await desk.make();
    const { reason: _, ...without } = { ...schedule, version: 2 };
    await putSchedule(desk.scheduler.dynamo, without, schedule);
    expect(await due(schedule)).toMatchObject({ state: 'stopped', message: expect.stringContaining('Say why names') });
  });
});

describe('a run that fails for another cause', () => {
  it(`is tried at the next time, and pauses the schedule when it has failed ${FAILURES} times`, async () => {
    const schedule = await desk.make();
    const broken = {
      ...desk.files.worker,
      runs: { ...desk.files.worker.runs, timeZone: 'Nowhere/At-All' },
    };
    for (let failures = 1; failures <= FAILURES; failures += 1) {
      desk.files.store.time = (await desk.now(schedule)).nextRun ?? 0;
      await runDue(desk.scheduler);
      const [ask] = desk.queue.splice(0);
      for (let worked = 'again'; worked === 'again'; )
        worked = await runFileJob(broken, ask ?? (desk.files.owner as never));
      const now = await desk.now(schedule);
      expect(now.failures).toBe(failures);
      expect(now.state).toBe(failures < FAILURES ? 'active' : 'paused');
    }
    expect((await desk.now(schedule)).message).toContain('failed 3 times in a row');
    desk.files.faults.splice(0);
  });

  it('is forgotten when the next one goes well', async () => {
    const schedule = await desk.make();
    await putSchedule(desk.scheduler.dynamo, { ...schedule, failures: 2, version: 2 }, schedule);
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    expect(await desk.now(schedule)).toMatchObject({ failures: 0, state: 'active' });
  });
});

describe('all schedules', () => {
  it('are listed once each, paused ones too', async () => {
    const [one, two] = [await desk.make({ name: 'A' }), await desk.make({ name: 'B' })];
    await putSchedule(desk.scheduler.dynamo, paused(two), two);
    const listed = await listAllSchedules(desk.scheduler.dynamo);
    expect(listed.map(({ id }) => id)).toEqual([one.id, two.id]);
  });

  it('that are due are found without those that are not', async () => {
    await desk.make();
    const monthly = await desk.make({ rhythm: { every: 'month', on: 31, at: '07:00' } });
    desk.at('2026-02-07T13:00:00Z');
    await desk.tick();
    expect(await desk.list()).toHaveLength(1);
    expect(new Date(monthly.nextRun ?? 0).toISOString()).toBe('2026-02-28T13:00:00.000Z');
    expect((await desk.now(monthly)).version).toBe(1);
  });
});

async function workbookOf(zip: Buffer, password: string): Promise<{ bytes: Uint8Array; json: { rows: unknown[] } }> {
  const { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js');
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)])), { useWebWorkers: false, password });
  const [xlsx, json] = await reader.getEntries();
  if (!xlsx || xlsx.directory || !json || json.directory) throw new Error('The zip lacks a file.');
  const bytes = await xlsx.getData(new Uint8ArrayWriter());
  return { bytes, json: JSON.parse(await json.getData(new TextWriter())) };
}
