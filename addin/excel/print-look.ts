import type { Actor } from './act.ts';
import type { RequestBudget } from './chunks.ts';
import { officeCodeOf } from './excel-run.ts';
import type { PrintLook, Request } from './steps.ts';

/** Points between the margins of a letter page on its side, as Excel sets them. */
const PAGE_WIDTH = 691;
/** A list that would have to be smaller than this is printed on several pages side by side instead. */
const SMALLEST = 0.5;

/** The column that says whose a row is. */
const PERSON = 'PersonalID';

/** What the footer of every page says of the data on it: nothing where no column is of a person. */
function printWarning(keys: readonly string[], piiHidden: boolean): string {
  if (!keys.includes(PERSON)) return '';
  return piiHidden ? 'Contains client data' : 'Contains client data with names';
}

/** How a table's sheet is printed. `points`: the widths of its columns. */
export function printLook(
  title: string,
  keys: readonly string[],
  piiHidden: boolean,
  points: readonly number[],
): PrintLook {
  const look = { title, warning: printWarning(keys, piiHidden) };
  const wide = Math.ceil((points.reduce((sum, width) => sum + width, 0) * SMALLEST) / PAGE_WIDTH);
  return wide > 1 ? { ...look, wide, column: Math.max(0, keys.indexOf(PERSON)) } : look;
}

/** Sets sheets up for print where Excel can: it refuses where no printer is installed, and the sheets are whole all the same. */
export async function tryPrint(actor: Actor, steps: Request, budget: RequestBudget): Promise<void> {
  try {
    await actor.perform(steps, budget);
  } catch (error) {
    if (officeCodeOf(error) === undefined) throw error;
  }
}
