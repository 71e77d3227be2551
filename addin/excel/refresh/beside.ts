/// <reference types="office-js" />
import { ABOUT_ID_COLUMN, ABOUT_SHEET, type AboutLine, planAboutSheet, planBlock } from '../about.ts';
import type { Step } from '../steps.ts';
import { WorkbookError } from '../workbook-error.ts';
import { NOTES_SHEET } from './gone-notes.ts';

/** A report's block on *About these reports*, with what it says. */
export interface AboutBlock {
  readonly row: number;
  readonly rows: number;
  readonly title: string;
  readonly lines: readonly AboutLine[];
}

/** What stands on the sheets beside the reports. */
export interface Beside {
  /** undefined where there is no such sheet. */
  readonly about: { readonly nextRow: number; readonly blocks: ReadonlyMap<string, AboutBlock> } | undefined;
  /** The first free row of the notes; undefined where there is no such sheet. */
  readonly notesRow: number | undefined;
}

const BETWEEN_BLOCKS = 1;

const NAMES = [ABOUT_SHEET, NOTES_SHEET];

/** Throws WorkbookError `BesideProtected`: half way it would be too late. */
export async function readBeside(context: Excel.RequestContext): Promise<Beside> {
  const sheets = NAMES.map((name) => context.workbook.worksheets.getItemOrNullObject(name));
  for (const { protection } of sheets) protection.load('protected');
  const [about, notes] = sheets.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,rowCount,columnIndex,values');
    return used;
  });
  await context.sync();
  const [aboutSheet, notesSheet] = sheets;
  const locked = sheets.findIndex((sheet) => !sheet.isNullObject && sheet.protection.protected);
  if (locked >= 0) throw new WorkbookError('BesideProtected', { place: { header: NAMES[locked] ?? '', column: '' } });
  const end = (used: Excel.Range | undefined) => (!used || used.isNullObject ? 0 : used.rowIndex + used.rowCount);
  return {
    about:
      aboutSheet && !aboutSheet.isNullObject
        ? { nextRow: nextBlockRow(end(about)), blocks: about && !about.isNullObject ? blocksIn(about) : new Map() }
        : undefined,
    notesRow: notesSheet && !notesSheet.isNullObject ? end(notes) : undefined,
  };
}

function nextBlockRow(end: number): number {
  return end === 0 ? 0 : end + BETWEEN_BLOCKS;
}

/** Each block reaches from its id to the blank row before the next one, wherever rows were put in meanwhile. */
function blocksIn({ rowIndex, columnIndex, values }: Excel.Range): Map<string, AboutBlock> {
  const cell = (line: readonly unknown[] | undefined, column: number) => String(line?.[column - columnIndex] ?? '');
  const starts = values.flatMap((line, at) => (cell(line, ABOUT_ID_COLUMN) === '' ? [] : [at]));
  return new Map(
    starts.map((start, i) => {
      let end = starts[i + 1] ?? values.length;
      while (end > start + 1 && cell(values[end - 1], 0) === '' && cell(values[end - 1], 1) === '') end--;
      const lines = values.slice(start + 1, end).map((line): AboutLine => [cell(line, 0), cell(line, 1)]);
      const block = { row: rowIndex + start, rows: end - start, title: cell(values[start], 0), lines };
      return [cell(values[start], ABOUT_ID_COLUMN), block];
    }),
  );
}

/** Puts a report's block in the place of the one it has, or below the others. */
export function planAboutAgain(beside: Beside, id: string, title: string, lines: readonly AboutLine[]): Step[] {
  const { about } = beside;
  const block = about?.blocks.get(id);
  if (!block) return [...(about ? [] : planAboutSheet()), ...planBlock(title, lines, about?.nextRow ?? 0, id)];
  const more = lines.length + 1 - block.rows;
  const at = { row: block.row + 1, rows: Math.abs(more) };
  const room: Step[] =
    more === 0 ? [] : [{ kind: more > 0 ? 'insertCells' : 'deleteCells', sheet: ABOUT_SHEET, area: at }];
  return [...room, ...planBlock(title, lines, block.row, id)];
}

/** Makes the sheets beside the reports say again of one report what they said before, whatever of a refresh they say now. */
export function planBesideBack(now: Beside, before: Beside, id: string): Step[] {
  const block = before.about?.blocks.get(id);
  const current = now.about?.blocks.get(id);
  const rows = (now.notesRow ?? 0) - (before.notesRow ?? 0);
  return [
    ...(block ? planAboutAgain(now, id, block.title, block.lines) : []),
    ...(!block && current
      ? [{ kind: 'deleteCells', sheet: ABOUT_SHEET, area: { row: current.row, rows: current.rows } } as const]
      : []),
    ...(before.notesRow === undefined && now.notesRow !== undefined
      ? [{ kind: 'deleteSheet', sheet: NOTES_SHEET } as const]
      : []),
    ...(before.notesRow !== undefined && rows > 0
      ? [{ kind: 'deleteCells', sheet: NOTES_SHEET, area: { row: before.notesRow, rows } } as const]
      : []),
  ];
}
