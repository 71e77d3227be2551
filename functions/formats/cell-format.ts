/** How a cell of a workbook looks, in Excel's words. */
export interface CellFormat {
  readonly numberFormat?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** `#RRGGBB`. */
  readonly fontColor?: string;
  /** Points. */
  readonly fontSize?: number;
  readonly fill?: string;
  readonly wrapText?: boolean;
  readonly horizontal?: 'General' | 'Left' | 'Center' | 'Right';
  readonly vertical?: 'Top' | 'Center' | 'Bottom';
}
