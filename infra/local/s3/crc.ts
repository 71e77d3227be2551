import { crc32 } from 'node:zlib';

/** A checksum over bytes that come in pieces; `value` gives it big-endian, as S3 writes it. */
export interface RunningDigest {
  update(bytes: Uint8Array): void;
  value(): Buffer;
}

export function runningCrc32(): RunningDigest {
  let crc = 0;
  return {
    update: (bytes) => {
      crc = crc32(bytes, crc);
    },
    value: () => words(crc),
  };
}

const CASTAGNOLI = table32(0x82f63b78);

/** CRC-32C (Castagnoli). */
export function runningCrc32c(): RunningDigest {
  let crc = -1;
  return {
    update: (bytes) => {
      for (const byte of bytes) crc = (CASTAGNOLI[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
    },
    value: () => words(~crc),
  };
}

const NVME = table64(0x9a6c9329ac4bc9b5n);

/** CRC-64/NVME, kept as two halves because 64-bit integers would be BigInt and slow. */
export function runningCrc64nvme(): RunningDigest {
  let high = -1;
  let low = -1;
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const index = (low ^ byte) & 255;
        low = (NVME.low[index] ?? 0) ^ ((low >>> 8) | (high << 24));
        high = (NVME.high[index] ?? 0) ^ (high >>> 8);
      }
    },
    value: () => words(~high, ~low),
  };
}

function table32(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? polynomial ^ (crc >>> 1) : crc >>> 1;
    return crc;
  });
}

function table64(polynomial: bigint): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const entries = Array.from({ length: 256 }, (_, byte) => {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? polynomial ^ (crc >> 1n) : crc >> 1n;
    return crc;
  });
  return {
    high: Uint32Array.from(entries, (entry) => Number(entry >> 32n)),
    low: Uint32Array.from(entries, (entry) => Number(entry & 0xffffffffn)),
  };
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}
