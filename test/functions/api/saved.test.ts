import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { reportIds } from '../../../infra/report-ids.ts';
import type { PutSettingRequest, SavedParams } from '../../../shared/contract/saved.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { Role } from '../../../shared/roles.ts';
import { unhurried } from '../../attacks/unhurried.ts';
import { startService, type TestService } from '../../service.ts';
import { community, NAME_MARK, OPEN, PROJECTS } from './community.ts';

const MORNING = new Date('2026-02-08T08:00:00Z');
const DAY = calendarDate('2026-02-08');

let service: TestService;
let tick: () => void;
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
});
afterAll(() => service.close());

const as = (role: Role) => {
  tick();
  return service.as(role);
};

let made = 0;
const nextId = () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
const own = () => ({ id: nextId(), organization: null });
const of = (organization: string) => ({ id: nextId(), organization });

function asked(params: SavedParams = {}, more: Partial<PutSettingRequest> = {}): PutSettingRequest {
  return { version: 0, name: 'Weekly', report: 'active-clients', params, ...more };
}

async function settingsOf(role: Role): Promise<string[]> {
  const { settings } = await as(role).settings();
  return settings.map(
    ({ organization, name, mayChange }) => `${organization} ${name}${mayChange ? '' : ', to look at'}`,
  );
}

describe('a person’s own setting', () => {
  it('comes back as it was asked for, dates that move on included', async () => {
    const ref = own();
    const params: SavedParams = {
      from: { day: 'first', of: 'lastMonth' },
      to: '2026-01-28',
      projects: ['A1'],
      hidePii: false,
    };
    const saved = await as('manager').putSetting(ref, asked(params));
    expect(saved).toMatchObject({ result: 'saved', setting: { ...ref, version: 1, params, by: 'Mara Ellis' } });
    expect(await as('manager').setting(ref)).toMatchObject({ setting: { ...ref, params }, mayChange: true, gone: [] });
  });

  it('is seen by nobody else, an administrator included', async () => {
    const ref = own();
    await as('dqo').putSetting(ref, asked({}, { name: 'Only mine' }));
    expect(await settingsOf('dqo')).toContain('null Only mine');
    for (const role of ['manager', 'coordinator', 'admin'] as const) {
      expect(await settingsOf(role)).not.toContain('null Only mine');
      await expect(as(role).setting(ref)).rejects.toMatchObject({ code: 'NotFound', field: 'setting' });
    }
  });

  it('is renamed and deleted by the version that was looked at', async () => {
    const ref = own();
    await as('manager').putSetting(ref, asked());
    await as('manager').putSetting(ref, asked({}, { version: 1, name: 'Renamed' }));
    expect(await as('manager').setting(ref)).toMatchObject({ setting: { name: 'Renamed', version: 2 } });
    expect(await as('manager').deleteSetting(ref, 1)).toMatchObject({ result: 'stale', current: { version: 2 } });
    expect(await as('manager').deleteSetting(ref, 2)).toEqual({ result: 'deleted' });
    await expect(as('manager').setting(ref)).rejects.toMatchObject({ code: 'NotFound' });
  });

  it('that is only renamed keeps all of its parameters, those the renamer cannot choose too', async () => {
    const ref = of('OA');
    await as('admin').putSetting(ref, asked({ users: ['U1', 'U2'] }));
    const { params, ...renamed } = asked({}, { version: 1, name: 'Other name' });
    expect(await as('manager').putSetting(ref, renamed)).toMatchObject({
      result: 'saved',
      setting: { version: 2, params: { users: ['U1'] } },
    });
    const read = await as('admin').setting(ref);
    expect(read).toMatchObject({ setting: { name: 'Other name', params: { users: ['U1', 'U2'] } }, gone: [] });
    await expect(as('manager').putSetting(own(), { ...renamed, version: 0 })).rejects.toMatchObject({
      field: 'params',
    });
    expect(await as('manager').putSetting(own(), renamed)).toEqual({ result: 'stale', current: null });
    await expect(as('manager').putSetting(ref, { ...renamed, report: 'services' })).rejects.toMatchObject({
      field: 'params',
    });
  });

  it('sent twice is saved once', async () => {
    const ref = own();
    await as('manager').putSetting(ref, asked({}, { name: 'Once' }));
    const again = await as('manager').putSetting(ref, asked({}, { name: 'Once' }));
    expect(again).toMatchObject({ result: 'saved', setting: { version: 1 } });
    expect((await settingsOf('manager')).filter((line) => line === 'null Once')).toHaveLength(1);
  });
});

