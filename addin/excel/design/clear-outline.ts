/// <reference types="office-js" />
import { officeCodeOf } from '../excel-run.ts';
import { rangeOf } from '../lay-step.ts';
import type { Rows } from '../steps.ts';

/** Excel's outlines have eight levels: rows in no group, and seven of groups. */
const LEVELS = 8;

/**
 * Takes rows out of all groups, those that the user made among them, and shows them: rows of a closed group would stay
 * hidden. Excel doesn't tell what is grouped, and refuses where nothing is: groups are taken off until it does, twice, for
 * it has no code of its own for that.
 */
export async function clearOutline(context: Excel.RequestContext, sheet: string, rows: Rows): Promise<void> {
  const worksheet = context.workbook.worksheets.getItem(sheet);
  await isDone(context, () => worksheet.showOutlineLevels(LEVELS, 0));
  let refused = 0;
  for (let level = 1; level <= LEVELS && refused < 2; level++) {
    const done = await isDone(context, () => rangeOf(worksheet, rows).ungroup('ByRows'));
    refused = done ? 0 : refused + 1;
  }
}

/** Codes with which Excel says that there is no group; what else it refuses is thrown. */
const NO_GROUP = new Set(['InvalidOperation', 'InvalidArgument', 'GeneralException']);

async function isDone(context: Excel.RequestContext, lay: () => void): Promise<boolean> {
  lay();
  try {
    await context.sync();
    return true;
  } catch (error) {
    if (NO_GROUP.has(officeCodeOf(error) ?? '')) return false;
    throw error;
  }
}
