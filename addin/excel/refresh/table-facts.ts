import type { CellInput } from '../cell-value.ts';
import type { ColumnFilter, Place, TableOrder } from '../steps.ts';

/** What a refresh must know of a report's table before it is touched. Columns count from the table's left edge. */
export interface TableFacts {
  readonly sheet: string;
  /** Its name of now. */
  readonly table: string;
  /** Header, body and totals row. */
  readonly area: Place;
  readonly totals: boolean;
  readonly headers: readonly string[];
  readonly filters: readonly ColumnFilter[];
  readonly sort: TableOrder;
  /** Number formats of the first row below the header, which new rows take over. */
  readonly formats: readonly string[];
  /** Where other tables of the sheet stand. */
  readonly others: readonly Place[];
}

/** A table's body as it must be written to stand there again: texts guarded, formulas in R1C1. */
export interface TableBody {
  readonly cells: readonly (readonly CellInput[])[];
  /** By column of the user's own: the number format of each row. */
  readonly formats: ReadonlyMap<number, readonly string[]>;
}

/** The colours behind the cells of a body, `''` for none; undefined where no cell has one. */
export type Fills = readonly (readonly string[])[] | undefined;

export interface OldTable {
  readonly facts: TableFacts;
  readonly body: TableBody;
  readonly fills?: Fills;
}

export function bodyRows({ area, totals }: Pick<TableFacts, 'area' | 'totals'>): number {
  return area.rows - 1 - (totals ? 1 : 0);
}

/** A formula as `TableBody` has it: every text that merely looks like one is guarded. */
export function isFormula(cell: CellInput): cell is string {
  return typeof cell === 'string' && cell.startsWith('=');
}