describe('an organization’s setting', () => {
  it('is seen by those whose rights include it, and changed by all of them but a coordinator', async () => {
    await as('manager').putSetting(of('OA'), asked({ projects: [PROJECTS.harborHouse] }, { name: 'Of Harbor' }));
    await as('dqo').putSetting(of('OB'), asked({}, { name: 'Of Beacon' }));
    expect(await settingsOf('manager')).toContain('OA Of Harbor');
    expect(await settingsOf('manager')).not.toContain('OB Of Beacon');
    expect(await settingsOf('admin')).toEqual(expect.arrayContaining(['OA Of Harbor', 'OB Of Beacon']));
    const seen = await settingsOf('coordinator');
    expect(seen).toEqual(expect.arrayContaining(['OA Of Harbor, to look at', 'OB Of Beacon, to look at']));
    await expect(as('coordinator').putSetting(of('OA'), asked())).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  it('of a victim service provider is seen by its own people alone', async () => {
    await service.giveRights('dqo', { organizations: ['OV'] });
    const ref = of('OV');
    await as('dqo').putSetting(ref, asked({ projects: [PROJECTS.safePlace] }, { name: 'Of Safe Place' }));
    expect(await settingsOf('dqo')).toContain('OV Of Safe Place');
    for (const role of ['coordinator', 'admin'] as const) {
      expect((await settingsOf(role)).join()).not.toContain('Safe Place');
      await expect(as(role).setting(ref)).rejects.toMatchObject({ code: 'NotFound' });
    }
    await service.giveRights('dqo', { organizations: ['OB'] });
    expect((await settingsOf('dqo')).join()).not.toContain('Safe Place');
  });

  it('that two people change at once is the first one’s, and the second sees it', async () => {
    const ref = of('OA');
    await as('manager').putSetting(ref, asked());
    const first = await as('admin').putSetting(ref, asked({ projects: ['A2'] }, { version: 1 }));
    expect(first).toMatchObject({ result: 'saved', setting: { version: 2 } });
    const second = await as('manager').putSetting(ref, asked({ projects: ['A1'] }, { version: 1 }));
    expect(second).toMatchObject({ result: 'stale', current: { version: 2, params: { projects: ['A2'] } } });
    expect(await as('manager').deleteSetting(ref, 2)).toEqual({ result: 'deleted' });
    expect(await as('admin').putSetting(ref, asked({}, { version: 2 }))).toEqual({ result: 'stale', current: null });
  });

  it.each([
    ['another’s project', { projects: ['B1'] }, 'projects'],
    ['another organization', { organizations: ['OA', 'OB'] }, 'organizations'],
  ])('names not even by an administrator %s', async (_, params, field) => {
    await expect(as('admin').putSetting(of('OA'), asked(params))).rejects.toMatchObject({ code: 'BadRequest', field });
    await expect(as('admin').putSetting(own(), asked(params))).resolves.toMatchObject({ result: 'saved' });
  });

  it('says of staff whom the reader does not know no more than of those who never were', async () => {
    const ref = of('OA');
    // An administrator knows all staff; the manager only those of their own organization.
    await as('admin').putSetting(ref, asked({ users: ['U1', 'U2'] }));
    expect(await as('manager').setting(ref)).toMatchObject({
      setting: { params: { users: ['U1'] } },
      gone: [{ parameter: 'users', what: 'some' }],
    });
    const stale = await as('manager').putSetting(ref, asked({}, { version: 0 }));
    expect(stale).toMatchObject({ result: 'stale', current: { params: { users: ['U1'] } } });
  });
});

describe('a setting that is read later', () => {
  it('leaves out what its owner may see no more, and says so; nothing is lost of it', async () => {
    await service.giveRights('dqo', { organizations: ['OA', 'OB'] });
    const [both, one] = [own(), own()];
    await as('dqo').putSetting(both, asked({ projects: ['A1', 'B1'] }));
    await as('dqo').putSetting(one, asked({ projects: ['A1'] }));
    await service.giveRights('dqo', { organizations: ['OB'] });
    expect(await as('dqo').setting(both)).toMatchObject({
      setting: { params: { projects: ['B1'] } },
      gone: [{ parameter: 'projects', what: 'some' }],
    });
    expect(await as('dqo').setting(one)).toMatchObject({
      setting: { params: {} },
      gone: [{ parameter: 'projects', what: 'all' }],
    });
    await service.giveRights('dqo', { organizations: ['OA', 'OB'] });
    expect(await as('dqo').setting(both)).toMatchObject({ setting: { params: { projects: ['A1', 'B1'] } }, gone: [] });
    await service.giveRights('dqo', { organizations: ['OB'] });
  });
});

describe('what cannot be saved', () => {
  it.each<[string, Partial<PutSettingRequest>, string, string]>([
    ['a report that is not there', { report: 'no-such' }, 'NotFound', 'id'],
    ['a parameter that is not there', { params: { colour: 'red' } }, 'BadRequest', 'colour'],
    ['an option that is not there', { params: { method: 'x' } }, 'BadRequest', 'method'],
    [
      'a date that moves on where none belongs',
      { params: { method: { day: 'last', of: 'asOf' } } },
      'BadRequest',
      'method',
    ],
    ['a range upside down', { params: { from: '2026-01-28', to: '2026-01-01' } }, 'BadRequest', 'from'],
    ['another’s project', { params: { projects: ['A1', 'B1'] } }, 'NotFound', 'projects'],
    ['a project that never was', { params: { projects: ['A1', 'Z9'] } }, 'NotFound', 'projects'],
    ['one person', { report: 'annual-assessments', params: { personalId: 'P-A1-0' } }, 'BadRequest', 'personalId'],
    ['a name of blanks', { name: ' ' }, 'BadRequest', 'name'],
  ])('is %s', async (_, more, code, field) => {
    for (const ref of [own(), of('OA')]) {
      await expect(as('manager').putSetting(ref, asked({}, more))).rejects.toMatchObject({ code, field });
      await expect(as('manager').setting(ref)).rejects.toMatchObject({ code: 'NotFound' });
    }
  });

  it('is more than 100 KB of ids', async () => {
    const params = { cocs: Array.from({ length: 1_000 }, (_, n) => `${n}`.padEnd(150, 'x')) };
    await expect(as('manager').putSetting(own(), asked(params))).rejects.toMatchObject({
      code: 'BadRequest',
      field: 'params',
    });
  });

  it('is one more than 100 of a person’s; a change of one of them can be', async () => {
    const { settings } = await as('coordinator').settings();
    const before = settings.filter(({ organization }) => organization === null).length;
    const first = own();
    await as('coordinator').putSetting(first, asked());
    for (let n = before + 1; n < 100; n++) await as('coordinator').putSetting(own(), asked());
    await expect(as('coordinator').putSetting(own(), asked())).rejects.toMatchObject({ code: 'TooLarge' });
    await expect(as('coordinator').putSetting(first, asked())).resolves.toMatchObject({ result: 'saved' });
    await expect(as('coordinator').putSetting(first, asked({}, { version: 1, name: 'B' }))).resolves.toMatchObject({
      result: 'saved',
    });
  });
});

describe('what a report was last run with', () => {
  it('comes back to the same person alone, names hidden', async () => {
    const params = { ...OPEN, projects: ['A1'], hidePii: false };
    await as('manager').putLastUsed('active-clients', params);
    const { hidePii, ...hidden } = params;
    expect(await as('manager').lastUsed()).toMatchObject({
      lastUsed: [{ report: 'active-clients', params: hidden, gone: [] }],
    });
    expect(await as('admin').lastUsed()).toEqual({ lastUsed: [] });
  });

  it('is refused as a setting is', async () => {
    const put = (params: SavedParams, report = 'active-clients') => as('manager').putLastUsed(report, params);
    await expect(put({ projects: ['B1'] })).rejects.toMatchObject({ code: 'NotFound', field: 'projects' });
    await expect(put({ personalId: 'P-A1-0' }, 'annual-assessments')).rejects.toMatchObject({ field: 'personalId' });
    await expect(put({}, 'no-such')).rejects.toMatchObject({ code: 'NotFound', field: 'id' });
  });
});

describe('the trail', () => {
  it('has who saved and deleted which setting, and neither its name nor what is in it', async () => {
    const ref = of('OA');
    const name = `${NAME_MARK} family`;
    await as('admin').putSetting(ref, asked({ projects: ['A1'], hidePii: false }, { name }));
    await as('admin').putSetting(ref, asked({ projects: ['A2'] }, { name, version: 1 }));
    await as('admin').deleteSetting(ref, 2);
    const entries = await Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY, what: 'setting' }));
    const kept = entries.filter(({ details }) => details.setting === ref.id);
    const about = { setting: ref.id, organization: 'OA', report: 'active-clients' };
    expect(kept.map(({ details, result }) => ({ ...details, result }))).toEqual([
      { ...about, act: 'saved', version: 1, hidePii: false, result: 'ok' },
      { ...about, act: 'saved', version: 2, hidePii: true, result: 'ok' },
      { ...about, act: 'deleted', version: 2, hidePii: true, result: 'ok' },
    ]);
    expect(JSON.stringify([entries, service.log])).not.toContain(NAME_MARK);
  });
});

describe('a report that a later version of the service has no more', () => {
  it('takes its settings with it, but for their names, so that they can be deleted', async () => {
    const ref = own();
    await as('manager').putSetting(ref, asked({}, { name: 'Of old', report: 'services' }));
    await as('manager').putLastUsed('services', {});
    await service.restart({ reportIds: reportIds().filter((id) => id !== 'services') });
    expect(await settingsOf('manager')).toContain('null Of old');
    await expect(as('manager').setting(ref)).rejects.toMatchObject({ code: 'NotFound', field: 'id' });
    const { lastUsed } = await as('manager').lastUsed();
    expect(lastUsed.map(({ report }) => report)).not.toContain('services');
    expect(await as('manager').deleteSetting(ref, 1)).toEqual({ result: 'deleted' });
  });
});
