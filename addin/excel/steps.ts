import type { CellInput } from './cell-value.ts';
import type { Registry } from './registry.ts';

/**
 * One thing that is to happen in the workbook, as data: planned by pure functions, done by `act.ts`, read by tests. Rows
 * and columns count from 0; sheets are named as they are at that moment.
 */
export type Step =
  | { readonly kind: 'addSheet'; readonly sheet: string; readonly property?: { key: string; value: string } }
  | { readonly kind: 'values'; readonly sheet: string; readonly row: number; readonly values: Values }
  | { readonly kind: 'addTable'; readonly sheet: string; readonly table: string; readonly area: Size }
  | { readonly kind: 'look'; readonly sheet: string; readonly area: Place; readonly look: Look }
  | { readonly kind: 'columnWidths'; readonly sheet: string; readonly points: readonly number[] }
  | { readonly kind: 'sheetLook'; readonly sheet: string; readonly look: SheetLook }
  | { readonly kind: 'registry'; readonly sheets: Registry }
  | { readonly kind: 'activate'; readonly sheet: string }
  | { readonly kind: 'deleteSheet'; readonly sheet: string };

/** Steps that go to Excel together: one `sync`. */
export type Request = readonly Step[];

/** Handed to Excel as they are: not to be changed afterwards. */
export type Values = CellInput[][];

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export interface Place extends Size {
  readonly row: number;
  readonly column: number;
}

export interface Look {
  readonly numberFormat?: string;
  readonly bold?: true;
  /** Points. */
  readonly fontSize?: number;
  readonly fontColor?: string;
  /** Broken into lines at the column's edge, the row as high as that needs. */
  readonly wrap?: true;
  /** At the top of a row that is higher than its text. */
  readonly top?: true;
}

export interface SheetLook {
  readonly frozenRows?: number;
  readonly tabColor?: string;
  readonly gridlines?: false;
}
