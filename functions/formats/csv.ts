import { csvHeader, csvRow } from '../../shared/csv.ts';
import type { Table } from '../../shared/run-result.ts';

/** A table as CSV, piece by piece. */
export function* csvChunks({ columns, rows }: Table): Generator<string> {
  yield csvHeader(columns.map((column) => column.header));
  for (const row of rows) yield csvRow(columns, row);
}
