import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs a script in a process of its own, so that memory and processor time are its own, and gives what it printed as JSON.
 * Its one argument is the assignment as JSON. Throws an Error where it does not end well.
 */
export async function inOwnProcess<Result>(
  script: string,
  assignment: unknown,
  nodeFlags: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<Result> {
  const child = spawn(process.execPath, [...nodeFlags, script, JSON.stringify(assignment)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  return JSON.parse(printed) as Result;
}
