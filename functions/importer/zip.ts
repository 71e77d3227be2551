import { once } from 'node:events';
import { type Readable, Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type RandomAccessReader, type ZipFile } from 'yauzl';
import { HmisError } from '../../shared/errors.ts';
import { CSV_FILES, type CsvFile } from './csv-files.ts';

/** What an export's zip may be. HMIS CSV files deflate to between a tenth and a thirtieth. */
export const ZIP_LIMITS = {
  entries: 200,
  /** Bytes of all files unpacked, and of one. */
  unpackedBytes: 40_000_000_000,
  /** Unpacked to packed, for files over a megabyte; deflate's own limit is 1,032. */
  ratio: 250,
} as const;

export interface ZipCsv {
  readonly file: CsvFile;
  /** Bytes unpacked, as the zip says; reading checks it. */
  readonly size: number;
  /** The unpacked bytes; fails with HmisError `ImportRefused` where they are damaged. */
  open(): Promise<Readable>;
}

export interface ExportZip {
  readonly files: ReadonlyMap<CsvFile, ZipCsv>;
  /** Names of entries that are none of the 24 files. */
  readonly ignored: readonly string[];
  close(): void;
}

/**
 * Opens an export's zip and checks it before a byte is unpacked: every one of the 24 files once, in one folder or none,
 * no names that climb out, nothing encrypted, sizes and ratios as an export has them. Throws HmisError `ImportRefused`.
 */
export async function openExportZip(reader: RandomAccessReader, size: number, limits = ZIP_LIMITS): Promise<ExportZip> {
  const zip = await openZip(reader, size);
  try {
    if (zip.entryCount > limits.entries) {
      throw refused(`The zip has ${zip.entryCount} entries; an HMIS CSV export has ${CSV_FILES.length}.`);
    }
    const files = new Map<CsvFile, ZipCsv>();
    const ignored: string[] = [];
    let unpacked = 0;
    for (const entry of await entriesOf(zip)) {
      checkEntry(entry, limits.ratio);
      unpacked += entry.uncompressedSize;
      if (unpacked > limits.unpackedBytes) throw refused('The zip claims to unpack to more than an export can have.');
      const file = fileOf(entry.fileName);
      if (!file) {
        if (!entry.fileName.endsWith('/')) ignored.push(entry.fileName.slice(0, 200));
        continue;
      }
      if (files.has(file)) throw refused(`The zip has more than one ${file}.csv.`, `${file}.csv`);
      files.set(file, { file, size: entry.uncompressedSize, open: () => openEntry(zip, entry, file) });
    }
    const missing = CSV_FILES.filter((file) => !files.has(file)).map((file) => `${file}.csv`);
    if (missing.length === CSV_FILES.length) throw refused('The zip has no HMIS CSV files in it.');
    if (missing.length > 0) {
      throw refused(
        `The zip lacks ${missing.join(', ')}. An HMIS CSV export has all ${CSV_FILES.length} files.`,
        missing[0],
      );
    }
    return { files, ignored, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(reader: RandomAccessReader, size: number): Promise<ZipFile> {
  try {
    return await new Promise<ZipFile>((resolve, reject) =>
      yauzl.fromRandomAccessReader(
        reader,
        size,
        { lazyEntries: true, autoClose: false, validateEntrySizes: true },
        (error, zip) => (error ? reject(error) : resolve(zip)),
      ),
    );
  } catch (error) {
    throw damaged(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  zip.on('entry', (entry: Entry) => {
    entries.push(entry);
    zip.readEntry();
  });
  zip.readEntry();
  try {
    await once(zip, 'end');
  } catch (error) {
    throw hostile(error) ?? damaged(error);
  }
  return entries;
}

/** What yauzl refuses itself, in a sentence of ours. */
function hostile(error: unknown): HmisError | undefined {
  const { message = '' } = error as { message?: string };
  if (/^(?:absolute path|invalid relative path):/.test(message))
    return refused('A name in the zip leads out of the zip. Zip the export again, with the file names alone.');
  if (message.startsWith('strong encryption'))
    return refused('The zip is encrypted. Upload the export without a password.');
  return undefined;
}

function checkEntry(entry: Entry, ratio: number): void {
  const name = entry.fileName.slice(0, 100);
  if (entry.isEncrypted()) throw refused(`${name} is encrypted. Upload the export without a password.`);
  if (entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * ratio) {
    throw refused(`${name} unpacks to over ${ratio} times its size, which no export does.`);
  }
}

/** The export's file that an entry is, by its name without folders; resource forks of a Mac are none. */
function fileOf(name: string): CsvFile | undefined {
  if (name.startsWith('__MACOSX/')) return undefined;
  const base = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  return CSV_FILES.find((file) => `${file.toLowerCase()}.csv` === base);
}

async function openEntry(zip: ZipFile, entry: Entry, file: CsvFile): Promise<Readable> {
  try {
    const raw = await new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    );
    const checked = new Transform({
      transform(chunk: Buffer, _, done) {
        sum = crc32(chunk, sum);
        done(null, chunk);
      },
      flush: (done) =>
        done(sum === entry.crc32 ? null : refused(`${file}.csv is damaged in the zip. Export again.`, `${file}.csv`)),
    });
    let sum = 0;
    raw.on('error', (error) => checked.destroy(damaged(error, file)));
    checked.on('close', () => raw.destroy());
    return raw.pipe(checked);
  } catch (error) {
    throw damaged(error, file);
  }
}

function damaged(error: unknown, file?: CsvFile): HmisError {
  if (error instanceof HmisError) return error;
  const what = file ? `${file}.csv is damaged in the zip` : 'The file is no zip, or a damaged one';
  return new HmisError('ImportRefused', `${what}. Export again, and upload it whole.`, {
    cause: error,
    field: file ? `${file}.csv` : 'zip',
  });
}

function refused(message: string, field = 'zip'): HmisError {
  return new HmisError('ImportRefused', message, { field });
}
