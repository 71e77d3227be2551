/** A row as a parser gives it, valid only until the next one: where it lies, and its fields by their place. */
export interface ParsedRow {
  /** Its first and its last line. */
  readonly first: number;
  readonly last: number;
  readonly width: number;
  field(place: number): string;
}

export type OnRow = (row: ParsedRow) => void;

/** What is left of a piece: rows that are not whole yet, or, where it is not plain, all from the first doubtful row on. */
export interface Rest {
  readonly bytes: Buffer;
  readonly isPlain: boolean;
}

/** Goes through the rows of a file that are plain beyond doubt, some ten times as fast as a parser that judges each byte. */
export interface PlainScanner {
  /** A piece that begins with a row. `isLast`: it ends the file. */
  scan(piece: Buffer, isLast: boolean): Rest;
  /** Where the rest begins: lines before it, and how its rows end, null where none has yet. */
  place(): { readonly lines: number; readonly lineEnd: '\n' | '\r\n' | null };
}

const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d];
const UTF16_BOM = Buffer.of(0xff, 0xfe);
const UTF8_BOM = Buffer.of(0xef, 0xbb, 0xbf);

/** V8 keeps a part of a text of this length and more as a view, and with it the whole text in memory. */
const VIEWED_LENGTH = 13;

/** Of a field, what reading it takes: its quotes are doubled; it has bytes that are no ASCII. */
const [DOUBLED, NOT_ASCII] = [1, 2];
const LAST_ASCII = 0x7f;

/**
 * A scanner that answers each row by `onRow`. Plain is: every row ends as the first one does, a field with a quote is
 * quoted from its first to its last letter, and a quote in it is doubled. Whatever else comes is not judged here, and
 * nothing after it either.
 */
export function plainScanner(onRow: OnRow): PlainScanner {
  let lines = 0;
  let lineEnd: '\n' | '\r\n' | null = null;
  let begun = false;

  let piece: Buffer = Buffer.alloc(0);
  /** The piece with a letter for each byte: short fields are cut from it. */
  let text = '';
  /** Of each field of the row at hand: where it begins, where it ends, and what reading it takes. */
  let fields = new Int32Array(3 * 128);
  let width = 0;
  /** Line ends within the row's quotes. */
  let linesWithin = 0;

  const row = {
    first: 0,
    last: 0,
    width: 0,
    field(place: number): string {
      if (place < 0 || place >= width) return '';
      const start = fields[3 * place] ?? 0;
      const end = fields[3 * place + 1] ?? 0;
      const takes = fields[3 * place + 2] ?? 0;
      if (takes === 0 && end - start < VIEWED_LENGTH) return text.slice(start, end);
      const value = piece.toString(takes & NOT_ASCII ? 'utf8' : 'latin1', start, end);
      return takes & DOUBLED ? value.replaceAll('""', '"') : value;
    },
  };

  const add = (start: number, end: number, takes: number): void => {
    if (3 * width === fields.length) {
      const longer = new Int32Array(2 * fields.length);
      longer.set(fields);
      fields = longer;
    }
    fields[3 * width] = start;
    fields[3 * width + 1] = end;
    fields[3 * width + 2] = takes;
    width++;
  };

  /** Where the row that begins at `from` ends, its line end included: `more` where it goes on, `odd` where it is not plain. */
  const rowEnd = (from: number, isLast: boolean): number | 'more' | 'odd' => {
    const { length } = piece;
    width = 0;
    linesWithin = 0;
    for (let at = from; ; at++) {
      let bits = 0;
      if (piece[at] === QUOTE) {
        const start = ++at;
        let takes = 0;
        for (; at < length; at++) {
          const byte = piece[at] ?? 0;
          bits |= byte;
          if (byte === LF) linesWithin++;
          if (byte !== QUOTE) continue;
          if (piece[at + 1] !== QUOTE) break;
          takes = DOUBLED;
          at++;
        }
        if (at >= length) return isLast ? 'odd' : 'more';
        add(start, at, bits > LAST_ASCII ? takes | NOT_ASCII : takes);
        at++;
      } else {
        const start = at;
        for (; at < length; at++) {
          const byte = piece[at] ?? 0;
          if (byte === COMMA || byte === LF || byte === CR) break;
          if (byte === QUOTE) return 'odd';
          bits |= byte;
        }
        add(start, at, bits > LAST_ASCII ? NOT_ASCII : 0);
      }
      if (at >= length) return isLast ? at : 'more';
      const byte = piece[at];
      if (byte === COMMA) continue;
      if (byte === LF) {
        lineEnd ??= '\n';
        return lineEnd === '\n' ? at + 1 : 'odd';
      }
      if (byte !== CR) return 'odd';
      if (at + 1 >= length && !isLast) return 'more';
      if (piece[at + 1] !== LF) return 'odd';
      lineEnd ??= '\r\n';
      return lineEnd === '\r\n' ? at + 2 : 'odd';
    }
  };

  const scan = (given: Buffer, isLast: boolean): Rest => {
    if (!begun && given.length < UTF8_BOM.length && !isLast) return { bytes: given, isPlain: true };
    if (!begun && given.subarray(0, 2).equals(UTF16_BOM)) return { bytes: given, isPlain: false };
    const skipped = !begun && given.subarray(0, 3).equals(UTF8_BOM) ? UTF8_BOM.length : 0;
    piece = given.subarray(skipped);
    text = piece.toString('latin1');
    let at = 0;
    // A file that is not plain from its first row on is judged with its BOM.
    const rest = (isPlain: boolean): Rest => ({ bytes: begun ? piece.subarray(at) : given, isPlain });
    while (at < piece.length) {
      const end = rowEnd(at, isLast);
      if (end === 'odd') return rest(false);
      if (end === 'more') return rest(true);
      begun = true;
      // The last row of a file may end without a line end.
      const isEnded = piece[end - 1] === LF;
      row.first = lines + 1;
      row.last = row.first + linesWithin;
      lines = isEnded ? row.last : row.last - 1;
      row.width = width;
      const isBlank = width === 1 && fields[0] === fields[1] && piece[at] !== QUOTE;
      at = end;
      if (!isBlank) onRow(row);
    }
    return rest(true);
  };

  return { scan, place: () => ({ lines, lineEnd }) };
}
