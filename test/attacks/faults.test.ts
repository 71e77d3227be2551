import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../functions/access/profiles.ts';
import { listTrail, verifyTrail } from '../../functions/access/trail-reading.ts';
import { PII_ROUTES } from '../../functions/api/handler.ts';
import { runImport } from '../../functions/importer/import.ts';
import type { Importer } from '../../functions/importer/importer.ts';
import { kmsKeyService } from '../../functions/snapshot/keys.ts';
import type { PlanAnswer } from '../../shared/contract/runs.ts';
import { calendarDate } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import { organizations, profileOf } from '../functions/access/people.ts';
import { claims, OID, rs256, rsaKey, TENANT } from '../functions/access/tokens.ts';
import { community, communityRows, nextCommunity, OPEN } from '../functions/api/community.ts';
import { askDirectly, handlerOver } from '../functions/api/direct.ts';
import { currentOf, isUploaded, type TestStore, testStore } from '../functions/importer/store.ts';
import { startService, type TestService } from '../service.ts';
import { breakWire, type Fault } from './lost.ts';
import { many, randomFrom, SEED } from './seeded.ts';
import { unhurried } from './unhurried.ts';

/** Faults of DynamoDB, S3 and KMS, inside the clients' own retries: nothing lost, no half answer, no row without its entry. */

const MORNING = new Date('2026-02-08T08:00:00Z');
const DAY = calendarDate('2026-02-08');
const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });

let service: TestService;
let tick: () => void;
let manager = '';
let stop: () => void = () => undefined;
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  manager = await service.token('manager');
});
afterEach(() => stop());
afterAll(() => service.close());

const pagesOfTrail = async () =>
  (await Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY }))).filter(
    ({ what, result }) => what === 'page' && result === 'ok',
  ).length;

describe('DynamoDB', () => {
  const ONCE: readonly Fault[] = [
    { when: 'before', name: 'ServiceUnavailable' },
    { when: 'before', name: 'TimeoutError' },
    { when: 'after', name: 'ServiceUnavailable' },
    { when: 'after', name: 'TimeoutError' },
  ];

  it.each(ONCE)(
    'that fails every request once ($when it was done, $name) is asked again, and the list is the same',
    async (fault) => {
      const whole = await service.run('manager', OPEN);
      const kept = await pagesOfTrail();
      const failed = new WeakSet<object>();
      stop = breakWire(service.dynamo.doc as never, ({ input }) => {
        if (failed.has(input)) return undefined;
        failed.add(input);
        return fault;
      });
      tick();
      const { rows, notes } = await service.run('manager', OPEN);
      stop();
      expect({ rows, notes }).toEqual({ rows: whole.rows, notes: whole.notes });
      // An answer that was lost makes no second entry.
      expect(await pagesOfTrail()).toBe(kept + 1);
    },
  );

  it('that throttles one read once gives the list all the same', async () => {
    tick();
    const { rows } = await service.run('manager', OPEN);
    let throttled = false;
    stop = breakWire(service.dynamo.doc as never, ({ pk }) => {
      if (throttled || !pk.startsWith('CORE#')) return undefined;
      throttled = true;
      return { when: 'before', name: 'ProvisionedThroughputExceededException' };
    });
    expect((await service.run('manager', OPEN)).rows).toEqual(rows);
    expect(throttled).toBe(true);
  });

  it('that fails for good is told in a sentence within the time a gateway gives, and no row gets out', async () => {
    const plan = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const kept = await pagesOfTrail();
    const asks = [
      { fails: 'CORE#', name: 'ServiceUnavailable' },
      { fails: 'AUDIT#', name: 'ServiceUnavailable' },
      { fails: 'CURRENT', name: 'TimeoutError' },
      { fails: 'USER#', name: 'ServiceUnavailable' },
    ];
    for (const { fails, name } of asks) {
      tick();
      const undo = breakWire(service.dynamo.doc as never, ({ pk }) =>
        pk.startsWith(fails) ? { when: 'before', name } : undefined,
      );
      stop = undo;
      const started = performance.now();
      const answer = await service.ask(manager, { path: '/v1/reports/active-clients/pages/0', body: pageBody(plan) });
      undo();
      expect(performance.now() - started).toBeLessThan(29_000);
      expect(answer).toMatchObject({ status: 503, json: { error: { code: 'Busy' } } });
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(answer.text).not.toMatch(/rows|E-A1|Exception|Throughput/);
    }
    expect(await pagesOfTrail()).toBe(kept);
  });

  it('that fails now and then gives whole lists or refusals, and each page answered is in the trail once', async () => {
    const { rows } = await service.run('manager', OPEN);
    const plan = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const kept = await pagesOfTrail();
    const random = randomFrom(SEED);
    const counted = { answered: 0, refused: 0 };
    stop = breakWire(service.dynamo.doc as never, () => {
      const draw = random();
      if (draw < 0.12) return { when: 'before', name: 'ServiceUnavailable' };
      return draw < 0.24 ? { when: 'after', name: 'ServiceUnavailable' } : undefined;
    });
    const asks = Array.from({ length: many(24) }, () =>
      service.ask(manager, { path: '/v1/reports/active-clients/pages/0', body: pageBody(plan) }),
    );
    for (const { status, json } of await Promise.all(asks)) {
      if (status === 200) {
        counted.answered++;
        expect((json as { rows: unknown[] }).rows).toHaveLength(rows.length);
      } else {
        counted.refused++;
        expect({ status, json }).toMatchObject({ status: 503, json: { error: { code: 'Busy' } } });
      }
    }
    stop();
    expect(counted.answered).toBeGreaterThan(0);
    const now = await pagesOfTrail();
    // An entry may stand for a page whose answer was refused after all, and never the other way round.
    expect(now - kept).toBeGreaterThanOrEqual(counted.answered);
    expect(now - kept).toBeLessThanOrEqual(counted.answered + counted.refused);
    expect((await verifyTrail(service.dynamo, DAY)).faults).toEqual([]);
  });

  it('that holds back part of a batch is asked for the rest', async () => {
    await service.restart({});
    let held = 0;
    service.dynamo.doc.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'BatchGetItemCommand' || ++held > 3) return next(args);
          const { RequestItems } = args.input as { RequestItems: unknown };
          return { response: {}, output: { $metadata: {}, Responses: {}, UnprocessedKeys: RequestItems } } as never;
        },
      { name: 'held', step: 'initialize', priority: 'low' },
    );
    tick();
    expect((await service.as('manager').catalog()).projects).toHaveLength(2);
    service.dynamo.doc.middlewareStack.remove('held');
    expect(held).toBeGreaterThan(3);
  });

  describe('that fails every write of a change of rights', () => {
    const STORED = { mayShowPii: true, organizations: ['OB'] };
    const ASKED = { mayShowPii: false, organizations: [] };
    const rightsNow = async () => {
      const { mayShowPii, organizations: of } = await service.as('dqo').me();
      return { mayShowPii, organizations: of };
    };
    const change = async (when: Fault['when']) => {
      // A client that has all its retries, whatever was tried before.
      await service.restart({});
      tick();
      await service.giveRights('dqo', STORED);
      let writes = 0;
      stop = breakWire(service.dynamo.doc as never, ({ command, pk }) => {
        if (command !== 'PutItemCommand' || !pk.startsWith('USER#')) return undefined;
        writes++;
        return { when, name: 'ServiceUnavailable' };
      });
      const outcome = await service.giveRights('dqo', ASKED).then(
        () => 'done',
        (error: unknown) => error,
      );
      stop();
      expect(writes).toBeGreaterThan(1);
      return outcome;
    };

    it('before it is made is told as busy, and the old rights stay', async () => {
      const outcome = await change('before');
      expect(outcome).toBeInstanceOf(HmisError);
      expect(outcome).toMatchObject({ code: 'Busy' });
      expect(await rightsNow()).toEqual(STORED);
    });

    it('after it is made has it known by the next try as its own, and the new rights are whole', async () => {
      expect(await change('after')).toBe('done');
      expect(await rightsNow()).toEqual(ASKED);
    });
  });
});

