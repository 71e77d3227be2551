const [LF, CR, QUOTE, COMMA] = [0x0a, 0x0d, 0x22, 0x2c];
const BOM = [0xef, 0xbb, 0xbf];

type At =
  /** At a field's first byte, where a quote opens it. */
  | 'start'
  /** Within a field without quotes, where a quote is a byte like others. */
  | 'plain'
  | 'quoted'
  /** After a quote within quotes: another one makes it a text's, a field's end closes, anything else goes on. */
  | 'quote'
  /** After a carriage return that follows such a quote. */
  | 'quoteReturn';

/**
 * Tells where records end: for each chunk of a file, in their order, the places in it after a record's line end. It goes
 * through bytes as `csv-parse` does, rows with quotes that do not pair included, so that a file can be cut between rows
 * without reading them: a property test holds the two together. The file's first line end says what ends a line.
 */
export function recordEnds(): (chunk: Buffer) => number[] {
  let at: At = 'start';
  let lineEnd: 'LF' | 'CRLF' | 'CR' | undefined;
  let previous = 0;
  let offset = 0;

  return (chunk) => {
    const ends: number[] = [];
    for (let i = 0; i < chunk.length; i++) {
      // Most bytes are within a text: to its end without a look at anything else.
      if (at === 'quoted') {
        while (i < chunk.length && chunk[i] !== QUOTE) i++;
        previous = 0;
        if (i === chunk.length) break;
        at = 'quote';
        continue;
      }
      if (at === 'plain' && previous !== CR) {
        while (i < chunk.length && isPlain(chunk[i])) i++;
        previous = 0;
        if (i === chunk.length) break;
      }
      const byte = chunk[i] ?? 0;
      if (offset + i < BOM.length && byte === BOM[offset + i]) continue;
      if (lineEnd === undefined && previous === CR && byte !== LF) {
        // The first line end was a carriage return alone, before this byte.
        lineEnd = 'CR';
        ends.push(i);
        at = 'start';
      }
      if (at === 'quote') at = afterQuote(byte, lineEnd);
      else if (at === 'quoteReturn') at = byte === LF ? 'plain' : byte === QUOTE ? 'quote' : 'quoted';
      else if (byte === QUOTE && at === 'start') at = 'quoted';
      else if (byte === COMMA) at = 'start';
      else if (byte !== LF && byte !== CR) at = 'plain';
      if (endsRecord(byte)) {
        ends.push(i + 1);
        at = 'start';
      } else if (at === 'start' && byte !== COMMA) at = 'plain';
      previous = byte;
    }
    offset += chunk.length;
    return ends;
  };

  function endsRecord(byte: number): boolean {
    if (at === 'quoted' || at === 'quote' || at === 'quoteReturn') return false;
    if (byte === CR) return lineEnd === 'CR';
    if (byte !== LF) return false;
    lineEnd ??= previous === CR ? 'CRLF' : 'LF';
    return lineEnd === 'LF' || (lineEnd === 'CRLF' && previous === CR);
  }
}

function isPlain(byte: number | undefined): boolean {
  return byte !== QUOTE && byte !== COMMA && byte !== LF && byte !== CR;
}

function afterQuote(byte: number, lineEnd: 'LF' | 'CRLF' | 'CR' | undefined): At {
  if (byte === QUOTE || byte === COMMA) return byte === QUOTE ? 'quoted' : 'start';
  if (byte === LF) return lineEnd === 'LF' || lineEnd === undefined ? 'plain' : 'quoted';
  if (byte === CR && lineEnd === 'CR') return 'plain';
  if (byte === CR && lineEnd !== 'LF') return 'quoteReturn';
  return byte === 0 ? 'plain' : 'quoted';
}
