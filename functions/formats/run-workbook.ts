import { freeTableName } from '../../shared/excel/names.ts';
import type { AnyReport } from '../../shared/report.ts';
import type { RunResult } from '../../shared/run-result.ts';
import type { Workbook } from './xlsx.ts';

/** A run as a workbook: its rows, its summary where it has one, and how it was counted. */
export function runWorkbook({ id, title }: Pick<AnyReport, 'id' | 'title'>, run: RunResult): Workbook {
  const tableName = freeTableName(id, []);
  const summary = run.summary ? [{ name: 'Summary', tableName: `${tableName}Summary`, table: run.summary }] : [];
  return { title, sheets: [{ name: title, tableName, table: run }, ...summary], notes: run.notes };
}
