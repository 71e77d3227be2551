/// <reference types="office-js" />
import { CLIENT_DATA_PROPERTY } from '../client-data-mark.ts';

/**
 * Empties the tables of sheets that hold client data and are no report's: files that somebody opened and put into the
 * workbook. Their names; the file itself brings the rows back.
 */
export async function emptyFileSheets(context: Excel.RequestContext): Promise<string[]> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const marks = worksheets.items.map((sheet) => sheet.customProperties.getItemOrNullObject(CLIENT_DATA_PROPERTY));
  for (const mark of marks) mark.load('value');
  await context.sync();
  const marked = worksheets.items.filter((_, n) => marks[n]?.isNullObject === false);
  for (const sheet of marked) sheet.tables.load('items/name');
  await context.sync();
  for (const table of marked.flatMap(({ tables }) => tables.items)) {
    // A filter hides rows from what is done to a range, and its values may be of a person.
    table.clearFilters();
    table.getDataBodyRange().clear('Contents');
  }
  await context.sync();
  return marked.map(({ name }) => name);
}
