import type { ChartOfSummary } from '../../shared/look.ts';
import type { RunResult } from '../service/run.ts';
import type { RegistryEntry, SheetPart } from './registry.ts';
import type { SheetKeeper } from './sheet-keeper.ts';

/** The workbook that is open, as the pane sees it. Every method throws WorkbookError where Excel refuses. */
export interface ReportWorkbook {
  /**
   * Puts a whole run on a new sheet, as one Excel table with its header in row 1, its totals and their chart where it has
   * some on sheets beside it, and says on "About these reports" what the run was. All or nothing: where Excel refuses half way, or the signal is given, the new sheet is gone again and
   * the reason is thrown.
   */
  put(run: SheetRun, options: PutOptions): Promise<PutAnswer>;
  /** The reports that this workbook holds, oldest first. */
  reportSheets(): Promise<readonly ReportSheet[]>;
  /** Brings a report's sheet to the front; throws WorkbookError `SheetGone` where there is none any more. */
  show(id: string): Promise<void>;
  /** What can be done with the reports it holds. */
  keeper(): Promise<SheetKeeper>;
}

/** A run of a report with what its sheet says of it beside. */
export interface SheetRun {
  /** Totals or chart of a report, apart from its list. */
  readonly part?: SheetPart;
  readonly outline?: RegistryEntry['outline'];
  /** What `Level` says of the list's rows in an outline. */
  readonly members?: string;
  readonly chart?: ChartOfSummary;
  readonly title: string;
  readonly result: RunResult;
  /** Who ran it, by name. */
  readonly by: string;
  readonly at: Date;
}

export interface PutOptions {
  /** Called after each chunk; rows that are in the sheet, of all. */
  readonly onProgress?: ((rows: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PutAnswer {
  /** The registry's id of the report sheet. */
  readonly id: string;
  /** The sheet's name, which is the report's title and a number where that name was taken. */
  readonly sheet: string;
  readonly table: string;
  readonly rows: number;
}

/** One report sheet as the registry has it. */
export interface ReportSheet {
  readonly id: string;
  readonly report: string;
  readonly part?: SheetPart | undefined;
  /** Its cells hold housing trackers, and are edited and saved. */
  readonly tracker?: boolean;
  readonly title: string;
  /** What it was asked. */
  readonly params: Readonly<Record<string, unknown>>;
  /** `unfinished`: a refresh ended half way, and the next puts it in order. `removed`: its client data was taken out. */
  readonly state: 'whole' | 'refreshing' | 'unfinished' | 'removed';
  /** The sheet's name of now, renamed or not. */
  readonly sheet: string;
  readonly rows: number;
  /** ISO time of the run. */
  readonly at: string;
  readonly exportDate: string;
  readonly piiHidden: boolean;
}
