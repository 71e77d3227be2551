import { BLANK, type CellInput, heldValue } from '../cell-value.ts';
import type { ColumnPlan } from './match-columns.ts';

/** What a refresh did to the rows, in numbers. */
export interface Proof {
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly gone: number;
  /** Rows of before and after in which a cell of the report differs. */
  readonly changed: number;
}

/** Which rows are not as they were, by key: the headers of the cells that differ, or `added`. */
export type Changes = ReadonlyMap<string, 'added' | readonly string[]>;

/** The headers of the report's cells that differ between an old row and the new one. */
export function differing(
  places: readonly ColumnPlan[],
  before: readonly CellInput[],
  after: readonly CellInput[],
): string[] {
  return places.flatMap((plan, place) =>
    plan.kind === 'report' &&
    place < before.length &&
    heldValue(before[place] ?? BLANK) !== heldValue(after[place] ?? BLANK)
      ? [plan.header]
      : [],
  );
}
