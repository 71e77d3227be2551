import { requireNode24 } from '../node-version.ts';

requireNode24();
const { runCommandLine } = await import('./command-line.ts');

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: process.stdout,
  err: process.stderr,
  input: process.stdin,
  env: process.env,
  signal: stop.signal,
});
