import { type KeyService, keyDoesNotOpen } from '../snapshot/keys.ts';
import { openBox, sealBox } from '../snapshot/sealed-box.ts';
import type { FileJob } from './file-job.ts';

/** The password of a file: under a data key of its own, bound to the file. */
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

type SealedFile = Pick<FileJob, 'id' | 'kind'>;

/** What the keys of scheduled files' passwords are for, which are shown to their owners; others' are opened by the worker alone. */
export const SCHEDULED_PASSWORDS = 'SCHEDULED#';

const contextOf = ({ deployment }: PasswordKeys, { id, kind }: SealedFile) => ({
  deployment,
  v: `${kind === 'report' ? SCHEDULED_PASSWORDS : 'FILE#'}${id}`,
});

export async function sealPassword(by: PasswordKeys, file: SealedFile, password: string): Promise<SealedPassword> {
  const { plaintext, wrapped } = await by.keys.generateDataKey(contextOf(by, file));
  const box = sealBox(plaintext, Buffer.from(password));
  plaintext.fill(0);
  return { wrapped, box };
}

/** Throws HmisError `Busy` where the key service does not answer, `Internal` where the password is another file's. */
export async function openPassword(
  by: PasswordKeys,
  file: SealedFile,
  { wrapped, box }: SealedPassword,
): Promise<string> {
  const key = await by.keys.decrypt(wrapped, contextOf(by, file));
  try {
    return openBox(key, box).toString();
  } catch (error) {
    throw keyDoesNotOpen(error);
  }
}
