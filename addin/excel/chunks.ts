import type { CellInput } from './cell-value.ts';

/**
 * Bytes of JSON that a request may hold: Excel on the web refuses one over 5 MB [learn.microsoft.com, "Resource limits and
 * performance optimization for Office Add-ins"], and a request is also how often progress is told and Cancel heard. Halved
 * where Excel refuses even that.
 */
export interface RequestBudget {
  bytes: number;
}

export const REQUEST_BYTES = 2_000_000;

/** The client library sends large writes in blocks of so many cells, and each block with so many bytes around it. */
const BLOCK_CELLS = 1_500;
const BLOCK_BYTES = 720;

export interface Chunk {
  /** The place of its first row among all rows. */
  readonly start: number;
  readonly rows: CellInput[][];
}

/**
 * The rows in pieces, each as large as the budget of that moment allows and at least one row; made as they are asked for,
 * so that a large list is never held twice.
 */
export function* chunks(rows: Iterable<CellInput[]>, budget: RequestBudget): Generator<Chunk> {
  let start = 0;
  let piece: CellInput[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = rowBytes(row);
    if (piece.length > 0 && bytes + size > budget.bytes) {
      yield { start, rows: piece };
      start += piece.length;
      piece = [];
      bytes = 0;
    }
    piece.push(row);
    bytes += size;
  }
  if (piece.length > 0) yield { start, rows: piece };
}

function rowBytes(row: readonly CellInput[]): number {
  return jsonBytes(row) + Math.ceil((row.length / BLOCK_CELLS) * BLOCK_BYTES) + 1;
}

const encoder = new TextEncoder();

/** Bytes of a value as JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  return encoder.encode(JSON.stringify(value)).length;
}