describe('S3', () => {
  let store: TestStore;
  let before: unknown;
  beforeAll(async () => {
    store = await testStore();
    await store.import(community());
    before = await currentOf(store);
  });
  afterAll(() => store.close());

  /** As the service has it: with the client's own retries. */
  async function withRetries(): Promise<Importer & { close(): void }> {
    const { config } = store.importer.uploads.s3;
    const endpoint = await config.endpoint?.();
    if (!endpoint) throw new Error('The store has an endpoint.');
    const s3 = new S3Client({
      endpoint: `${endpoint.protocol}//${endpoint.hostname}:${endpoint.port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: await config.credentials(),
    });
    return { ...store.importer, uploads: { ...store.importer.uploads, s3 }, close: () => s3.destroy() };
  }

  it.each(['HeadObjectCommand', 'GetObjectCommand', 'DeleteObjectCommand'])(
    'that answers %s by 503 once is asked again',
    async (command) => {
      const importer = await withRetries();
      const failed = new WeakSet<object>();
      const undo = breakWire(importer.uploads.s3 as never, (attempt) => {
        if (attempt.command !== command || failed.has(attempt.input)) return undefined;
        failed.add(attempt.input);
        return { when: 'before', name: 'ServiceUnavailable' };
      });
      const id = await store.upload(community());
      expect(await runImport(importer, id)).toMatchObject({ state: 'done', unchanged: true });
      expect(await isUploaded(store, id)).toBe(false);
      undo();
      importer.close();
    },
  );

  it.each(['HeadObjectCommand', 'GetObjectCommand'])(
    'that answers %s by 503 for good ends the import, not the data',
    async (command) => {
      const importer = await withRetries();
      const undo = breakWire(importer.uploads.s3 as never, (attempt) =>
        attempt.command === command ? { when: 'before', name: 'ServiceUnavailable' } : undefined,
      );
      const status = await runImport(importer, await store.upload(nextCommunity()));
      undo();
      importer.close();
      expect(status).toMatchObject({
        state: 'failed',
        message: 'The file store does not answer just now. Try again in a minute.',
      });
      expect(await currentOf(store)).toEqual(before);
      expect((await store.import(community())).state).toBe('done');
    },
  );

  it('that breaks off in the middle of a file is no damaged zip', async () => {
    const importer = await withRetries();
    const name = 'cut';
    importer.uploads.s3.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          const { Body } = result.output as { Body?: NodeJS.ReadableStream & { destroy(error: Error): void } };
          if (commandName === 'GetObjectCommand' && Body)
            Body.once('data', () => Body.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
          return result;
        },
      { name, step: 'initialize', priority: 'high' },
    );
    // Past the end of the zip that is fetched at once.
    const filler = Buffer.from(Array.from({ length: 400_000 }, (_, n) => (n * 7_919) % 251));
    const { Client = [] } = communityRows();
    const zip = nextCommunity({
      Client: [
        ...Client,
        ...Array.from({ length: 900 }, (_, n) => ({
          PersonalID: `X${n}`,
          LastName: filler.subarray(n * 400, n * 400 + 300).toString('base64'),
        })),
      ],
    });
    const status = await runImport(importer, await store.upload(zip));
    importer.close();
    expect(['failed', 'refused']).toContain(status.state);
    expect(status.message).toBe('The file store does not answer just now. Try again in a minute.');
    expect(await currentOf(store)).toEqual(before);
  });
});

describe('KMS', () => {
  const key = rsaKey('kms');
  let server: Server;
  let answers: (number | 'slow')[] = [];
  let asked = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      const next = answers.length > 1 ? answers.shift() : answers[0];
      asked++;
      const plaintext = Buffer.alloc(32, 1).toString('base64');
      const answer = () => {
        const status = next === 'slow' ? 200 : (next ?? 200);
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(
          JSON.stringify(
            status === 200
              ? { Plaintext: plaintext }
              : { __type: status === 400 ? 'ThrottlingException' : 'KMSInternalException' },
          ),
        );
      };
      if (next === 'slow') setTimeout(answer, 700);
      else answer();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { version, ...rights } = profileOf({ organizations: organizations('OA') });
    await putProfile(service.dynamo, rights, undefined);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const kms = () =>
    kmsKeyService(
      new KMSClient({
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        region: 'local',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      }),
      'key',
    );
  const decrypt = () => kms().decrypt(Buffer.alloc(61), { deployment: 'local', v: 'v' });

  it.each<[string, (number | 'slow')[]]>([
    ['fails twice', [500, 503, 200]],
    ['throttles once', [400, 200]],
    ['is slow', ['slow']],
  ])('that %s gives its key all the same', async (_, given) => {
    answers = [...given];
    await expect(decrypt()).resolves.toHaveLength(32);
  });

  it('that fails for good is told as busy, and its page of names has no row and no entry', async () => {
    answers = [503];
    asked = 0;
    const { handler } = handlerOver(service.dynamo, key, {
      routes: PII_ROUTES,
      change: { keys: kms(), now: () => MORNING },
    });
    const token = rs256(key, claims({ scp: 'Reports.Read Reports.Read.Pii' }));
    const ask = (step: string, body: object) =>
      askDirectly(handler, {
        method: 'POST',
        path: `/v1/pii/reports/active-clients/${step}`,
        token,
        body: JSON.stringify({ ...body, reason: 'services' }),
      });
    const plan = await ask('plan', { params: { ...OPEN, hidePii: false } });
    expect(plan.status).toBe(200);
    const page = await ask('pages/0', pageBody(plan.json as PlanAnswer));
    expect(page).toMatchObject({
      status: 503,
      json: { error: { code: 'Busy' } },
      headers: { 'retry-after': expect.any(String) },
    });
    expect(page.body).not.toMatch(/rows|E-A1/);
    expect(asked).toBeGreaterThan(1);
    const entries = await Array.fromAsync(
      listTrail(service.dynamo, { from: DAY, to: DAY, who: { tid: TENANT, oid: OID } }),
    );
    expect(entries.map(({ what }) => what)).toEqual(['plan']);
  });

  it('that gives another key opens no name, and says so without a word of them', async () => {
    answers = [200];
    const { handler, log } = handlerOver(service.dynamo, key, { routes: PII_ROUTES, change: { keys: kms() } });
    const token = rs256(key, claims({ scp: 'Reports.Read Reports.Read.Pii' }));
    const ask = (step: string, body: object) =>
      askDirectly(handler, {
        method: 'POST',
        path: `/v1/pii/reports/active-clients/${step}`,
        token,
        body: JSON.stringify({ ...body, reason: 'services' }),
      });
    const plan = await ask('plan', { params: { ...OPEN, hidePii: false } });
    const page = await ask('pages/0', pageBody(plan.json as PlanAnswer));
    expect(page).toMatchObject({ status: 500, json: { error: { code: 'Internal' } } });
    expect(page.body + JSON.stringify(log)).not.toMatch(/rows|Zqxvwk|E-A1/);
  });
});
