import type { SheetRun } from '../../../addin/excel/report-workbook.ts';
import type { AnswerColumn, Cell, ColumnType } from '../../../shared/column.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { SnapshotId } from '../../../shared/ids.ts';

export const COLUMNS: readonly AnswerColumn[] = [
  column('EnrollmentID', 'text'),
  column('LastName', 'text', true),
  column('EntryDate', 'date'),
  column('DaysInProject', 'number'),
];

export function column(key: string, type: ColumnType, pii = false): AnswerColumn {
  return { key, header: key, type, pii };
}

/** A run as the service answers it, with what a test changes. */
export function sheetRun(
  rows: readonly (readonly Cell[])[],
  change: {
    readonly columns?: readonly AnswerColumn[];
    readonly title?: string;
    readonly hidePii?: boolean;
    readonly notes?: readonly string[];
    readonly at?: Date;
  } = {},
): SheetRun {
  const { columns = COLUMNS, title = 'Active Client List', hidePii = true, notes = ['Rows: some.'] } = change;
  return {
    title,
    by: 'Mara Ellis',
    at: change.at ?? new Date('2026-11-22T21:03:00Z'),
    result: {
      report: 'active-clients',
      params: { hidePii, projects: ['P1'] },
      snapshot: {
        id: '20261001-0123456789abcdef' as SnapshotId,
        format: 'FY2026',
        exportId: 'X1',
        exportDate: calendarDate('2026-10-01'),
        exportStartDate: calendarDate('2023-10-01'),
        exportEndDate: calendarDate('2026-09-30'),
        software: 'Example HMIS',
        hashed: false,
      },
      columns,
      rows,
      notes,
      plan: '0'.repeat(64),
    },
  };
}

/** So many rows of plain cells, each its own. */
export function plainRows(count: number): Cell[][] {
  return Array.from({ length: count }, (_, i) => [`E${i}`, null, '2026-01-31', i]);
}
