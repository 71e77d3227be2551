import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScheduleRequest } from '../../../shared/contract/schedules.ts';
import type { Role } from '../../../shared/roles.ts';
import { startService, type TestService } from '../../service.ts';
import { community } from './community.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
  await service.giveRights('manager', { mayShowPii: true, organizations: ['OA'] });
  await service.giveRights('dqo', { mayShowPii: true, organizations: ['OB'] });
});
afterAll(() => service.close());

const WEEKLY = { every: 'week', on: 1, at: '07:00' } as const;

async function settingOf(role: Role, params: object = {}, organization: string | null = null) {
  const setting = { id: randomUUID(), organization };
  await service.as(role).putSetting(setting, {
    version: 0,
    name: 'January',
    report: 'active-clients',
    params: { from: '2026-01-01', to: '2026-01-28', ...params },
  });
  return setting;
}

async function scheduled(role: Role, change: Partial<ScheduleRequest> = {}, params: object = {}) {
  const id = randomUUID();
  const setting = await settingOf(role, params);
  await service.as(role).makeSchedule(id, { setting, rhythm: WEEKLY, ...change });
  return id;
}

const oneOf = async (role: Role, id: string) =>
  (await service.as(role).schedules()).schedules.find((each) => each.id === id);

async function madeBy(role: Role, id: string): Promise<string> {
  await service.as(role).changeSchedule(id, 'run');
  await service.idle();
  return (await oneOf(role, id))?.lastRun?.file ?? '';
}

describe('a schedule', () => {
  it('is made once, however often its call comes', async () => {
    const id = randomUUID();
    const request = { setting: await settingOf('manager'), rhythm: WEEKLY };
    for (let n = 0; n < 2; n += 1) await service.as('manager').makeSchedule(id, request);
    const { schedules } = await service.as('manager').schedules();
    expect(schedules.filter((each) => each.id === id)).toMatchObject([
      { name: 'January', report: 'active-clients', state: 'active', own: true, rhythm: WEEKLY },
    ]);
    const next = new Date(schedules.find((each) => each.id === id)?.nextRun ?? '');
    expect(next.getTime()).toBeGreaterThan(Date.now());
  });

  it('is not made of a setting that could not run: names without a reason, or without the right', async () => {
    const named = await settingOf('manager', { hidePii: false });
    const make = (role: Role, request: ScheduleRequest) => service.as(role).makeSchedule(randomUUID(), request);
    await expect(make('manager', { setting: named, rhythm: WEEKLY })).rejects.toThrow('Say why names');
    await service.giveRights('manager', { mayShowPii: false });
    await expect(make('manager', { setting: named, rhythm: WEEKLY, reason: 'dataQuality' })).rejects.toThrow(
      'may not show',
    );
    await service.giveRights('manager', { mayShowPii: true });
  });

  it('keeps no reason where no name is shown', async () => {
    const id = await scheduled('manager', { reason: 'dataQuality' });
    expect(await oneOf('manager', id)).not.toHaveProperty('reason');
  });

  it('of another’s setting, or of one that is gone, is as if there were no such setting', async () => {
    const others = await settingOf('dqo');
    for (const setting of [
      others,
      { id: randomUUID(), organization: null },
      { id: randomUUID(), organization: 'OB' },
    ]) {
      const make = service.as('manager').makeSchedule(randomUUID(), { setting, rhythm: WEEKLY });
      await expect(make).rejects.toMatchObject({ code: 'NotFound', field: 'setting' });
    }
  });

  it('is its owner’s: another neither sees nor changes it; an administrator sees it and may end it, and nothing else', async () => {
    const id = await scheduled('dqo');
    expect(await oneOf('manager', id)).toBeUndefined();
    for (const role of ['manager', 'admin'] as const) {
      for (const act of ['pause', 'resume', 'run'] as const) {
        await expect(service.as(role).changeSchedule(id, act)).rejects.toMatchObject({ code: 'NotFound' });
      }
    }
    await expect(service.as('manager').endSchedule(id)).rejects.toMatchObject({ code: 'NotFound' });
    expect(await oneOf('admin', id)).toMatchObject({ own: false });
    await service.as('admin').endSchedule(id);
    expect(await oneOf('dqo', id)).toBeUndefined();
  });

  it('that falls due while the service runs makes its file', async () => {
    const id = await scheduled('manager');
    const due = (await oneOf('manager', id))?.nextRun ?? '';
    service.setClock(new Date(Date.parse(due) + 60_000));
    await service.runDue();
    await service.idle();
    expect(await oneOf('manager', id)).toMatchObject({ lastRun: { state: 'made' } });
    service.setClock(new Date());
  });

  it('is in the trail with each of its changes', async () => {
    const id = await scheduled('manager');
    for (const act of ['pause', 'resume'] as const) await service.as('manager').changeSchedule(id, act);
    await service.as('manager').endSchedule(id);
    const day = new Date().toISOString().slice(0, 10) as never;
    const { entries } = await service.as('admin').audit({ from: day, to: day, what: 'schedule' });
    const acts = entries.filter(({ details }) => details.schedule === id).map(({ details }) => details.act);
    expect(acts).toEqual(['make', 'pause', 'resume', 'end']);
  });
});

describe('the password of a scheduled file', () => {
  it('is shown to its owner, each time with a line in the trail', async () => {
    const file = await madeBy('manager', await scheduled('manager', { reason: 'dataQuality' }, { hidePii: false }));
    const { password } = await service.as('manager').filePassword(file);
    expect(await service.as('manager').filePassword(file)).toEqual({ password });
    const day = new Date().toISOString().slice(0, 10) as never;
    const { entries } = await service.as('admin').audit({ from: day, to: day, what: 'filePassword' });
    const told = entries.filter(({ details }) => details.file === file);
    expect(told).toMatchObject([{ pii: true, reason: 'dataQuality', result: 'ok' }, { result: 'ok' }]);
    expect(JSON.stringify(entries)).not.toContain(password);
    expect(JSON.stringify(service.log)).not.toContain(password);
  });

  it('is shown to nobody else, administrator or not, nor for a file that is not there', async () => {
    const file = await madeBy('dqo', await scheduled('dqo'));
    for (const role of ['manager', 'admin'] as const) {
      await expect(service.as(role).filePassword(file)).rejects.toMatchObject({ code: 'NotFound' });
    }
    await expect(service.as('dqo').filePassword(randomUUID())).rejects.toMatchObject({ code: 'NotFound' });
  });

  it('is not shown to an owner whose rights no longer cover the file, and neither is the file', async () => {
    const file = await madeBy('dqo', await scheduled('dqo'));
    await service.giveRights('dqo', { organizations: ['OA'] });
    await expect(service.as('dqo').filePassword(file)).rejects.toMatchObject({ code: 'NotAllowed' });
    await expect(service.as('dqo').downloadFile(file)).rejects.toMatchObject({ code: 'NotAllowed' });
    await service.giveRights('dqo', { organizations: ['OB'] });
  });
});
