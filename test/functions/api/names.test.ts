import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../../functions/access/profiles.ts';
import { PII_ROUTES } from '../../../functions/api/handler.ts';
import type { PlanAnswer, PlanRequest } from '../../../shared/contract/runs.ts';
import { startService, type TestService } from '../../service.ts';
import { organizations, profileOf } from '../access/people.ts';
import { claims, rs256, rsaKey } from '../access/tokens.ts';
import { community, DOB_MARK, NAME_MARK, OPEN, SSN_MARK, SSN_PATTERN } from './community.ts';
import { askDirectly, handlerOver } from './direct.ts';
import { spyOn } from './spy.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());

const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });

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
    expect(JSON.stringify(hidden)).not.toMatch(new RegExp(`${NAME_MARK}|${SSN_PATTERN}|${DOB_MARK}`));
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

  it.each<[string, boolean, PlanRequest]>([
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
  const key = rsaKey('names');
  const token = rs256(key, claims({ scp: 'Reports.Read Reports.Read.Pii' }));
  beforeAll(async () => {
    const { version, ...rights } = profileOf({ organizations: organizations('OA') });
    await putProfile(service.dynamo, rights, undefined);
  });

  it('without a key service can read no name, whatever the rights', async () => {
    const { handler } = handlerOver(service.dynamo, key, { routes: PII_ROUTES });
    const call = (path: string, body: object) =>
      askDirectly(handler, {
        method: 'POST',
        path: `/v1/pii/reports/active-clients/${path}`,
        token,
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
      token,
      body: JSON.stringify({ params: { hidePii: false }, reason: 'services' }),
    });
    expect(answer).toMatchObject({ status: 404, json: { error: { code: 'NotFound' } } });
  });
});
