/// <reference types="office-js" />
import type { CellInput } from './cell-value.ts';
import type { DesignStep } from './design/design-step.ts';
import type { Registry } from './registry.ts';

/**
 * One thing that is to happen in the workbook, as data: planned by pure functions, done by `act.ts`, read by tests. Rows
 * and columns count from 0; sheets are named as they are at that moment.
 */
export type Step =
  | { readonly kind: 'addSheet'; readonly sheet: string; readonly property?: { key: string; value: string } }
  | {
      readonly kind: 'values';
      readonly sheet: string;
      readonly row: number;
      /** The first where it is not said. */
      readonly column?: number;
      readonly values: Values;
    }
  /** Formulas in R1C1, which mean the same in every row, among values. */
  | {
      readonly kind: 'formulas';
      readonly sheet: string;
      readonly row: number;
      readonly column: number;
      readonly values: Values;
    }
  | {
      readonly kind: 'numberFormats';
      readonly sheet: string;
      readonly row: number;
      readonly column: number;
      readonly formats: string[][];
    }
  | { readonly kind: 'addTable'; readonly sheet: string; readonly table: string; readonly area: Size }
  | { readonly kind: 'look'; readonly sheet: string; readonly area: Place; readonly look: Look }
  | { readonly kind: 'columnWidths'; readonly sheet: string; readonly points: readonly number[] }
  | { readonly kind: 'sheetLook'; readonly sheet: string; readonly look: SheetLook }
  /** In a request of its own: Excel refuses it where there is no printer. */
  | { readonly kind: 'print'; readonly sheet: string; readonly look: PrintLook }
  | { readonly kind: 'registry'; readonly sheets: Registry }
  | { readonly kind: 'design'; readonly sheet: string; readonly design: DesignStep }
  /** The cells' contents go, their looks stay. */
  | { readonly kind: 'empty'; readonly sheet: string; readonly area: Place }
  /** What may be typed in the cells, and what Excel says of anything else. */
  | {
      readonly kind: 'rule';
      readonly sheet: string;
      readonly area: Place;
      readonly rule: Excel.DataValidationRule;
      /** At most 255 characters. */
      readonly message: string;
    }
  | { readonly kind: 'clearRules'; readonly sheet: string; readonly area: Place }
  | { readonly kind: 'select'; readonly sheet: string; readonly area: Place }
  | { readonly kind: 'clearFill'; readonly sheet: string; readonly area: Place }
  /** Cells below move down or come up; an area without `column` is of whole rows. */
  | { readonly kind: 'insertCells' | 'deleteCells'; readonly sheet: string; readonly area: Place | Rows }
  | { readonly kind: 'resizeTable'; readonly sheet: string; readonly table: string; readonly area: Place }
  /** At the table's right end. */
  | { readonly kind: 'addColumns'; readonly sheet: string; readonly table: string; readonly headers: readonly string[] }
  | {
      readonly kind: 'deleteColumns';
      readonly sheet: string;
      readonly table: string;
      readonly column: number;
      readonly count: number;
    }
  | { readonly kind: 'clearFilters'; readonly sheet: string; readonly table: string }
  | {
      readonly kind: 'filters';
      readonly sheet: string;
      readonly table: string;
      readonly filters: readonly ColumnFilter[];
    }
  | { readonly kind: 'sort'; readonly sheet: string; readonly table: string; readonly sort: TableOrder }
  | { readonly kind: 'toRange'; readonly sheet: string }
  | { readonly kind: 'copySheet'; readonly sheet: string; readonly name: string }
  | { readonly kind: 'property'; readonly sheet: string; readonly property: { key: string; value: string } }
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

/** Whole rows of a sheet. */
export interface Rows {
  readonly row: number;
  readonly rows: number;
}

/** A filter as Excel's own `criteria` have it, without members that are null. */
export interface ColumnFilter {
  readonly column: number;
  readonly criteria: Excel.FilterCriteria;
}

export interface TableOrder {
  readonly fields: readonly Excel.SortField[];
  readonly matchCase: boolean;
}

export interface Look {
  readonly numberFormat?: string;
  readonly bold?: true;
  /** Points. */
  readonly fontSize?: number;
  readonly fontColor?: string;
  /** `#RRGGBB` behind the text. */
  readonly fill?: string;
  /** Broken into lines at the column's edge, the row as high as that needs. */
  readonly wrap?: true;
  /** At the top of a row that is higher than its text. */
  readonly top?: true;
  /** At the right, over numbers. */
  readonly right?: true;
}

export interface SheetLook {
  readonly frozenRows?: number;
  readonly tabColor?: string;
  readonly gridlines?: false;
}

/** How a sheet comes out of a printer: landscape, its header row on every page, page numbers. */
export interface PrintLook {
  /** At the left of the footer. */
  readonly title: string;
  /** In the middle of it. */
  readonly warning: string;
  /** Row 1 is no header, and on the first page only. */
  readonly headless?: true;
  /** Pages side by side; as many below each other as it takes. */
  readonly wide?: number;
  /** The column that is on every one of them. */
  readonly column?: number;
}
