import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '../../addin/service/client.ts';
import { localTokens } from '../local/cli/connect.ts';
import { print, type Terminal } from '../local/cli/terminal.ts';
import { zipFile } from '../local/cli/upload.ts';
import { writeSample } from '../local/sample/sample.ts';
import { startLocalService } from '../local/service.ts';
import { smoke } from './smoke.ts';

const SAMPLE = { clients: 300, seed: 1, format: 'FY2026' } as const;

/** The smoke test of a deployed service from one line a report to the exit code: 0 where every answer is the same, else 1. */
export async function runSmoke(deployed: Client, terminal: Terminal): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-smoke-'));
  try {
    const zip = join(folder, 'sample.zip');
    await writeSample(SAMPLE, createWriteStream(zip));
    const service = await startLocalService({ dataDir: join(folder, 'data') });
    try {
      const local = createClient({ url: service.url, tokens: localTokens(service, 'admin') });
      return await compared(deployed, local, zip, terminal);
    } finally {
      await service.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compared(deployed: Client, local: Client, zip: string, terminal: Terminal): Promise<number> {
  const sample = await zipFile(zip);
  let different = 0;
  for await (const { report, rows, differs } of smoke({ deployed, local, sample, signal: terminal.signal })) {
    print(terminal, [
      `${report}: ${rows} rows, ${differs.length === 0 ? 'the same' : `not the same: ${differs.join(', ')}`}`,
    ]);
    if (differs.length > 0) different += 1;
  }
  print(terminal, [different === 0 ? 'Every report answers as on this machine.' : `${different} reports do not.`]);
  return different === 0 ? 0 : 1;
}
