import { words } from '../taskpane/language.ts';
import type { Notice } from '../taskpane/state/sheets/notice.ts';

/** Sentences of the ribbon's buttons. What they share with the pane is in its tables. */
export const COMMANDS_WORDS = words('commands', {
  noReport: (): Notice => ({
    intent: 'warning',
    title: 'The sheet in view is no report',
    lines: ['Click a sheet that HMIS Sheets made, then press Refresh. Or press Refresh all.'],
  }),

  removing: 'Removing client data …',
  close: 'Close',
  busy: (): Notice => ({
    intent: 'warning',
    title: 'Nothing was removed',
    lines: ['HMIS Sheets is writing to this workbook. Wait until it is done, then press Remove client data again.'],
  }),
  refused: (title: string, message: string): Notice => ({
    intent: 'warning',
    title: `Nothing was removed: ${title}`,
    lines: [message],
  }),
});
