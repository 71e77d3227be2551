import { randomBytes } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ValidationCsv } from '../../../functions/files/apr/validation-run.ts';
import { LEASE_MS } from '../../../functions/files/file-job.ts';
import { type FileWorker, runFileJob } from '../../../functions/files/worker.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { HmisError } from '../../../shared/errors.ts';
import { type Filing, filing, PASSWORD, STAND_IN, unzipped } from './filing.ts';

let files: Filing;
beforeAll(async () => {
  files = await filing();
});
afterAll(() => files.store.close());

class Killed extends Error {}

interface Mortal {
  readonly worker: FileWorker;
  /** Writes and calls of the file store so far. */
  steps(): number;
}

/** A worker whose process dies at its n-th write or call of the file store: before it, or with the answer on its way. */
function dyingAt(n: number, when: 'before' | 'after'): Mortal {
  let steps = 0;
  let dead = false;
  const live = async (isStep: boolean, act: () => Promise<unknown>) => {
    if (dead) throw new Killed();
    if (!isStep || ++steps !== n) return act();
    if (when === 'after') await act();
    dead = true;
    throw new Killed();
  };
  const { reader, store } = files.worker;
  const { doc } = reader.dynamo;
  const mortal = <Client extends object>(client: Client, send: unknown): Client =>
    new Proxy(client, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
  const dynamo: Dynamo = {
    ...reader.dynamo,
    doc: mortal(doc, (command: Parameters<typeof doc.send>[0]) =>
      live(command instanceof PutCommand || command instanceof UpdateCommand || command instanceof DeleteCommand, () =>
        doc.send(command),
      ),
    ),
  };
  const s3 = mortal(store.s3, (command: Parameters<S3Client['send']>[0]) => live(true, () => store.s3.send(command)));
  const worker = { ...files.worker, reader: { ...reader, dynamo }, store: { ...store, s3 } };
  return { worker, steps: () => steps };
}

async function expectTakenUp(n: number, when: 'before' | 'after', change: Partial<FileWorker>): Promise<boolean> {
  const at = `killed ${when} step ${n}`;
  const ask = await files.ask();
  const { worker, steps } = dyingAt(n, when);
  await runFileJob({ ...worker, ...change }, ask).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  if (steps() < n) return false;
  files.store.time += LEASE_MS + 1;
  expect(await runFileJob({ ...files.worker, ...change }, ask), at).toBe('ended');
  const job = await files.job(ask);
  expect({ state: job.state, message: job.message }, at).toEqual({ state: 'ready', message: undefined });
  expect(job, at).not.toHaveProperty('password');
  expect(files.objects(ask), at).toBe(1);
  const zip = (await files.stored(ask)) ?? Buffer.of();
  expect(zip.length, at).toBe(job.size);
  expect((await unzipped(zip, PASSWORD)).size, at).toBe((change.rules ?? STAND_IN).csvs.length + 1);
  files.faults.splice(0);
  return true;
}

/** Some 13 MB that cannot be compressed to less than two parts. */
const LARGE: ValidationCsv = {
  name: 'Large.csv',
  columns: [{ key: 'Noise', type: 'text', note: '' }],
  families: [],
  *rows() {
    for (let n = 0; n < 45; n++) yield [randomBytes(75_000).toString('base64')];
  },
};

describe('a worker that is killed', () => {
  it.each(['before', 'after'] as const)(
    '%s any write or call is followed by one that makes the file, once',
    async (when) => {
      let n = 1;
      while (await expectTakenUp(n, when, {})) n++;
      expect(n).toBeGreaterThan(8);
    },
  );

  it('at any part of the upload is followed by one that makes the file, once', async () => {
    let parts = 0;
    for (let n = 4; n <= 8; n++)
      parts += Number(await expectTakenUp(n, 'before', { rules: { ...STAND_IN, csvs: [LARGE] } }));
    expect(parts).toBe(5);
  });
});

it('a file store that fails once is asked again, and one that stays silent fails the job with a sentence', async () => {
  const { store } = files.worker;
  const silent = {
    ...store,
    s3: new Proxy(store.s3, {
      get: (own, name) =>
        name === 'send' ? () => Promise.reject(new HmisError('Busy', 'silent')) : Reflect.get(own, name),
    }),
  };
  const once = await files.ask();
  expect(await runFileJob({ ...files.worker, store: silent }, once)).toBe('again');
  expect(await runFileJob(files.worker, once)).toBe('ended');
  expect((await files.job(once)).state).toBe('ready');

  const always = await files.ask();
  const worked = [];
  for (let n = 0; n < 3; n++) worked.push(await runFileJob({ ...files.worker, store: silent }, always));
  expect(worked).toEqual(['again', 'again', 'ended']);
  expect(await files.job(always)).toMatchObject({
    state: 'failed',
    message: 'It failed several times. Ask for it again later; if it stays, tell the administrator.',
  });
});
