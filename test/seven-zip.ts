import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installDebianPackages } from './debian.ts';

const NAMES = ['7zz', '7z', '7za'];

/**
 * 7-Zip's program on the PATH, installed where this machine lets us; undefined, with a line that says so, where there is
 * none. In CI that is an Error, unless HMIS_NO_7ZIP is set: what is never run there would pass unseen.
 */
export function provideSevenZip(): string | undefined {
  const found = find() ?? (installDebianPackages(['7zip']) ? find() : undefined);
  if (found !== undefined) return found;
  if (process.env.CI && !process.env.HMIS_NO_7ZIP) {
    throw new Error('7-Zip (7z) is not on the PATH. Install it, or set HMIS_NO_7ZIP=1 to go without.');
  }
  console.log('7-Zip (7z) is not on the PATH: what it makes of our zips is not tested.');
  return undefined;
}

function find(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** Runs it; what it says, on both ways out, and its exit code: 0, 2 for a fault of the archive. */
export async function sevenZip(program: string, ...args: string[]): Promise<{ code: number; said: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { timeout: 120_000 });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: Number(code), said: stdout + stderr };
  }
}
