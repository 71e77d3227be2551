/// <reference types="office-js" />
import { aboutCopied } from '../about.ts';
import { actorIn } from '../act.ts';
import { guardedText } from '../cell-value.ts';
import { REQUEST_BYTES } from '../chunks.ts';
import { excelRun } from '../excel-run.ts';
import { livingEntries } from '../plan-put.ts';
import { readFacts } from '../read-facts.ts';
import { type RegistryEntry, SHEET_PROPERTY, STATIC } from '../registry.ts';
import { WorkbookError } from '../workbook-error.ts';
import { planAboutAgain, readBeside } from './beside.ts';
import { readTable } from './read-table.ts';
import { refreshable } from './refresh-sheet.ts';
import { bodyRows, type TableFacts } from './table-facts.ts';

/** A sheet that somebody copied from a report's: it has the rows, and has lost what tells it is a report's. */
export interface SheetCopy {
  readonly sheet: string;
  readonly table: string;
  /** What it was copied from. */
  readonly entry: RegistryEntry;
}

export async function listCopies(): Promise<readonly SheetCopy[]> {
  return await excelRun(readCopies);
}

/** Excel numbers the name of a copied table; its headers must be the report's, too. */
export async function readCopies(context: Excel.RequestContext): Promise<SheetCopy[]> {
  const { facts } = await readFacts(context);
  const { tables } = context.workbook;
  tables.load('items/name,items/worksheet/name');
  await context.sync();
  const unknown = new Set(facts.sheets.flatMap(({ name, reportSheet }) => (reportSheet === undefined ? [name] : [])));
  const entries = livingEntries(facts);
  const candidates = tables.items.flatMap((table) => {
    const entry = unknown.has(table.worksheet.name) ? originalOf(table.name, entries) : undefined;
    return entry ? [{ table, entry }] : [];
  });
  for (const { table } of candidates) table.columns.load('items/name');
  await context.sync();
  return candidates.flatMap(({ table, entry }) => {
    const headers = new Set(table.columns.items.map(({ name }) => name.toLowerCase()));
    const isCopy = entry.columns.every(({ header }) => headers.has(header.toLowerCase()));
    return isCopy ? [{ sheet: table.worksheet.name, table: table.name, entry }] : [];
  });
}

function originalOf(table: string, entries: readonly RegistryEntry[]): RegistryEntry | undefined {
  return entries.find((entry) => {
    const rest = table.toLowerCase().startsWith(entry.table.toLowerCase()) && table.slice(entry.table.length);
    return rest !== false && /^_?\d+$/.test(rest);
  });
}

/** Makes a copied sheet a report of its own, asked as the one it was copied from. */
export async function adoptCopy(sheet: string): Promise<void> {
  await excelRun(async (context) => {
    const { facts, registryPart } = await readFacts(context);
    const copy = (await readCopies(context)).find((each) => each.sheet === sheet);
    if (!copy) throw new WorkbookError('SheetGone');
    const entry = { ...copy.entry, id: crypto.randomUUID(), table: copy.table };
    const from = facts.sheets.find(({ reportSheet }) => reportSheet === copy.entry.id)?.name ?? copy.entry.title;
    const steps = [
      ...planAboutAgain(await readBeside(context), entry.id, entry.title, aboutCopied(sheet, from)),
      { kind: 'property', sheet, property: { key: SHEET_PROPERTY, value: entry.id } } as const,
      { kind: 'registry', sheets: [...livingEntries(facts), entry] } as const,
    ];
    await actorIn(context, registryPart).perform(steps, { bytes: REQUEST_BYTES });
  });
}

/** Makes a copied sheet values without connection. */
export async function keepCopy(sheet: string): Promise<void> {
  await excelRun(async (context) => {
    const copy = (await readCopies(context)).find((each) => each.sheet === sheet);
    if (!copy) throw new WorkbookError('SheetGone');
    await disconnect(context, await readTable(context, sheet, copy.table));
  });
}

/** Copies a report's sheet as values without connection, named with the day; gives the copy's name. */
export async function staticCopy(id: string, at: Date): Promise<string> {
  return await excelRun(async (context) => {
    const { facts, registryPart } = await readFacts(context);
    const { entry, sheet } = refreshable(facts, id, at);
    const table = await readTable(context, sheet, entry.table);
    const name = datedName(
      sheet,
      at,
      facts.sheets.map((each) => each.name),
    );
    const actor = actorIn(context, registryPart);
    await actor.perform([{ kind: 'copySheet', sheet, name }], { bytes: REQUEST_BYTES });
    try {
      const tables = context.workbook.worksheets.getItem(name).tables;
      tables.load('items/name');
      await context.sync();
      const made = tables.items.map((each) => each.name);
      await disconnect(context, await readTable(context, name, tableOf(made, table.table)));
    } catch (error) {
      await actor.perform([{ kind: 'deleteSheet', sheet: name }], { bytes: REQUEST_BYTES });
      throw error;
    }
    return name;
  });
}

/** The copy of a table among the tables of the copied sheet: Excel puts a number behind its name. */
function tableOf(names: readonly string[], original: string): string {
  return names.find((name) => name.toLowerCase().startsWith(original.toLowerCase())) ?? original;
}

const SHEET_NAME_LENGTH = 31;

function datedName(sheet: string, at: Date, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let n = 1; ; n++) {
    const ending = ` ${at.toISOString().slice(0, 10)}${n === 1 ? '' : ` ${n}`}`;
    const name = sheet.slice(0, SHEET_NAME_LENGTH - ending.length).trimEnd() + ending;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** Formulas become what they show, the table becomes plain cells, and the sheet says that it is nobody's report. */
async function disconnect(context: Excel.RequestContext, facts: TableFacts): Promise<void> {
  const sheet = context.workbook.worksheets.getItem(facts.sheet);
  const rows = bodyRows(facts) + (facts.totals ? 1 : 0);
  for (let place = 0; place < facts.area.columns; place++) {
    const column = sheet.getRangeByIndexes(facts.area.row + 1, facts.area.column + place, rows, 1);
    column.load('values,formulas');
    await context.sync();
    const isCalculated = column.formulas.some(([formula], i) => formula !== column.values[i]?.[0]);
    if (isCalculated) {
      column.values = column.values.map(([value]) => [typeof value === 'string' ? guardedText(value) : value]);
    }
  }
  const table = sheet.tables.getItem(facts.table);
  table.clearFilters();
  table.convertToRange();
  sheet.customProperties.add(SHEET_PROPERTY, STATIC);
  await context.sync();
}
