import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Makes a file whole or not at all: written beside its place under `.part`, for its owner alone (it may hold names),
 * and moved there when `write` is done.
 */
export async function toFile(
  path: string,
  write: (sink: Writable) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const part = `${path}.part`;
  const file = createWriteStream(part, { mode: 0o600, signal });
  const closed = new Promise<void>((resolve, reject) => file.on('close', resolve).on('error', reject));
  try {
    await Promise.all([write(file).then(() => file.end()), closed]);
    await rename(part, path);
  } catch (error) {
    file.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

/** Writes texts in turn, no faster than the sink takes them, and leaves it open. */
export async function writeTexts(sink: Writable, texts: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(gathered(texts)), sink, { end: false });
}

const PIECE = 64 * 1024;

function* gathered(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Writes pieces of bytes in turn, no faster than the sink takes them, and leaves it open. */
export async function writeBytes(
  sink: Writable,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  await pipeline(Readable.from(pieces, { objectMode: false }), sink, { end: false });
}
