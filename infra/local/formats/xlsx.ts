import { HmisError } from '../../../shared/errors.ts';
import type { Table } from './table.ts';
import {
  contentTypes,
  packageRelations,
  sheetRelations,
  stylesPart,
  workbookPart,
  workbookRelations,
} from './xlsx-parts.ts';
import { notesSheet, sharedStrings, tablePart, tableSheet } from './xlsx-sheet.ts';
import { sheetName } from './xlsx-text.ts';

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
  const { TextReader, ZipWriter } = await import('@zip.js/zip.js');
  const zip = new ZipWriter(sink, {
    useWebWorkers: false,
    // Sizes before the data: Excel takes neither zip64 nor every data descriptor.
    bufferedWrite: true,
    zip64: false,
    extendedTimestamp: false,
    lastModDate: new Date(2000, 0, 1),
  });
  const add = async (name: string, xml: string) => void (await zip.add(name, new TextReader(xml)));
  const stream = async (name: string, chunks: Iterable<string>) => void (await zip.add(name, bytesOf(chunks)));

  const strings = sharedStrings();
  await add('[Content_Types].xml', contentTypes(sheets.length));
  await add('_rels/.rels', packageRelations());
  await add('xl/workbook.xml', workbookPart([...sheets.map((sheet) => sheetName(sheet.name)), 'About']));
  await add('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
  await add('xl/styles.xml', stylesPart());
  for (const [i, { table, tableName }] of sheets.entries()) {
    await stream(`xl/worksheets/sheet${i + 1}.xml`, tableSheet(table, strings));
    await add(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, sheetRelations(i + 1));
    await add(`xl/tables/table${i + 1}.xml`, tablePart(i + 1, tableName, table));
  }
  const cut =
    strings.cut === 0 ? [] : [`Texts longer than a cell's 32,767 characters, cut at its end: ${strings.cut}.`];
  await stream(`xl/worksheets/sheet${sheets.length + 1}.xml`, notesSheet(title, [...notes, ...cut], strings));
  await stream('xl/sharedStrings.xml', strings.xml());
  await zip.close();
}

const PIECE = 64 * 1024;

/** Small texts gathered into pieces worth a write. */
function bytesOf(chunks: Iterable<string>): ReadableStream<Uint8Array> {
  const texts = chunks[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let piece = '';
      while (piece.length < PIECE) {
        const { done, value } = texts.next();
        if (done) {
          if (piece !== '') controller.enqueue(encoder.encode(piece));
          controller.close();
          return;
        }
        piece += value;
      }
      controller.enqueue(encoder.encode(piece));
    },
  });
}
