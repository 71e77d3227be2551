import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { OptionKind, Options } from './options.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './terminal.ts';

/** Never the password itself: arguments are seen by everyone on a machine, and kept in a shell's history. */
export const PASSWORD_OPTIONS: Readonly<Record<string, OptionKind>> = { 'password-file': 'value' };

/**
 * A file's password: the first line of `--password-file`, else HMIS_PASSWORD, else typed at the terminal, unseen.
 * undefined where none of them gives one.
 */
export async function passwordFrom(options: Options, terminal: Terminal): Promise<string | undefined> {
  const file = options.value('password-file');
  if (file !== undefined) {
    const [line = ''] = (await readFile(file, 'utf8')).split(/\r?\n/, 1);
    if (line === '') throw new UsageError('The first line of --password-file is empty.');
    return line;
  }
  return terminal.env.HMIS_PASSWORD || (await typed(terminal));
}

async function typed({ input, err, signal }: Terminal): Promise<string | undefined> {
  if (!input?.isTTY) return undefined;
  err.write('Password: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true });
  try {
    return (await lines.question('', { signal })) || undefined;
  } finally {
    lines.close();
    err.write('\n');
  }
}
