import { crc32, deflateRawSync } from 'node:zlib';
import { zipOf } from '../zip.ts';

/** Zips that no honest program writes, byte by byte. */

/** Where the records of a zip of `zipOf` lie. */
export function recordsOf(zip: Buffer): {
  readonly locals: number[];
  readonly centrals: number[];
  readonly end: number;
} {
  const find = (signature: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(signature);
    const places: number[] = [];
    for (let at = zip.indexOf(bytes); at !== -1; at = zip.indexOf(bytes, at + 1)) places.push(at);
    return places;
  };
  return { locals: find(0x04034b50), centrals: find(0x02014b50), end: find(0x06054b50).at(-1) ?? 0 };
}

/** A copy with some bytes changed. */
export function changed(zip: Buffer, change: (copy: Buffer, records: ReturnType<typeof recordsOf>) => void): Buffer {
  const copy = Buffer.from(zip);
  change(copy, recordsOf(zip));
  return copy;
}

/** A central directory of so many entries, all the same one, whose end claims `said` of them. */
export function directoryOf(entries: number, said: number): Buffer {
  const one = zipOf([{ name: 'Client.csv', data: 'x', method: 0 }]);
  const { centrals, end } = recordsOf(one);
  const start = centrals[0] ?? 0;
  const record = one.subarray(start, end);
  const tail = Buffer.from(one.subarray(end));
  tail.writeUInt16LE(Math.min(said, 0xffff), 8);
  tail.writeUInt16LE(Math.min(said, 0xffff), 10);
  tail.writeUInt32LE(Math.min(record.length * entries, 0xfffffffe), 12);
  return Buffer.concat([one.subarray(0, start), ...Array<Buffer>(entries).fill(record), tail]);
}

/** A zip in a zip in a zip … */
export function nested(depth: number, inner: Buffer): Buffer {
  return depth === 0 ? inner : nested(depth - 1, zipOf([{ name: 'Client.csv', data: inner }]));
}

/** Entries that all name the same deflated bytes, each unpacking to all of them. */
export function overlapping(names: readonly string[], bytes: number): Buffer {
  const data = Buffer.alloc(bytes, 'PersonalID,FirstName\r\n');
  const body = deflateRawSync(data);
  const zip = zipOf([
    {
      name: names[0] ?? '',
      data: body,
      method: 0,
      crc: crc32(data),
      unpackedSize: data.length,
      packedSize: body.length,
    },
    ...names.slice(1).map((name) => ({
      name,
      data: '',
      method: 0,
      crc: crc32(data),
      unpackedSize: data.length,
      packedSize: body.length,
    })),
  ]);
  return changed(zip, (copy, { locals, centrals }) => {
    for (const at of [...centrals.map((place) => place + 10), ...locals.map((place) => place + 8)])
      copy.writeUInt16LE(8, at);
    for (const place of centrals) copy.writeUInt32LE(0, place + 42);
  });
}
