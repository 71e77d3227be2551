/** A total beside the cell of HUD's APR that it ties to. */
export interface AprTotal {
  /** `Q5a` */
  readonly table: string;
  /** `B2`, as HUD's table shells letter and number them. */
  readonly cell: string;
  /** The row's words, and the column's where the table has several. */
  readonly label: string;
  /** Persons or records; a share (0 to 1, four places) where the label says so. */
  readonly value: number;
  /** The file whose rows it counts. */
  readonly file: string;
  /** How to count it again by filtering that file. */
  readonly how: string;
}

/** How often a tally has counted for a cell, `Q5a:B2`. */
export type CellCount = (cell: string) => number;

/** The totals of one table out of one file. */
export type TableTotals = Pick<AprTotal, 'table' | 'file'> & {
  readonly cells: readonly Omit<AprTotal, 'table' | 'file'>[];
};

export function totalsOf({ table, file, cells }: TableTotals): AprTotal[] {
  return cells.map((cell) => ({ table, file, ...cell }));
}
