import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { HmisError } from '../../../shared/errors.ts';

/** What a workbook that is taken in may be: a tracker of a whole CoC has a few megabytes. */
export const XLSX_LIMITS = {
  fileBytes: 20_000_000,
  entries: 1_000,
  /** Of one part unpacked. */
  partBytes: 30_000_000,
  /** Unpacked to packed, for parts over a megabyte. */
  ratio: 200,
} as const;

/** Old .xls files, and new ones under a password. */
const OLE = Buffer.from('d0cf11e0', 'hex');

/** Texts of the asked parts of a workbook's package, by name. Only those are unpacked. HmisError `BadRequest`. */
export async function readParts(
  file: Buffer,
  isAsked: (name: string) => boolean,
  limits: Readonly<Record<keyof typeof XLSX_LIMITS, number>> = XLSX_LIMITS,
): Promise<ReadonlyMap<string, string>> {
  if (file.length > limits.fileBytes) throw refused('The file is larger than any tracker.');
  if (file.subarray(0, 4).equals(OLE)) {
    throw refused('The file is an old .xls or has a password. Save it as .xlsx without one.');
  }
  const zip = await open(file);
  try {
    if (zip.entryCount > limits.entries) throw refused('The file has more parts than a workbook has.');
    const parts = new Map<string, string>();
    for await (const entry of entriesOf(zip)) {
      const name = entry.fileName;
      if (!isAsked(name)) continue;
      if (parts.has(name)) throw refused(`The file has two parts ${name.slice(0, 60)}.`);
      if (entry.isEncrypted()) throw refused('The file has a password. Save it without one.');
      const isBomb = entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * limits.ratio;
      if (isBomb || entry.uncompressedSize > limits.partBytes) {
        throw refused(`Its part ${name.slice(0, 60)} unpacks to more than a tracker has.`);
      }
      parts.set(name, await textOf(zip, entry));
    }
    return parts;
  } catch (error) {
    throw error instanceof HmisError ? error : damaged(error);
  } finally {
    zip.close();
  }
}

function open(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) =>
    yauzl.fromBuffer(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) =>
      error ? reject(damaged(error)) : resolve(zip),
    ),
  );
}

/** One entry at a time, so that no part is unpacked beside another. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const done = (settle: () => void) => {
        zip.removeAllListeners();
        settle();
      };
      zip.once('entry', (next: Entry) => done(() => resolve(next)));
      zip.once('end', () => done(() => resolve(undefined)));
      zip.once('error', (error) => done(() => reject(error)));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const chunks: Buffer[] = [];
  // More than the entry claims ends in an error of yauzl.
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function damaged(cause: unknown): HmisError {
  return new HmisError('BadRequest', 'The file is no .xlsx workbook, or a damaged one.', { cause });
}

export function refused(message: string): HmisError {
  return new HmisError('BadRequest', message);
}
