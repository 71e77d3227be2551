import type { AprTotal } from './validation-csv.ts';

/** How often a tally has counted for a cell, `Q5a:B2`. */
export type CellCount = (cell: string) => number;

/** A share with four places, as HUD wants percentages; 0 of nobody. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}

/** The totals of one table out of one file. */
export type TableTotals = Pick<AprTotal, 'table' | 'file'> & {
  readonly cells: readonly Omit<AprTotal, 'table' | 'file'>[];
};

export function totalsOf({ table, file, cells }: TableTotals): AprTotal[] {
  return cells.map((cell) => ({ table, file, ...cell }));
}
