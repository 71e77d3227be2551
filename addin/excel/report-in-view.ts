/// <reference types="office-js" />
import { excelRun } from './excel-run.ts';
import { livingEntries } from './plan-put.ts';
import { readFacts } from './read-facts.ts';

/** The registry's id of the report on the sheet in view, as the pane lists it; undefined where that is no report's. */
export async function reportInView(): Promise<string | undefined> {
  return await excelRun(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet();
    active.load('name');
    const { facts } = await readFacts(context);
    const id = facts.sheets.find(({ name }) => name === active.name)?.reportSheet;
    return livingEntries(facts).find((entry) => entry.id === id && entry.state !== 'writing')?.id;
  });
}
