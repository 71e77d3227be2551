import { pointsOf } from '../../../shared/excel/column-width.ts';
import { type CellInput, guardedText, heldValue } from '../cell-value.ts';
import type { Step } from '../steps.ts';

export const NOTES_SHEET = 'Notes of rows that are gone';

const HEADERS = ['Sheet', 'Gone on', 'Row', 'Column', 'Note'];
const WIDTHS = [24, 14, 28, 22, 70];

/** What a user wrote beside a row that the report no longer has. */
export interface GoneNote {
  /** What identified the row. */
  readonly row: string;
  readonly column: string;
  readonly note: CellInput;
}

/**
 * Notes of rows that a refresh has no more, below those that are there: a note is work, and its row may come back. A
 * formula is kept as what it was, as a text.
 */
export function planGoneNotes(
  notes: readonly GoneNote[],
  { sheet, at, nextRow }: { readonly sheet: string; readonly at: Date; readonly nextRow: number | undefined },
): Step[] {
  if (notes.length === 0) return [];
  const day = `'${at.toISOString().slice(0, 10)}`;
  const values = notes.map(({ row, column, note }): CellInput[] => {
    const held = heldValue(note);
    const kept = typeof held === 'string' ? guardedText(held) : held;
    return [guardedText(sheet), day, guardedText(row), guardedText(column), kept];
  });
  if (nextRow !== undefined) return [{ kind: 'values', sheet: NOTES_SHEET, row: nextRow, values }];
  return [
    { kind: 'addSheet', sheet: NOTES_SHEET },
    { kind: 'values', sheet: NOTES_SHEET, row: 0, values: [[...HEADERS], ...values] },
    {
      kind: 'look',
      sheet: NOTES_SHEET,
      area: { row: 0, column: 0, rows: 1, columns: HEADERS.length },
      look: { bold: true },
    },
    { kind: 'columnWidths', sheet: NOTES_SHEET, points: WIDTHS.map(pointsOf) },
    { kind: 'sheetLook', sheet: NOTES_SHEET, look: { frozenRows: 1 } },
  ];
}
