import { actorIn } from './act.ts';
import { REQUEST_BYTES } from './chunks.ts';
import { excelRun } from './excel-run.ts';
import { planRemove } from './plan-put.ts';
import { readFacts } from './read-facts.ts';
import { WorkbookError } from './workbook-error.ts';

/** Milliseconds between attempts: someone who types in a cell is done with it in a while. */
const PAUSES = [300, 1_000, 3_000];

/**
 * Takes report sheets that are not to be out of the workbook again. Throws WorkbookError `Unfinished` where Excel doesn't let
 * it be: the registry then says `writing`, and a later run removes the sheet.
 */
export async function takeBack(ids: readonly string[]): Promise<void> {
  for (const pause of [...PAUSES, undefined]) {
    try {
      return await excelRun(async (context) => {
        const { facts, registryPart } = await readFacts(context);
        await actorIn(context, registryPart).perform(planRemove(facts, ids), { bytes: REQUEST_BYTES });
      });
    } catch (cause) {
      if (pause === undefined) throw new WorkbookError('Unfinished', { cause });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
