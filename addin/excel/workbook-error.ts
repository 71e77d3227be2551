/** Every way Excel can refuse what the add-in asks, with a sentence that says what to do. */
export const WORKBOOK_REFUSALS = {
  CellEdit: 'A cell is being edited. Press Enter or Esc in the worksheet, then try again.',
  ReadOnly: 'This workbook can only be read. Save a copy of it, then run the report there.',
  Protected:
    'The workbook is protected against new sheets. Take the protection off (Review > Protect Workbook), then try again.',
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

  constructor(code: WorkbookErrorCode, options: { officeCode?: string | undefined; cause?: unknown } = {}) {
    const support = code === 'Failed' && options.officeCode ? ` (${options.officeCode})` : '';
    super(WORKBOOK_REFUSALS[code].replace(/\.$/, `${support}.`), options.cause === undefined ? undefined : options);
    this.code = code;
    this.officeCode = options.officeCode;
  }
}
