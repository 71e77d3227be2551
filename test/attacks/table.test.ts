import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCurrent, releaseLease, takeLease } from '../../functions/snapshot/current.ts';
import type { ImportStatus } from '../../shared/contract/imports.ts';
import type { PlanAnswer } from '../../shared/contract/runs.ts';
import type { Role } from '../../shared/roles.ts';
import { exportZip } from '../export.ts';
import { encode } from '../functions/access/tokens.ts';
import { community, communityRows, nextCommunity, OPEN } from '../functions/api/community.ts';
import { hmis } from '../infra/local/cli/terminal.ts';
import { startService, type TestService, type WireCall } from '../service.ts';
import { breakWire } from './lost.ts';
import { unhurried } from './unhurried.ts';
import { directoryOf } from './zips.ts';

/**
 * What an attacker or an accident may try, and what must happen, row by row, over the whole service by HTTP. Each row in
 * a few ways here; in all ways we thought of in the file that its describe block names.
 */

const MORNING = new Date('2026-02-08T08:00:00Z');
let service: TestService;
let tick: () => void;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  service = await startService({
    zip: community({ Organization: [...(communityRows().Organization ?? [])] }),
    now: MORNING,
  });
  tick = unhurried(service, MORNING);
  for (const role of ['manager', 'coordinator', 'admin'] as const) tokens.set(role, await service.token(role));
});
afterAll(() => service.close());

const PLAN = '/v1/reports/active-clients/plan';
const ask = (role: Role, call: WireCall) => {
  tick();
  return service.ask(tokens.get(role), call);
};
const plan = (role: Role, params: object) => ask(role, { path: PLAN, body: { params: { ...OPEN, ...params } } });
const rows = async () => (await service.run('manager', OPEN)).rows.length;
const current = async () => (await readCurrent(service.dynamo)).id;

