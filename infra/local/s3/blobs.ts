import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A run of bytes on disk that never changes once it is written; an object is one or, after a multipart upload, many. */
export interface Blob {
  /** 32 hex digits, random: no part of a key ever becomes part of a path. */
  readonly file: string;
  readonly size: number;
}

const NAME = /^[0-9a-f]{32}$/;
const PIECE = 256 * 1024;

/** The folder of a bucket's bytes. Nothing in it means anything until a record names it. */
export interface BlobFolder {
  /** Stores what `fill` writes; if `fill` throws, nothing stays. */
  write<T>(fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<T>): Promise<{ blob: Blob; result: T }>;
  /** Bytes `start` to `end`, both included, of the blobs laid end to end. */
  read(blobs: readonly Blob[], start: number, end: number): AsyncGenerator<Uint8Array>;
  /** A file that can't be removed now is nobody's, and goes at the next start. */
  remove(blobs: readonly Blob[]): Promise<void>;
  /** Removes every blob that is not in `kept`; answers the names in `kept` that are not there. */
  sweep(kept: ReadonlySet<string>): Promise<readonly string[]>;
}

/** Opens the folder, and makes it where there is none; only its owner may look inside. */
export async function openBlobFolder(folder: string): Promise<BlobFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = (blob: string): string => join(folder, blob);

  const removeFiles = async (files: Iterable<string>): Promise<void> => {
    for (const file of files) await rm(path(file), { force: true });
  };

  return {
    async write(fill) {
      const file = randomBytes(16).toString('hex');
      const handle = await open(path(file), 'wx', 0o600);
      try {
        let size = 0;
        const result = await fill(async (bytes) => {
          size += bytes.length;
          await handle.writeFile(bytes);
        });
        await handle.sync();
        await handle.close();
        return { blob: { file, size }, result };
      } catch (error) {
        await handle.close();
        await removeFiles([file]);
        throw error;
      }
    },

    async *read(blobs, start, end) {
      let first = 0;
      for (const blob of blobs) {
        const from = Math.max(start - first, 0);
        const to = Math.min(end - first, blob.size - 1);
        first += blob.size;
        if (from > to) continue;
        await using handle = await open(path(blob.file), 'r');
        yield* handle.createReadStream({ start: from, end: to, highWaterMark: PIECE, autoClose: false });
      }
    },

    remove: (blobs) => removeFiles(blobs.map((blob) => blob.file)).catch(() => undefined),

    async sweep(kept) {
      const found = new Set(await readdir(folder));
      await removeFiles([...found].filter((file) => NAME.test(file) && !kept.has(file)));
      return [...kept].filter((file) => !found.has(file));
    },
  };
}
