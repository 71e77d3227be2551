import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { HmisError } from '../../shared/errors.ts';

/**
 * What a data key is for. It is bound to the wrapped key: a key of one project version, or of another deployment, does
 * not open under it.
 */
export interface KeyContext {
  readonly deployment: string;
  /**
   * What is sealed with the key: the names of a project version (its id), a project's trackers (`TRACKERS#…`), or the
   * password of a file (`FILE#<id>`).
   */
  readonly v: string;
}

/** Makes and opens data keys of 32 bytes (AES-256). Only the wrapped form is ever stored. */
export interface KeyService {
  generateDataKey(context: KeyContext): Promise<{ readonly plaintext: Uint8Array; readonly wrapped: Uint8Array }>;
  /** Throws HmisError `Busy` where the key service cannot answer now, `Internal` where the key does not open. */
  decrypt(wrapped: Uint8Array, context: KeyContext): Promise<Uint8Array>;
}

/** The key service on AWS: data keys under one customer-managed key of KMS. */
export function kmsKeyService(client: KMSClient, keyId: string): KeyService {
  return {
    async generateDataKey(context) {
      const command = new GenerateDataKeyCommand({
        KeyId: keyId,
        KeySpec: 'AES_256',
        EncryptionContext: { deployment: context.deployment, v: context.v },
      });
      const { Plaintext, CiphertextBlob } = await client.send(command).catch(translate);
      if (!Plaintext || !CiphertextBlob) throw keyDoesNotOpen();
      return { plaintext: Plaintext, wrapped: CiphertextBlob };
    },
    async decrypt(wrapped, context) {
      const command = new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: wrapped,
        EncryptionContext: { deployment: context.deployment, v: context.v },
      });
      const { Plaintext } = await client.send(command).catch(translate);
      if (!Plaintext) throw keyDoesNotOpen();
      return Plaintext;
    },
  };
}

/** The refusal for a wrapped key that is damaged, of another version, or under another master key. */
export function keyDoesNotOpen(cause?: unknown): HmisError {
  return new HmisError('Internal', 'The key of stored names could not be opened. Tell the administrator.', { cause });
}

/** What no second try mends: the key is wrong, or was taken away. Everything else passes. */
const LASTING = new Set([
  'AccessDeniedException',
  'DisabledException',
  'IncorrectKeyException',
  'InvalidCiphertextException',
  'InvalidKeyUsageException',
  'KMSInvalidStateException',
  'NotFoundException',
]);

function translate(error: unknown): never {
  if (error instanceof Error && LASTING.has(error.name)) throw keyDoesNotOpen(error);
  throw new HmisError('Busy', 'The key service does not answer just now. Wait a minute, then try again.', {
    cause: error,
  });
}
