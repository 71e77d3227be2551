/// <reference types="office-js" />
import { WorkbookError, type WorkbookErrorCode } from './workbook-error.ts';

/**
 * `Excel.run` with its errors translated: the only way to Excel. What the batch itself throws (a cancelled signal, a
 * WorkbookError) passes as it is.
 */
export async function excelRun<T>(batch: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  try {
    return await Excel.run(batch);
  } catch (error) {
    throw workbookErrorOf(error);
  }
}

/** Excel's codes that a person can do something about [learn.microsoft.com, "Error handling with the application-specific JavaScript APIs"]. */
const CODES: Readonly<Record<string, WorkbookErrorCode>> = {
  InvalidOperationInCellEditMode: 'CellEdit',
  AccessDenied: 'Protected',
  ItemNotFound: 'SheetGone',
  ApiNotFound: 'TooOld',
  ApiNotAvailable: 'TooOld',
  NotImplemented: 'TooOld',
  ConnectionFailure: 'Closed',
  HostRestartNeeded: 'Closed',
  SessionNotFound: 'Closed',
  HostCallFailed: 'Closed',
};

/** The code of an error of Excel's client library; undefined for any other error. */
export function officeCodeOf(error: unknown): string | undefined {
  const isOffice = error instanceof Object && 'code' in error && 'debugInfo' in error;
  return isOffice ? String(error.code) : undefined;
}

/** Excel's own message may quote a cell or an address, so nothing but its code is kept. */
export function workbookErrorOf(error: unknown): unknown {
  const officeCode = officeCodeOf(error);
  if (officeCode === undefined) return error;
  return new WorkbookError(CODES[officeCode] ?? 'Failed', { officeCode });
}
