import { HmisError } from '../../shared/errors.ts';
import { freeSheetName } from '../../shared/excel/names.ts';
import type { Table } from '../../shared/run-result.ts';
import { packageWriter } from './xlsx-package.ts';
import {
  packageRelations,
  STYLES_PART,
  sheetRelations,
  workbookPart,
  workbookRelations,
  workbookTypes,
} from './xlsx-parts.ts';
import { notesSheet, tablePart, tableSheet } from './xlsx-sheet.ts';
import { sharedStrings } from './xlsx-strings.ts';

/** A workbook to write: sheets of one table each, then "About" with the notes. */
export interface Workbook {
  readonly title: string;
  readonly sheets: readonly { readonly name: string; readonly tableName: string; readonly table: Table }[];
  readonly notes: readonly string[];
}

const SHEET_ROWS = 1_048_576;

/**
 * Writes a workbook to a sink and closes it, a part at a time: beside the rows only their distinct texts and the zipped
 * parts are held. The same workbook gives the same bytes. Throws HmisError `TooLarge` for more rows than a sheet has.
 */
export async function writeXlsx(workbook: Workbook, sink: WritableStream<Uint8Array>): Promise<void> {
  const { title, sheets, notes } = workbook;
  for (const { table } of sheets) {
    if (table.rows.length >= SHEET_ROWS) {
      throw new HmisError(
        'TooLarge',
        'An Excel sheet has 1,048,576 rows and this is more: choose csv, or ask for less.',
      );
    }
  }
  const parts = await packageWriter(sink);
  const strings = sharedStrings();
  await parts.text('[Content_Types].xml', workbookTypes(sheets.length));
  await parts.text('_rels/.rels', packageRelations());
  await parts.text('xl/workbook.xml', workbookPart(sheetNames(sheets)));
  await parts.text('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  await parts.text('xl/styles.xml', STYLES_PART);
  for (const [i, { table, tableName }] of sheets.entries()) {
    await parts.stream(`xl/worksheets/sheet${i + 1}.xml`, tableSheet(table, strings));
    await parts.text(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, sheetRelations(i + 1));
    await parts.text(`xl/tables/table${i + 1}.xml`, tablePart(i + 1, tableName, table));
  }
  const cut =
    strings.cut === 0 ? [] : [`Texts longer than a cell's 32,767 characters, cut at its end: ${strings.cut}.`];
  await parts.stream(`xl/worksheets/sheet${sheets.length + 1}.xml`, notesSheet(title, [...notes, ...cut], strings));
  await parts.stream('xl/sharedStrings.xml', strings.xml());
  await parts.close();
}

/** Each sheet's name as Excel allows it, no two alike, and that of the notes. */
function sheetNames(sheets: Workbook['sheets']): string[] {
  const names: string[] = [];
  for (const { name } of sheets) names.push(freeSheetName(name, [...names, ABOUT]));
  return [...names, ABOUT];
}

const ABOUT = 'About';
