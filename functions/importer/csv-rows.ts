import type { Readable } from 'node:stream';
import { plainScanner } from './csv-plain.ts';
import { RECORD_BYTES, type StrictOptions, type StrictParser, strictParser } from './csv-strict.ts';

/**
 * Goes through a file's rows: those that are plain are scanned, and from the first one that is not, a parser judges what
 * follows. Whatever the pieces in which the file comes, each row is answered as the parser alone would.
 */
export async function eachRow(
  stream: Readable,
  options: StrictOptions,
  onBytes?: (bytes: number) => void | Promise<void>,
): Promise<void> {
  const scanner = plainScanner(options.onRow);
  let strict: StrictParser | undefined;
  let left: Buffer = Buffer.alloc(0);
  const scan = async (piece: Buffer, isLast: boolean) => {
    const rest = scanner.scan(piece, isLast);
    left = rest.bytes;
    if (rest.isPlain && left.length <= RECORD_BYTES) return;
    strict = strictParser(scanner.place(), options);
    await strict.write(left);
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (strict) await strict.write(chunk);
      else await scan(left.length === 0 ? chunk : Buffer.concat([left, chunk]), false);
      await onBytes?.(chunk.length);
    }
    if (!strict) await scan(left, true);
    await strict?.end();
  } finally {
    stream.destroy();
    strict?.destroy();
  }
}
