/// <reference types="office-js" />
import type { RequestBudget } from './chunks.ts';
import type { LayDesign } from './design/design-step.ts';
import { officeCodeOf } from './excel-run.ts';
import { layStep } from './lay-step.ts';
import { type Registry, registryXml } from './registry.ts';
import type { Request } from './steps.ts';

/** Does planned steps in a workbook, a request at a time. */
export interface Actor {
  perform(request: Request, budget: RequestBudget): Promise<void>;
}

/**
 * `registryPart`: Excel's id of the part that holds the registry; without one the first registry step adds it. `layDesign`
 * is wanted where there are design steps to do.
 */
export function actorIn(
  context: Excel.RequestContext,
  registryPart: string | undefined,
  layDesign?: LayDesign | undefined,
): Actor {
  let part = registryPart;
  return {
    async perform(request, budget) {
      const added = lay(context, request, part, layDesign);
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

/** A request of several steps as two of fewer, one of one `values` step as two of fewer rows; undefined where neither can be. */
function halved(request: Request): [Request, Request] | undefined {
  const [step] = request;
  if (request.length > 1) {
    const middle = Math.ceil(request.length / 2);
    return [request.slice(0, middle), request.slice(middle)];
  }
  if ((step?.kind !== 'values' && step?.kind !== 'formulas') || step.values.length < 2) return undefined;
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
  layDesign: LayDesign | undefined,
): Excel.CustomXmlPart | undefined {
  const { application, worksheets, customXmlParts } = context.workbook;
  application.suspendApiCalculationUntilNextSync();
  application.suspendScreenUpdatingUntilNextSync();
  let added: Excel.CustomXmlPart | undefined;
  for (const step of request) {
    if (step.kind === 'registry') added = writeRegistry(customXmlParts, added, part, step.sheets);
    else if (step.kind === 'design') layDesign?.(worksheets.getItem(step.sheet), step.design);
    else layStep(worksheets, step);
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
