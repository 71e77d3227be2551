import { createHash } from 'node:crypto';
import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-writer.js';

/** What is said of a file in the zip. */
export interface ZippedFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
}

export interface ZipOutput {
  /** Adds a file, its texts in turn, no faster than the sink takes them. `rows` counts the texts after the first. */
  add(name: string, texts: AsyncIterable<string>): Promise<ZippedFile>;
  /** Adds what `write` writes and closes: no more of it lies here than the sink has taken. */
  addWritten(name: string, write: (sink: WritableStream<Uint8Array>) => Promise<void>): Promise<void>;
  /** Writes the zip's own list and closes the sink. */
  close(): Promise<void>;
}

/** Texts are gathered to so many characters before they go through hash and compression. */
const PIECE = 64 * 1024;

/**
 * A zip that is written as it comes, each file encrypted with AES-256 where there is a password (WinZip's AE-2, which
 * 7-Zip opens and which holds no checksum of the plain text). `madeAt` is every file's date.
 */
export function zipInto(
  sink: WritableStream<Uint8Array>,
  { password, madeAt }: { readonly password: string | undefined; readonly madeAt: Date },
): ZipOutput {
  const zip = new ZipWriter(sink, {
    useWebWorkers: false,
    extendedTimestamp: false,
    lastModDate: madeAt,
    ...(password === undefined ? {} : { password, encryptionStrength: 3 }),
  });
  return {
    async add(name, texts) {
      const hash = createHash('sha256');
      let bytes = 0;
      let lines = 0;
      const pieces = gathered(counted(texts, () => lines++));
      const content = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const { value, done } = await pieces.next();
            if (done) return controller.close();
            const piece = Buffer.from(value, 'utf8');
            hash.update(piece);
            bytes += piece.length;
            controller.enqueue(piece);
          },
          async cancel() {
            await pieces.return?.(undefined);
          },
        },
        { highWaterMark: 0 },
      );
      await zip.add(name, content);
      return { name, rows: Math.max(0, lines - 1), bytes, sha256: hash.digest('hex') };
    },
    async addWritten(name, write) {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const written = write(writable).catch(async (error: unknown) => {
        await writable.abort(error).catch(() => undefined);
        throw error;
      });
      const added = zip.add(name, readable).catch(async (error: unknown) => {
        await readable.cancel(error).catch(() => undefined);
        throw error;
      });
      // Both are waited for: whichever fails, the other is told, and ends.
      const [first] = (await Promise.allSettled([written, added])).filter((each) => each.status === 'rejected');
      if (first) throw first.reason;
    },
    async close() {
      await zip.close();
    },
  };
}

async function* counted(texts: AsyncIterable<string>, count: () => void): AsyncGenerator<string> {
  for await (const text of texts) {
    count();
    yield text;
  }
}

async function* gathered(texts: AsyncIterable<string>): AsyncGenerator<string, undefined, undefined> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
  return undefined;
}
