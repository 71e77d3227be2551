/// <reference types="office-js" />
import { timeInWords } from '../about.ts';
import { actorIn } from '../act.ts';
import { BLANK } from '../cell-value.ts';
import { REQUEST_BYTES } from '../chunks.ts';
import { clearOutline } from '../design/clear-outline.ts';
import { excelRun } from '../excel-run.ts';
import { livingEntries, TAB_COLOR } from '../plan-put.ts';
import { readFacts } from '../read-facts.ts';
import { holdsTrackers, type Registry, type RegistryEntry, STATIC, withEntry } from '../registry.ts';
import type { Request, Step } from '../steps.ts';
import { type Beside, planAboutAgain, readBeside } from './beside.ts';
import { readCopies } from './copies.ts';
import { emptyFileSheets } from './file-sheets.ts';
import { NOTES_SHEET } from './gone-notes.ts';
import { emptyBelow, noRules } from './plan-refresh.ts';
import { readBody, readTable } from './read-table.ts';
import { refreshable } from './refresh-sheet.ts';
import { planRoom } from './room.ts';
import { bodyRows, isFormula, type OldTable } from './table-facts.ts';

export interface RemovedAnswer {
  /** Sheets that were emptied. */
  readonly sheets: readonly string[];
  /** Why others were not, by registry id, or the name of the sheet of notes. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** Sheets that hold client data and are not ours to empty: static copies, and copies that somebody made. */
  readonly left: readonly string[];
}

/**
 * Empties every report table of the workbook, the user's own columns too, and every file that was put into it, and keeps
 * layout and parameters: *Refresh* brings a report's rows back. A table that cannot be emptied doesn't stop the others.
 */
export async function removeData(at: Date): Promise<RemovedAnswer> {
  const { facts } = await excelRun(readFacts);
  const sheets: string[] = [];
  const failed = new Map<string, unknown>();
  for (const { id, state } of livingEntries(facts)) {
    if (state === 'writing') continue;
    try {
      sheets.push(await emptySheet(id, at));
    } catch (error) {
      failed.set(id, error);
    }
  }
  try {
    sheets.push(...(await excelRun(emptyFileSheets)));
    return { sheets, failed, left: await excelRun(clearBeside) };
  } catch (error) {
    failed.set(NOTES_SHEET, error);
    return { sheets, failed, left: [] };
  }
}

async function emptySheet(id: string, at: Date): Promise<string> {
  return await excelRun(async (context) => {
    const { facts, registryPart } = await readFacts(context);
    const { entry, sheet, living } = refreshable(facts, id, at);
    const table = await readTable(context, sheet, entry.table);
    const first = await readBody(context, { ...table, area: { ...table.area, rows: 2 }, totals: false }, []);
    const request = planEmptied(
      { facts: table, body: first },
      { entry, living, beside: await readBeside(context), at },
    );
    if (entry.outline) await clearOutline(context, sheet, { row: table.area.row + 1, rows: bodyRows(table) });
    await actorIn(context, registryPart).perform(request, { bytes: REQUEST_BYTES });
    return sheet;
  });
}

/** One request: it is done whole or, refused beforehand, not at all. Filters go too, for they may name a person. Pure. */
export function planEmptied(
  { facts, body }: OldTable,
  where: { readonly entry: RegistryEntry; readonly living: Registry; readonly beside: Beside; readonly at: Date },
): Request {
  const { sheet, table, area } = facts;
  const { entry, living, beside, at } = where;
  const room = { before: bodyRows(facts), body: 1, width: area.columns };
  const row = { row: area.row + 1, column: area.column, rows: 1, columns: area.columns };
  const template = (body.cells[0] ?? []).map((cell) => (isFormula(cell) ? cell : BLANK));
  const steps: Step[] = [
    { kind: 'clearFilters', sheet, table },
    ...planRoom(facts, room, []),
    ...emptyBelow(facts, room),
    ...(holdsTrackers(entry)
      ? noRules(sheet, { ...row, row: row.row + 1, rows: facts.totals ? 0 : room.before - 1 })
      : []),
    { kind: 'clearFill', sheet, area: row },
    { kind: 'formulas', sheet, row: row.row, column: row.column, values: [template] },
    ...planAboutAgain(beside, entry.id, entry.title, [
      ['Sheet', sheet],
      ['Client data', `Removed ${timeInWords(at)}. Refresh, in HMIS Sheets, brings the rows back.`],
    ]),
    ...(entry.piiHidden ? [] : [{ kind: 'sheetLook', sheet, look: { tabColor: TAB_COLOR.piiHidden } } as const]),
    { kind: 'registry', sheets: withEntry(living, { ...withoutRefresh(entry), table, state: 'removed', rows: 0 }) },
  ];
  return steps;
}

function withoutRefresh({ refresh: _, ...entry }: RegistryEntry): RegistryEntry {
  return entry;
}

/** The sheet of notes goes; names of the sheets that are left. */
async function clearBeside(context: Excel.RequestContext): Promise<string[]> {
  const { facts } = await readFacts(context);
  const notes = context.workbook.worksheets.getItemOrNullObject(NOTES_SHEET);
  await context.sync();
  if (!notes.isNullObject) notes.delete();
  await context.sync();
  const kept = facts.sheets.flatMap(({ name, reportSheet }) => (reportSheet === STATIC ? [name] : []));
  return [...kept, ...(await readCopies(context)).map(({ sheet }) => sheet)];
}
