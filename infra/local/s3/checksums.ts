import { createHash } from 'node:crypto';
import { type RunningDigest, runningCrc32, runningCrc32c, runningCrc64nvme } from './crc.ts';

/** S3's object checksums, by the end of their header's name `x-amz-checksum-…`; the value is the digest's length. */
export const CHECKSUM_BYTES = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 } as const;

export type ChecksumName = keyof typeof CHECKSUM_BYTES;

/** FULL_OBJECT is over the object's bytes, COMPOSITE over the checksums of its parts. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly name: ChecksumName;
  /** Base64; a composite one ends in `-` and the number of parts. */
  readonly value: string;
  readonly type: ChecksumType;
}

export function isChecksumName(name: string): name is ChecksumName {
  return Object.hasOwn(CHECKSUM_BYTES, name);
}

/** A digest over bytes that come in pieces. */
export function runningChecksum(name: ChecksumName | 'md5'): RunningDigest {
  if (name === 'crc32') return runningCrc32();
  if (name === 'crc32c') return runningCrc32c();
  if (name === 'crc64nvme') return runningCrc64nvme();
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), value: () => hash.digest() };
}

/** True for base64 of exactly so many bytes. */
export function isDigest(text: string, bytes: number): boolean {
  const decoded = Buffer.from(text, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === text;
}

/** The checksum of checksums that S3 gives a multipart object: base64, with the number of parts. */
export function compositeChecksum(name: ChecksumName, parts: readonly string[]): string {
  const running = runningChecksum(name);
  for (const part of parts) running.update(Buffer.from(part, 'base64'));
  return `${running.value().toString('base64')}-${parts.length}`;
}
