import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../../addin/service/client.ts';
import { runReport } from '../../addin/service/run.ts';
import type { Dynamo } from '../../functions/snapshot/dynamo.ts';
import { loadReport } from '../../shared/load-report.ts';
import { localTokens } from '../local/cli/connect.ts';
import { importFrom } from '../local/cli/import-command.ts';
import { zipFile } from '../local/cli/upload.ts';
import { writeSample } from '../local/sample/sample.ts';
import { startLocalService } from '../local/service.ts';
import type { Measured } from './estimate.ts';

const YEAR = { from: '2025-10-01', to: '2026-09-30' };

/** Imports a made-up export of so many clients into a service on this machine, and runs one list over a year of it. */
export async function measure(clients: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-costs-'));
  try {
    const zip = join(folder, 'sample.zip');
    await writeSample({ clients, seed: 1, format: 'FY2026' }, createWriteStream(zip));
    const service = await startLocalService({ dataDir: join(folder, 'data') });
    try {
      const units = countUnits(service.dynamo);
      const { signal } = new AbortController();
      let bytes = 0;
      const client = createClient({
        url: service.url,
        tokens: localTokens(service, 'admin'),
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          bytes += Number(response.headers.get('content-length') ?? 0);
          return response;
        },
      });
      const imported = await timed(async () =>
        importFrom(client, await zipFile(zip), false, { show() {}, end() {} }, signal),
      );
      // What follows an import is no part of the list's cost.
      await service.idle();
      const written = units();
      bytes = 0;
      const report = await loadReport('active-clients');
      const run = await timed(() => runReport(client, { report, params: YEAR, signal }));
      const read = units();
      return {
        clients,
        projects: imported.value.stored.projects,
        enrollments: imported.value.stored.enrollments,
        storedBytes: imported.value.stored.bytes,
        zipBytes: (await stat(zip)).size,
        importWcu: written.wcu,
        importSeconds: imported.seconds,
        runRcu: read.rcu,
        runWcu: read.wcu,
        runSeconds: run.seconds,
        runBytes: bytes,
      };
    } finally {
      await service.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1_000 };
}

const READS = ['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand'];

/** Counts what the database says each call took; every look at the counts begins them anew. */
function countUnits({ doc }: Dynamo): () => { readonly rcu: number; readonly wcu: number } {
  let units = { rcu: 0, wcu: 0 };
  doc.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: unknown };
        const records = [ConsumedCapacity].flat() as ({ CapacityUnits?: number } | undefined)[];
        const taken = records.reduce((sum, record) => sum + (record?.CapacityUnits ?? 0), 0);
        units[READS.includes(commandName) ? 'rcu' : 'wcu'] += taken;
        return result;
      },
    // Outside of the database client's own, which asks for these numbers.
    { step: 'initialize', name: 'countUnits' },
  );
  return () => {
    const counted = units;
    units = { rcu: 0, wcu: 0 };
    return counted;
  };
}
