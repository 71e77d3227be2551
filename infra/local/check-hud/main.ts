import { requireNode24 } from '../node-version.ts';

requireNode24();
const { runCheck } = await import('./run.ts');

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.exitCode = await runCheck(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  env: process.env,
  signal: stop.signal,
});
