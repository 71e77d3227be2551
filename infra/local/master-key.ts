import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type KeyContext, type KeyService, keyDoesNotOpen } from '../../functions/snapshot/keys.ts';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of a wrapped key, for the day there is another way to wrap. */
const FORMAT = 1;

/**
 * The key service of one machine: data keys are wrapped with AES-256-GCM under a master key in `file`, bound to their
 * context. The file is made at the first start, for its owner alone (mode 600). Throws an Error with a sentence where it
 * lies open to others or is no master key; it is never replaced, for the names stored under it would be lost.
 */
export async function masterKeyService(file: string): Promise<KeyService> {
  const masterKey = await readMasterKey(file);
  return {
    async generateDataKey(context) {
      const plaintext = randomBytes(KEY_BYTES);
      return { plaintext, wrapped: wrap(masterKey, plaintext, context) };
    },
    async decrypt(wrapped, context) {
      return unwrap(masterKey, wrapped, context);
    },
  };
}

function wrap(masterKey: Uint8Array, dataKey: Uint8Array, context: KeyContext): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', masterKey, iv).setAAD(associatedData(context));
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(masterKey: Uint8Array, wrapped: Uint8Array, context: KeyContext): Uint8Array {
  if (wrapped.length !== 1 + IV_BYTES + KEY_BYTES + TAG_BYTES || wrapped[0] !== FORMAT) throw keyDoesNotOpen();
  const iv = wrapped.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', masterKey, iv, { authTagLength: TAG_BYTES })
    .setAAD(associatedData(context))
    .setAuthTag(wrapped.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(1 + IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw keyDoesNotOpen(error);
  }
}

/** A JSON list, so that no two contexts give the same bytes. */
function associatedData({ deployment, v }: KeyContext): Uint8Array {
  return Buffer.from(JSON.stringify([FORMAT, deployment, v]));
}

async function readMasterKey(file: string): Promise<Uint8Array> {
  const stat = (await statOf(file)) ?? (await makeMasterKey(file));
  // Windows has no mode bits: there the folder of the user's profile keeps others out.
  const openToOthers = process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
  if (!stat.isFile()) throw new Error(`The master key ${file} is not a file.`);
  if (openToOthers)
    throw new Error(`The master key ${file} can be read by others: run chmod 600 on it, then start again.`);
  const key = await readFile(file);
  if (key.length !== KEY_BYTES) {
    throw new Error(`${file} is not a master key of ${KEY_BYTES} bytes: bring back the one its data was stored with.`);
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
async function makeMasterKey(file: string) {
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
