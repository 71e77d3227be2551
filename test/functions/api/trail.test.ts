import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TrailEntry } from '../../../functions/access/trail.ts';
import { listTrail, verifyTrail } from '../../../functions/access/trail-reading.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { startService, type TestService } from '../../service.ts';
import {
  community,
  communityRows,
  DOB_MARK,
  NAME_MARK,
  nextCommunity,
  OPEN,
  SSN_MARK,
  SSN_PATTERN,
} from './community.ts';
import { spyOn } from './spy.ts';

const NOON = new Date('2026-02-08T18:00:00Z');
const DAY = calendarDate('2026-02-08');
const MARKS = new RegExp(`${NAME_MARK}|${SSN_PATTERN}|${DOB_MARK}`);

let service: TestService;
let urls: readonly string[] = [];
beforeAll(async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  urls = new Proxy([], {
    get: (_, name) =>
      Reflect.get(
        fetched.mock.calls.map(([url]) => String(url)),
        name,
      ),
  });
  service = await startService({ zip: community(), now: NOON });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await service.close();
});

const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });

/** The plan's entry has none, and comes first. */
const pageOf = ({ details }: TrailEntry) => Number(details.page ?? -1);

async function entriesOf(role: keyof typeof LOCAL_PEOPLE): Promise<TrailEntry[]> {
  const { tid, oid } = LOCAL_PEOPLE[role];
  return Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY, who: { tid, oid } }));
}

describe('a run', () => {
  it('leaves one entry for the plan and one for each page, with what was asked and how much was answered', async () => {
    await service.restart({ pageRows: 9 });
    const { rows, plan, snapshot } = await service.run('manager', { ...OPEN, users: ['U1'] });
    // Both pages are asked for at once: which is answered first is nobody's choice.
    const entries = (await entriesOf('manager')).sort((a, b) => pageOf(a) - pageOf(b));
    expect(entries.map(({ what, rows, pii, result }) => ({ what, rows, pii, result }))).toEqual([
      { what: 'plan', rows: 0, pii: false, result: 'ok' },
      { what: 'page', rows: 9, pii: false, result: 'ok' },
      { what: 'page', rows: 4, pii: false, result: 'ok' },
    ]);
    expect(rows).toHaveLength(13);
    expect(entries[1]).toMatchObject({
      name: 'Mara Ellis',
      at: NOON.toISOString(),
      details: {
        report: 'active-clients',
        params: { ...OPEN, method: 'entryExit', users: ['U1'], hidePii: true },
        snapshot: snapshot.id,
        plan,
      },
    });
    expect(entries.slice(1).map(({ details }) => details.page)).toEqual([0, 1]);
    await service.restart({});
  });

  it('with names says so, with the reason', async () => {
    await service.run('dqo', { ...OPEN, hidePii: false }, 'dataQuality');
    const entries = await entriesOf('dqo');
    expect(entries.map(({ what, pii, reason, rows }) => ({ what, pii, reason, rows }))).toEqual([
      { what: 'plan', pii: true, reason: 'dataQuality', rows: 0 },
      { what: 'page', pii: true, reason: 'dataQuality', rows: 9 },
    ]);
  });

  it('that is refused is kept with how it ended', async () => {
    const coordinator = service.as('coordinator');
    const plan = await coordinator.plan('active-clients', { params: OPEN }, false);
    const attempts = [
      coordinator.plan('active-clients', { params: { ...OPEN, projects: ['NO-SUCH'] } }, false),
      coordinator.plan('active-clients', { params: { ...OPEN, hidePii: false }, reason: 'services' }, true),
      coordinator.page('active-clients', 40, pageBody(plan), false),
    ];
    await Promise.allSettled(attempts);
    const refused = (await entriesOf('coordinator')).filter(({ result }) => result !== 'ok');
    expect(refused.map(({ what, result, rows, details }) => [what, result, rows, details.field]).toSorted()).toEqual([
      ['page', 'NotFound', 0, 'n'],
      ['plan', 'NotAllowed', 0, 'hidePii'],
      ['plan', 'NotFound', 0, 'projects'],
    ]);
  });
});

describe('where the trail cannot be written', () => {
  it.each([
    ['because the database is busy', () => new HmisError('Busy', 'Busy.'), 503],
    ['because of a fault', () => new Error(`${NAME_MARK}Last`), 500],
  ])('%s, no row is answered', async (_, fault, status) => {
    const token = await service.token('manager');
    const plan = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const spy = spyOn(service.dynamo, ({ command, pk }) => {
      if (command === 'PutItemCommand' && pk.startsWith('AUDIT#')) throw fault();
    });
    try {
      const body = pageBody(plan);
      const page = await service.ask(token, { path: '/v1/reports/active-clients/pages/0', body });
      const again = await service.ask(token, { path: '/v1/reports/active-clients/plan', body: { params: OPEN } });
      expect([page.status, again.status]).toEqual([status, status]);
      expect(page.text + again.text).not.toMatch(/rows|E-A1|snapshot/);
      // The rows had been read: it is the entry that decides.
      expect(spy.seen.some(({ pk }) => pk.startsWith('CORE#'))).toBe(true);
    } finally {
      spy.stop();
    }
  });

  it('no rights are changed', async () => {
    const spy = spyOn(service.dynamo, ({ command, pk }) => {
      if (command === 'PutItemCommand' && pk.startsWith('AUDIT#')) throw new HmisError('Busy', 'Busy.');
    });
    const change = service.giveRights('dqo', { mayShowPii: false });
    await expect(change).rejects.toMatchObject({ code: 'Busy' });
    spy.stop();
    expect((await service.as('dqo').me()).mayShowPii).toBe(true);
  });
});

