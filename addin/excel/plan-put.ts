import type { AnswerColumn, Cell } from '../../shared/column.ts';
import { columnWidths, pointsOf } from '../../shared/excel/column-width.ts';
import { freeSheetName, freeTableName } from '../../shared/excel/names.ts';
import { numberFormatOf } from '../../shared/excel/number-format.ts';
import { ABOUT_PRINT, ABOUT_SHEET, planAbout, planAboutSheet } from './about.ts';
import { type CellInput, cellInput, guardedText } from './cell-value.ts';
import { chunks, type RequestBudget } from './chunks.ts';
import type { planDesign } from './design/plan-design.ts';
import type { newSheetRules } from './housing/new-sheet-rules.ts';
import { printLook } from './print-look.ts';
import { type Registry, type RegistryEntry, SHEET_PROPERTY } from './registry.ts';
import type { SheetRun } from './report-workbook.ts';
import type { Request, Step } from './steps.ts';
import type { WorkbookFacts } from './workbook-facts.ts';

/** Rows of an Excel sheet, the header's included. */
export const SHEET_ROWS = 1_048_576;

/** Tabs tell from afar which sheet must not be mailed. */
export const TAB_COLOR = { piiHidden: '#0F6C6C', piiShown: '#C50F1F' } as const;

export interface PutPlan {
  readonly entry: RegistryEntry;
  readonly sheet: string;
  /** Everything in order; the rows are turned into values as they are asked for. */
  requests(budget: RequestBudget): Generator<PlannedRequest>;
  /** What is tried afterwards. */
  readonly print: Request;
}

export interface PlannedRequest {
  readonly steps: Request;
  /** Rows of the report that are in the sheet once this is done. */
  readonly rowsDone: number;
}

/** What some reports' sheets have beyond the others': fetched for those. */
export interface MorePlans {
  readonly rules?: typeof newSheetRules | undefined;
  readonly design?: typeof planDesign | undefined;
}

/**
 * What is to happen for a run to be on a new sheet: the sheet, with a registry entry that says `writing`; the values in
 * chunks; table, formats and widths; the block on *About these reports*; the registry entry as `whole`. Pure.
 */
export function planPut(facts: WorkbookFacts, run: SheetRun, id: string, more: MorePlans = {}): PutPlan {
  const { columns, rows } = run.result;
  const sheet = freeSheetName(run.title, [...facts.sheets.map(({ name }) => name), ABOUT_SHEET]);
  const table = freeTableName([run.result.report, ...(run.part ? [run.part] : [])].join('-'), facts.takenNames);
  const entry = entryOf(run, id, table, {
    columns: columns.map(({ key, header }, place) => ({ key, header, place })),
    width: columns.length,
  });
  const others = livingEntries(facts);
  const points = columnWidths(columns, rows).map(pointsOf);
  const keys = columns.map(({ key }) => key);
  return {
    entry,
    sheet,
    print: [
      { kind: 'print', sheet, look: printLook(run.title, keys, entry.piiHidden, points) },
      ...(facts.about === undefined ? [ABOUT_PRINT] : []),
    ],
    *requests(budget) {
      const begin: Step[] = [
        { kind: 'registry', sheets: [...others, { ...entry, state: 'writing' }] },
        { kind: 'addSheet', sheet, property: { key: SHEET_PROPERTY, value: id } },
      ];
      yield { steps: begin, rowsDone: 0 };
      for (const { start, rows: values } of chunks(inputRows(columns, rows), budget)) {
        yield { steps: [{ kind: 'values', sheet, row: start, values }], rowsDone: start + values.length - 1 };
      }
      yield {
        steps: [
          ...planTable(sheet, table, run, points),
          ...(more.rules?.(entry, sheet, run) ?? []),
          ...(more.design?.(run, sheet, table) ?? []),
          ...(facts.about === undefined ? planAboutSheet() : []),
          ...planAbout(run, sheet, facts.about?.nextRow ?? 0, id),
          { kind: 'registry', sheets: [...others, entry] },
          { kind: 'activate', sheet },
        ],
        rowsDone: rows.length,
      };
    },
  };
}

/**
 * What takes report sheets out of the workbook again, whatever of them is there: the sheets that carry these ids, and their
 * registry entries. A sheet without the id is somebody's own and stays, whatever its name.
 */
export function planRemove(facts: WorkbookFacts, ids: readonly string[]): Request {
  const gone = facts.sheets.filter(({ reportSheet }) => reportSheet !== undefined && ids.includes(reportSheet));
  return [
    ...gone.map(({ name }): Step => ({ kind: 'deleteSheet', sheet: name })),
    { kind: 'registry', sheets: livingEntries(facts).filter(({ id }) => !ids.includes(id)) },
  ];
}

/** A sheet that somebody deleted leaves no trace in the registry. */
export function livingEntries({ registry, sheets }: WorkbookFacts): Registry {
  const alive = new Set(sheets.map(({ reportSheet }) => reportSheet));
  return registry.filter(({ id }) => alive.has(id));
}

/** What the registry says of a run that stands in a table whole, its columns at these places. */
export function entryOf(
  { title, result, at, part, outline }: SheetRun,
  id: string,
  table: string,
  { columns, width }: Pick<RegistryEntry, 'columns' | 'width'>,
): RegistryEntry {
  const { report, params, snapshot, rows } = result;
  return {
    id,
    report,
    ...(part && { part }),
    ...(outline && { outline }),
    title,
    params,
    table,
    state: 'whole',
    columns,
    width,
    snapshot: snapshot.id,
    exportDate: snapshot.exportDate,
    rows: rows.length,
    at: at.toISOString(),
    piiHidden: params.hidePii !== false,
  };
}

/** Header and rows as Excel must be given them. */
function* inputRows(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): Generator<CellInput[]> {
  yield columns.map(({ header }) => guardedText(header));
  for (const row of rows) yield columns.map((column, i) => cellInput(column, row[i] ?? null));
}

function planTable(sheet: string, table: string, { result }: SheetRun, points: readonly number[]): Step[] {
  const { columns, rows, params } = result;
  // Excel wants one row below the header, be it blank.
  const body = Math.max(rows.length, 1);
  const piiHidden = params.hidePii !== false;
  return [
    { kind: 'addTable', sheet, table, area: { rows: body + 1, columns: columns.length } },
    // In the table's own style, too, but not every program draws that.
    {
      kind: 'look',
      sheet,
      area: { row: 0, column: 0, rows: 1, columns: columns.length },
      look: { bold: true },
    },
    ...planFormats(sheet, columns, body),
    { kind: 'columnWidths', sheet, points },
    {
      kind: 'sheetLook',
      sheet,
      look: {
        frozenRows: 1,
        tabColor: piiHidden ? TAB_COLOR.piiHidden : TAB_COLOR.piiShown,
      },
    },
  ];
}

/** Number formats below the header, columns side by side that have one together. */
export function planFormats(sheet: string, columns: readonly AnswerColumn[], rows: number): Step[] {
  const found: { column: number; columns: number; numberFormat: string }[] = [];
  for (const [column, each] of columns.entries()) {
    const numberFormat = numberFormatOf(each);
    if (numberFormat === undefined) continue;
    const last = found.at(-1);
    if (last?.numberFormat === numberFormat && last.column + last.columns === column) last.columns++;
    else found.push({ column, columns: 1, numberFormat });
  }
  return found.map(
    ({ numberFormat, ...place }): Step => ({
      kind: 'look',
      sheet,
      area: { row: 1, rows, ...place },
      look: { numberFormat },
    }),
  );
}
