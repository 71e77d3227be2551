import { Writable } from 'node:stream';
import { runCommandLine } from '../../../../infra/local/cli/command-line.ts';

/** A stream that keeps what it is given. */
export function kept() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** Runs a command as a person would: against the service at `url`, else over the data in `dataDir`. */
export async function hmis(
  argv: readonly string[],
  options: { url?: string; token?: string; dataDir?: string; password?: string; signal?: AbortSignal } = {},
) {
  const [out, err] = [kept(), kept()];
  const code = await runCommandLine(options.url === undefined ? argv : [...argv, '--url', options.url], {
    out: out.stream,
    err: err.stream,
    env: { HMIS_TOKEN: options.token ?? 'token-1', HMIS_DATA_DIR: options.dataDir, HMIS_PASSWORD: options.password },
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, out: out.text(), err: err.text() };
}
