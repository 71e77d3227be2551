import type { AprTotal } from './validation-csv.ts';

/** How often a tally has counted for a cell, `Q5a:B2`. */
export type CellCount = (cell: string) => number;

/** The totals of one table out of one file. */
export type TableTotals = Pick<AprTotal, 'table' | 'file'> & {
  readonly cells: readonly Omit<AprTotal, 'table' | 'file'>[];
};

export function totalsOf({ table, file, cells }: TableTotals): AprTotal[] {
  return cells.map((cell) => ({ table, file, ...cell }));
}
