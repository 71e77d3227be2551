/** What every part of a workbook's package begins with, and the parts that say where the others are. */

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** `[Content_Types].xml` from the parts' full names (`/xl/workbook.xml`) and types. */
export function contentTypes(parts: readonly (readonly [name: string, type: string])[]): string {
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`),
    '</Types>',
  ].join('');
}

/** The one relation whose type is not among the others'. */
export const CORE_PROPERTIES = `${PACKAGE}/relationships/metadata/core-properties`;

/** A part's relations, `rId1` and on in the order given: the last piece of each one's type (or all of it), and the target. */
export function relationsPart(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${type.includes('/') ? type : `${RELATIONS}/${type}`}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

/** Puts parts into a zip one after the other; only the zipped ones are held. */
export interface PackageWriter {
  text(name: string, text: string): Promise<void>;
  stream(name: string, chunks: Iterable<string>): Promise<void>;
  bytes(name: string, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A zip as Excel takes it. The same parts give the same bytes. `close` closes the sink. */
export async function packageWriter(sink: WritableStream<Uint8Array>): Promise<PackageWriter> {
  const { ZipWriter } = await import('@zip.js/zip.js/lib/zip-core-writer.js');
  const zip = new ZipWriter(sink, {
    useWebWorkers: false,
    // Sizes before the data: Excel takes neither zip64 nor every data descriptor.
    bufferedWrite: true,
    zip64: false,
    extendedTimestamp: false,
    lastModDate: new Date(2000, 0, 1),
  });
  return {
    text: async (name, text) => void (await zip.add(name, bytesOf([text]))),
    stream: async (name, chunks) => void (await zip.add(name, bytesOf(chunks))),
    bytes: async (name, bytes) => void (await zip.add(name, oneChunk(bytes))),
    close: async () => void (await zip.close()),
  };
}

const PIECE = 64 * 1024;

/** Small texts gathered into pieces worth a write. */
function bytesOf(chunks: Iterable<string>): ReadableStream<Uint8Array> {
  const texts = chunks[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let piece = '';
      while (piece.length < PIECE) {
        const { done, value } = texts.next();
        if (done) {
          if (piece !== '') controller.enqueue(encoder.encode(piece));
          controller.close();
          return;
        }
        piece += value;
      }
      controller.enqueue(encoder.encode(piece));
    },
  });
}

function oneChunk(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
