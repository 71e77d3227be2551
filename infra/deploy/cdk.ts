import { spawnSync } from 'node:child_process';

/** Runs the CDK's own command line, which talks to the person itself. Throws an Error where it ends with a fault. */
export function cdk(args: readonly string[]): void {
  const { status, error } = spawnSync('npx', ['--no', '--', 'cdk', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`cdk ${args[0]} ended with a fault; what it wrote above says which.`);
}
