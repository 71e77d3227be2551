import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callRates, RATES, ratesPlace } from '../../../functions/access/rates.ts';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { exportZip } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';
import { claims, rs256, rsaKey } from '../access/tokens.ts';
import { scan } from '../importer/store.ts';
import { OPEN } from './community.ts';
import { askDirectly, handlerOver } from './direct.ts';
import { spyOn } from './spy.ts';

const PROJECTS = Array.from({ length: 40 }, (_, n) => `P${String(n).padStart(2, '0')}`);
const ZIP = exportZip({
  Organization: [{ OrganizationID: 'OA', OrganizationName: 'Harbor Homes' }],
  Project: PROJECTS.map((ProjectID) => ({ ProjectID, OrganizationID: 'OA', ProjectName: ProjectID, ProjectType: 0 })),
  Client: PROJECTS.map((id) => ({ PersonalID: `C-${id}` })),
  Enrollment: PROJECTS.map((ProjectID) => ({
    EnrollmentID: `E-${ProjectID}`,
    PersonalID: `C-${ProjectID}`,
    HouseholdID: `H-${ProjectID}`,
    ProjectID,
    EntryDate: '2025-11-01',
  })),
});

let at = Date.parse('2026-02-08T18:00:00Z');
const DAY = calendarDate('2026-02-08');
let service: TestService;
let manager = '';
beforeAll(async () => {
  service = await startService({ zip: ZIP, now: new Date(at), pageRows: 1 });
  manager = await service.token('manager');
});
afterAll(() => service.close());
/** Everybody may call in full again; the clock stands still while a test runs. */
beforeEach(() => {
  at += 600_000;
  service.setClock(new Date(at));
});

const me = (token = manager) => service.ask(token, { path: '/v1/me' });
/** The manager has made as many calls as can be made at once. */
const exhaust = async () => {
  const count = callRates(service.dynamo);
  for (let i = 0; i < RATES.other.atOnce; i++) await count(LOCAL_PEOPLE.manager, 'other', at);
};

describe('too many calls', () => {
  it('are answered 429 with the time to wait, and then go on', async () => {
    for (let i = 0; i < RATES.other.atOnce; i++) expect((await me()).status).toBe(200);
    const answer = await me();
    expect(answer).toMatchObject({ status: 429, json: { error: { code: 'TooManyRequests' } } });
    expect(answer.headers.get('retry-after')).toBe('1');
    service.setClock(new Date(at + 1_000));
    expect((await me()).status).toBe(200);
  });

  it('of one person keep nobody else out, nor that person from other work', async () => {
    await exhaust();
    expect((await me()).status).toBe(429);
    expect((await me(await service.token('coordinator'))).status).toBe(200);
    const path = '/v1/reports/active-clients/plan';
    expect((await service.ask(manager, { path, body: { params: OPEN } })).status).toBe(200);
  });

  it('are logged by their number, and are no entry of the trail', async () => {
    await exhaust();
    const { oid, tid } = LOCAL_PEOPLE.manager;
    const entries = () => Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY, who: { tid, oid } }));
    const before = (await entries()).length;
    await me();
    expect(service.log.at(-1)).toMatchObject({ level: 'warn', event: 'refused', code: 'TooManyRequests', route: 'me' });
    expect(await entries()).toHaveLength(before);
  });
});

describe('a run of 40 pages', () => {
  it('passes, five pages at a time, as often as the table of limits says', async () => {
    for (let run = 0; run < Math.floor(RATES.page.atOnce / 40); run++) {
      const { rows } = await service.run('manager', OPEN);
      expect(rows).toHaveLength(40);
    }
    expect(service.log.filter(({ route }) => route === 'page').length).toBeGreaterThanOrEqual(120);
  });

  it('goes on past the limit at the rate for ever: the client waits as it is told', async () => {
    for (let run = 0; run < 3; run++) await service.run('manager', OPEN);
    const refused = () => service.log.filter(({ code }) => code === 'TooManyRequests').length;
    const before = refused();
    // A second goes by with each refusal.
    const clock = setInterval(() => service.setClock(new Date(at + 1_000 * (refused() - before))), 50);
    try {
      expect((await service.run('manager', OPEN)).rows).toHaveLength(40);
    } finally {
      clearInterval(clock);
    }
    expect(refused()).toBeGreaterThan(before);
  });
});

describe('who has no rights here', () => {
  const counted = async () => (await scan(service.dynamo)).filter(({ Item }) => String(Item.pk).startsWith('RATES#'));

  it.each([
    ['without a token', undefined],
    ['with a token that is none', 'a.b.c'],
  ])('%s causes no write', async (_, token) => {
    const spy = spyOn(service.dynamo);
    expect((await service.ask(token, { path: '/v1/me' })).status).toBe(401);
    spy.stop();
    expect(spy.seen).toEqual([]);
  });

  it('with a good token of the tenant causes no write either, and leaves no item behind', async () => {
    const key = rsaKey('rates');
    const { handler } = handlerOver(service.dynamo, key);
    const before = (await counted()).length;
    const spy = spyOn(service.dynamo);
    expect((await askDirectly(handler, { path: '/v1/me', token: rs256(key, claims()) })).status).toBe(403);
    spy.stop();
    expect(spy.seen.map(({ command }) => command)).toEqual(['GetItemCommand']);
    expect(await counted()).toHaveLength(before);
  });

  it('is no one whom the table of limits knows', async () => {
    const known = new Set(Object.values(LOCAL_PEOPLE).map((person) => ratesPlace(person).pk));
    for (const { Item } of await counted()) expect(known).toContain(Item.pk);
  });
});
