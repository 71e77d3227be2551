/// <reference types="office-js" />
import { type CellInput, guardedText } from '../cell-value.ts';
import { officeCodeOf } from '../excel-run.ts';
import type { ColumnFilter, Place } from '../steps.ts';
import { WorkbookError } from '../workbook-error.ts';
import { bodyRows, type TableBody, type TableFacts } from './table-facts.ts';

const PLACE = 'rowIndex,columnIndex,rowCount,columnCount';

/**
 * Reads where a report's table stands and how it is filtered and sorted, in two requests; no cell but its header. A table
 * that somebody renamed is found where it is the sheet's only one. Throws WorkbookError `ReadOnly`, `SheetProtected`,
 * `TableGone`.
 */
export async function readTable(context: Excel.RequestContext, sheet: string, name: string): Promise<TableFacts> {
  const { workbook } = context;
  const worksheet = workbook.worksheets.getItem(sheet);
  const { tables, protection } = worksheet;
  workbook.load('readOnly');
  protection.load('protected');
  tables.load('items/name,items/showTotals,items/showHeaders');
  await context.sync();
  if (workbook.readOnly) throw new WorkbookError('ReadOnly');
  if (protection.protected) throw new WorkbookError('SheetProtected');
  const named = tables.items.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const table = named ?? (tables.items.length === 1 ? tables.items[0] : undefined);
  if (!table?.showHeaders) throw new WorkbookError('TableGone');

  const ranges = tables.items.map((each) => each.getRange());
  for (const range of ranges) range.load(PLACE);
  table.columns.load('items/name,items/filter/criteria');
  table.sort.load('fields,matchCase');
  const first = table.getDataBodyRange().getRow(0);
  first.load('numberFormat');
  await context.sync();

  const areas = ranges.map(placeOf);
  const at = tables.items.indexOf(table);
  return {
    sheet,
    table: table.name,
    area: areas[at] ?? placeOf(table.getRange()),
    totals: table.showTotals,
    headers: table.columns.items.map((column) => column.name),
    filters: table.columns.items.flatMap(({ filter }, column) => filterOf(column, filter.criteria)),
    sort: { fields: table.sort.fields.map(withoutNulls), matchCase: table.sort.matchCase },
    formats: (first.numberFormat[0] ?? []).map(String),
    others: areas.filter((_, i) => i !== at),
  };
}

function placeOf({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): Place {
  return { row: rowIndex, column: columnIndex, rows: rowCount, columns: columnCount };
}

/** Excel's types leave out that a column without a filter has no criteria. */
function filterOf(column: number, criteria: Excel.FilterCriteria | null): ColumnFilter[] {
  return criteria?.filterOn ? [{ column, criteria: withoutNulls(criteria) }] : [];
}

/** Excel gives back members that are null, and refuses them when it is given them [OfficeDev/office-js issue 1226]. */
function withoutNulls<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) as T;
}

/** An answer of more bytes is refused by Excel on the web; so many cells with their formulas stay far below. */
const CELLS_AT_ONCE = 20_000;
const TOO_LARGE = 'ResponsePayloadSizeLimitExceeded';

/** Reads all cells of a table's body, and the number formats of the user's own columns. */
export async function readBody(
  context: Excel.RequestContext,
  facts: TableFacts,
  own: readonly number[],
): Promise<TableBody> {
  const cells: CellInput[][] = [];
  const formats = new Map(own.map((column) => [column, [] as string[]]));
  const rows = bodyRows(facts);
  const most = Math.max(1, Math.floor(CELLS_AT_ONCE / facts.area.columns));
  const readRows = async (first: number, count: number): Promise<void> => {
    try {
      await readPart(context, facts, { first, count }, { cells, formats });
    } catch (error) {
      if (officeCodeOf(error) !== TOO_LARGE || count === 1) throw error;
      const half = Math.ceil(count / 2);
      await readRows(first, half);
      await readRows(first + half, count - half);
    }
  };
  for (let first = 0; first < rows; first += most) await readRows(first, Math.min(most, rows - first));
  return { cells, formats };
}

async function readPart(
  context: Excel.RequestContext,
  { sheet, area }: TableFacts,
  { first, count }: { readonly first: number; readonly count: number },
  into: { readonly cells: CellInput[][]; readonly formats: ReadonlyMap<number, string[]> },
): Promise<void> {
  const worksheet = context.workbook.worksheets.getItem(sheet);
  const row = area.row + 1 + first;
  const part = worksheet.getRangeByIndexes(row, area.column, count, area.columns);
  part.load('values,formulasR1C1,valueTypes');
  const columns = [...into.formats].map(([column, list]) => {
    const range = worksheet.getRangeByIndexes(row, area.column + column, count, 1);
    range.load('numberFormat');
    return { range, list };
  });
  await context.sync();
  const { values, formulasR1C1: formulas, valueTypes: types } = part;
  values.forEach((line: unknown[], i) => {
    into.cells.push(line.map((value, j) => keptCell(value, formulas[i]?.[j], types[i]?.[j])));
  });
  for (const { range, list } of columns) list.push(...range.numberFormat.map(([format]) => String(format)));
  part.untrack();
}

/**
 * A cell as it must be written to be the same again. What merely looks like a formula is told from one by its value: a
 * formula shows what it gives.
 */
function keptCell(value: unknown, formula: unknown, type: Excel.RangeValueType | undefined): CellInput {
  if (typeof formula === 'string' && formula.startsWith('=') && formula !== value) return formula;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = String(value ?? '');
  return type === 'Error' ? text : guardedText(text);
}

/** Whether something stands in any of the areas. */
export async function isUsed(context: Excel.RequestContext, sheet: string, areas: readonly Place[]): Promise<boolean> {
  if (areas.length === 0) return false;
  const worksheet = context.workbook.worksheets.getItem(sheet);
  const used = areas.map(({ row, column, rows, columns }) => {
    const range = worksheet.getRangeByIndexes(row, column, rows, columns).getUsedRangeOrNullObject(true);
    range.load('rowCount');
    return range;
  });
  await context.sync();
  return used.some((range) => !range.isNullObject);
}
