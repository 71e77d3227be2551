import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { SheetKeeper } from '../../../excel/sheet-keeper.ts';
import { SHEETS_WORDS } from '../../sheets-words.ts';
import { troubleOf } from '../trouble.ts';
import type { Notice } from './notice.ts';

/**
 * Takes the client data out of every report of the workbook, and says of each that still holds some, why. Nobody need be
 * signed in for it. Throws WorkbookError where Excel lets nothing be read.
 */
export async function removeAll(
  keeper: Pick<SheetKeeper, 'removeData'>,
  sheets: readonly Pick<ReportSheet, 'id' | 'sheet'>[],
): Promise<Notice> {
  const names = new Map(sheets.map(({ id, sheet }) => [id, sheet]));
  const removed = await keeper.removeData(new Date());
  const failed = [...removed.failed].map(([id, error]) => {
    const { title, message } = troubleOf(error);
    return [names.get(id) ?? id, `${title}. ${message}`] as const;
  });
  return SHEETS_WORDS.removal.notice(removed.sheets.length, failed, removed.left);
}
