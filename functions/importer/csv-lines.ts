const LINE_FEED = 0x0a;

/** Tells lines by bytes: the parser counts a CRLF in quotes twice, and does not say where a row that it skipped ended. */
export interface LineCounter {
  /** Every piece of the file, before the parser gets it. */
  add(chunk: Buffer): void;
  /** The last line of a row that ends at this byte; rows are asked for in their order. */
  lastLine(endByte: number): number;
}

export function lineCounter(): LineCounter {
  let ends: number[] = [];
  let taken = 0;
  let lines = 0;
  let bytes = 0;
  return {
    add(chunk) {
      ends = ends.slice(taken);
      taken = 0;
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) ends.push(bytes + at);
      bytes += chunk.length;
    },
    lastLine(endByte) {
      for (let end = ends[taken]; end !== undefined && end < endByte; end = ends[taken]) {
        taken++;
        lines++;
      }
      // The last row of a file may end without a line end.
      return taken > 0 && (ends[taken - 1] ?? 0) >= endByte - 2 ? lines : lines + 1;
    },
  };
}

/** Line ends within a row's quoted fields. */
export function lineEndsIn(fields: readonly string[]): number {
  return fields.reduce((sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0);
}
