import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyService, keyDoesNotOpen } from '../snapshot/keys.ts';

/** The password of a file between asking and making: under a data key of its own, bound to the file. */
export interface SealedPassword {
  /** The data key, wrapped by the key service. */
  readonly wrapped: Uint8Array;
  /** IV, ciphertext and tag of AES-256-GCM. */
  readonly box: Uint8Array;
}

/** Whoever seals needs no right to open: the function that takes passwords cannot read them again. */
export interface PasswordKeys {
  readonly keys: KeyService;
  readonly deployment: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

const contextOf = ({ deployment }: PasswordKeys, file: string) => ({ deployment, v: `FILE#${file}` });

export async function sealPassword(by: PasswordKeys, file: string, password: string): Promise<SealedPassword> {
  const { plaintext, wrapped } = await by.keys.generateDataKey(contextOf(by, file));
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', plaintext, iv);
  const box = Buffer.concat([iv, cipher.update(password, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  plaintext.fill(0);
  return { wrapped, box };
}

/** Throws HmisError `Busy` where the key service does not answer, `Internal` where the password is another file's. */
export async function openPassword(by: PasswordKeys, file: string, { wrapped, box }: SealedPassword): Promise<string> {
  const key = await by.keys.decrypt(wrapped, contextOf(by, file));
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw keyDoesNotOpen(error);
  }
}
