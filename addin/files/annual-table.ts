import type { AnswerColumn, Cell } from '../../shared/column.ts';
import type { CsvTable } from './csv-table.ts';
import { columnOf, isYes, requiredColumn } from './required-annual.ts';

/** A file as a sheet shows it, with what it says of annual assessments. */
export interface AnnualTable {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** The column of `Required Annual`, and the ways it says yes; undefined in a file that has none. */
  readonly required: { readonly column: number; readonly values: readonly string[] } | undefined;
  /** Required assessments without a date; undefined where the file has no column of dates. */
  readonly missing: number | undefined;
}

/** Marks each required annual assessment that has no date, in a column at the end: filters and eyes find it there. */
export function annualTable(table: CsvTable, header: string): AnnualTable {
  const column = requiredColumn(table);
  if (column === undefined) return { ...table, required: undefined, missing: undefined };
  const yes = table.rows.map((row) => isYes(row[column] ?? null));
  const values = [...new Set(table.rows.flatMap((row, i) => (yes[i] ? [String(row[column])] : [])))];
  const date = columnOf(table, 'AnnualAssessmentDate');
  if (date === undefined) return { ...table, required: { column, values }, missing: undefined };
  const isMissing = table.rows.map((row, i) => yes[i] === true && (row[date] ?? null) === null);
  const mark: AnswerColumn = { key: 'MissingAnnual', header, type: 'text', pii: false };
  return {
    columns: [...table.columns, mark],
    rows: table.rows.map((row, i) => [...row, isMissing[i] ? 'Yes' : null]),
    required: { column, values },
    missing: isMissing.filter(Boolean).length,
  };
}
