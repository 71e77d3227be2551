import { answerButtons, showPane } from '../excel/host-ribbon.ts';
import type { ReportWorkbook } from '../excel/report-workbook.ts';
import type { PaneEntry } from '../taskpane/start.tsx';

/** The ribbon's buttons that open no pane, by the names of their functions in the manifest. */
export const RIBBON_COMMANDS = ['refresh', 'refreshAll', 'removeClientData'] as const;
export type RibbonCommand = (typeof RIBBON_COMMANDS)[number];

/** What a command needs of the page it runs in, which it shares with the pane. */
export interface CommandDesk {
  readonly entry: PaneEntry;
  /** Throws WorkbookError where there is none to be had. */
  readonly openWorkbook: () => Promise<ReportWorkbook>;
}

/** Answers the ribbon's buttons. Called as soon as the page runs: the press of one may be what started it. */
export function answerRibbon(desk: CommandDesk): void {
  answerButtons(RIBBON_COMMANDS, (command) => void begin(command, desk));
}

async function begin(command: RibbonCommand, desk: CommandDesk): Promise<void> {
  try {
    await (await import('../taskpane/open-sheets.tsx')).doCommand(command, desk);
  } catch {
    // Whatever is the matter, a connection that is lost above all: the pane says it.
    await showPane();
  }
}
