import { createHash } from 'node:crypto';
import { S3Error } from './errors.ts';
import { chunkSignature, type SigningScope, sameSignature, trailerSignature } from './signature.ts';

/** Where the signatures of a chunked body begin. */
export interface ChunkSeed {
  readonly scope: SigningScope;
  readonly signature: string;
}

export interface Unchunked {
  readonly body: AsyncIterable<Uint8Array>;
  /** Lower-case names; filled once the body has been read to its end. */
  readonly trailers: ReadonlyMap<string, string>;
}

const MAX_LINE = 256;
const MAX_TRAILERS = 8192;
const CHUNK_HEAD = /^([0-9a-fA-F]{1,9})(?:;chunk-signature=([0-9a-f]{64}))?$/;
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

/**
 * Takes S3's aws-chunked encoding off a body as it streams by; nothing is held but the chunk in passing. With a seed every
 * chunk, and the trailers if there are any, must carry their signature (STREAMING-AWS4-HMAC-SHA256-PAYLOAD and -TRAILER).
 * Reading the body throws IncompleteBody, MalformedTrailerError or SignatureDoesNotMatch; until it has ended well, no
 * byte of it may be trusted. [AWS Signature Version 4, Transferring payload in multiple chunks]
 */
export function unchunk(source: AsyncIterable<Uint8Array>, seed?: ChunkSeed): Unchunked {
  const trailers = new Map<string, string>();
  return { body: chunkData(source, seed, trailers), trailers };
}

async function* chunkData(
  source: AsyncIterable<Uint8Array>,
  seed: ChunkSeed | undefined,
  trailers: Map<string, string>,
): AsyncGenerator<Uint8Array> {
  const wire = reader(source);
  let previous = seed?.signature ?? '';
  try {
    for (;;) {
      const [, size, signature = ''] = CHUNK_HEAD.exec(await wire.line()) ?? [];
      if (size === undefined) throw new S3Error('IncompleteBody', 'A chunk does not begin with its size.');
      const length = Number.parseInt(size, 16);
      const hash = createHash('sha256');
      for await (const bytes of wire.take(length)) {
        if (seed) hash.update(bytes);
        yield bytes;
      }
      if (seed) previous = checkSignature(signature, chunkSignature(seed.scope, previous, hash.digest('hex')));
      if (length === 0) break;
      if ((await wire.line()) !== '') throw new S3Error('IncompleteBody', 'A chunk is longer than its size.');
    }
    const signature = parseTrailers(await wire.rest(), trailers);
    if (seed && trailers.size > 0) checkSignature(signature, trailerSignature(seed.scope, previous, trailers));
  } finally {
    await wire.letGo();
  }
}

function checkSignature(given: string, expected: string): string {
  if (sameSignature(given, expected)) return expected;
  throw new S3Error('SignatureDoesNotMatch', 'The signature of a chunk does not match the one you provided.');
}

/** Fills `trailers` and answers their signature, empty where there is none. */
function parseTrailers(text: string, trailers: Map<string, string>): string {
  let signature = '';
  for (const line of text.split(/\r?\n/).filter((part) => part !== '')) {
    const [, name, value] = /^([A-Za-z0-9-]+):\s*(\S*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new S3Error('MalformedTrailerError', 'The request contained trailing data that was not well-formed.');
    }
    if (name.toLowerCase() === TRAILER_SIGNATURE) signature = value;
    else trailers.set(name.toLowerCase(), value);
  }
  return signature;
}

interface WireReader {
  /** Up to the next line feed, without the line end. */
  line(): Promise<string>;
  /** The next so many bytes, in the pieces they come in. */
  take(length: number): AsyncGenerator<Uint8Array>;
  /** All that is left. */
  rest(): Promise<string>;
  /** Must be called at the end, whatever it was: what is left of the source can then be read by another. */
  letGo(): Promise<void>;
}

function reader(source: AsyncIterable<Uint8Array>): WireReader {
  const pieces = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array();

  async function more(): Promise<boolean> {
    while (held.length === 0) {
      const next = await pieces.next();
      if (next.done) return false;
      held = next.value;
    }
    return true;
  }

  function cut(length: number): Uint8Array {
    const bytes = held.subarray(0, length);
    held = held.subarray(bytes.length);
    return bytes;
  }

  return {
    async line() {
      let line = '';
      while (await more()) {
        const end = held.indexOf(10);
        line += latin1(cut(end < 0 ? held.length : end + 1));
        if (line.length > MAX_LINE) break;
        if (end >= 0) return line.replace(/\r?\n$/, '');
      }
      throw new S3Error('IncompleteBody', 'The request body ended early or is not aws-chunked.');
    },
    async *take(length) {
      for (let left = length; left > 0; ) {
        if (!(await more())) throw new S3Error('IncompleteBody', 'The request body ended early.');
        const bytes = cut(left);
        left -= bytes.length;
        yield bytes;
      }
    },
    async rest() {
      let text = '';
      while (await more()) {
        text += latin1(cut(held.length));
        if (text.length > MAX_TRAILERS)
          throw new S3Error('MalformedTrailerError', 'There is too much after the last chunk.');
      }
      return text;
    },
    async letGo() {
      await pieces.return?.();
    },
  };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
