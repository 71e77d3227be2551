import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { requireNode24 } from './node-version.ts';

requireNode24();

const { readCurrent } = await import('../../functions/snapshot/current.ts');
const { startLocalService } = await import('./service.ts');
const { writeSample } = await import('./sample/sample.ts');
const { runCommandLine } = await import('./cli/command-line.ts');

const SAMPLE = { clients: 2_000, seed: 1, format: 'FY2026' } as const;

const dataDir = process.env.HMIS_DATA_DIR || '.data';
try {
  const service = await startLocalService({ dataDir, port: Number(process.env.PORT || 3000), announce: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void service.close().then(() => process.exit(0)));
  if ((await readCurrent(service.dynamo)).id === undefined) {
    console.log(`The store is empty: importing a sample of ${SAMPLE.clients.toLocaleString('en-US')} made-up people …`);
    const folder = await mkdtemp(join(tmpdir(), 'hmis-sample-'));
    try {
      const file = join(folder, 'sample.zip');
      await writeSample(SAMPLE, createWriteStream(file));
      const terminal = {
        out: devNull(),
        err: process.stderr,
        env: { HMIS_DATA_DIR: dataDir },
        signal: new AbortController().signal,
      };
      if ((await runCommandLine(['import', file], terminal)) !== 0)
        throw new Error('The sample could not be imported.');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  console.log(`
HMIS Sheets runs at ${service.url} (data in ${dataDir}).

Now, in another terminal:
  npm run -s hmis -- catalog
  npm run -s hmis -- report active-clients --format xlsx --out active-clients.xlsx
  npm run -s hmis -- import FILE.zip          your own HMIS CSV export
  npm run -s hmis -- help                     all there is

Ctrl+C stops it.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function devNull(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
