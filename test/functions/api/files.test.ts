import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { filePlace } from '../../../functions/files/file-job.ts';
import { addJob, changeJob, getJob, listAllJobs } from '../../../functions/files/job-store.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import type { FileStatus } from '../../../shared/contract/files.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { Role } from '../../../shared/roles.ts';
import { startService, type TestService, type WireCall } from '../../service.ts';
import { DAY_MS, PASSWORD, STAND_IN, unzipped } from '../files/filing.ts';
import { filesUnder } from '../importer/store.ts';
import { community, DOB_MARK, NAME_MARK, SSN_PATTERN } from './community.ts';

const MORNING = Date.parse('2026-02-08T08:00:00Z');
const BODY = {
  kind: 'apr-validation',
  from: '2026-01-01',
  to: '2026-01-28',
  projects: ['A1', 'A2'],
  reason: 'dataQuality',
  password: PASSWORD,
};

let service: TestService;
let clock = MORNING;
beforeAll(async () => {
  service = await startService({ zip: community(), now: new Date(MORNING), rules: STAND_IN });
  await service.giveRights('manager', { mayShowPii: true, organizations: ['OA'] });
  await service.giveRights('dqo', { mayShowPii: true, organizations: ['OA', 'OB'] });
});
afterAll(() => service.close());

const ask = async (role: Role, call: WireCall) => service.ask(await service.token(role), call);
const create = (role: Role, change: object = {}) => ask(role, { path: '/v1/files', body: { ...BODY, ...change } });

async function made(role: Role, change: object = {}): Promise<FileStatus> {
  const { json } = await create(role, change);
  await service.idle();
  return service.as(role).file((json as FileStatus).id);
}

