import type { AnswerColumn, Cell } from '../../../shared/column.ts';

/** What a file is made of: a report's rows, or its summary. */
export interface Table {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
}
