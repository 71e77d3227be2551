import { spawn } from 'node:child_process';

type Command = readonly [program: string, ...args: string[]];

/**
 * The command that opens an address in the browser a person likes best; undefined where none is wanted: in CI, or with
 * BROWSER=none.
 */
export function browserCommand(
  address: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): Command | undefined {
  if (env.CI || env.BROWSER === 'none') return undefined;
  if (platform === 'darwin') return ['open', address];
  // `start` takes its first quoted word for the window's title.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', `"${address}"`];
  return ['xdg-open', address];
}

/** Opens the address by the command above and does not wait. Where there is no browser, nothing happens. */
export function openInBrowser(...asked: Parameters<typeof browserCommand>): void {
  const command = browserCommand(...asked);
  if (!command) return;
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
  child.on('error', () => undefined);
  child.unref();
}
