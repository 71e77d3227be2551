import { HmisError } from '../../shared/errors.ts';

/** One file in a zip, by what the zip says of it. */
export interface ZippedFile {
  readonly name: string;
  /** Bytes of its content. */
  readonly size: number;
}

/** A zip that has been found to be harmless, and its password right. */
export interface OpenZip {
  readonly files: readonly ZippedFile[];
  /** The content of one of the files. Throws HmisError `BadRequest` where it is not what the zip says. */
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** A zip of ours has five files; ClientTrack's some dozens. */
const FILES = 200;
const FILE_BYTES = 400_000_000;
const ALL_BYTES = 1_000_000_000;
/** CSV files of ids shrink to a twentieth at most, of blanks to a hundredth. */
const RATIO = 400;
const RATIO_MATTERS_BYTES = 1_000_000;

/**
 * Opens a zip of validation files, ours or another HMIS's, where it lies: nothing is sent anywhere. Every claim it makes
 * is checked before anything is unpacked. Throws HmisError `BadRequest` with field `password` where one is needed or
 * wrong, with field `file` where the zip is broken or made to do harm.
 */
export async function openZip(zip: Blob, password: string | undefined): Promise<OpenZip> {
  // The build without WebAssembly, which the pane's content policy does not let in.
  const js = await import('@zip.js/zip.js/index-native.js');
  const reader = new js.ZipReader(new js.BlobReader(zip), { useWebWorkers: false, strictness: 'strict' });
  const found = await reader.getEntries().catch(() => {
    throw refused('This is no zip that can be opened safely: it is damaged, or made to do harm. Download it again.');
  });
  const entries = found.flatMap((entry) => (entry.directory ? [] : [entry]));
  refuseNames(found.map(({ filename }) => filename));
  if (entries.length === 0) throw refused('There is nothing in this zip.');
  refuseSizes(entries);
  for (const { compressionMethod } of entries) {
    if (compressionMethod !== 0 && compressionMethod !== 8) {
      throw refused('This zip is compressed in a way that is not known here. Make it anew as a plain zip.');
    }
  }
  const [sealed] = entries.filter(({ encrypted }) => encrypted);
  if (sealed) {
    if (password === undefined || password === '') throw needsPassword('This zip has a password. Type it.');
    await sealed
      .getData(new js.Uint8ArrayWriter(), { password, useWebWorkers: false, checkPasswordOnly: true })
      .catch((error: unknown) => {
        if (isNamed(error, js.ERR_INVALID_PASSWORD)) throw wrongPassword();
        throw refused('This zip is damaged. Download it again.');
      });
  }
  return {
    files: entries.map(({ filename, uncompressedSize }) => ({ name: filename, size: uncompressedSize })),
    async read(name) {
      const entry = entries.find(({ filename }) => filename === name);
      if (!entry) throw refused('There is no such file in this zip.');
      const { sink, bytes } = collecting(entry.uncompressedSize);
      const options = { useWebWorkers: false, checkSignature: true, ...(entry.encrypted ? { password } : {}) };
      await entry.getData(sink, options as { useWebWorkers: boolean }).catch((error: unknown) => {
        if (isNamed(error, js.ERR_INVALID_PASSWORD)) throw wrongPassword();
        throw refused('This file in the zip is damaged, or not what the zip says of it. Download it again.');
      });
      return bytes();
    },
  };
}

/** A name is only ever shown or made into a file beside others: it must be one that can do neither harm. */
function refuseNames(names: readonly string[]): void {
  if (names.length > FILES) throw refused(`There are more than ${FILES} files in this zip.`);
  const seen = new Set<string>();
  for (const name of names) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
    const strange = /[\u0000-\u001f\u007f\\:]|^\/|(^|\/)\.\.(\/|$)/.test(name) || name.length > 200;
    if (strange) throw refused('A file in this zip has a name that leads somewhere else.');
    const key = name.normalize('NFC').toLowerCase();
    if (seen.has(key)) throw refused('Two files in this zip have the same name.');
    seen.add(key);
  }
}

function refuseSizes(entries: readonly { uncompressedSize: number; compressedSize: number }[]): void {
  let all = 0;
  for (const { uncompressedSize, compressedSize } of entries) {
    all += uncompressedSize;
    const swollen = uncompressedSize > RATIO_MATTERS_BYTES && uncompressedSize > compressedSize * RATIO;
    if (uncompressedSize > FILE_BYTES || all > ALL_BYTES || swollen) {
      throw refused('What is in this zip is too large to be opened here.');
    }
  }
}

/** Takes no more bytes than were claimed: a bomb lies about them. */
function collecting(claimed: number): {
  sink: WritableStream<Uint8Array>;
  bytes(): Uint8Array<ArrayBuffer>;
} {
  const all = new Uint8Array(claimed);
  let filled = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      if (filled + chunk.length > claimed) throw new Error('There is more than the zip says.');
      all.set(chunk, filled);
      filled += chunk.length;
    },
  });
  return {
    sink,
    bytes() {
      if (filled !== claimed) throw refused('This file in the zip is not what the zip says of it.');
      return all;
    },
  };
}

function isNamed(error: unknown, message: string): boolean {
  return error instanceof Error && error.message === message;
}

function refused(message: string): HmisError {
  return new HmisError('BadRequest', message, { field: 'file' });
}

function needsPassword(message: string): HmisError {
  return new HmisError('BadRequest', message, { field: 'password' });
}

function wrongPassword(): HmisError {
  return needsPassword('The password is wrong. Nothing was opened.');
}
