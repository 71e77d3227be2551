import type { AnswerColumn, Cell } from '../../../shared/column.ts';
import { BLANK, type CellInput, cellInput, heldValue } from '../cell-value.ts';
import { type Changes, differing, type Proof } from './compare.ts';
import type { GoneNote } from './gone-notes.ts';
import { joinRows, keyText } from './join-rows.ts';
import type { ColumnPlan } from './match-columns.ts';
import { isFormula, type OldTable } from './table-facts.ts';

/** The body of a table after a refresh, row by row, and what became of the old one. */
export interface RowsPlan {
  readonly count: number;
  /** The cells of a row, as they must be written. */
  row(index: number): CellInput[];
  /** The old row that a row was; undefined where it is new. */
  from(index: number): number | undefined;
  readonly proof: Proof;
  readonly changes: Changes;
  readonly gone: readonly GoneNote[];
  /** By place: the formula of a column that is calculated. */
  readonly calculated: readonly (CellInput | undefined)[];
}

export interface NewRows {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly key: readonly string[];
}

/**
 * The new rows in the report's order, each with what the user's own columns held beside its key. A column that holds a
 * formula in most rows holds it in new rows too, as Excel's calculated columns do. Pure.
 */
export function planRows(old: OldTable, places: readonly ColumnPlan[], { columns, rows, key }: NewRows): RowsPlan {
  const { cells } = old.body;
  const keyPlaces = key.map((one) => places.findIndex((plan) => plan.kind === 'report' && plan.key === one));
  const isOwn = (place: number) => places[place]?.kind === 'own';
  const hasNotes = (row: number) =>
    (cells[row] ?? []).some((cell, place) => isOwn(place) && cell !== BLANK && !isFormula(cell));
  const oldKey = (row: readonly CellInput[]) => keyText(keyPlaces.map((place) => row[place] ?? BLANK));
  const reportCell = (index: number, row: number): CellInput => {
    const column = columns[index];
    return column ? cellInput(column, rows[row]?.[index] ?? null) : BLANK;
  };
  const keyIndexes = key.map((one) => columns.findIndex((column) => column.key === one));
  const newKeys = rows.map((_, row) => keyText(keyIndexes.map((index) => reportCell(index, row))));
  const oldKeys = cells.map(oldKey);
  const { from, gone } = joinRows(oldKeys, newKeys, hasNotes);
  const formulas = places.map((_, place) => (isOwn(place) ? calculated(cells, place) : undefined));

  const row = (index: number): CellInput[] => {
    const source = from[index] === undefined ? undefined : cells[from[index]];
    return places.map((plan, place) => {
      if (plan.kind === 'report') return reportCell(plan.index, index);
      if (plan.kind === 'ended') return BLANK;
      return source ? (source[place] ?? BLANK) : (formulas[place] ?? BLANK);
    });
  };

  const changes = new Map<string, 'added' | readonly string[]>();
  let [added, changed] = [0, 0];
  for (const [index, source] of from.entries()) {
    const before = source === undefined ? undefined : cells[source];
    const headers = before && differing(places, before, row(index));
    if (!headers) added++;
    else if (headers.length > 0) changed++;
    const text = newKeys[index];
    if (text !== undefined && headers?.length !== 0) changes.set(text, headers ?? 'added');
  }
  const known = new Set(newKeys);
  const leaving = gone.filter((at) => isRow(cells[at] ?? []));
  // What a refresh that ended half way left twice is not gone.
  const really = leaving.filter((at) => !known.has(oldKeys[at]) || oldKeys[at] === undefined);
  return {
    count: rows.length,
    row,
    from: (index) => from[index],
    proof: {
      before: rows.length - added + really.length,
      after: rows.length,
      added,
      gone: really.length,
      changed,
    },
    changes,
    calculated: formulas,
    gone: leaving.flatMap((at) => notesOf(cells[at] ?? [], places, keyPlaces)),
  };
}

/** False for the blank row that a table without rows keeps. */
function isRow(row: readonly CellInput[]): boolean {
  return row.some((cell) => cell !== BLANK && !isFormula(cell));
}

/** The formula that more than half of a column's rows hold. */
function calculated(cells: readonly (readonly CellInput[])[], place: number): CellInput | undefined {
  const counts = new Map<CellInput, number>();
  for (const row of cells) {
    const cell = row[place];
    if (cell !== undefined && isFormula(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => count * 2 > cells.length)?.[0];
}

/** What the user wrote beside a row; of a row without an id, which somebody typed, every cell. */
function notesOf(row: readonly CellInput[], places: readonly ColumnPlan[], keyPlaces: readonly number[]): GoneNote[] {
  const whole = (row[keyPlaces[0] ?? -1] ?? BLANK) === BLANK;
  const name = keyPlaces.map((place) => String(heldValue(row[place] ?? BLANK))).join(' · ');
  return row.flatMap((note, place): GoneNote[] => {
    const plan = places[place];
    if (!plan || note === BLANK || isFormula(note) || (plan.kind !== 'own' && !whole)) return [];
    return [{ row: whole ? '' : name, column: plan.header, note }];
  });
}
