import type { Proof } from '../excel/refresh/compare.ts';
import { formatDay, formatList, formatNumber } from './format.ts';
import { words } from './language.ts';
import type { Notice } from './state/sheets/notice.ts';
import type { Tallied } from './state/sheets/turn.ts';
import { rowsInWords } from './words.ts';

/** Sentences and labels of the pane's part about the reports that the workbook holds. */
export const SHEETS_WORDS = words('sheets', {
  title: 'Reports in this workbook',
  none: 'No reports yet',
  noneText: 'Run a report: its sheet is then listed here, with the date of its data.',
  rows: rowsInWords,
  data: (day: string) => `Data as of ${formatDay(day)}`,
  names: 'Contains names',
  removed: 'Client data removed',
  unfinished: 'Unfinished refresh: press Refresh',
  busy: 'Somebody is refreshing it',

  refresh: 'Refresh',
  refreshLabel: (sheet: string) => `Refresh sheet ${sheet}`,
  refreshAll: 'Refresh all',
  show: 'Show',
  showLabel: (sheet: string) => `Show sheet ${sheet}`,
  copyLabel: (sheet: string) => `Static copy of sheet ${sheet}`,

  reason: {
    title: (names: number) => (names === 1 ? 'One sheet shows names' : `${formatNumber(names)} sheets show names`),
    text: 'Why they are needed is asked each time, and kept in the audit trail. It is never kept in the workbook.',
    go: 'Refresh',
    without: 'Leave those out',
    back: 'Cancel',
  },

  queue: {
    begun: (sheets: number) => (sheets === 1 ? 'Refreshing 1 sheet' : `Refreshing ${formatNumber(sheets)} sheets`),
    at: (n: number, of: number) => `Refreshing ${formatNumber(n)} of ${formatNumber(of)}`,
    stop: 'Stop',
    stopping: 'Stopping …',
    help: 'You can go on reading, but don’t edit a cell until it is done. Stop puts the sheet at hand back as it was.',
    waiting: 'Waiting',
    planning: 'Asking the service',
    writing: (rows: number, of: number) => `Writing: ${formatNumber(rows)} of ${formatNumber(of)} rows`,
    downloading: (rows: number, most: number) =>
      `Downloading: ${formatNumber(rows)} rows so far, of at most ${formatNumber(most)}`,
    stopped: 'Stopped. This sheet is as it was.',
    ended: ({ done, failed, stopped, asking }: Tallied) =>
      [
        done === 1 ? '1 sheet refreshed' : `${formatNumber(done)} sheets refreshed`,
        ...(failed > 0 ? [`${formatNumber(failed)} not refreshed`] : []),
        ...(stopped > 0 ? [`${formatNumber(stopped)} stopped`] : []),
        ...(asking > 0 ? [`${formatNumber(asking)} waiting for your answer`] : []),
      ].join(', '),
  },

  proof: {
    rows: ({ before, after }: Proof) =>
      `${rowsInWords(after)}, ${before === after ? 'as before' : `before ${formatNumber(before)}`}`,
    counts: ({ added, gone, changed }: Proof) =>
      added + gone + changed === 0
        ? 'Nothing changed.'
        : `${formatNumber(added)} added, ${formatNumber(gone)} gone, ${formatNumber(changed)} changed.`,
    data: (now: string, before: string | undefined) =>
      before === undefined || before === now
        ? `Data as of ${formatDay(now)}`
        : `Data as of ${formatDay(now)}, before ${formatDay(before)}`,
    newColumns: (headers: readonly string[]) => `New at the right end: ${formatList(headers)}.`,
    keptNotes: (count: number) =>
      count === 1
        ? 'A note of a row that is gone is kept on the sheet ‘Notes of rows that are gone’.'
        : `${formatNumber(count)} notes of rows that are gone are kept on the sheet ‘Notes of rows that are gone’.`,
  },

  changes: {
    show: 'What changed',
    showLabel: (sheet: string) => `Colour what changed in sheet ${sheet}`,
    clear: 'Clear the colours',
    clearLabel: (sheet: string) => `Clear the colours of what changed in sheet ${sheet}`,
    shown: 'What changed is coloured: new rows green, changed cells yellow.',
    cleared: 'The colours are cleared.',
  },

  choices: 'Reuse choices',
  choicesLabel: (sheet: string) => `Reuse choices of ${sheet}`,
  copy: {
    label: 'Static copy',
    notice: (sheet: string): Notice => ({
      intent: 'success',
      title: `Copied to ‘${sheet}’`,
      lines: ['The copy has values only: no refresh will ever change it.'],
    }),
  },

  copies: {
    title: (count: number) => (count === 1 ? 'A copied sheet' : 'Copied sheets'),
    text: (sheet: string, title: string) => `‘${sheet}’ is a copy of a report (${title}). What shall it be?`,
    adopt: 'A report of its own',
    adoptLabel: (sheet: string) => `Make ${sheet} a report of its own`,
    keep: 'A static copy',
    keepLabel: (sheet: string) => `Keep ${sheet} as a static copy`,
    adopted: (sheet: string): Notice => ({
      intent: 'success',
      title: `‘${sheet}’ is a report of its own now`,
      lines: ['It asks the same as the one it was copied from. Refresh brings it up to date.'],
    }),
    kept: (sheet: string): Notice => ({
      intent: 'success',
      title: `‘${sheet}’ is a static copy now`,
      lines: ['It has values only: no refresh will ever change it.'],
    }),
  },

  removal: {
    button: 'Remove client data',
    title: 'Remove client data from this workbook?',
    text: 'Every report’s rows go, and what you wrote beside them goes with them: keep a copy of the file if you need those notes. Layout and choices stay, and Refresh brings the rows back.',
    also: 'Look yourself at what you made of the rows: pivot tables, charts, formulas and sheets of your own.',
    go: 'Remove it',
    back: 'Cancel',
    notice: (
      emptied: number,
      failed: readonly (readonly [sheet: string, why: string])[],
      left: readonly string[],
    ): Notice => ({
      intent: failed.length + left.length > 0 ? 'warning' : 'success',
      title:
        failed.length > 0
          ? 'Client data is still in this workbook'
          : `Client data removed from ${emptied === 1 ? '1 report' : `${formatNumber(emptied)} reports`}`,
      lines: [
        ...failed.map(([sheet, why]) => `Not removed from ‘${sheet}’: ${why}`),
        ...(left.length > 0
          ? [`Copies still hold it: ${formatList(left)}. Delete those sheets if the file is to be mailed.`]
          : []),
        'Pivot tables, charts and sheets of your own may hold more: look at them before you mail the file.',
      ],
    }),
  },
} as const);
