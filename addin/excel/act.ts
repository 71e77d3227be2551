/// <reference types="office-js" />
import type { RequestBudget } from './chunks.ts';
import { officeCodeOf } from './excel-run.ts';
import { type Registry, registryXml } from './registry.ts';
import type { Look, Place, Request, SheetLook, Step, Values } from './steps.ts';

/** Does planned steps in a workbook, a request at a time. */
export interface Actor {
  perform(request: Request, budget: RequestBudget): Promise<void>;
}

/** `registryPart`: Excel's id of the part that holds the registry; without one the first registry step adds it. */
export function actorIn(context: Excel.RequestContext, registryPart: string | undefined): Actor {
  let part = registryPart;
  return {
    async perform(request, budget) {
      const added = lay(context, request, part);
      try {
        await context.sync();
      } catch (error) {
        const halves = officeCodeOf(error) === TOO_LARGE ? halved(request) : undefined;
        if (halves === undefined) throw error;
        // Excel refuses such a request whole: nothing of it was done.
        budget.bytes = Math.ceil(budget.bytes / 2);
        for (const half of halves) await this.perform(half, budget);
        return;
      }
      part = added?.id ?? part;
    },
  };
}

const TOO_LARGE = 'RequestPayloadSizeLimitExceeded';

/** The one `values` step of a request as two requests; undefined where it cannot be cut. */
function halved(request: Request): [Request, Request] | undefined {
  const [step] = request;
  if (request.length !== 1 || step?.kind !== 'values' || step.values.length < 2) return undefined;
  const middle = Math.ceil(step.values.length / 2);
  return [
    [{ ...step, values: step.values.slice(0, middle) }],
    [{ ...step, row: step.row + middle, values: step.values.slice(middle) }],
  ];
}

/** Puts the steps on Excel's proxies; nothing goes to Excel before the next `sync`. Gives the registry's part where it is new. */
function lay(
  context: Excel.RequestContext,
  request: Request,
  part: string | undefined,
): Excel.CustomXmlPart | undefined {
  const { application, worksheets, customXmlParts } = context.workbook;
  application.suspendApiCalculationUntilNextSync();
  application.suspendScreenUpdatingUntilNextSync();
  let added: Excel.CustomXmlPart | undefined;
  const sheetOf = (step: Step & { sheet: string }) => worksheets.getItem(step.sheet);
  for (const step of request) {
    switch (step.kind) {
      case 'registry':
        added = writeRegistry(customXmlParts, added, part, step.sheets);
        break;
      case 'addSheet': {
        const sheet = worksheets.add(step.sheet);
        if (step.property) sheet.customProperties.add(step.property.key, step.property.value);
        break;
      }
      case 'deleteSheet':
        sheetOf(step).delete();
        break;
      case 'activate':
        sheetOf(step).activate();
        break;
      case 'values':
        writeValues(sheetOf(step), step.row, step.values);
        break;
      case 'addTable': {
        const { rows, columns } = step.area;
        sheetOf(step).tables.add(sheetOf(step).getRangeByIndexes(0, 0, rows, columns), true).name = step.table;
        break;
      }
      case 'look':
        giveLook(rangeOf(sheetOf(step), step.area), step.look);
        break;
      case 'columnWidths':
        for (const [column, points] of step.points.entries()) {
          sheetOf(step).getRangeByIndexes(0, column, 1, 1).format.columnWidth = points;
        }
        break;
      case 'sheetLook':
        giveSheetLook(sheetOf(step), step.look);
        break;
    }
  }
  return added;
}

function writeRegistry(
  parts: Excel.CustomXmlPartCollection,
  added: Excel.CustomXmlPart | undefined,
  part: string | undefined,
  sheets: Registry,
): Excel.CustomXmlPart | undefined {
  const xml = registryXml(sheets);
  const known = added ?? (part === undefined ? undefined : parts.getItem(part));
  if (known) {
    known.setXml(xml);
    return added;
  }
  const made = parts.add(xml);
  made.load('id');
  return made;
}

function writeValues(sheet: Excel.Worksheet, row: number, values: Values): void {
  const range = sheet.getRangeByIndexes(row, 0, values.length, values[0]?.length ?? 0);
  range.values = values;
  // Else Excel keeps a proxy of every chunk until the run ends.
  range.untrack();
}

function rangeOf(sheet: Excel.Worksheet, { row, column, rows, columns }: Place): Excel.Range {
  return sheet.getRangeByIndexes(row, column, rows, columns);
}

function giveLook(range: Excel.Range, look: Look): void {
  // A scalar goes for every cell, which Microsoft's types don't know; a grid of formats would weigh as much as the values.
  if (look.numberFormat !== undefined) range.numberFormat = look.numberFormat as unknown as string[][];
  const { format } = range;
  if (look.bold) format.font.bold = true;
  if (look.fontSize !== undefined) format.font.size = look.fontSize;
  if (look.fontColor !== undefined) format.font.color = look.fontColor;
  if (look.wrap) {
    format.wrapText = true;
    format.autofitRows();
  }
  if (look.top) format.verticalAlignment = 'Top';
}

function giveSheetLook(sheet: Excel.Worksheet, look: SheetLook): void {
  if (look.frozenRows !== undefined) sheet.freezePanes.freezeRows(look.frozenRows);
  if (look.tabColor !== undefined) sheet.tabColor = look.tabColor;
  if (look.gridlines === false) sheet.showGridlines = false;
}
