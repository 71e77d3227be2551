import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { VersionId } from '../../shared/ids.ts';
import type { Family } from './families.ts';
import { openBox, sealBox } from './sealed-box.ts';

/** The first byte of a segment says how the rest is packed. */
const ZSTD_JSON = 1;
const SEALED_ZSTD_JSON = 2;

/** DynamoDB's limit is 400 KB an item, names and keys counted. */
export const PART_BYTES = 380_000;

/** Which segment a sealed text belongs to; it opens at no other place. */
export interface SegmentName {
  readonly v: VersionId;
  readonly family: Family;
  readonly n: number;
}

/** Columns as zstd-compressed JSON behind one format byte; sealed with AES-256-GCM where a data key is given. */
export function encodeSegment(columns: unknown, name: SegmentName, dataKey?: Uint8Array): Uint8Array {
  const packed = zstdCompressSync(Buffer.from(JSON.stringify(columns)));
  if (!dataKey) return Buffer.concat([Buffer.of(ZSTD_JSON), packed]);
  return Buffer.concat([Buffer.of(SEALED_ZSTD_JSON), sealBox(dataKey, packed, associatedData(name))]);
}

/** The other way; throws on bytes that are damaged, of another segment, or sealed without the key at hand. */
export function decodeSegment(bytes: Uint8Array, name: SegmentName, dataKey?: Uint8Array): Record<string, unknown[]> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (body[0] === ZSTD_JSON) return JSON.parse(zstdDecompressSync(body.subarray(1)).toString());
  if (body[0] !== SEALED_ZSTD_JSON || !dataKey) {
    throw new Error(`Segment ${name.family} ${name.n} of ${name.v} cannot be read (format ${body[0] ?? 'none'}).`);
  }
  return JSON.parse(zstdDecompressSync(openBox(dataKey, body.subarray(1), associatedData(name))).toString());
}

/** Cuts a blob into parts that fit an item; at least one. */
export function cutParts(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += PART_BYTES) parts.push(bytes.subarray(at, at + PART_BYTES));
  return parts;
}

function associatedData({ v, family, n }: SegmentName): string {
  return `${v}|${family}|${n}`;
}
