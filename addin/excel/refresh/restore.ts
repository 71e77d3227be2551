/// <reference types="office-js" />
import { actorIn } from '../act.ts';
import { BLANK, guardedText } from '../cell-value.ts';
import { REQUEST_BYTES, type RequestBudget } from '../chunks.ts';
import { clearOutline } from '../design/clear-outline.ts';
import { layDesign } from '../design/lay-design.ts';
import { levelWords, planOutline } from '../design/outline.ts';
import { excelRun } from '../excel-run.ts';
import { livingEntries, type PlannedRequest } from '../plan-put.ts';
import { readFacts } from '../read-facts.ts';
import { type Registry, type RegistryEntry, withEntry } from '../registry.ts';
import type { Place } from '../steps.ts';
import { WorkbookError } from '../workbook-error.ts';
import { type Beside, planBesideBack, readBeside } from './beside.ts';
import { paint } from './fills.ts';
import { emptyBelow, looksOfGrownRows } from './plan-refresh.ts';
import { readTable } from './read-table.ts';
import { planRoom } from './room.ts';
import { bodyRows, type OldTable, type TableFacts } from './table-facts.ts';
import { bodyRequests } from './write-body.ts';

/** A report's table as it was before the first write of a refresh, kept until the last. */
export interface Kept {
  readonly entry: RegistryEntry;
  readonly old: OldTable;
  readonly beside: Beside;
  readonly marker: Place | undefined;
}

/** What makes a table what it was, whatever a refresh has done to it. Pure. */
export function* restoreRequests(
  { entry, old, beside, marker }: Kept,
  now: { readonly table: TableFacts; readonly beside: Beside; readonly living: Registry },
  budget: RequestBudget,
): Generator<PlannedRequest> {
  const { sheet, table } = now.table;
  const count = bodyRows(old.facts);
  const room = { before: bodyRows(now.table), body: count, width: old.facts.area.columns };
  const { filters } = old.facts;
  const whole = { row: now.table.area.row + 1, column: now.table.area.column, rows: count, columns: room.width };
  yield {
    steps: [
      { kind: 'clearFilters', sheet, table },
      ...planRoom(now.table, room, old.facts.headers.slice(now.table.area.columns)),
      ...looksOfGrownRows(now.table, room, old.facts.formats),
      {
        kind: 'values',
        sheet,
        row: now.table.area.row,
        column: now.table.area.column,
        values: [old.facts.headers.map(guardedText)],
      },
    ],
    rowsDone: 0,
  };
  const formats = [...old.body.formats].map(
    ([place, list]) => [place, (index: number) => list[index] ?? 'General'] as const,
  );
  yield* bodyRequests(
    now.table,
    {
      count,
      width: room.width,
      row: (index) => [...(old.body.cells[index] ?? Array.from({ length: room.width }, () => BLANK))],
      formats: new Map(formats),
    },
    budget,
  );
  yield {
    steps: [
      ...emptyBelow(now.table, room),
      ...(old.fills ? [{ kind: 'clearFill', sheet, area: whole } as const] : []),
      ...paint(now.table, count, room.width, (row, place) => old.fills?.[row]?.[place] ?? ''),
      ...(entry.outline
        ? planOutline(entry.outline, sheet, whole.row, levelWords(old.facts.headers, old.body.cells))
        : []),
      ...(filters.length > 0 ? [{ kind: 'filters', sheet, table, filters } as const] : []),
      ...planBesideBack(now.beside, beside, entry.id),
      ...(marker ? [{ kind: 'empty', sheet, area: marker } as const] : []),
      { kind: 'registry', sheets: withEntry(now.living, entry) },
    ],
    rowsDone: count,
  };
}

/** Milliseconds between attempts: someone who types in a cell is done with it in a while. */
const PAUSES = [300, 1_000, 3_000];

/** Puts a table back as it was. Throws WorkbookError `RefreshUnfinished` where Excel doesn't let it be. */
export async function restore(kept: Kept): Promise<void> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      return await excelRun((context) => putBack(context, kept));
    } catch (cause) {
      if (pause === undefined) throw new WorkbookError('RefreshUnfinished', { cause });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function putBack(context: Excel.RequestContext, kept: Kept): Promise<void> {
  const { facts, registryPart } = await readFacts(context);
  const sheet = facts.sheets.find(({ reportSheet }) => reportSheet === kept.entry.id);
  // Whoever deleted the sheet wants nothing of it back.
  if (!sheet) return;
  const table = await readTable(context, sheet.name, kept.old.facts.table);
  const beside = await readBeside(context);
  const living = livingEntries(facts);
  const actor = actorIn(context, registryPart, layDesign);
  const budget: RequestBudget = { bytes: REQUEST_BYTES };
  if (kept.entry.outline) {
    const rows = Math.max(bodyRows(table), bodyRows(kept.old.facts));
    await clearOutline(context, sheet.name, { row: table.area.row + 1, rows });
  }
  for (const { steps } of restoreRequests(kept, { table, beside, living }, budget)) await actor.perform(steps, budget);
}
