import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import { loadSnapshot } from '../../../functions/snapshot/stored.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import { writeSample } from '../../../infra/local/sample/sample.ts';
import { startLocalService } from '../../../infra/local/service.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { readInMemory } from './reading.ts';
import { filesUnder, orphansOf, readAll } from './store.ts';

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-killed-'));
  dataDir = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true }));

async function sample(asOf: string): Promise<{ file: string; enrollments: Enrollment[] }> {
  const file = join(folder, `${asOf}.zip`);
  await writeSample({ clients: 100, seed: 1, format: 'FY2026', asOf: calendarDate(asOf) }, createWriteStream(file));
  const { enrollments } = await readInMemory(await readFile(file));
  return { file, enrollments: [...enrollments.values()].sort((a, b) => (a.EnrollmentID < b.EnrollmentID ? -1 : 1)) };
}

/** `hmis import` in a process of its own, killed after `killAfter` ms; its exit code, null where it was killed. */
function importInProcess(file: string, killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, ['infra/local/cli/main.ts', 'import', file], {
    env: { ...process.env, HMIS_DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

/** What a service that starts on the folder reads as current, and what it leaves lying about. */
async function afterStart(): Promise<{ current: Enrollment[]; orphans: string[]; leaseId: string | undefined }> {
  const service = await startLocalService({ dataDir });
  try {
    const { dynamo } = service;
    const { id, leaseId } = await readCurrent(dynamo);
    if (id === undefined) throw new Error('There is no current snapshot.');
    const keys = await masterKeyService(join(dataDir, 'names.key'));
    const reader = { dynamo, keys, deployment: 'local' };
    return {
      current: await readAll(reader, await loadSnapshot(dynamo, id)),
      orphans: await orphansOf(dynamo),
      leaseId,
    };
  } finally {
    await service.close();
  }
}

test('an import whose process is killed leaves the old data or the new data whole, and starts again', async () => {
  const [old, fresh] = [await sample('2026-06-30'), await sample('2026-09-30')];
  const begun = performance.now();
  expect(await importInProcess(old.file)).toBe(0);
  const took = performance.now() - begun;
  for (let round = 0; round < 3; round++) {
    // The first part of the time is the start of the process.
    const killAfter = took * (0.4 + 0.6 * Math.random());
    const code = await importInProcess(fresh.file, killAfter);
    const { current, orphans, leaseId } = await afterStart();
    const said = `killed after ${Math.round(killAfter)} of ${Math.round(took)} ms, exit code ${code}`;
    expect([old.enrollments, fresh.enrollments], said).toContainEqual(current);
    expect(orphans, said).toEqual([]);
    expect(leaseId, said).toBeUndefined();
    expect([...(await filesUnder(join(dataDir, 'files'))).keys()], 'uploads left behind').toEqual([]);
  }
  expect(await importInProcess(fresh.file)).toBe(0);
  const { current, orphans } = await afterStart();
  expect(current).toEqual(fresh.enrollments);
  expect(orphans).toEqual([]);
  expect(existsSync(join(dataDir, 'spill'))).toBe(false);
  expect([...(await filesUnder(dataDir)).keys()].filter((file) => file.includes('spill'))).toEqual([]);
});
