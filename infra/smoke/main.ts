import { requireNode24 } from '../local/node-version.ts';

requireNode24();
const { readOptions } = await import('../local/cli/options.ts');
const { UsageError } = await import('../local/cli/terminal.ts');
const { withClient } = await import('../local/cli/connect.ts');
const { runSmoke } = await import('./run.ts');

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const terminal = { out: process.stdout, err: process.stderr, env: process.env, signal: stop.signal };
try {
  const options = readOptions(process.argv.slice(2), {}, 0);
  if (options.value('url') === undefined) {
    throw new UsageError('npm run smoke -- --url https://… with an administrator’s access token in HMIS_TOKEN.');
  }
  process.exitCode = await withClient(options, terminal, (client) => runSmoke(client, terminal));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
