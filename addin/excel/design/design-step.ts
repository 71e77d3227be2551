import type { ChartOfSummary } from '../../../shared/look.ts';
import type { Place, Rows } from '../steps.ts';

/** One thing that is to happen to how a sheet looks, beyond what every sheet has. */
export type DesignStep =
  /** Into one group more. */
  | { readonly kind: 'group'; readonly rows: Rows }
  | { readonly kind: 'showLevels'; readonly levels: number }
  /** Cells look so where the formula, which is meant for the first of them, is true. */
  | { readonly kind: 'mark'; readonly area: Place; readonly formula: string; readonly look: MarkLook }
  /** Without the buttons to filter and sort by, and without shades that mean nothing. */
  | { readonly kind: 'plainTable'; readonly table: string }
  | {
      readonly kind: 'chart';
      readonly name: string;
      /** Header, categories and series. */
      readonly source: Place;
      /** The cells that it covers. */
      readonly over: Place;
      readonly look: Pick<ChartOfSummary, 'title' | 'categoryAxis' | 'valueAxis'>;
    };

export interface MarkLook {
  readonly bold?: true;
  readonly italic?: true;
  readonly fontColor?: string;
  readonly fill?: string;
  readonly lineAbove?: string;
}

/** Puts one such step on Excel's proxies. */
export type LayDesign = (sheet: Excel.Worksheet, step: DesignStep) => void;
