import { requireNode24 } from './node-version.ts';

requireNode24();

const { startLocalService } = await import('./service.ts');
const { importSampleIfEmpty } = await import('./first-import.ts');
const { openInBrowser } = await import('./open-in-browser.ts');

const dataDir = process.env.HMIS_DATA_DIR || '.data';
try {
  const service = await startLocalService({ dataDir, port: Number(process.env.PORT || 3000), announce: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void service.close().then(() => process.exit(0)));
  await importSampleIfEmpty(service, dataDir);
  const address = `${service.url}/#key=${service.secret}`;
  console.log(`
HMIS Sheets runs (data in ${dataDir}). The workbook, with the pane beside it, is at

  ${address}

Whoever has this address can sign in as any of the four local people.

On the command line, in another terminal:
  npm run -s hmis -- catalog
  npm run -s hmis -- report active-clients --format xlsx --out active-clients.xlsx
  npm run -s hmis -- import FILE.zip          your own HMIS CSV export
  npm run -s hmis -- help                     all there is

Ctrl+C stops it.`);
  if (process.stdout.isTTY) openInBrowser(address, process.env, process.platform);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
