import { pointsOf } from '../../shared/excel/column-width.ts';
import { type CellInput, guardedText } from './cell-value.ts';
import type { SheetRun } from './report-workbook.ts';
import type { Step } from './steps.ts';

export const ABOUT_SHEET = 'About these reports';

const LABEL_WIDTH = 20;
const TEXT_WIDTH = 110;
const QUIET = '#616161';

/**
 * The steps that say of a run what it was: one block below what stands on *About these reports*. The text of the notes is
 * the service's and the definition's: parameters in words, which rule, which export, how many rows, what was left out.
 */
export function planAbout(run: SheetRun, sheet: string, firstRow: number, id: string): Step[] {
  return planBlock(run.title, aboutLines(run, sheet), firstRow, id);
}

/** The column in which a block's first row holds the registry's id, by which a refresh finds it. Nobody sees it. */
export const ABOUT_ID_COLUMN = 2;
const UNSEEN = ';;;';

/** A block of *About these reports*: a title, and lines of label and text. */
export function planBlock(title: string, lines: readonly AboutLine[], firstRow: number, id: string): Step[] {
  const values = [
    [guardedText(title), ''],
    ...lines.map(([label, text]): CellInput[] => [guardedText(label), guardedText(text)]),
  ];
  const rows = lines.length;
  const of = (look: Omit<Step & { kind: 'look' }, 'kind' | 'sheet'>): Step => ({
    kind: 'look',
    sheet: ABOUT_SHEET,
    ...look,
  });
  return [
    { kind: 'values', sheet: ABOUT_SHEET, row: firstRow, values },
    of({ area: { row: firstRow, column: ABOUT_ID_COLUMN, rows: 1, columns: 1 }, look: { numberFormat: UNSEEN } }),
    { kind: 'values', sheet: ABOUT_SHEET, row: firstRow, column: ABOUT_ID_COLUMN, values: [[guardedText(id)]] },
    of({ area: { row: firstRow, column: 0, rows: 1, columns: 1 }, look: { bold: true, fontSize: 14 } }),
    of({ area: { row: firstRow + 1, column: 0, rows, columns: 1 }, look: { fontColor: QUIET, top: true } }),
    of({ area: { row: firstRow + 1, column: 1, rows, columns: 1 }, look: { wrap: true, top: true } }),
  ];
}

/** What makes the sheet itself, the first time. */
export function planAboutSheet(): Step[] {
  return [
    { kind: 'addSheet', sheet: ABOUT_SHEET },
    { kind: 'columnWidths', sheet: ABOUT_SHEET, points: [pointsOf(LABEL_WIDTH), pointsOf(TEXT_WIDTH)] },
    {
      kind: 'sheetLook',
      sheet: ABOUT_SHEET,
      look: { gridlines: false },
    },
  ];
}

/** How it is printed: it has no header row. */
export const ABOUT_PRINT: Step = {
  kind: 'print',
  sheet: ABOUT_SHEET,
  look: { title: ABOUT_SHEET, warning: '', headless: true },
};

export type AboutLine = readonly [label: string, text: string];

/** A run in words, as label and text. What the notes say is not said twice. */
export function aboutLines({ result, by, at }: SheetRun, sheet: string): AboutLine[] {
  const { snapshot, rows, notes, params } = result;
  return [
    ['Sheet', sheet],
    ['Data as of', snapshot.exportDate],
    ['Run', `${timeInWords(at)} by ${by}`],
    ['Rows', rows.length.toLocaleString('en-US')],
    ...(params.hidePii === false ? [['Client data', KEEP_SAFE] as const] : []),
    ...notes.map((note, i): AboutLine => [i === 0 ? 'How it was counted' : '', note]),
  ];
}

/** What is said of a report that began as somebody's copy of another's sheet. */
export function aboutCopied(sheet: string, from: string): AboutLine[] {
  return [
    ['Sheet', sheet],
    ['Copied from', `${from}, and made a report of its own. Refresh says here how it was counted.`],
  ];
}

const KEEP_SAFE =
  'Names are in this sheet: keep the file where only those who may see them can open it, and do not mail it.';

/** As `Nov 22, 2026, 9:03 PM GMT-6`: the zone tells a reader elsewhere when it was. */
export function timeInWords(at: Date): string {
  const parts = { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-US', { ...parts, timeZoneName: 'short' }).format(at);
}
