import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;

/**
 * The key of 32 bytes in `file`, made at the first start for its owner alone (mode 600). Throws an Error with a sentence
 * where it lies open to others or is no such key; it is never replaced, for what was stored under it would be lost.
 */
export async function secretFile(file: string): Promise<Uint8Array> {
  const stat = (await statOf(file)) ?? (await makeSecret(file));
  // Windows has no mode bits: there the folder of the user's profile keeps others out.
  const openToOthers = process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
  if (!stat.isFile()) throw new Error(`The key ${file} is not a file.`);
  if (openToOthers) throw new Error(`The key ${file} can be read by others: run chmod 600 on it, then start again.`);
  const key = await readFile(file);
  if (key.length !== KEY_BYTES) {
    throw new Error(`${file} is not a key of ${KEY_BYTES} bytes: bring back the one its data was stored with.`);
  }
  return key;
}

async function statOf(file: string) {
  try {
    return await lstat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole under another name first, then linked: no crash and no second start leaves half a key or two keys. */
async function makeSecret(file: string) {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(randomBytes(KEY_BYTES));
    await handle.sync();
    await handle.close();
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return lstat(file);
}
