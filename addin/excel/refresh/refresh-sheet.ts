/// <reference types="office-js" />
import { actorIn } from '../act.ts';
import { REQUEST_BYTES, type RequestBudget } from '../chunks.ts';
import { columnLetters } from '../column-letters.ts';
import { clearOutline } from '../design/clear-outline.ts';
import { layDesign } from '../design/lay-design.ts';
import { excelRun } from '../excel-run.ts';
import { isBeingRefreshed, PANE_ID } from '../pane-id.ts';
import { livingEntries } from '../plan-put.ts';
import { readFacts } from '../read-facts.ts';
import type { Registry, RegistryEntry } from '../registry.ts';
import type { PutOptions, SheetRun } from '../report-workbook.ts';
import type { Place, Rows } from '../steps.ts';
import { WorkbookError } from '../workbook-error.ts';
import type { WorkbookFacts } from '../workbook-facts.ts';
import { readBeside } from './beside.ts';
import type { Changes, Proof } from './compare.ts';
import { readFills } from './fills.ts';
import { matchColumns } from './match-columns.ts';
import { MARKER, planRefresh, type RefreshFacts } from './plan-refresh.ts';
import { isUsed, readBody, readTable } from './read-table.ts';
import { type Kept, restore } from './restore.ts';
import { growthPath, isTableInTheWay, isTooLong, roomFor } from './room.ts';

/** What a refresh did to a report's sheet. */
export interface RefreshAnswer {
  readonly sheet: string;
  readonly proof: Proof;
  readonly changes: Changes;
  /** The report's columns that the table did not have before. */
  readonly newColumns: readonly string[];
  /** Notes of rows that are gone, on the sheet of that name. */
  readonly keptNotes: number;
  /** The export that the sheet was of before; undefined where its client data had been removed. */
  readonly exportDateBefore: string | undefined;
}

/** Tables that could not be put back, by registry id: the next refresh does that first. */
const unfinished = new Map<string, Kept>();

/**
 * Writes a whole answer over the report sheet of an id. All or nothing: where Excel refuses half way, or the signal is
 * given, the old rows are put back and the reason is thrown; where that fails too, WorkbookError `RefreshUnfinished`.
 * Whatever can be known beforehand is refused before anything is touched.
 */
export async function refreshSheet(
  id: string,
  run: SheetRun,
  key: readonly string[],
  { onProgress, signal }: PutOptions,
): Promise<RefreshAnswer> {
  signal?.throwIfAborted();
  const left = unfinished.get(id);
  if (left) {
    await restore(left);
    unfinished.delete(id);
  }
  let kept: Kept | undefined;
  let requests = 0;
  try {
    return await excelRun(async (context) => {
      const { facts, registryPart } = await readRefreshFacts(context, id, run, key);
      const plan = planRefresh(facts);
      const actor = actorIn(context, registryPart, layDesign);
      const budget: RequestBudget = { bytes: REQUEST_BYTES };
      for (const { steps, rowsDone } of plan.requests(budget)) {
        signal?.throwIfAborted();
        kept = { entry: facts.entry, old: facts.old, beside: facts.beside, marker: facts.marker };
        await actor.perform(steps, budget);
        // Once it is marked as being refreshed: what comes next puts rows into other places.
        if (requests === 0 && facts.entry.outline) await clearOutline(context, facts.old.facts.sheet, rowsOf(facts));
        requests++;
        onProgress?.(rowsDone);
      }
      return {
        sheet: facts.old.facts.sheet,
        proof: plan.rows.proof,
        changes: plan.rows.changes,
        newColumns: plan.newColumns,
        keptNotes: plan.rows.gone.length,
        exportDateBefore: facts.entry.state === 'removed' ? undefined : facts.entry.exportDate,
      };
    });
  } catch (error) {
    // Excel refuses all of a request while a cell is edited: of the first one nothing was done.
    const untouched = requests === 0 && error instanceof WorkbookError && error.code === 'CellEdit';
    if (kept && !untouched) {
      unfinished.set(id, kept);
      await restore(kept);
      unfinished.delete(id);
    }
    throw error;
  }
}

/** The rows of the body, those of before and those to come. */
function rowsOf({ old: { facts }, room }: RefreshFacts): Rows {
  return { row: facts.area.row + 1, rows: Math.max(room.before, room.body) };
}

async function readRefreshFacts(
  context: Excel.RequestContext,
  id: string,
  run: SheetRun,
  key: readonly string[],
): Promise<{ facts: RefreshFacts; registryPart: string | undefined }> {
  const { facts, registryPart } = await readFacts(context);
  const { entry, sheet, living } = refreshable(facts, id, run.at);
  const table = await readTable(context, sheet, entry.table);
  const matched = matchColumns(table.headers, entry, run.result.columns, key);
  if (!matched.ok) {
    const place = { header: matched.header, column: columnLetters(table.area.column + matched.place) };
    throw new WorkbookError(matched.code, { place });
  }
  const { places, deleted } = matched;
  const room = roomFor(table, run.result.rows.length, places.length);
  if (isTooLong(table, room)) throw new WorkbookError('TooManyRows');
  const path = growthPath(table, room);
  if (isTableInTheWay(table, path)) throw new WorkbookError('TableInTheWay');
  if (await isUsed(context, sheet, path)) throw new WorkbookError('InTheWay');
  const marker = { row: table.area.row, column: table.area.column + places.length, rows: 1, columns: 1 };
  const body = await readBody(
    context,
    table,
    places.flatMap((plan, place) => (plan.kind === 'own' ? [place] : [])),
  );
  return {
    facts: {
      entry,
      living,
      old: { facts: table, body, fills: await readFills(context, table) },
      places,
      deleted,
      room,
      beside: await readBeside(context),
      marker: (await isMarkable(context, sheet, marker)) ? marker : undefined,
      run,
      key,
      pane: PANE_ID,
    },
    registryPart,
  };
}

/** False where something of the user's stands in the cell. */
async function isMarkable(context: Excel.RequestContext, sheet: string, { row, column }: Place): Promise<boolean> {
  const cell = context.workbook.worksheets.getItem(sheet).getRangeByIndexes(row, column, 1, 1);
  cell.load('values');
  await context.sync();
  return ['', MARKER].includes(String(cell.values[0]?.[0]));
}

/** The entry and the sheet of an id; throws WorkbookError `SheetGone`, `BeingRefreshed`. */
export function refreshable(
  facts: WorkbookFacts,
  id: string,
  now: Date,
): { readonly entry: RegistryEntry; readonly sheet: string; readonly living: Registry } {
  const living = livingEntries(facts);
  const entry = living.find((each) => each.id === id);
  const sheet = facts.sheets.find(({ reportSheet }) => reportSheet === id)?.name;
  if (!entry || sheet === undefined) throw new WorkbookError('SheetGone');
  if (isBeingRefreshed(entry, now)) throw new WorkbookError('BeingRefreshed');
  return { entry, sheet, living };
}
