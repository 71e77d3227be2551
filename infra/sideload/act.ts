import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SideloadStep } from './plan.ts';

/** Carries the steps out, one after another. Throws an Error with a sentence at the first that fails. */
export function act(steps: readonly SideloadStep[]): void {
  for (const step of steps) {
    switch (step.do) {
      case 'copy':
        if (!existsSync(step.within)) throw new Error(step.without);
        writing(step.to, () => {
          mkdirSync(dirname(step.to), { recursive: true });
          copyFileSync(step.from, step.to);
        });
        break;
      case 'delete':
        writing(step.path, () => rmSync(step.path, { force: true }));
        break;
      case 'run':
        if (step.unless && run(step.unless) !== undefined) break;
        throwAny(run(step.command));
    }
  }
}

/** A Mac asks before a terminal may write into Excel's folder, and fails the call where the answer was no. */
function writing(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Error(`${path} cannot be written (${code}): allow this terminal to reach the data of other apps.`, {
      cause: error,
    });
  }
}

/** undefined where the program succeeded, else what it said. */
function run([program = '', ...args]: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', windowsHide: true });
  return status === 0 ? undefined : `${program} failed: ${error?.message ?? stderr.trim()}`;
}

function throwAny(fault: string | undefined): void {
  if (fault !== undefined) throw new Error(fault);
}
