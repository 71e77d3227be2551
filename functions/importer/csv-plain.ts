import { isAscii } from 'node:buffer';

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
  let text = '';
  /** Letters lie where their bytes do. */
  let letterIsByte = true;
  /** Where each field of the row at hand begins and ends; a negative end: quotes in it are doubled. */
  let bounds = new Int32Array(256);
  let width = 0;

  const row = {
    first: 0,
    last: 0,
    width: 0,
    field(place: number): string {
      if (place < 0 || place >= width) return '';
      const start = bounds[2 * place] ?? 0;
      const marked = bounds[2 * place + 1] ?? 0;
      const end = Math.abs(marked);
      if (end - start < VIEWED_LENGTH && marked >= 0) return text.slice(start, end);
      const value = letterIsByte
        ? piece.toString('latin1', start, end)
        : Buffer.from(text.slice(start, end)).toString();
      return marked < 0 ? value.replaceAll('""', '"') : value;
    },
  };

  const add = (start: number, end: number): void => {
    if (2 * width === bounds.length) {
      const longer = new Int32Array(2 * bounds.length);
      longer.set(bounds);
      bounds = longer;
    }
    bounds[2 * width] = start;
    bounds[2 * width + 1] = end;
    width++;
  };

  /** Where the row that begins at `from` ends, its line end included: `more` where it goes on, `odd` where it is not plain. */
  const rowEnd = (from: number, isLast: boolean): number | 'more' | 'odd' => {
    width = 0;
    for (let at = from; ; at++) {
      if (text.charCodeAt(at) === QUOTE) {
        const start = at + 1;
        let doubled = false;
        at = text.indexOf('"', start);
        while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) {
          doubled = true;
          at = text.indexOf('"', at + 2);
        }
        if (at === -1) return isLast ? 'odd' : 'more';
        add(start, doubled ? -at : at);
        at++;
      } else {
        const start = at;
        for (
          let code = text.charCodeAt(at);
          code !== COMMA && code !== LF && code !== CR;
          code = text.charCodeAt(++at)
        ) {
          if (code === QUOTE) return 'odd';
          if (at >= text.length) break;
        }
        add(start, at);
      }
      if (at >= text.length) return isLast ? at : 'more';
      const code = text.charCodeAt(at);
      if (code === COMMA) continue;
      if (code === LF) {
        lineEnd ??= '\n';
        return lineEnd === '\n' ? at + 1 : 'odd';
      }
      if (code !== CR) return 'odd';
      if (at + 1 >= text.length && !isLast) return 'more';
      if (text.charCodeAt(at + 1) !== LF) return 'odd';
      lineEnd ??= '\r\n';
      return lineEnd === '\r\n' ? at + 2 : 'odd';
    }
  };

  const lineEndsBetween = (from: number, to: number): number => {
    let count = 0;
    for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
    return count;
  };

  const scan = (given: Buffer, isLast: boolean): Rest => {
    if (!begun && given.length < UTF8_BOM.length && !isLast) return { bytes: given, isPlain: true };
    if (!begun && given.subarray(0, 2).equals(UTF16_BOM)) return { bytes: given, isPlain: false };
    const skipped = !begun && given.subarray(0, 3).equals(UTF8_BOM) ? UTF8_BOM.length : 0;
    piece = given.subarray(skipped);
    text = piece.toString('utf8');
    letterIsByte = isAscii(piece);
    let at = 0;
    const rest = (isPlain: boolean): Rest => {
      const before = letterIsByte ? at : afterLineEnds(piece, lineEndsBetween(0, at));
      // A file that is not plain from its first row on is judged with its BOM.
      return { bytes: begun ? piece.subarray(before) : given, isPlain };
    };
    while (at < text.length) {
      const end = rowEnd(at, isLast);
      if (end === 'odd') return rest(false);
      if (end === 'more') return rest(true);
      begun = true;
      row.first = lines + 1;
      lines += lineEndsBetween(at, end);
      // The last row of a file may end without a line end.
      row.last = text.charCodeAt(end - 1) === LF ? lines : lines + 1;
      row.width = width;
      const isBlank = width === 1 && bounds[0] === bounds[1] && text.charCodeAt(at) !== QUOTE;
      at = end;
      if (!isBlank) onRow(row);
    }
    return rest(true);
  };

  return { scan, place: () => ({ lines, lineEnd }) };
}

/** Where so many line ends are behind: bytes that are no UTF-8 come out as letters of another length. */
function afterLineEnds(piece: Buffer, count: number): number {
  let after = 0;
  for (let n = 0; n < count; n++) after = piece.indexOf(LF, after) + 1;
  return after;
}
