import type { CellFormat } from '../../../functions/formats/cell-format.ts';

export type { CellFormat };

/**
 * A workbook as plain data: what the host's objects change, the grid shows and the `.xlsx` keeps. Rows and columns count
 * from 0.
 */
export interface Book {
  readonly sheets: Sheet[];
  activeSheet: Sheet;
  /** Custom XML parts by their ids. */
  readonly xmlParts: Map<string, XmlPart>;
  /** Named ranges and what they stand for, as `=Sheet1!$A$1`. */
  readonly names: Map<string, string>;
  /** True while someone types in a cell: Excel then takes no request. */
  editing: boolean;
  /** A workbook opened to be read only. */
  readOnly: boolean;
  /** Review > Protect Workbook: no sheet may be added, named, moved or deleted. */
  structureProtected?: boolean;
  /** What is selected; A1 of the active sheet where nothing was. */
  selection?: { readonly sheet: Sheet; readonly area: Area };
  /** What File > Info shows: title, author and the like. */
  documentProperties?: Record<string, string>;
  /** For ids: never given twice. */
  lastId: number;
  readonly listeners: Set<(change: BookChange) => void>;
}

/** What a listener must draw anew: cells of a sheet, or the sheets themselves (added, named, shown, frozen). */
export type BookChange = { readonly kind: 'cells'; readonly sheet: Sheet } | { readonly kind: 'sheets' };

export interface XmlPart {
  readonly id: string;
  readonly namespace: string;
  xml: string;
}

export interface Sheet {
  readonly id: string;
  name: string;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  tabColor: string;
  showGridlines: boolean;
  protected: boolean;
  /** The password to take the protection off with, where one was set. */
  password?: string;
  /** Rows at the top and columns at the left that stay when the sheet is scrolled. */
  frozen: { rows: number; columns: number };
  /** By row, then column; both may have holes. */
  readonly cells: (Cell[] | undefined)[];
  /** Areas with what their formats say; a later one wins over an earlier one. */
  readonly formats: FormattedArea[];
  /** Areas with the rules of what may be typed in them; no two overlap. */
  readonly validations: ValidatedArea[];
  /** Rules of how cells look by what stands in them; the first one that fits an area's cell wins where two say the same. */
  readonly conditionalFormats: ConditionalFormat[];
  /** Rows in groups. */
  readonly outline: RowOutline;
  readonly charts: Chart[];
  /** Points, by column. */
  readonly columnWidths: Map<number, number>;
  /** Points, by row. */
  readonly rowHeights: Map<number, number>;
  readonly tables: Table[];
  /** Worksheet.customProperties. */
  readonly properties: Map<string, string>;
  pageLayout: PageLayout;
}

/** Title rows as `1:1`, title columns as `A:A`; header and footer as Excel keeps them, `&Lleft&Ccentre&Rright`. */
export interface PageLayout {
  orientation: 'Portrait' | 'Landscape';
  titleRows: string | undefined;
  titleColumns?: string;
  header?: string;
  footer: string;
  zoom?: PageZoom;
}

/** Pages that the sheet is shrunk to, or percent. */
export type PageZoom =
  | { readonly kind: 'pages'; readonly wide: number | undefined; readonly tall: number | undefined }
  | { readonly kind: 'scale'; readonly percent: number };

/** Groups of rows: how deep each grouped row is, 1 to 7, and the rows that closed groups hide. */
export interface RowOutline {
  readonly levels: Map<number, number>;
  readonly hidden: Set<number>;
}

/** A rule by a formula, which is meant for the area's first cell and moves along as one that is filled down does. */
export interface ConditionalFormat {
  readonly id: string;
  area: Area;
  /** With its `=`. */
  formula: string;
  look: ConditionalLook;
}

export interface ConditionalLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly fontColor?: string;
  readonly fill?: string;
  readonly borders?: Readonly<Partial<Record<BorderSide, BorderLine>>>;
}

export type BorderSide = 'EdgeTop' | 'EdgeBottom' | 'EdgeLeft' | 'EdgeRight';

export interface BorderLine {
  readonly style?: string;
  readonly color?: string;
}

/** A chart that floats over the cells; places and sizes in points. */
export interface Chart {
  readonly id: string;
  name: string;
  type: ChartType;
  title: string;
  titleVisible: boolean;
  left: number;
  top: number;
  width: number;
  height: number;
  legend: { visible: boolean; position: string };
  valueAxis: ChartAxis;
  categoryAxis: ChartAxis;
  series: ChartSeries[];
}

export type ChartType = 'ColumnClustered' | 'BarClustered';

export interface ChartAxis {
  title: string;
}

