/** One cell of an answer: dates as `YYYY-MM-DD`, blank as null. */
export type Cell = string | number | null;

export type ColumnType = 'text' | 'number' | 'date';

/**
 * One column of a report: declared once, read by the service, the sheet, the command line and the docs. The layout of a
 * report never depends on its parameters; with PII hidden a column marked `pii` keeps its place and is empty.
 */
export interface Column {
  /** The HMIS CSV field name wherever one exists. */
  readonly key: string;
  /** As `key` unless said; users' formulas and guides go by it. */
  readonly header?: string;
  /** The header over data of an FY 2024 export, where it differs. */
  readonly headerFY2024?: string;
  readonly type: ColumnType;
  readonly pii?: true;
  /** What the column holds, for docs and tooltips. */
  readonly note: string;
}

/** A column as it is answered: with the header that fits the snapshot it is from. */
export interface AnswerColumn {
  readonly key: string;
  readonly header: string;
  readonly type: ColumnType;
  readonly pii: boolean;
}

export type HmisFormat = 'FY2024' | 'FY2026';

export function answerColumns(columns: readonly Column[], format: HmisFormat): AnswerColumn[] {
  return columns.map((column) => ({
    key: column.key,
    header: (format === 'FY2024' ? column.headerFY2024 : undefined) ?? column.header ?? column.key,
    type: column.type,
    pii: column.pii === true,
  }));
}

/** Blanks what a PII-hidden answer may not carry. The only place that decides it. */
export function hidePiiCells(columns: readonly Column[], row: readonly Cell[]): Cell[] {
  return row.map((cell, i) => (columns[i]?.pii ? null : cell));
}
