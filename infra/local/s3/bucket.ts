import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { type BlobFolder, openBlobFolder } from './blobs.ts';
import { CHECKSUM_BYTES, type ChecksumName } from './checksums.ts';

const storedObject = z.object({
  key: z.string(),
  versionId: z.string(),
  etag: z.string(),
  size: z.number(),
  /** Epoch milliseconds. */
  lastModified: z.number(),
  /** Headers given with the object and answered with it, x-amz-meta- and encryption among them; lower-case names. */
  headers: z.record(z.string(), z.string()),
  checksum: z
    .object({
      name: z.enum(Object.keys(CHECKSUM_BYTES) as [ChecksumName, ...ChecksumName[]]),
      value: z.string(),
      type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
    })
    .optional(),
  blobs: z.array(z.object({ file: z.string().regex(/^[0-9a-f]{32}$/), size: z.number() })),
});

/** The record of an object: everything but its bytes. The newest version is the only one kept. */
export type StoredObject = z.infer<typeof storedObject>;

/** Objects of one bucket. The index is in memory, so a folder belongs to one process. */
export interface Bucket {
  readonly name: string;
  readonly blobs: BlobFolder;
  get(key: string): StoredObject | undefined;
  keys(): readonly string[];
  /**
   * Makes `object` the one under its key after `check` has let the one before pass; `check` throws to refuse. Nothing
   * else can come between check and write, and whoever reads later, or restarts, sees the old object or the new one.
   */
  put(object: StoredObject, check: (before: StoredObject | undefined) => void): void;
  delete(key: string): void;
  /** Bytes `start` to `end`, both included; they stay readable to the end if the object is replaced meanwhile. */
  read(object: StoredObject, start: number, end: number): Readable;
}

/**
 * Opens a bucket in `folder`: `objects/` holds a record per object under a hash of its key, `data/` the bytes. What an
 * earlier process left unfinished is removed. Throws Error if a record is damaged or its bytes are gone.
 */
export async function openBucket(folder: string, name: string): Promise<Bucket> {
  const records = join(folder, 'objects');
  await mkdir(records, { recursive: true, mode: 0o700 });
  const blobs = await openBlobFolder(join(folder, 'data'));
  const objects = await readRecords(records);
  const lost = await blobs.sweep(
    new Set([...objects.values()].flatMap((object) => object.blobs.map((blob) => blob.file))),
  );
  if (lost.length > 0) throw new Error(`The data folder of bucket ${name} lacks ${lost.length} files of its objects.`);

  const readers = new Map<StoredObject, number>();
  const recordPath = (key: string): string => join(records, `${createHash('sha256').update(key).digest('hex')}.json`);
  const removeUnread = (object: StoredObject | undefined): void => {
    if (object && !readers.has(object)) void blobs.remove(object.blobs);
  };

  return {
    name,
    blobs,
    get: (key) => objects.get(key),
    keys: () => [...objects.keys()],
    put(object, check) {
      const before = objects.get(object.key);
      check(before);
      writeRecord(recordPath(object.key), object);
      objects.set(object.key, object);
      removeUnread(before);
    },
    delete(key) {
      const object = objects.get(key);
      rmSync(recordPath(key), { force: true });
      objects.delete(key);
      removeUnread(object);
    },
    read(object, start, end) {
      readers.set(object, (readers.get(object) ?? 0) + 1);
      const stream = Readable.from(blobs.read(object.blobs, start, end), { objectMode: false });
      stream.once('close', () => {
        const others = (readers.get(object) ?? 1) - 1;
        if (others > 0) readers.set(object, others);
        else readers.delete(object);
        if (objects.get(object.key) !== object) removeUnread(object);
      });
      return stream;
    },
  };
}

async function readRecords(folder: string): Promise<Map<string, StoredObject>> {
  const objects = new Map<string, StoredObject>();
  for (const file of await readdir(folder)) {
    if (file.endsWith('.tmp')) await rm(join(folder, file), { force: true });
    if (!file.endsWith('.json')) continue;
    const record = storedObject.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
    objects.set(record.key, record);
  }
  return objects;
}

/** Synchronous on purpose: no other request can run between the check before it and its end. */
function writeRecord(path: string, object: StoredObject): void {
  const temporary = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(file, JSON.stringify(object));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
