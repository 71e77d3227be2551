import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScheduleList } from '../../../../shared/contract/schedules.ts';
import { community } from '../../../functions/api/community.ts';
import { startService, type TestService } from '../../../service.ts';
import { hmis } from './terminal.ts';

let folder = '';
let service: TestService;
let token = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-schedules-'));
  service = await startService({ zip: community() });
  await service.giveRights('manager', { mayShowPii: true, organizations: ['OA'] });
  token = await service.token('manager');
  const range = ['--from', '2026-01-01', '--to', '2026-01-28'];
  await run('saved', 'save', 'January', '--report', 'active-clients', ...range);
  await run('saved', 'save', 'With names', '--report', 'active-clients', ...range, '--hidePii', 'false');
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

const run = (...argv: string[]) => hmis(argv, { url: service.url, token });
const list = async () => JSON.parse((await run('schedules', 'list', '--json')).out) as ScheduleList;

describe('the command schedules', () => {
  it('makes one of a setting, lists it, runs it, and its file opens with the password that is shown', async () => {
    const added = await run('schedules', 'add', 'January', '--every', 'week', '--on', 'Monday', '--at', '07:00');
    expect({ code: added.code, err: added.err }).toEqual({ code: 0, err: '' });
    const id = added.out.trim();
    expect((await run('schedules', 'run', id)).out).toContain('being made');
    await service.idle();
    const {
      schedules: [schedule],
    } = await list();
    expect(schedule).toMatchObject({ id, name: 'January', state: 'active', lastRun: { state: 'made' } });
    const file = schedule?.lastRun?.file ?? '';
    expect((await run('schedules', 'list')).out).toMatch(/January +active-clients +monday 07:00 +active .*file /);

    const out = join(folder, 'made.zip');
    const { code, err } = await run('files', 'get', file, '--out', out);
    expect(code).toBe(0);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const password = /The password of this file: (\S+)/.exec(err)?.[1] ?? '';
    const opened = await hmis(['files', 'open', out], { password });
    expect(opened.out).toMatch(/active-clients-2026-01-31\.xlsx\n.*active-clients-2026-01-31\.json/);
    expect((await run('files', 'list')).out).toContain('January');
  });

  it('pauses, resumes and ends it', async () => {
    const { out } = await run('schedules', 'add', 'January', '--every', 'month', '--on', '31', '--at', '18:30');
    const id = out.trim();
    const state = async () => (await list()).schedules.find((each) => each.id === id)?.state;
    await run('schedules', 'pause', id);
    expect(await state()).toBe('paused');
    await run('schedules', 'resume', id);
    expect(await state()).toBe('active');
    expect((await run('schedules', 'end', id)).code).toBe(0);
    expect(await state()).toBeUndefined();
    expect(await run('schedules', 'pause', id)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such schedule'),
    });
  });

  it('asks for a reason where the setting shows names', async () => {
    const add = ['schedules', 'add', 'With names', '--every', 'day', '--at', '07:00'];
    expect(await run(...add)).toMatchObject({ code: 1, err: expect.stringContaining('Say why names') });
    const { code, out } = await run(...add, '--reason', 'dataQuality');
    expect(code).toBe(0);
    expect((await list()).schedules.find(({ id }) => id === out.trim())).toMatchObject({ reason: 'dataQuality' });
  });

  it.each([
    [['add', 'January', '--every', 'day', '--at', '7:00'], '--at takes a time of day'],
    [['add', 'January', '--every', 'day', '--on', 'monday', '--at', '07:00'], '--on is for'],
    [['add', 'January', '--every', 'week', '--on', 'someday', '--at', '07:00'], '--on takes a day of the week'],
    [['add', 'January', '--every', 'month', '--on', '32', '--at', '07:00'], '--on takes a day of the month'],
    [['add', 'January', '--every', 'hour', '--at', '07:00'], '--every day, week or month?'],
    [['pause'], 'Which schedule?'],
    [['start'], 'schedules list, add, pause, resume, run or end?'],
  ])('refuses %j, and says how it is written', async (argv, message) => {
    const { code, err } = await run('schedules', ...argv);
    expect({ code, told: err.includes(message) }).toEqual({ code: 2, told: true });
  });

  it('does not find a setting that is not there', async () => {
    const add = ['schedules', 'add', 'Nothing', '--every', 'day', '--at', '07:00'];
    expect(await run(...add)).toMatchObject({ code: 1, err: expect.stringContaining('no such setting') });
  });
});
