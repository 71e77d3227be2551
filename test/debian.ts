import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const APT_GET = '/usr/bin/apt-get';
const TIMEOUT_MS = 300_000;

/**
 * Installs Debian packages where this machine has apt-get and may use it: as root, or in CI as whoever may be root without
 * a password. The lists of packages are only fetched anew where the first try fails. False where it may not, or could
 * not, which is said on stderr.
 */
export function installDebianPackages(names: readonly string[]): boolean {
  const root = process.getuid?.() === 0;
  // A person's own machine is not changed by a test run.
  if (!existsSync(APT_GET) || (!root && !process.env.CI)) return false;
  const install = ['install', '--yes', '--quiet', '--no-install-recommends', ...names];
  process.stderr.write(`Installing ${names.join(' and ')} by apt-get …\n`);
  if (aptGet(root, install) === undefined) return true;
  const fault = aptGet(root, ['update', '--quiet']) ?? aptGet(root, install);
  if (fault !== undefined) process.stderr.write(`${names.join(' and ')} could not be installed.\n${fault}\n`);
  return fault === undefined;
}

/** undefined where it succeeded, else the end of what it said. */
function aptGet(root: boolean, args: readonly string[]): string | undefined {
  // sudo takes no environment along, so it is given through env. Another apt-get at work is waited for.
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', APT_GET, '-o', 'DPkg::Lock::Timeout=60', ...args];
  const [program = '', ...rest] = root ? command : ['sudo', '-n', ...command];
  const { status, error, stderr } = spawnSync(program, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').slice(-3).join('\n'));
}
