/** Every way Excel can refuse what the add-in asks, with a sentence that says what to do. */
export const WORKBOOK_REFUSALS = {
  CellEdit: 'A cell is being edited. Press Enter or Esc in the worksheet, then try again.',
  ReadOnly: 'This workbook can only be read. Save a copy of it, then run the report there.',
  Protected:
    'The workbook is protected against new sheets. Take the protection off (Review > Protect Workbook), then try again.',
  SheetProtected: 'Take the protection off (Review > Unprotect Sheet), then press Refresh. Nothing was changed.',
  BesideProtected:
    'The sheet ‘{header}’ is protected, and a refresh writes there too. Take the protection off (Review > Unprotect Sheet), then press Refresh. Nothing was changed.',
  TableGone:
    'The report’s table is no longer on this sheet. Undo what took it away, or run the report into a new sheet. Nothing was changed.',
  HeaderChanged:
    'The header {header} is missing, and another stands in column {column}. Write {header} there again, or move your own column to the right end of the table, then press Refresh. Nothing was changed.',
  KeyGone:
    'The column {header} is missing: without it nobody can tell which row is whose. Undo its deletion, or write its header again, then press Refresh. Hide the column if it is in the way. Nothing was changed.',
  InTheWay:
    'The table must grow, and something stands below it or to its right. Move that to another place, then press Refresh. Nothing was changed.',
  TableInTheWay:
    'The table must grow, and another table is in its way. Move that to another sheet, then press Refresh. Nothing was changed.',
  BeingRefreshed:
    'Somebody is refreshing this sheet at this moment. Try again in ten minutes at the latest. Nothing was changed.',
  RefreshUnfinished:
    'The refresh ended half way, and Excel did not let the old rows be put back. Finish the cell you are in, then press Refresh: it puts the sheet in order.',
  SheetGone: 'This report’s sheet is no longer in the workbook.',
  TooManyRows:
    'An Excel sheet holds 1,048,575 rows below its header, and this is more. Narrow the report and run it again.',
  TooOld: 'This Excel is too old for HMIS Sheets: it needs Excel 2021, Microsoft 365 or Excel on the web.',
  NotExcel: 'This page works inside Excel: open it there as an add-in.',
  Unfinished:
    'The run ended half way and Excel did not let its sheet be taken back. Delete the unfinished sheet, or leave it: a run half an hour from now removes it.',
  Closed: 'Excel has stopped answering. Close this pane, open it again, and run the report once more.',
  Failed: 'Excel could not do this.',
} as const;

export type WorkbookErrorCode = keyof typeof WORKBOOK_REFUSALS;

/** A refusal of Excel's. `officeCode` is Excel's own, for support; the message never holds a cell's value. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
  readonly code: WorkbookErrorCode;
  readonly officeCode: string | undefined;

  constructor(
    code: WorkbookErrorCode,
    options: { officeCode?: string | undefined; cause?: unknown; place?: { header: string; column: string } } = {},
  ) {
    const support = code === 'Failed' && options.officeCode ? ` (${options.officeCode})` : '';
    const { header = '', column = '' } = options.place ?? {};
    const sentence = WORKBOOK_REFUSALS[code].replaceAll('{header}', header).replaceAll('{column}', column);
    super(sentence.replace(/\.$/, `${support}.`), options.cause === undefined ? undefined : options);
    this.code = code;
    this.officeCode = options.officeCode;
  }
}
