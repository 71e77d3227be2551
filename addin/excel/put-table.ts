/// <reference types="office-js" />
import type { AnswerColumn, Cell } from '../../shared/column.ts';
import { columnWidths, pointsOf } from '../../shared/excel/column-width.ts';
import { freeSheetName, freeTableName } from '../../shared/excel/names.ts';
import { actorIn } from './act.ts';
import { type CellInput, cellInput, guardedText } from './cell-value.ts';
import { chunks, REQUEST_BYTES, type RequestBudget } from './chunks.ts';
import { CLIENT_DATA_PROPERTY } from './client-data-mark.ts';
import { excelRun } from './excel-run.ts';
import { planFormats, SHEET_ROWS } from './plan-put.ts';
import { printLook, tryPrint } from './print-look.ts';
import { readFacts } from './read-facts.ts';
import type { PutOptions } from './report-workbook.ts';
import { WorkbookError } from './workbook-error.ts';

const TAB_COLOR = '#C50F1F';

/** Plain columns and rows for a sheet of their own. */
export interface PlainTable {
  readonly title: string;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows shown at first: those that have one of these values in a column. */
  readonly filter?: { readonly column: number; readonly values: readonly string[] } | undefined;
}

/**
 * Puts a table on a new sheet: text guarded, dates real, the header frozen. No report's sheet: nothing refreshes it. All or
 * nothing; throws WorkbookError where Excel refuses, and the signal's reason where it is given.
 */
export async function putTable(
  table: PlainTable,
  { onProgress, signal }: PutOptions,
): Promise<{ readonly sheet: string; readonly rows: number }> {
  const { title, columns, rows, filter } = table;
  if (rows.length >= SHEET_ROWS) throw new WorkbookError('TooManyRows');
  let begun: string | undefined;
  try {
    return await excelRun(async (context) => {
      const { facts } = await readFacts(context);
      const sheet = freeSheetName(
        title,
        facts.sheets.map(({ name }) => name),
      );
      const name = freeTableName(title, facts.takenNames);
      const actor = actorIn(context, undefined);
      const budget: RequestBudget = { bytes: REQUEST_BYTES };
      begun = sheet;
      await actor.perform(
        [{ kind: 'addSheet', sheet, property: { key: CLIENT_DATA_PROPERTY, value: 'file' } }],
        budget,
      );
      for (const { start, rows: values } of chunks(inputRows(table), budget)) {
        signal?.throwIfAborted();
        await actor.perform([{ kind: 'values', sheet, row: start, values }], budget);
        onProgress?.(Math.max(0, start + values.length - 1));
      }
      const body = Math.max(rows.length, 1);
      const points = columnWidths(columns, rows).map(pointsOf);
      const keys = columns.map(({ key }) => key);
      await actor.perform(
        [
          { kind: 'addTable', sheet, table: name, area: { rows: body + 1, columns: columns.length } },
          ...planFormats(sheet, columns, body),
          { kind: 'columnWidths', sheet, points },
          {
            kind: 'sheetLook',
            sheet,
            look: { frozenRows: 1, tabColor: TAB_COLOR },
          },
          { kind: 'activate', sheet },
        ],
        budget,
      );
      await tryPrint(actor, [{ kind: 'print', sheet, look: printLook(title, keys, false, points) }], budget);
      if (filter && filter.values.length > 0) {
        const column = context.workbook.tables.getItem(name).columns.getItemAt(filter.column);
        column.filter.applyValuesFilter([...filter.values]);
        await context.sync();
      }
      return { sheet, rows: rows.length };
    });
  } catch (error) {
    if (begun !== undefined) await takeAway(begun);
    throw error;
  }
}

function* inputRows({ columns, rows }: PlainTable): Generator<CellInput[]> {
  yield columns.map(({ header }) => guardedText(header));
  for (const row of rows) yield columns.map((column, i) => cellInput(column, row[i] ?? null));
}

/** The sheet that was begun, if it is ours: one that carries the mark. */
async function takeAway(name: string): Promise<void> {
  await excelRun(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    const mark = sheet.customProperties.getItemOrNullObject(CLIENT_DATA_PROPERTY);
    mark.load('value');
    await context.sync();
    if (sheet.isNullObject || mark.isNullObject) return;
    sheet.delete();
    await context.sync();
  }).catch((cause: unknown) => {
    throw new WorkbookError('Unfinished', { cause });
  });
}