async function bytesOf(role: Role, id: string): Promise<Uint8Array> {
  const { url } = await service.as(role).downloadFile(id);
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

describe('asking for a file', () => {
  it('answers it as queued, and later as ready, for a week', async () => {
    const { status, json } = await create('manager');
    expect(status).toBe(200);
    expect(json).toMatchObject({ state: 'queued', own: true, projects: ['A1', 'A2'], passwordWaived: false });
    await service.idle();
    const file = await service.as('manager').file((json as FileStatus).id);
    expect(file).toMatchObject({ state: 'ready', rows: 26, expiresAt: new Date(clock + 7 * DAY_MS).toISOString() });
    const inside = await unzipped(await bytesOf('manager', file.id), PASSWORD);
    expect([...inside.keys()]).toEqual(['People.csv', 'Stays.csv', 'manifest.json']);
  });

  it('for no project asks for all that the person may see, and names them', async () => {
    expect((await made('dqo', { projects: [] })).projects).toEqual(['A1', 'A2', 'B1', 'B2']);
  });

  it('for an administrator of the whole CoC leaves victim service providers out', async () => {
    await service.giveRights('admin', { mayShowPii: true, organizations: 'all' });
    expect((await made('admin', { projects: [] })).projects).toEqual(['A1', 'A2', 'B1', 'B2']);
  });

  it('without a password keeps who waived it, in the trail too', async () => {
    const file = await made('manager', { password: undefined, passwordWaived: true });
    expect(file.passwordWaived).toBe(true);
    const day = calendarDate(new Date(clock).toISOString().slice(0, 10));
    const trail = await Array.fromAsync(listTrail(service.dynamo, { from: day, to: day }));
    expect(trail.filter(({ details }) => details.file === file.id)).toMatchObject([
      { what: 'fileAsked', name: LOCAL_PEOPLE.manager.name, details: { passwordWaived: true, projects: ['A1', 'A2'] } },
      { what: 'fileMade', rows: 26 },
    ]);
  });

  it.each<[string, object, string]>([
    ['neither a password nor a waiver', { password: undefined }, 'password'],
    ['both', { passwordWaived: true }, 'password'],
    ['eleven characters', { password: 'a'.repeat(11) }, 'password'],
    ['a waiver that says no', { password: undefined, passwordWaived: false }, 'passwordWaived'],
    ['from after to', { from: '2026-01-29' }, 'from'],
    ['five years', { from: '2021-01-28' }, 'to'],
    ['a day that is none', { to: '2026-02-30' }, 'to'],
    ['1,001 projects', { projects: Array.from({ length: 1_001 }, (_, n) => `P${n}`) }, 'projects'],
    ['an unknown field', { hidePii: true }, 'hidePii'],
    ['another kind', { kind: 'everything' }, 'kind'],
  ])('with %s is refused, the field named and no value', async (_, change, field) => {
    const { status, json, text } = await create('manager', change);
    expect({ status, field: (json as { error: { field: string } }).error.field }).toEqual({ status: 400, field });
    expect(text).not.toContain(PASSWORD);
  });

  it('a day less than five years is taken', async () => {
    expect((await create('manager', { from: '2021-01-29' })).status).toBe(200);
    await service.idle();
  });

  it.each<[string, Role, object, number]>([
    ['another’s project', 'manager', { projects: ['B1'] }, 404],
    ['a project that is none', 'manager', { projects: ['nowhere'] }, 404],
    ['no reason', 'manager', { reason: undefined }, 403],
    ['no right to names', 'coordinator', {}, 403],
  ])('with %s is refused', async (_, role, change, status) => {
    expect((await create(role, change)).status).toBe(status);
  });
});

describe('another’s file', () => {
  it('is as one that is not there, in each way to ask for it', async () => {
    const { id } = await made('manager');
    const none = 'cccccccc-2222-4333-8444-000000000099';
    for (const [method, after] of [
      ['GET', ''],
      ['POST', '/download'],
      ['DELETE', ''],
    ] as const) {
      const theirs = await ask('dqo', { method, path: `/v1/files/${id}${after}` });
      const nobodys = await ask('dqo', { method, path: `/v1/files/${none}${after}` });
      const withoutRequest = (json: unknown) => ({ ...(json as { error: object }).error, requestId: '' });
      expect(theirs.status).toBe(404);
      expect(withoutRequest(theirs.json)).toEqual(withoutRequest(nobodys.json));
    }
    expect((await service.as('dqo').files()).files.map((file) => file.own)).not.toContain(false);
    expect((await service.as('manager').file(id)).state).toBe('ready');
  });

  it('is seen by an administrator, who can delete it and not open it', async () => {
    const { id } = await made('manager');
    const listed = (await service.as('admin').files()).files.find((file) => file.id === id);
    expect(listed).toMatchObject({ own: false, askedBy: LOCAL_PEOPLE.manager.name });
    await expect(service.as('admin').downloadFile(id)).rejects.toThrow('Only the person who asked for a file can open');
    const { files } = await service.as('admin').deleteFile(id);
    expect(files.map((file) => file.id)).not.toContain(id);
    await expect(service.as('manager').file(id)).rejects.toMatchObject({ code: 'NotFound' });
  });
});

describe('a finished file', () => {
  it('is no longer given to its owner where a right or an organization was taken away', async () => {
    const { id } = await made('dqo', { projects: ['A1', 'B1'] });
    for (const change of [{ organizations: ['OA'] }, { mayShowPii: false }]) {
      await service.giveRights('dqo', change);
      await expect(service.as('dqo').downloadFile(id)).rejects.toThrow('Your rights have changed');
      await service.giveRights('dqo', { organizations: ['OA', 'OB'], mayShowPii: true });
    }
    await expect(service.as('dqo').downloadFile(id)).resolves.toMatchObject({ name: 'hmis-files-2026-02-08.zip' });
  });

  it('is given by an address for five minutes, of this one object, which names nobody', async () => {
    const { id } = await made('manager');
    const url = new URL((await service.as('manager').downloadFile(id)).url);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(url.pathname).toBe(`/files/files/${id}.zip`);
    url.pathname = url.pathname.replace(id, 'cccccccc-2222-4333-8444-000000000099');
    expect((await fetch(url)).status).toBe(403);
  });

  it('is deleted with its object', async () => {
    const { id } = await made('manager');
    const { url } = await service.as('manager').downloadFile(id);
    await service.as('manager').deleteFile(id);
    expect((await fetch(url)).status).toBe(404);
  });

  it('that is past its day is listed as expired and not given', async () => {
    const { id } = await made('manager');
    clock += 7 * DAY_MS;
    service.setClock(new Date(clock));
    expect((await service.as('manager').file(id)).state).toBe('expired');
    await expect(service.as('manager').downloadFile(id)).rejects.toThrow('not there any more');
  });
});

describe('a job', () => {
  const stored = async (id: string) => {
    const { tid, oid } = LOCAL_PEOPLE.manager;
    const job = await getJob(service.dynamo, { tid, oid, id });
    if (!job) throw new Error('There is no such job.');
    return job;
  };

  it('that was lost on its way to a worker is sent again by whoever looks at it later', async () => {
    const job = { ...(await stored((await made('manager')).id)), id: 'dddddddd-2222-4333-8444-000000000001' };
    const { size, rows, expiresAt, ...queued } = { ...job, state: 'queued' as const, tries: 0, passwordWaived: true };
    await addJob(service.dynamo, { ...queued, askedAt: new Date(clock).toISOString(), sentAt: clock });
    clock += 5 * 60_000 - 1;
    service.setClock(new Date(clock));
    expect((await service.as('manager').file(job.id)).state).toBe('queued');
    await service.idle();
    expect((await service.as('manager').file(job.id)).state).toBe('queued');
    clock += 1;
    service.setClock(new Date(clock));
    await service.as('manager').files();
    await service.idle();
    expect((await service.as('manager').file(job.id)).state).toBe('ready');
  });

  it('that a killed process had is taken up by the next start', async () => {
    const file = await made('manager', { password: undefined, passwordWaived: true });
    const { tid, oid } = LOCAL_PEOPLE.manager;
    await service.as('manager').deleteFile(file.id);
    const job = (await listAllJobs(service.dynamo))[0];
    if (!job) throw new Error('There is no job.');
    const id = 'dddddddd-2222-4333-8444-000000000002';
    const { size, rows, expiresAt, ...left } = {
      ...job,
      owner: { tid, oid, name: 'Mara' },
      id,
      projects: file.projects,
    };
    await addJob(service.dynamo, {
      ...left,
      projects: job.projects.filter((project) => project.startsWith('A')),
      passwordWaived: true,
      state: 'running',
      tries: 1,
      lease: 'of the dead',
      leaseUntil: clock + 60_000,
      askedAt: new Date(clock).toISOString(),
    });
    await service.restart({});
    await service.idle();
    expect((await service.as('manager').file(id)).state).toBe('ready');
  });

  it('is refused while three of the same person are being made', async () => {
    const { tid, oid } = LOCAL_PEOPLE.manager;
    const { files } = await service.as('manager').files();
    const three = files.slice(0, 3).map(({ id }) => ({ tid, oid, id }));
    const always = { holds: 'attribute_exists(pk)', fields: [], given: {} };
    for (const each of three) {
      const running = { state: 'running' as const, tries: 1, leaseUntil: clock + 60_000 };
      await changeJob(service.dynamo, each, running, always);
    }
    const { status, headers } = await create('manager');
    expect({ status, wait: headers.get('retry-after') }).toEqual({ status: 429, wait: '30' });
    for (const each of three) await changeJob(service.dynamo, each, { state: 'failed', tries: 3 }, always);
    expect((await create('manager')).status).toBe(200);
    await service.idle();
  });
});

describe('after all of this', () => {
  it('no password and no name is in a table, a log, the trail or a file', async () => {
    const marks = new RegExp(`${PASSWORD}|${NAME_MARK}|${SSN_PATTERN}|${DOB_MARK}`);
    expect(service.log.filter((line) => marks.test(JSON.stringify(line)))).toEqual([]);
    const to = calendarDate(new Date(clock).toISOString().slice(0, 10));
    const trail = await Array.fromAsync(listTrail(service.dynamo, { from: calendarDate('2026-02-08'), to }));
    expect(trail.filter((entry) => marks.test(JSON.stringify(entry)))).toEqual([]);
    for (const job of await listAllJobs(service.dynamo)) {
      const Key = filePlace(job.owner, job.id);
      const { Item } = await service.dynamo.doc.send(new GetCommand({ TableName: service.dynamo.table, Key }));
      expect(JSON.stringify(Item)).not.toMatch(marks);
      expect(Item).not.toHaveProperty('password');
    }
    const said = new RegExp(PASSWORD);
    const files = await filesUnder(service.dataDir);
    expect([...files].filter(([, text]) => said.test(text)).map(([file]) => file)).toEqual([]);
  });
});
