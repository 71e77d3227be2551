import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../../functions/access/profiles.ts';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { PII_ROUTES } from '../../../functions/api/handler.ts';
import type { PlanAnswer } from '../../../shared/contract.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { Role } from '../../../shared/roles.ts';
import { startService, type TestService } from '../../service.ts';
import { organizations, profileOf } from '../access/people.ts';
import { claims, rs256, rsaKey } from '../access/tokens.ts';
import { community, DOB_MARK, NAME_MARK, OPEN, SSN_MARK } from './community.ts';
import { askDirectly, handlerOver } from './direct.ts';
import { spyOn } from './spy.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());

const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });
const planOf = (role: Role, params: object = {}) =>
  service.as(role).plan('active-clients', { params: { ...OPEN, ...params } }, false);
const pageOf = (role: Role, plan: PlanAnswer) => service.as(role).page('active-clients', 0, pageBody(plan), false);
const today = () => calendarDate(new Date().toISOString().slice(0, 10));
const projectsOf = (rows: readonly (readonly unknown[])[]) => [...new Set(rows.map((row) => row[17]))];

describe('rights that change between plan and page', () => {
  afterEach(() => service.giveRights('dqo', { organizations: ['OB'], mayShowPii: true, active: true }));

  it.each([
    ['to another organization', { organizations: ['OA'] }],
    ['to more organizations', { organizations: ['OA', 'OB'] }],
    ['to none', { organizations: [] }],
    ['to the whole CoC', { organizations: 'all' as const }],
  ])('%s end the run: nothing of the old ones is answered', async (_, change) => {
    const plan = await planOf('dqo');
    await service.giveRights('dqo', change);
    await expect(pageOf('dqo', plan)).rejects.toMatchObject({ code: 'PlanChanged', status: 409 });
  });

  it('and back again let it go on', async () => {
    const plan = await planOf('dqo');
    await service.giveRights('dqo', { organizations: ['OA'] });
    await service.giveRights('dqo', { organizations: ['OB'] });
    expect((await pageOf('dqo', plan)).rows).toHaveLength(9);
  });

  it('are ended at the next call', async () => {
    const plan = await planOf('dqo');
    await service.giveRights('dqo', { active: false });
    await expect(pageOf('dqo', plan)).rejects.toMatchObject({ code: 'NotAllowed', status: 403 });
    await expect(service.as('dqo').me()).rejects.toMatchObject({ code: 'NotAllowed' });
    await expect(service.as('dqo').catalog()).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  it('of names are taken away in the middle of a run with names', async () => {
    const dqo = service.as('dqo');
    const body = { params: { ...OPEN, hidePii: false }, reason: 'services' };
    const plan = await dqo.plan('active-clients', body, true);
    await service.giveRights('dqo', { mayShowPii: false });
    const page = dqo.page('active-clients', 0, { ...pageBody(plan), reason: 'services' }, true);
    await expect(page).rejects.toMatchObject({ code: 'NotAllowed', field: 'hidePii' });
  });
});

describe('what is another organization’s', () => {
  const answerTo = async (params: object) => {
    const { status, json } = await service.ask(await service.token('manager'), {
      path: '/v1/reports/active-clients/plan',
      body: { params: { ...OPEN, ...params } },
    });
    const { error } = json as { error: Record<string, unknown> };
    return { status, error: { ...error, requestId: undefined } };
  };

  it.each([
    ['project', { projects: ['B1'] }, { projects: ['NO-SUCH'] }],
    ['project beside an own one', { projects: ['A1', 'B1'] }, { projects: ['A1', 'NO-SUCH'] }],
    ['organization', { organizations: ['OB'] }, { organizations: ['NO-SUCH'] }],
    ['victim service provider’s project', { projects: ['V1'] }, { projects: ['NO-SUCH'] }],
  ])('%s is answered as one that does not exist', async (_, theirs, unknown) => {
    const answer = await answerTo(theirs);
    expect(answer.status).toBe(404);
    expect(answer).toEqual(await answerTo(unknown));
    expect(JSON.stringify(answer)).not.toMatch(/B1|OB|V1|NO-SUCH/);
  });

  it('stands in the trail, without what was asked for', async () => {
    await answerTo({ projects: ['B1'] });
    const refused = [];
    for await (const entry of listTrail(service.dynamo, { from: today(), to: today() })) {
      if (entry.result === 'NotFound') refused.push(entry);
    }
    expect(refused.at(-1)).toMatchObject({ what: 'plan', rows: 0, pii: false, details: { field: 'projects' } });
  });

  it('is not in the catalog', async () => {
    const text = JSON.stringify(await service.as('manager').catalog());
    expect(text).not.toMatch(/Beacon|Safe Place|Quiet House|Bo Lind/);
  });
});

describe('victim service providers', () => {
  it.each(['coordinator', 'admin'] as const)('yield no rows to the %s, and the notes count them', async (role) => {
    const { rows, notes } = await service.run(role, OPEN);
    expect(projectsOf(rows)).toEqual(['Beacon Nights', 'Beacon Street', 'Harbor House', 'New Keys']);
    expect(notes).toContain(
      '2 projects of victim service providers, with 17 people, were left out: only their own organizations see them.',
    );
  });

  it('yield none where they are asked for by name, either', async () => {
    const large = await service.run('coordinator', { ...OPEN, projects: ['V1'] });
    expect(large.rows).toEqual([]);
    expect(large.notes).toContain(
      '1 project of a victim service provider, with 12 people, was left out: only their own organizations see them.',
    );
  });

  it('of fewer than 11 people are counted without them', async () => {
    const { run } = await planOf('coordinator', { projects: ['W1'] });
    expect(run).toMatchObject({ withheldProjects: 1, withheldPersons: null });
    const { notes } = await service.run('coordinator', { ...OPEN, projects: ['W1'] });
    expect(notes).toContain(
      '1 project of a victim service provider was left out: only their own organizations see them.',
    );
  });

  it('are in the coordinator’s catalog without a count, an address or their staff', async () => {
    const { projects, organizations: listed } = await service.as('coordinator').catalog();
    const theirs = projects.filter(({ id }) => id === 'V1' || id === 'W1');
    expect(theirs.map(({ enrollments }) => enrollments)).toEqual([null, null]);
    expect(Object.keys(theirs[0] ?? {}).toSorted()).toEqual([
      'cocs',
      'enrollments',
      'fundingSources',
      'id',
      'name',
      'organizationId',
      'projectType',
      'projectTypeName',
    ]);
    expect(listed.filter(({ victimServiceProvider }) => victimServiceProvider).map(({ id }) => id)).toEqual([
      'OW',
      'OV',
    ]);
  });

  it('are seen by whose profile names them', async () => {
    await service.giveRights('manager', { organizations: ['OA', 'OV'] });
    const { rows, notes } = await service.run('manager', OPEN);
    expect(projectsOf(rows)).toEqual(['Harbor House', 'New Keys', 'Safe Place Shelter']);
    expect(notes.join()).not.toContain('left out: only their own');
    const { projects } = await service.as('manager').catalog();
    expect(projects.find(({ id }) => id === 'V1')?.enrollments).toBe(12);
    await service.giveRights('manager', { organizations: ['OA'] });
  });
});

describe('names', () => {
  const NAMES = { params: { ...OPEN, hidePii: false } };

  it('are answered to whoever may see them, by the door of names, for a reason', async () => {
    const { rows, notes } = await service.run('manager', { ...OPEN, hidePii: false }, 'services');
    expect(rows[0]?.slice(3, 9)).toEqual([
      `${NAME_MARK}Last-P-A1-0`,
      `${NAME_MARK}First0`,
      `${NAME_MARK}Middle`,
      `${NAME_MARK}Jr`,
      '***-**-1001',
      DOB_MARK,
    ]);
    expect(JSON.stringify(rows)).not.toContain(SSN_MARK);
    expect(notes).toContain('Personal data is shown: LastName, FirstName, MiddleName, NameSuffix, SSN, DOB.');
  });

  it('and their hidden run have the same rows, but for the cells of names', async () => {
    const shown = await service.run('manager', { ...OPEN, hidePii: false }, 'services');
    const hidden = await service.run('manager', OPEN);
    const blanked = shown.rows.map((row) => row.map((cell, i) => (shown.columns[i]?.pii ? null : cell)));
    expect(hidden.rows).toEqual(blanked);
    expect(JSON.stringify(hidden)).not.toMatch(new RegExp(`${NAME_MARK}|${SSN_MARK}|${DOB_MARK}`));
  });

  it.each([
    ['without a reason', undefined],
    ['for a reason of two characters', 'ok'],
  ])('are refused %s', async (_, reason) => {
    const body = reason === undefined ? NAMES : { ...NAMES, reason };
    await expect(service.as('manager').plan('active-clients', body, true)).rejects.toMatchObject({
      code: 'NotAllowed',
      field: 'reason',
    });
  });

  it.each(['coordinator', 'dqo'] as const)('are refused to a %s without the right', async (role) => {
    await service.giveRights('dqo', { mayShowPii: false });
    const plan = service.as(role).plan('active-clients', { ...NAMES, reason: 'services' }, true);
    await expect(plan).rejects.toMatchObject({ code: 'NotAllowed', status: 403, field: 'hidePii' });
    await service.giveRights('dqo', { mayShowPii: true });
  });

  it('cannot be given to a coordinator', async () => {
    const rights = service.giveRights('coordinator', { mayShowPii: true });
    await expect(rights).rejects.toMatchObject({ code: 'BadRequest', field: 'mayShowPii' });
  });

  it.each([
    ['asked for at the door without names', false, { ...NAMES, reason: 'services' }],
    ['not asked for at the door of names', true, { params: OPEN, reason: 'services' }],
    ['left to the default at the door of names', true, { params: { ...OPEN, hidePii: true }, reason: 'services' }],
  ])('%s are a mistake that is told', async (_, door, body) => {
    const plan = service.as('manager').plan('active-clients', body, door);
    await expect(plan).rejects.toMatchObject({ code: 'BadRequest', status: 400, field: 'hidePii' });
  });

  it('planned for one reason are not paged for another, nor a hidden plan at the other door', async () => {
    const manager = service.as('manager');
    const plan = await manager.plan('active-clients', { ...NAMES, reason: 'services' }, true);
    const page = (body: object, door = true) => manager.page('active-clients', 0, { ...pageBody(plan), ...body }, door);
    await expect(page({ reason: 'payment' })).rejects.toMatchObject({ code: 'PlanChanged' });
    await expect(page({ params: { ...plan.params, hidePii: true } }, false)).rejects.toMatchObject({
      code: 'PlanChanged',
    });
    await expect(page({ reason: 'services' })).resolves.toBeDefined();
  });

  it('are not read, nor is a key, by a run that hides them', async () => {
    const spy = spyOn(service.dynamo);
    await service.run('manager', OPEN);
    const hidden = [...spy.seen];
    await service.run('manager', { ...OPEN, hidePii: false }, 'services');
    const shown = spy.seen.slice(hidden.length);
    spy.stop();

    const ofNames = (asked: typeof hidden) => asked.filter(({ pk }) => pk.startsWith('PII#')).length;
    const ofKeys = (asked: typeof hidden) => asked.filter(({ table }) => table === service.dynamo.keysTable).length;
    expect(hidden.filter(({ pk }) => pk.startsWith('CORE#')).length).toBeGreaterThan(0);
    expect({ names: ofNames(hidden), keys: ofKeys(hidden) }).toEqual({ names: 0, keys: 0 });
    expect({ names: ofNames(shown), keys: ofKeys(shown) }).toEqual({ names: 2, keys: 2 });
  });
});

describe('a handler', () => {
  const key = rsaKey('rights');
  const person = profileOf({ organizations: organizations('OA'), mayShowPii: true });
  const token = (scp: string) => rs256(key, claims({ scp }));
  beforeAll(async () => {
    await putProfile(service.dynamo, (({ version, ...rights }) => rights)(person), undefined);
  });

  it('without a key service can read no name, whatever the rights', async () => {
    const { handler } = handlerOver(service.dynamo, key, { routes: PII_ROUTES });
    const call = (path: string, body: object) =>
      askDirectly(handler, {
        method: 'POST',
        path: `/v1/pii/reports/active-clients/${path}`,
        token: token('Reports.Read Reports.Read.Pii'),
        body: JSON.stringify({ ...body, reason: 'services' }),
      });
    const plan = await call('plan', { params: { ...OPEN, hidePii: false } });
    expect(plan.status).toBe(200);
    const page = await call('pages/0', pageBody(plan.json as PlanAnswer));
    expect(page).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
    expect(page.body).not.toContain('rows');
  });

  it('of the other routes does not know the door of names', async () => {
    const { handler } = handlerOver(service.dynamo, key);
    const answer = await askDirectly(handler, {
      method: 'POST',
      path: '/v1/pii/reports/active-clients/plan',
      token: token('Reports.Read Reports.Read.Pii'),
      body: JSON.stringify({ params: { hidePii: false }, reason: 'services' }),
    });
    expect(answer).toMatchObject({ status: 404, json: { error: { code: 'NotFound' } } });
  });

  it.each([
    ['GET', '/v1/me', 'Reports.Read.Pii'],
    ['GET', '/v1/catalog', 'Admin'],
    ['POST', '/v1/reports/active-clients/plan', 'Reports.Read.Pii Admin'],
    ['GET', '/v1/snapshots', 'Reports.Read'],
    ['GET', '/v1/users', 'Reports.Read'],
    ['POST', '/v1/imports', 'Reports.Read Files.Create'],
  ])('lets nobody %s %s with a token of %s', async (method, path, scp) => {
    const { handler } = handlerOver(service.dynamo, key);
    const answer = await askDirectly(handler, { method, path, token: token(scp), body: '{}' });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
  });

  it('of names asks the token for the permission of names', async () => {
    const { handler } = handlerOver(service.dynamo, key, { routes: PII_ROUTES });
    const path = '/v1/pii/reports/active-clients/plan';
    const answer = await askDirectly(handler, { method: 'POST', path, token: token('Reports.Read'), body: '{}' });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
  });

  it('lets nobody but an admin do an admin’s work, whatever the token says', async () => {
    const { handler } = handlerOver(service.dynamo, key);
    for (const [method, path] of [
      ['GET', '/v1/users'],
      ['GET', '/v1/snapshots'],
      ['POST', '/v1/imports'],
      ['GET', '/v1/imports/x'],
      ['POST', '/v1/snapshots/20260131-0123456789abcdef/current'],
      ['PUT', `/v1/users/${person.tid}/${person.oid}`],
      ['DELETE', `/v1/users/${person.tid}/${person.oid}`],
    ] as const) {
      const answer = await askDirectly(handler, { method, path, token: token('Admin'), body: '{"size":1}' });
      expect(answer, path).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
    }
  });
});