describe('where part of the data cannot be read', () => {
  it('no shorter list is answered', async () => {
    const plan = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const spy = spyOn(service.dynamo, ({ pk }) => {
      if (pk.startsWith('CORE#')) throw new Error(`${NAME_MARK}Last ${SSN_MARK}`);
    });
    const token = await service.token('manager');
    const page = await service.ask(token, { path: '/v1/reports/active-clients/pages/0', body: pageBody(plan) });
    spy.stop();
    expect(page.status).toBe(500);
    expect(page.text).not.toContain('rows');
  });
});

describe('names, SSNs and birth dates', () => {
  it('of every client are in no hidden answer, no refusal, no log, no address and no entry of the trail', async () => {
    const answers: string[] = [];
    const { Client = [], Enrollment = [] } = communityRows();
    const odd = nextCommunity({
      Client: [
        ...Client,
        { PersonalID: 'P-odd', FirstName: `${NAME_MARK}Odd`, DOB: `${NAME_MARK}-1973`, SSN: `${SSN_MARK}` },
      ],
      Enrollment: [
        ...Enrollment,
        { EnrollmentID: 'E-odd', PersonalID: 'P-odd', ProjectID: 'A1', EntryDate: `${NAME_MARK}-2025` },
        { EnrollmentID: 'E-lost', PersonalID: `${NAME_MARK}-nobody`, ProjectID: 'A1' },
      ],
    });
    answers.push(JSON.stringify(await service.import(odd)));
    answers.push(JSON.stringify(await service.import(Buffer.from(`PK ${NAME_MARK} is no zip`))));

    const calls = [
      ['GET', '/v1/me'],
      ['GET', '/v1/catalog'],
      ['GET', '/v1/reports'],
      ['GET', '/v1/snapshots'],
      ['GET', '/v1/users'],
      ['GET', '/v1/imports/no-such'],
      ['POST', '/v1/reports/active-clients/plan'],
      ['POST', '/v1/reports/active-clients/pages/0'],
      ['POST', '/v1/pii/reports/active-clients/plan'],
      ['POST', '/v1/pii/reports/active-clients/pages/0'],
      ['POST', '/v1/imports'],
      ['POST', '/v1/snapshots/no-such/current'],
      ['PUT', '/v1/users/no/such'],
      ['DELETE', '/v1/users/no/such'],
    ] as const;
    const bodies = [
      { params: OPEN },
      { params: { ...OPEN, hidePii: false } },
      { params: { ...OPEN, projects: ['V1'] } },
      { params: { ...OPEN, from: 'x' } },
    ];
    for (const token of [undefined, await service.token('coordinator'), await service.token('admin')]) {
      for (const [method, path] of calls) {
        for (const body of method === 'POST' && path.endsWith('plan') ? bodies : [{}]) {
          const call = method === 'GET' || method === 'DELETE' ? { method, path } : { method, path, body };
          answers.push((await service.ask(token, call)).text);
        }
      }
    }
    for (const role of ['manager', 'coordinator', 'admin'] as const) {
      answers.push(JSON.stringify(await service.run(role, OPEN)));
    }
    const shown = JSON.stringify(await service.run('manager', { ...OPEN, hidePii: false }, 'services'));
    expect(shown).toMatch(NAME_MARK);
    expect(shown).not.toContain(SSN_MARK);

    expect(answers.length).toBeGreaterThan(50);
    expect(answers.filter((text) => MARKS.test(text))).toEqual([]);
    expect(service.log.length).toBeGreaterThan(50);
    expect(service.log.filter((line) => MARKS.test(JSON.stringify(line)))).toEqual([]);
    expect(urls.length).toBeGreaterThan(50);
    expect(urls.filter((url) => MARKS.test(url) || url.includes('P-A1'))).toEqual([]);
    const trail = await Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY }));
    expect(trail.length).toBeGreaterThan(15);
    expect(
      trail.filter((entry) => MARKS.test(JSON.stringify(entry)) || /[PEH]-A1/.test(JSON.stringify(entry))),
    ).toEqual([]);
  });
});

describe('the trail of all this', () => {
  it('verifies from end to end', async () => {
    const { faults, entries, heads } = await verifyTrail(service.dynamo, DAY);
    expect(faults).toEqual([]);
    expect(entries).toBeGreaterThan(15);
    expect(heads.length).toBeGreaterThan(0);
  });
});
