/// <reference types="office-js" />
import { actorIn } from '../act.ts';
import { BLANK } from '../cell-value.ts';
import { REQUEST_BYTES } from '../chunks.ts';
import { excelRun } from '../excel-run.ts';
import { readFacts } from '../read-facts.ts';
import type { Step } from '../steps.ts';
import { WorkbookError } from '../workbook-error.ts';
import type { Changes } from './compare.ts';
import { CHANGE_FILL, paint, readFills, unpaint } from './fills.ts';
import { keyText } from './join-rows.ts';
import { readBody, readTable } from './read-table.ts';
import { refreshable } from './refresh-sheet.ts';
import { bodyRows, type TableFacts } from './table-facts.ts';

/**
 * Paints what the last refresh changed, rows found by their key wherever they were sorted to meanwhile. What the user has
 * painted stays as it is.
 */
export async function showChanges(id: string, key: readonly string[], changes: Changes): Promise<void> {
  await onTable(id, async (context, facts, headersOfKey) => {
    const places = headersOfKey(key);
    const [fills, body] = [await readFills(context, facts), await readBody(context, facts, [])];
    const rows = body.cells.map((row) => changes.get(keyText(places.map((place) => row[place] ?? BLANK)) ?? ''));
    const marked = rows.map((change) =>
      change === undefined || change === 'added' ? change : new Set(change.map((header) => header.toLowerCase())),
    );
    const headers = facts.headers.map((header) => header.toLowerCase());
    const steps = paint(facts, body.cells.length, facts.area.columns, (row, place) => {
      const change = marked[row];
      if (change === undefined || (fills?.[row]?.[place] ?? '') !== '') return '';
      if (change === 'added') return CHANGE_FILL.added;
      return change.has(headers[place] ?? '') ? CHANGE_FILL.changed : '';
    });
    return [...unpaint(facts, fills), ...steps];
  });
}

/** Takes those colours off again, whichever pane has put them there. */
export async function clearChanges(id: string): Promise<void> {
  await onTable(id, async (context, facts) => unpaint(facts, await readFills(context, facts)));
}

/** Steps so many at a time: each is a few actions of a request. */
const STEPS_AT_ONCE = 1_000;

type Planned = (
  context: Excel.RequestContext,
  facts: TableFacts,
  placesOf: (key: readonly string[]) => number[],
) => Promise<Step[]>;

async function onTable(id: string, plan: Planned): Promise<void> {
  await excelRun(async (context) => {
    const { facts, registryPart } = await readFacts(context);
    const { entry, sheet } = refreshable(facts, id, new Date());
    const table = await readTable(context, sheet, entry.table);
    if (bodyRows(table) === 0) return;
    const placesOf = (key: readonly string[]) =>
      key.map((one) => {
        const header = entry.columns.find((column) => column.key === one)?.header ?? one;
        const place = table.headers.findIndex((each) => each.toLowerCase() === header.toLowerCase());
        if (place < 0) throw new WorkbookError('KeyGone', { place: { header, column: '' } });
        return place;
      });
    const steps = await plan(context, table, placesOf);
    const actor = actorIn(context, registryPart);
    for (let at = 0; at < steps.length; at += STEPS_AT_ONCE) {
      await actor.perform(steps.slice(at, at + STEPS_AT_ONCE), { bytes: REQUEST_BYTES });
    }
  });
}
