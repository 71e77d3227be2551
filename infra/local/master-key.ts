import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyContext, type KeyService, keyDoesNotOpen } from '../../functions/snapshot/keys.ts';
import { secretFile } from './secret-file.ts';

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
  const masterKey = await secretFile(file);
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
