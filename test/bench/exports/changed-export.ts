import { createWriteStream, openAsBlob } from 'node:fs';
import { Writable } from 'node:stream';
import { BlobReader, BlobWriter, type FileEntry, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { csvLines, type Row } from '../../../infra/local/sample/row.ts';
import { sampleFiles } from '../../../infra/local/sample/sample.ts';
import type { MadeUpExport } from './made-up-export.ts';

/** The same export with the enrollments that `isChanged` names edited on the last day; written to a zip at `to`. */
export async function changedExport(
  { clients, seed, zip, summary }: MadeUpExport,
  isChanged: (enrollment: Row, n: number) => boolean,
  to: string,
): Promise<void> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(zip)), { useWebWorkers: false });
  const writer = new ZipWriter(Writable.toWeb(createWriteStream(to)), { useWebWorkers: false, level: 3 });
  const files = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  for (const entry of files) {
    if (entry.filename === 'Enrollment.csv') continue;
    const packed = await entry.getData(new BlobWriter(), { passThrough: true, checkSignature: false });
    await writer.add(entry.filename, new BlobReader(packed), {
      passThrough: true,
      uncompressedSize: entry.uncompressedSize,
      compressionMethod: entry.compressionMethod,
      ...(entry.signature === undefined ? {} : { signature: entry.signature }),
    });
  }
  await writer.add('Enrollment.csv', stream(enrollments()));
  await writer.close();
  await reader.close();

  function* enrollments(): Generator<Uint8Array> {
    const { header, line } = csvLines('Enrollment', 'FY2026');
    const rows = sampleFiles({ clients, seed, format: 'FY2026' }).find(({ file }) => file === 'Enrollment')?.rows ?? [];
    let text = header;
    let n = 0;
    for (const row of rows) {
      text += line(isChanged(row, n++) ? { ...row, DateUpdated: `${summary.asOf} 12:00:00` } : row);
      if (text.length < PIECE) continue;
      yield Buffer.from(text);
      text = '';
    }
    yield Buffer.from(text);
  }
}

const PIECE = 65_536;

function stream(pieces: Iterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const { done, value } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
