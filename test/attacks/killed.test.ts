import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, createClient } from '../../addin/service/client.ts';
import { runReport } from '../../addin/service/run.ts';
import { localTokens } from '../../infra/local/cli/connect.ts';
import { addDays, calendarDate } from '../../shared/dates.ts';
import { loadReport } from '../../shared/load-report.ts';
import { exportEntries } from '../export.ts';
import { communityRows, NAME_MARK, OPEN, SSN_MARK } from '../functions/api/community.ts';
import { filesUnder } from '../functions/importer/store.ts';
import { zipOf } from '../zip.ts';
import { many, randomFrom, SEED } from './seeded.ts';

/**
 * The whole service in a process of its own, killed at random moments of an import while people ask for lists; then
 * started again over the same folder. Exports are stored, not deflated, so that a name left behind can be found.
 */

let folder = '';
let child: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-attacked-'));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** The day on which everybody enters in the n-th export. */
const entryOf = (n: number) => addDays(calendarDate('2023-06-01'), n % 900);

/** The n-th export: each moves everybody's entry by a day, so that every project is stored anew. */
function zipOfDay(n: number): Buffer {
  const rows = communityRows();
  const ExportDate = `${addDays(calendarDate('2026-02-01'), n)} 10:00:00`;
  const all = {
    ...rows,
    Export: [{ ExportID: `X${n}`, ExportDate, ExportEndDate: '2026-01-31' }],
    Enrollment: (rows.Enrollment ?? []).map((row) => ({ ...row, EntryDate: entryOf(n) })),
  };
  return zipOf(exportEntries(all).map((entry) => ({ ...entry, method: 0 })));
}

async function startProcess(): Promise<Client> {
  child = spawn(process.execPath, ['test/attacks/service-process.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  expect(JSON.parse(String(line)), 'what a start found and left').toEqual({ orphans: [] });
  return clientOf('admin');
}

async function clientOf(role: 'admin' | 'coordinator'): Promise<Client> {
  const card = JSON.parse(await readFile(join(folder, 'service.json'), 'utf8')) as { url: string; secret: string };
  return createClient({ url: card.url, tokens: localTokens(card, role) });
}

async function kill(): Promise<void> {
  const ended = once(child as ChildProcess, 'exit');
  child?.kill('SIGKILL');
  await ended;
}

async function begin(admin: Client, zip: Buffer): Promise<string> {
  const { id, upload } = await admin.startImport({ size: zip.length });
  const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(zip) });
  expect(put.status).toBe(200);
  return id;
}

async function ended(admin: Client, id: string): Promise<string> {
  for (let asked = ''; ; ) {
    const { state } = await admin.import(id);
    // Only what it says twice is how it ended: its lease may be given back between two reads of a status.
    if (state === asked && state !== 'waiting' && state !== 'running') return state;
    asked = state;
    await new Promise((done) => setTimeout(done, 20));
  }
}

const report = await loadReport('active-clients');
async function rowsOf(client: Client, withNames: boolean): Promise<string> {
  const request = withNames ? { params: { ...OPEN, hidePii: false }, reason: 'services' } : { params: OPEN };
  return JSON.stringify((await runReport(client, { report, ...request })).rows);
}

/** People who ask for lists all the time, until they meet a closed door; every list they got. */
function askers(admin: Client, coordinator: Client): () => Promise<string[]> {
  const got: string[] = [];
  let stopped = false;
  const asking = [admin, coordinator].map(async (client) => {
    while (!stopped) got.push(`${client === admin} ${await rowsOf(client, false)}`);
  });
  return async () => {
    stopped = true;
    await Promise.race([Promise.allSettled(asking), new Promise((done) => setTimeout(done, 200))]);
    return got;
  };
}

/** What people get of the service that runs now. */
async function listsNow() {
  const [admin, coordinator] = [await clientOf('admin'), await clientOf('coordinator')];
  const [hidden, shown, forCoordinator] = await Promise.all([
    rowsOf(admin, false),
    rowsOf(admin, true),
    rowsOf(coordinator, false),
  ]);
  return { hidden, shown, forCoordinator };
}

/** As the community's names begin: the mark alone is three letters, which sealed text in base64 holds by chance. */
const NAMES = ['First', 'Middle', 'Last', 'Jr'].map((word) => `${NAME_MARK}${word}`);
const CLEAR = new RegExp(`${NAMES.join('|')}|${SSN_MARK}\\d{4}`);
/** The same as UTF-16 and as hex. */
const ENCODED = [...NAMES, SSN_MARK].flatMap((mark) => [
  Buffer.from(mark, 'utf16le').toString('latin1'),
  Buffer.from(mark).toString('hex'),
]);

async function expectNoNames(when: string): Promise<void> {
  for (const [file, text] of await filesUnder(folder)) {
    expect(CLEAR.test(text), `${file} ${when}`).toBe(false);
    expect(
      ENCODED.some((form) => text.includes(form)),
      `${file} ${when}`,
    ).toBe(false);
  }
}

test('a service that is killed at any moment of an import has the old data whole or the new, and no name in clear', async () => {
  const random = randomFrom(SEED);
  let admin = await startProcess();
  expect(await ended(admin, await begin(admin, zipOfDay(0)))).toBe('done');
  const started = performance.now();
  expect(await ended(admin, await begin(admin, zipOfDay(1)))).toBe('done');
  const took = performance.now() - started;
  let old = await listsNow();
  await expectNoNames('after a quiet import');

  const seen = { old: 0, fresh: 0, asked: 0 };
  for (let round = 0; round < many(8); round++) {
    const day = 2 + round;
    const stop = askers(admin, await clientOf('coordinator'));
    const killAfter = took * 1.3 * random();
    await begin(admin, zipOfDay(day)).catch(() => undefined);
    await new Promise((done) => setTimeout(done, killAfter));
    await kill();
    const got = await stop();
    const said = `killed ${Math.round(killAfter)} ms after the upload (others took ${Math.round(took)} ms), round ${round}`;

    admin = await startProcess();
    const now = await listsNow();
    const moved = now.hidden !== old.hidden;
    const entry = entryOf(day);
    const rows = (text: string) => (JSON.parse(text) as string[][]).length;
    for (const key of ['hidden', 'forCoordinator', 'shown'] as const) {
      expect(rows(now[key]), said).toBe(rows(old[key]));
      expect(now[key] === old[key], said).toBe(!moved);
      if (moved)
        expect(
          (JSON.parse(now[key]) as string[][]).every((row) => row.includes(entry)),
          said,
        ).toBe(true);
    }
    for (const list of got) {
      expect(
        [`true ${old.hidden}`, `true ${now.hidden}`, `false ${old.forCoordinator}`, `false ${now.forCoordinator}`],
        said,
      ).toContain(list);
    }
    await expectNoNames(said);
    seen[moved ? 'fresh' : 'old']++;
    seen.asked += got.length;
    old = now;
  }
  expect(seen.old + seen.fresh).toBe(many(8));
  expect(seen.asked).toBeGreaterThan(0);

  expect(await ended(admin, await begin(admin, zipOfDay(2 + many(8))))).toBe('done');
  await kill();
  await startProcess();
  await kill();
  await expectNoNames('at the end');
});
