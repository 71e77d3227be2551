import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { readCurrent } from '../../functions/snapshot/current.ts';
import { today } from '../../shared/dates.ts';
import { runCommandLine } from './cli/command-line.ts';
import { writeSample } from './sample/sample.ts';
import type { LocalService } from './service.ts';

const SAMPLE = { clients: 2_000, seed: 1, format: 'FY2026' } as const;

/**
 * Imports made-up people into a service that has no data yet, so that there is something to see. Needs `announce`: the
 * import goes through the command line. Throws an Error where it is refused.
 */
export async function importSampleIfEmpty({ dynamo }: LocalService, dataDir: string): Promise<void> {
  if ((await readCurrent(dynamo)).id !== undefined) return;
  console.log(`The store is empty: importing a sample of ${SAMPLE.clients.toLocaleString('en-US')} made-up people …`);
  const folder = await mkdtemp(join(tmpdir(), 'hmis-sample-'));
  try {
    const file = join(folder, 'sample.zip');
    // As fresh as an export of last night: the pane warns of old data.
    const asOf = today(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);
    await writeSample({ ...SAMPLE, asOf }, createWriteStream(file));
    const terminal = {
      out: new Writable({ write: (_chunk, _encoding, done) => done() }),
      err: process.stderr,
      env: { HMIS_DATA_DIR: dataDir },
      signal: new AbortController().signal,
    };
    if ((await runCommandLine(['import', file], terminal)) !== 0) throw new Error('The sample could not be imported.');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
