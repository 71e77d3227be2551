import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HmisError } from '../../../shared/errors.ts';

/** Bytes of known number, read when they are sent. */
export interface UploadSource {
  readonly size: number;
  open(): Readable;
}

export async function zipFile(path: string): Promise<UploadSource> {
  const { size } = await stat(path);
  if (size === 0) throw new HmisError('BadRequest', 'The file is empty.');
  return { size, open: () => createReadStream(path) };
}

/**
 * The CSV files of a folder as one zip. It is made twice, once to learn its size (a presigned upload must name it) and
 * once to be sent, so that no second copy of the clients' data ever lies on a disk; the same files give the same bytes.
 * Throws HmisError `BadRequest` where the folder holds no CSV file.
 */
export async function folderAsZip(folder: string): Promise<UploadSource> {
  const names = (await readdir(folder)).filter((name) => /\.csv$/i.test(name)).sort();
  if (names.length === 0) throw new HmisError('BadRequest', 'There are no CSV files in this folder.');
  let size = 0;
  for await (const chunk of zipOf(folder, names)) size += chunk.length;
  return { size, open: () => zipOf(folder, names) };
}

function zipOf(folder: string, names: readonly string[]): Readable {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const written = writeZip(folder, names, writable).catch((error: unknown) => writable.abort(error));
  void written.catch(() => undefined);
  return Readable.from(readable, { objectMode: false });
}

async function writeZip(folder: string, names: readonly string[], sink: WritableStream<Uint8Array>): Promise<void> {
  const { ZipWriter } = await import('@zip.js/zip.js');
  const zip = new ZipWriter(sink, {
    useWebWorkers: false,
    extendedTimestamp: false,
    lastModDate: new Date(2000, 0, 1),
  });
  for (const name of names) {
    await zip.add(name, Readable.toWeb(createReadStream(join(folder, name))) as ReadableStream<Uint8Array>);
  }
  await zip.close();
}

/**
 * Sends the bytes to a presigned address with the headers that were signed. Throws HmisError `Busy` where the
 * connection breaks off, `Internal` where the address refuses them, and the signal's reason where it is cancelled.
 */
export async function upload(
  source: UploadSource,
  { url, headers }: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  { signal, onProgress }: { signal: AbortSignal; onProgress(sent: number): void },
): Promise<void> {
  let sent = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      onProgress(sent);
      done(null, chunk);
    },
  });
  const put = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, {
    method: 'PUT',
    headers: { ...headers, 'content-length': source.size },
    signal,
  });
  const bytes = source.open();
  const answered = new Promise<IncomingMessage>((resolve, reject) => put.on('response', resolve).on('error', reject));
  // An address that refuses may do so, and stop reading, while bytes still flow: its answer counts, not what is unsent.
  void answered
    .then(({ statusCode }) => statusCode !== 200 && bytes.destroy(new Error('refused')))
    .catch(() => undefined);
  const [, response] = await Promise.allSettled([pipeline(bytes, meter, put), answered]);
  signal.throwIfAborted();
  if (response.status === 'rejected') {
    throw new HmisError('Busy', 'The upload broke off: check the network connection and import again.');
  }
  response.value.resume();
  const { statusCode = 0 } = response.value;
  if (statusCode !== 200) throw new HmisError('Internal', `The upload was refused (status ${statusCode}).`);
}
