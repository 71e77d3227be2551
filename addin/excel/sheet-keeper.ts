import type { TrackerKeeper } from './housing/tracker-keeper.ts';
import type { Changes } from './refresh/compare.ts';
import type { RefreshAnswer } from './refresh/refresh-sheet.ts';
import type { RemovedAnswer } from './refresh/remove-data.ts';
import type { PutOptions, SheetRun } from './report-workbook.ts';

/** What can be done with the report sheets that a workbook holds. Every method throws WorkbookError where Excel refuses. */
export interface SheetKeeper {
  /** Writes an answer over a report's table; what the user did stays. `key`: the columns that tell its rows apart. */
  refresh(id: string, run: SheetRun, key: readonly string[], options: PutOptions): Promise<RefreshAnswer>;
  showChanges(id: string, key: readonly string[], changes: Changes): Promise<void>;
  clearChanges(id: string): Promise<void>;
  removeData(at: Date): Promise<RemovedAnswer>;
  /** Gives the copy's name. */
  staticCopy(id: string, at: Date): Promise<string>;
  /** Sheets that somebody copied from a report's: nobody's reports until it is said what they are to be. */
  copies(): Promise<readonly CopiedSheet[]>;
  adopt(sheet: string): Promise<void>;
  keepAsCopy(sheet: string): Promise<void>;
  /** The registry's id of the report on the sheet in view; undefined where that is no report's. */
  reportInView(): Promise<string | undefined>;
  readonly trackers: TrackerKeeper;
}

export interface CopiedSheet {
  readonly sheet: string;
  /** The title of the report it was copied from. */
  readonly title: string;
}
