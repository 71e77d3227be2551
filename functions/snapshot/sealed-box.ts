import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Bytes sealed with AES-256-GCM under a data key: a random IV, the ciphertext, the tag. `associated` says what they belong to:
 * they open for nothing else.
 */
export function sealBox(dataKey: Uint8Array, plain: Uint8Array, associated?: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv);
  if (associated !== undefined) cipher.setAAD(Buffer.from(associated));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The other way; throws on bytes that are damaged, belong to something else, or are sealed under another key. */
export function openBox(dataKey: Uint8Array, box: Uint8Array, associated?: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', dataKey, box.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  if (associated !== undefined) decipher.setAAD(Buffer.from(associated));
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