/** What a series is drawn from: areas of the chart's own sheet. A name is a text, or the cell that holds it. */
export interface ChartSeries {
  name: string | Area;
  values: Area;
  categories: Area | undefined;
  fill?: string;
  gapWidth?: number;
  dataLabels?: boolean;
}

/** A blank cell is undefined. A string is a text that Excel took for one by itself. */
export type Cell = string | number | boolean | QuotedText | Formula | ErrorValue | undefined;

/** Text that was put in behind an apostrophe: it stays text when someone presses Enter in the cell. */
export interface QuotedText {
  readonly kind: 'quoted';
  readonly text: string;
}

/** The host does not calculate: what a formula would give is shown as `#CALC!`. */
export interface Formula {
  readonly kind: 'formula';
  readonly formula: string;
}

export interface ErrorValue {
  readonly kind: 'error';
  readonly code: string;
}

export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface FormattedArea extends Area {
  readonly format: CellFormat;
}

export interface ValidatedArea extends Area {
  readonly validation: CellValidation;
}

/** What may be typed in a cell, and what is said of what may not. */
export interface CellValidation {
  readonly rule: ValidationRule;
  readonly ignoreBlanks: boolean;
  readonly alert?: ValidationAlert;
}

/** Formulas and texts as they were given, a formula with its `=`. */
export type ValidationRule =
  | { readonly kind: 'list'; readonly source: string; readonly inCellDropDown: boolean }
  | { readonly kind: 'custom'; readonly formula: string }
  | {
      readonly kind: 'date' | 'textLength';
      readonly operator: string;
      readonly formula1: string;
      readonly formula2?: string;
    };

export interface ValidationAlert {
  readonly message: string;
  readonly showAlert: boolean;
  readonly style: 'Stop' | 'Warning' | 'Information';
  readonly title: string;
}

export interface Table {
  readonly id: string;
  name: string;
  /** The header row included, and the totals row where there is one. Without rows one blank one stands below the header. */
  area: Area;
  showTotals: boolean;
  /** As `TableStyleMedium2`. */
  style: string;
  /** Every second row shaded; true where it is not said. */
  showBandedRows?: boolean;
  /** The buttons to filter by in the header; true where it is not said. */
  showFilterButton?: boolean;
  /** By column of the table; a row that one of them refuses is hidden. */
  readonly filters: Map<number, TableFilter>;
  sort: readonly { readonly column: number; readonly ascending: boolean }[];
}

/** Values: the texts that may show. Custom: as `>=2026-01-01` or `=*text*`. */
export type TableFilter =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'custom'; readonly criterion1: string; readonly criterion2?: string; readonly or: boolean };

/** A new workbook as Excel opens it: one empty sheet. */
export function newBook(): Book {
  const sheet = newSheet('sheet1', 'Sheet1');
  return {
    sheets: [sheet],
    activeSheet: sheet,
    xmlParts: new Map(),
    names: new Map(),
    editing: false,
    readOnly: false,
    lastId: 1,
    listeners: new Set(),
  };
}

export function newSheet(id: string, name: string): Sheet {
  return {
    id,
    name,
    visibility: 'Visible',
    tabColor: '',
    showGridlines: true,
    protected: false,
    frozen: { rows: 0, columns: 0 },
    cells: [],
    formats: [],
    validations: [],
    conditionalFormats: [],
    outline: { levels: new Map(), hidden: new Set() },
    charts: [],
    columnWidths: new Map(),
    rowHeights: new Map(),
    tables: [],
    properties: new Map(),
    pageLayout: { orientation: 'Portrait', titleRows: undefined, footer: '' },
  };
}

/** The standard width of a column and height of a row, points. */
export const STANDARD = { columnWidth: 48, rowHeight: 15 } as const;

export function tellListeners(book: Book, change: BookChange): void {
  for (const listener of book.listeners) listener(change);
}

/** The format of one cell: the areas it lies in, put together. */
export function formatAt(sheet: Sheet, row: number, column: number): CellFormat {
  let format: CellFormat = {};
  for (const area of sheet.formats) if (contains(area, row, column)) format = { ...format, ...area.format };
  return format;
}

export function contains(area: Area, row: number, column: number): boolean {
  return row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;
}

/** The smallest area from A1 that holds every cell that is not blank; undefined in an empty sheet. */
export function usedArea(sheet: Sheet): Area | undefined {
  let [rows, columns] = [0, 0];
  for (const [row, cells] of sheet.cells.entries()) {
    let width = cells?.length ?? 0;
    while (width > 0 && cells?.[width - 1] === undefined) width--;
    if (width > 0) rows = row + 1;
    columns = Math.max(columns, width);
  }
  return rows === 0 ? undefined : { row: 0, column: 0, rows, columns };
}
