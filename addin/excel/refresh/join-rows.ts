import { type CellInput, heldValue } from '../cell-value.ts';

const SEPARATOR = '\u001f';

/** A row's key as text; undefined where all of it is blank. */
export function keyText(cells: readonly CellInput[]): string | undefined {
  const parts = cells.map((cell) => String(heldValue(cell)));
  return parts.every((part) => part === '') ? undefined : parts.join(SEPARATOR);
}

export interface Joined {
  /** For each new row the old one that it was; undefined where it is new. */
  readonly from: readonly (number | undefined)[];
  /** Old rows that none of the new ones is. */
  readonly gone: readonly number[];
}

/**
 * Joins new rows to old ones by key. Rows of one key are joined in their order, those first that `hasNotes`: after a
 * refresh that ended half way a row may stand there twice, once without what the user wrote beside it.
 */
export function joinRows(
  oldKeys: readonly (string | undefined)[],
  newKeys: readonly (string | undefined)[],
  hasNotes: (row: number) => boolean,
): Joined {
  const waiting = new Map<string, number[]>();
  const left = new Set<number>();
  oldKeys.forEach((key, row) => {
    left.add(row);
    if (key === undefined) return;
    const rows = waiting.get(key) ?? [];
    rows.push(row);
    waiting.set(key, rows);
  });
  for (const rows of waiting.values()) {
    if (rows.length > 1) rows.sort((a, b) => Number(hasNotes(b)) - Number(hasNotes(a)));
  }
  const from = newKeys.map((key) => {
    const row = key === undefined ? undefined : waiting.get(key)?.shift();
    if (row !== undefined) left.delete(row);
    return row;
  });
  return { from, gone: [...left] };
}
