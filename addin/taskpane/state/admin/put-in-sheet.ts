import type { AnswerColumn } from '../../../../shared/column.ts';
import type { PlainTable } from '../../../excel/put-table.ts';
import type { ReportWorkbook } from '../../../excel/report-workbook.ts';

/** A list of the administration that stands in a sheet now. */
export interface PutList {
  readonly sheet: string;
  readonly rows: number;
}

export type PutInSheet = (table: PlainTable) => Promise<PutList>;

/** Puts lists on new sheets of the workbook that is open; what writes is fetched with the first. Throws WorkbookError. */
export function putInSheet(openWorkbook: () => Promise<ReportWorkbook>): PutInSheet {
  return async (table) => {
    await openWorkbook();
    return (await import('../../../excel/put-table.ts')).putTable(table, {});
  };
}

export function plainColumn(header: string, type: AnswerColumn['type'] = 'text'): AnswerColumn {
  return { key: header, header, type, pii: false };
}
