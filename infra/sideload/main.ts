import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from '../local/node-version.ts';
import { LOCAL_ADDIN_ID, LOCAL_ORIGIN, localManifest } from '../manifest/local.ts';
import { act } from './act.ts';
import { planRemoval, planSideload, type SideloadTarget } from './plan.ts';
import { afterRemoval, afterSideload, beforeCertificate } from './words.ts';

requireNode24();

const target: SideloadTarget = {
  platform: process.platform,
  home: homedir(),
  manifestPath: fileURLToPath(new URL('../../manifest.xml', import.meta.url)),
  id: LOCAL_ADDIN_ID,
};

try {
  const args = process.argv.slice(2);
  if (args.some((arg) => arg !== '--remove')) throw new Error('npm run sideload takes nothing but -- --remove.');
  await (args.length > 0 ? remove() : sideload());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function remove(): Promise<void> {
  act(planRemoval(target));
  console.log(afterRemoval(target.platform));
}

async function sideload(): Promise<void> {
  const { localhostCertificate } = await import('./certificate.ts');
  const { startLocalService } = await import('../local/service.ts');
  const { importSampleIfEmpty } = await import('../local/first-import.ts');
  const dataDir = process.env.HMIS_DATA_DIR || '.data';
  writeFileSync(target.manifestPath, localManifest());
  const notice = beforeCertificate(target.platform);
  if (notice !== undefined) console.log(notice);
  const certificate = await localhostCertificate(target.platform, join(dataDir, 'certificate'));
  const https = { ...certificate, port: Number(new URL(LOCAL_ORIGIN).port) };
  const service = await startLocalService({ dataDir, announce: true, https }).catch((error: unknown) => {
    throw portInUse(error) ? new Error(`${LOCAL_ORIGIN} is in use, perhaps by npm start: end that first.`) : error;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void service.close().then(() => process.exit(0)));
  try {
    await importSampleIfEmpty(service, dataDir);
    // Last, so that nothing is registered that did not start.
    act(planSideload(target));
  } catch (error) {
    await service.close();
    throw error;
  }
  console.log(afterSideload(target, LOCAL_ORIGIN, service.secret));
}

function portInUse(error: unknown): boolean {
  return error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE';
}