describe('a formula in a name, note or project name (exports.test.ts)', () => {
  it.each(['=HYPERLINK("http://evil.example")', '\t+1'])('%j is text in CSV', async (name) => {
    const other = await startService({
      zip: exportZip({ Client: [{ LastName: name, FirstName: name }], Project: [{ ProjectName: name }] }),
    });
    const args = [
      'report',
      'active-clients',
      '--from',
      '2025-01-01',
      '--to',
      '2026-01-28',
      '--hidePii',
      'false',
      '--reason',
      'services',
      '--format',
      'csv',
    ];
    const { out } = await hmis(args, { url: other.url, token: await other.token('admin') });
    await other.close();
    expect(out.match(/(?:^|,)"?'[=+\-@\t]/gm)).toHaveLength(3);
    expect(out).not.toMatch(/(?:^|,)"?[=+@\t]/m);
  });
});

describe('a zip bomb, `../` names, two entries of one name, 10^6 entries, encrypted entries, a 40 GB claim (zips.test.ts)', () => {
  it.each<[string, () => Buffer, RegExp]>([
    ['a bomb', () => exportZip({}, { entries: { Client: { data: Buffer.alloc(20_000_000) } } }), /times its size/],
    ['a name that climbs out', () => exportZip({}, { more: [{ name: '../x', data: 'x' }] }), /leads out/],
    ['a file twice', () => exportZip({}, { more: [{ name: 'CLIENT.CSV', data: 'x' }] }), /more than one/],
    ['10^6 entries', () => directoryOf(200_000, 65_000), /has 65000 entries/],
    ['an encrypted entry', () => exportZip({}, { entries: { Exit: { flags: 1 } } }), /encrypted/],
    [
      'a claim of 40 GB',
      () => exportZip({}, { entries: { Client: { unpackedSize: 41e9, packedSize: 40e9 } } }),
      /more than an export/,
    ],
  ])('%s is refused whole with the reason', async (_, zip, reason) => {
    const before = await current();
    const { state, message } = await service.import(zip(), { acceptSmaller: true });
    expect({ state, message }).toEqual({ state: 'refused', message: expect.stringMatching(reason) });
    expect(await current()).toBe(before);
  });
});

describe('a token: none, expired, another’s, unsigned, an id token (tokens.test.ts)', () => {
  const [, payload = ''] = 'a.b'.split('.');
  it.each<[string, () => string | undefined]>([
    ['none', () => undefined],
    ['garbage', () => 'a.b.c'],
    ['unsigned', () => `${encode({ alg: 'none' })}.${tokens.get('admin')?.split('.')[1]}.`],
    [
      'of another’s claims',
      () => (tokens.get('manager') ?? '').replace(/\.[^.]*\./, `.${tokens.get('admin')?.split('.')[1]}.`),
    ],
    ['without its signature', () => (tokens.get('admin') ?? payload).replace(/[^.]*$/, '')],
  ])('%s opens no route', async (_, token) => {
    for (const path of ['/v1/me', '/v1/catalog', '/v1/users', '/v1/snapshots', PLAN]) {
      const call = path === PLAN ? { path, body: { params: OPEN } } : { path };
      const answer = await service.ask(token(), call);
      expect(answer).toMatchObject({ status: 401, json: { error: { code: 'NotSignedIn' } } });
      expect(Object.keys((answer.json as { error: object }).error).toSorted()).toEqual([
        'code',
        'message',
        'requestId',
      ]);
    }
  });
});

describe('another organization’s project, page of another run, import, snapshot (foreign-ids.test.ts)', () => {
  it.each([
    ['project', { projects: ['B1'] }, { projects: ['ZZ'] }],
    ['organization', { organizations: ['OV'] }, { organizations: ['ZZ'] }],
  ])('a %s is as one that does not exist', async (_, theirs, none) => {
    const [one, other] = [await plan('manager', theirs), await plan('manager', none)];
    const said = ({ status, text }: typeof one) => ({ status, text: text.replace(/"requestId":"[^"]*"/, '') });
    expect(said(one)).toEqual(said(other));
    expect(one.status).toBe(404);
  });

  it('a page outside the run, or of another’s run, is not answered', async () => {
    const { params, snapshot, plan: own } = (await plan('manager', {})).json as PlanAnswer;
    const page = (role: Role, n: number) =>
      ask(role, { path: `/v1/reports/active-clients/pages/${n}`, body: { params, snapshot: snapshot.id, plan: own } });
    expect((await page('manager', 1)).status).toBe(404);
    expect((await page('coordinator', 0)).status).toBe(409);
    expect((await page('manager', 0)).status).toBe(200);
  });
});

describe('10,000 projects, 300 years, 5 MB, deep JSON, unknown fields, `__proto__` (requests.test.ts, addresses.test.ts)', () => {
  it.each<[string, string]>([
    ['10,000 projects', JSON.stringify({ params: { projects: Array.from({ length: 10_000 }, (_, n) => `${n}`) } })],
    ['300 years', JSON.stringify({ params: { from: '1726-01-01', to: '2026-01-01' } })],
    ['an unknown field', '{"params":{},"x":1}'],
    ['__proto__', '{"params":{"__proto__":{"hidePii":false}}}'],
    ['deep JSON', `{"params":{"from":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`],
  ])('%s is answered 400 with the field named', async (_, body) => {
    const answer = await ask('manager', { path: PLAN, body });
    expect(answer).toMatchObject({
      status: 400,
      json: { error: { code: 'BadRequest', field: expect.stringMatching(/./) } },
    });
  });

  it('5 MB is answered 413', async () => {
    expect((await ask('manager', { path: PLAN, body: `{"params":"${'x'.repeat(5_000_000)}"}` })).status).toBe(413);
  });
});

describe('too many calls', () => {
  it('are answered 429 with Retry-After, to the one who makes them and to nobody else, and go on later', async () => {
    let refused: Awaited<ReturnType<typeof ask>> | undefined;
    for (let n = 0; n < 1_000 && refused === undefined; n += 20) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => service.ask(tokens.get('coordinator'), { path: '/v1/me' })),
      );
      refused = answers.find(({ status }) => status === 429);
    }
    expect(refused).toMatchObject({ status: 429, json: { error: { code: 'TooManyRequests' } } });
    expect(refused?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await ask('manager', { path: '/v1/me' })).status).toBe(200);
    for (let n = 0; n < 30; n++) tick();
    expect((await ask('coordinator', { path: '/v1/me' })).status).toBe(200);
  });
});

describe('the same edit twice, two people at one person’s rights', () => {
  it('give one state whole, and whoever comes second is told', async () => {
    const { tid, oid } = await service.as('coordinator').me();
    const rights = { name: 'Cora Lindqvist', role: 'coordinator', organizations: 'all', mayShowPii: false };
    const put = (active: boolean) =>
      ask('admin', { path: `/v1/users/${tid}/${oid}`, method: 'PUT', body: { ...rights, active } });
    const answers = await Promise.all([put(true), put(false), put(true), put(false)]);
    for (const { status, json } of answers) {
      if (status !== 200) expect({ status, json }).toMatchObject({ status: 503, json: { error: { code: 'Busy' } } });
    }
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect((await put(true)).status).toBe(200);
    expect((await put(true)).status).toBe(200);
    expect((await ask('coordinator', { path: '/v1/me' })).status).toBe(200);
  });
});

describe('a second import while one runs, a lease that is stolen, a process that is killed (killed.test.ts)', () => {
  const stolen = async (leaseId: string, work: () => Promise<ImportStatus>): Promise<ImportStatus> => {
    await takeLease(service.dynamo, leaseId, Date.now() + 1e12);
    try {
      return await work();
    } finally {
      await releaseLease(service.dynamo, leaseId);
    }
  };

  it('the second is refused, and so is a rollback; lists go on', async () => {
    const before = await current();
    const status = await stolen('another', async () => {
      const back = await ask('admin', { path: `/v1/snapshots/${before}/current`, method: 'POST' });
      expect(back).toMatchObject({ status: 409, json: { error: { code: 'ImportRunning' } } });
      expect(await rows()).toBeGreaterThan(0);
      return service.import(nextCommunity());
    });
    expect(status).toMatchObject({
      state: 'refused',
      message: 'Another import is running. Wait for it to end, then try again.',
    });
    expect(await current()).toBe(before);
  });

  it('an import whose lease is stolen just before the end moves nothing', async () => {
    const before = await current();
    let done = false;
    const undo = breakWire(service.dynamo.doc as never, ({ input, command }) => {
      const moves = command === 'UpdateItemCommand' && (input.UpdateExpression ?? '').startsWith('SET id = :to');
      if (!moves || done) return undefined;
      done = true;
      return { when: 'before', name: 'ConditionalCheckFailedException' };
    });
    const status = await service.import(nextCommunity());
    undo();
    expect(status.state).not.toBe('done');
    expect(await current()).toBe(before);
  });

  it('five imports at once end as one of them, whole', async () => {
    const [one, two] = [community({ Export: [{ ExportDate: '2026-02-01 10:00:00' }] }), nextCommunity()];
    const statuses = await Promise.all([one, two, one, two, one].map((zip) => service.import(zip)));
    for (const { id } of statuses) {
      const { state, message } = await service.as('admin').import(id);
      expect(['done', 'refused'], message).toContain(state);
    }
    expect(await rows()).toBe(13);
    expect((await readCurrent(service.dynamo)).leaseId).toBeUndefined();
  });
});

describe('DynamoDB throttles, S3 answers 503, KMS is slow (faults.test.ts)', () => {
  it('a table that does not answer is told in a sentence, and everything goes on afterwards', async () => {
    const before = await rows();
    const undo = breakWire(service.dynamo.doc as never, () => ({ when: 'before', name: 'ServiceUnavailable' }));
    const answer = await plan('manager', {});
    undo();
    expect(answer).toMatchObject({ status: 503, json: { error: { code: 'Busy' } } });
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await rows()).toBe(before);
  });
});

it('of all these attacks, none was a fault of the service', () => {
  expect(service.log.filter(({ level }) => level === 'error')).toEqual([]);
});
