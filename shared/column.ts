/** One cell of an answer: dates as `YYYY-MM-DD`, blank as null. */
export type Cell = string | number | null;

export type ColumnType = 'text' | 'number' | 'date';

/** How a number is shown that is not whole: with one decimal, or as percent. */
export type NumberKind = 'tenths' | 'share';

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
  /** Of a number; whole where it is not said. */
  readonly number?: NumberKind;
  readonly pii?: true;
  /** A barrier to housing: shown only to who may edit trackers, names or not. */
  readonly barrier?: true;
  /** What the column holds, for docs and tooltips. */
  readonly note: string;
}

/** A column as it is answered: with the header that fits the snapshot it is from. */
export interface AnswerColumn {
  readonly key: string;
  readonly header: string;
  readonly type: ColumnType;
  readonly number?: NumberKind | undefined;
  readonly pii: boolean;
}

export type HmisFormat = 'FY2024' | 'FY2026';

export function answerColumns(columns: readonly Column[], format: HmisFormat): AnswerColumn[] {
  return columns.map((column) => ({
    key: column.key,
    header: (format === 'FY2024' ? column.headerFY2024 : undefined) ?? column.header ?? column.key,
    type: column.type,
    ...(column.number && { number: column.number }),
    pii: column.pii === true,
  }));
}

/** What a run may show beside what everyone sees. */
export interface Shown {
  readonly pii: boolean;
  readonly barriers: boolean;
}

/** Whether a column's cells may be answered. The only place that decides it. */
export function isShown({ pii, barrier }: Pick<Column, 'pii' | 'barrier'>, shown: Shown): boolean {
  return (pii !== true || shown.pii) && (barrier !== true || shown.barriers);
}

/** Makes rows of cells by column key; what an answer may not carry is blank. */
export function rowMaker(columns: readonly Column[], shown: Shown): (cells: Readonly<Record<string, Cell>>) => Cell[] {
  const keys = columns.map((column) => (isShown(column, shown) ? column.key : null));
  return (cells) => keys.map((key) => (key === null ? null : (cells[key] ?? null)));
}
