/// <reference types="office-js" />
import { actorIn } from './act.ts';
import { alone } from './alone.ts';
import { REQUEST_BYTES, type RequestBudget } from './chunks.ts';
import type { LayDesign } from './design/design-step.ts';
import { excelRun } from './excel-run.ts';
import { isBeingRefreshed } from './pane-id.ts';
import { livingEntries, type MorePlans, planPut, planRemove, SHEET_ROWS } from './plan-put.ts';
import { tryPrint } from './print-look.ts';
import { type ReadFacts, readFacts } from './read-facts.ts';
import { holdsTrackers, type RegistryEntry } from './registry.ts';
import type { PutAnswer, PutOptions, ReportSheet, ReportWorkbook, SheetRun } from './report-workbook.ts';
import { takeBack } from './take-back.ts';
import { WorkbookError } from './workbook-error.ts';
import type { WorkbookFacts } from './workbook-facts.ts';

/** The requirement set that the manifest asks for, too. */
const EXCEL_API = '1.13';

/**
 * The workbook of the Excel that this page runs in; the only way in. Throws WorkbookError `NotExcel` where the page runs in
 * a plain browser, `TooOld` where Excel lacks what the add-in needs.
 */
export async function openWorkbook(): Promise<ReportWorkbook> {
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) throw new WorkbookError('NotExcel');
  if (!Office.context.requirements.isSetSupported('ExcelApi', EXCEL_API)) throw new WorkbookError('TooOld');
  return {
    put: (run, options) => alone(() => put(run, options)),
    reportSheets,
    show,
    keeper: async () => (await import('./open-keeper.ts')).openKeeper(),
  };
}

async function put(run: SheetRun, options: PutOptions): Promise<PutAnswer> {
  const answer = await putOne(run, options);
  const put = [answer.id];
  try {
    for (const part of run.result.summary ? (await openDesign()).partsOf(run) : []) {
      put.push((await putOne(part, { signal: options.signal })).id);
    }
  } catch (error) {
    // The list without its totals would be half of what was asked.
    await takeBack(put);
    throw error;
  }
  if (put.length > 1) await show(answer.id);
  return answer;
}

const openDesign = async () => (await import('./design/open-design.ts')).design;

async function putOne(run: SheetRun, options: PutOptions): Promise<PutAnswer> {
  if (run.result.rows.length >= SHEET_ROWS) throw new WorkbookError('TooManyRows');
  options.signal?.throwIfAborted();
  const id = crypto.randomUUID();
  // Of the one report whose cells are edited: nobody else waits for them.
  const rules = holdsTrackers({ report: run.result.report, part: run.part })
    ? (await import('./housing/new-sheet-rules.ts')).newSheetRules
    : undefined;
  const looks = run.part || run.result.look ? await openDesign() : undefined;
  const more = { rules, design: looks?.planDesign };
  const started = { writing: false };
  try {
    return await excelRun((context) =>
      write(context, run, { ...options, id, more, layDesign: looks?.layDesign, started }),
    );
  } catch (error) {
    if (started.writing) await takeBack([id]);
    throw error;
  }
}

interface Writing extends PutOptions {
  readonly id: string;
  readonly more: MorePlans;
  readonly layDesign: LayDesign | undefined;
  /** Set once Excel may have taken something. */
  readonly started: { writing: boolean };
}

async function write(context: Excel.RequestContext, run: SheetRun, writing: Writing): Promise<PutAnswer> {
  const { id, more, layDesign, started, onProgress, signal } = writing;
  const { facts, registryPart } = await readCleanFacts(context, run.at);
  const plan = planPut(facts, run, id, more);
  const actor = actorIn(context, registryPart, layDesign);
  const budget: RequestBudget = { bytes: REQUEST_BYTES };
  for (const { steps, rowsDone } of plan.requests(budget)) {
    signal?.throwIfAborted();
    started.writing = true;
    await actor.perform(steps, budget);
    onProgress?.(rowsDone);
  }
  await tryPrint(actor, plan.print, budget);
  return { id, sheet: plan.sheet, table: plan.entry.table, rows: run.result.rows.length };
}

/** The facts of a workbook without sheets that were begun and never ended: those are removed. */
async function readCleanFacts(context: Excel.RequestContext, now: Date): Promise<ReadFacts> {
  const read = await readFacts(context);
  if (read.readOnly) throw new WorkbookError('ReadOnly');
  const left = abandoned(read.facts, now);
  if (left.length === 0) return read;
  await actorIn(context, read.registryPart).perform(planRemove(read.facts, left), { bytes: REQUEST_BYTES });
  return readFacts(context);
}

const ABANDONED_AFTER_MS = 30 * 60_000;

/** Sheets that a pane which is no more began to write: a younger one may be somebody's who writes at this moment. */
function abandoned({ registry }: WorkbookFacts, now: Date): string[] {
  const before = now.getTime() - ABANDONED_AFTER_MS;
  return registry.filter(({ state, at }) => state === 'writing' && Date.parse(at) < before).map(({ id }) => id);
}

async function reportSheets(): Promise<readonly ReportSheet[]> {
  const { facts } = await excelRun(readFacts);
  return livingEntries(facts).flatMap((entry) => {
    const { id, report, part, title, params, rows, at, exportDate, piiHidden } = entry;
    const sheet = sheetOf(facts, id);
    const state = stateOf(entry, new Date());
    return sheet === undefined || state === undefined
      ? []
      : [
          {
            id,
            report,
            ...(part && { part }),
            tracker: holdsTrackers(entry),
            title,
            params,
            state,
            sheet,
            rows,
            at,
            exportDate,
            piiHidden,
          },
        ];
  });
}

/** undefined for a new sheet that is not whole. */
function stateOf(entry: RegistryEntry, now: Date): ReportSheet['state'] | undefined {
  if (entry.state === 'writing') return undefined;
  if (entry.state !== 'refreshing') return entry.state;
  return isBeingRefreshed(entry, now) ? 'refreshing' : 'unfinished';
}

async function show(id: string): Promise<void> {
  await excelRun(async (context) => {
    const { facts, registryPart } = await readFacts(context);
    const sheet = sheetOf(facts, id);
    if (sheet === undefined) throw new WorkbookError('SheetGone');
    await actorIn(context, registryPart).perform([{ kind: 'activate', sheet }], { bytes: REQUEST_BYTES });
  });
}

function sheetOf(facts: WorkbookFacts, id: string): string | undefined {
  return facts.sheets.find(({ reportSheet }) => reportSheet === id)?.name;
}
