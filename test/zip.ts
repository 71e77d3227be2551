import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip. What is left out is as an honest zip has it; the rest is there to lie with. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** 0 stored, 8 deflated; 8 unless said. */
  readonly method?: number;
  /** Claims of the central directory. */
  readonly crc?: number;
  readonly unpackedSize?: number;
  readonly packedSize?: number;
  /** Bit 0 says encrypted. */
  readonly flags?: number;
}

const FULL_32 = 0xffffffff;
const UTF8 = 0x800;

/** A zip byte by byte, so that a test can make one that no honest program writes. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = packed(entry, offset);
    bodies.push(local);
    directory.push(central);
    offset += local.length;
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  return Buffer.concat([...bodies, ...directory, endOfDirectory(entries.length, size, offset)]);
}

function packed(entry: ZipEntry, offset: number): { local: Buffer; central: Buffer } {
  const { method = 8, flags = 0 } = entry;
  const name = Buffer.from(entry.name);
  const data = Buffer.from(entry.data);
  const body = method === 8 ? deflateRawSync(data) : data;
  const unpackedSize = entry.unpackedSize ?? data.length;
  const packedSize = entry.packedSize ?? body.length;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(45, 0);
  common.writeUInt16LE(flags | UTF8, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(0x5a210000, 6);
  common.writeUInt32LE(entry.crc ?? crc32(data), 10);
  common.writeUInt32LE(Math.min(packedSize, FULL_32), 14);
  common.writeUInt32LE(Math.min(unpackedSize, FULL_32), 18);
  common.writeUInt16LE(name.length, 22);
  const extra = zip64Sizes(unpackedSize, packedSize);
  const directoryCommon = Buffer.from(common);
  directoryCommon.writeUInt16LE(extra.length, 24);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([uint32(0x04034b50), common, name, body]),
    central: Buffer.concat([uint32(0x02014b50), Buffer.of(45, 3), directoryCommon, tail, name, extra]),
  };
}

function zip64Sizes(...sizes: number[]): Buffer {
  const large = sizes.filter((size) => size >= FULL_32);
  if (large.length === 0) return Buffer.alloc(0);
  const extra = Buffer.alloc(4 + large.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(large.length * 8, 2);
  for (const [i, size] of large.entries()) extra.writeBigUInt64LE(BigInt(size), 4 + i * 8);
  return extra;
}

function endOfDirectory(entries: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (entries < 0xffff) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
