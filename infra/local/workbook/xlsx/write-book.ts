import {
  CORE_PROPERTIES,
  contentTypes,
  packageWriter,
  relationsPart,
  SHEET_ML,
} from '../../../../functions/formats/xlsx-package.ts';
import { sharedStrings } from '../../../../functions/formats/xlsx-strings.ts';
import { cellStyles } from '../../../../functions/formats/xlsx-styles.ts';
import type { Book, Chart, Sheet, Table } from '../book.ts';
import { hiddenRows } from '../filtered-rows.ts';
import { chartPart } from './chart-part.ts';
import { conditionalLooks } from './conditional-xml.ts';
import { CUSTOM_XML_PROPERTIES, customXmlFiles } from './custom-xml.ts';
import { appPart, corePart } from './document-properties.ts';
import { drawingPart } from './drawing-part.ts';
import { sheetPart } from './sheet-part.ts';
import { tablePart } from './table-part.ts';
import { openSheet, workbookPart } from './workbook-part.ts';

const DRAWING_ML = 'application/vnd.openxmlformats-officedocument.drawing';

/** A sheet with the numbers that its tables and custom properties have in the workbook, from 1. */
interface NumberedSheet {
  readonly sheet: Sheet;
  readonly tables: readonly (readonly [n: number, table: Table])[];
  readonly properties: readonly (readonly [n: number, value: string])[];
  /** The drawing's number; 0 where there is none. */
  readonly drawing: number;
  readonly charts: readonly (readonly [n: number, chart: Chart])[];
}

/**
 * Writes a workbook to a sink as `.xlsx` and closes it, a part at a time: beside the book only its distinct texts and the
 * zipped parts are held. The same book gives the same bytes.
 */
export async function writeBook(book: Book, sink: WritableStream<Uint8Array>): Promise<void> {
  const sheets = numberedSheets(book);
  const xmlParts = [...book.xmlParts.values()];
  const shared = { strings: sharedStrings(), styles: cellStyles() };
  const looks = conditionalLooks();
  const front = openSheet(book);
  const properties = book.documentProperties ?? {};
  const parts = await packageWriter(sink);

  await parts.text('[Content_Types].xml', typesPart(sheets, xmlParts.length));
  await parts.text('_rels/.rels', packageRelations());
  await parts.text('docProps/app.xml', appPart(properties));
  await parts.text('docProps/core.xml', corePart(properties));
  await parts.text('xl/workbook.xml', workbookPart(book));
  await parts.text('xl/_rels/workbook.xml.rels', workbookRelations(sheets.length, xmlParts.length));
  for (const [i, { sheet, tables, properties, drawing, charts }] of sheets.entries()) {
    const selected = book.selection?.sheet === sheet ? book.selection.area : undefined;
    const facts = { active: sheet === front, selected, hidden: hiddenRows(sheet) };
    await parts.stream(`xl/worksheets/sheet${i + 1}.xml`, sheetPart(sheet, facts, shared, looks));
    if (tables.length + properties.length + charts.length > 0) {
      await parts.text(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, sheetRelations(tables, properties, drawing));
    }
    for (const [n, table] of tables) await parts.text(`xl/tables/table${n}.xml`, tablePart(table, sheet, n));
    for (const [n, value] of properties) await parts.bytes(`xl/customProperty${n}.bin`, utf16(value));
    if (drawing > 0) {
      await parts.text(`xl/drawings/drawing${drawing}.xml`, drawingPart(sheet));
      await parts.text(`xl/drawings/_rels/drawing${drawing}.xml.rels`, drawingRelations(charts));
    }
    for (const [n, chart] of charts) await parts.text(`xl/charts/chart${n}.xml`, chartPart(sheet, chart));
  }
  for (const [i, part] of xmlParts.entries()) {
    for (const [name, text] of customXmlFiles(part, i + 1)) await parts.text(name, text);
  }
  await parts.text('xl/styles.xml', shared.styles.xml(looks.all));
  await parts.stream('xl/sharedStrings.xml', shared.strings.xml());
  await parts.close();
}

function numberedSheets({ sheets }: Book): NumberedSheet[] {
  let [tables, properties, drawings, charts] = [0, 0, 0, 0];
  return sheets.map((sheet) => ({
    sheet,
    tables: sheet.tables.map((table) => [++tables, table] as const),
    properties: [...sheet.properties.values()].map((value) => [++properties, value] as const),
    drawing: sheet.charts.length > 0 ? ++drawings : 0,
    charts: sheet.charts.map((chart) => [++charts, chart] as const),
  }));
}

function typesPart(sheets: readonly NumberedSheet[], xmlParts: number): string {
  return contentTypes([
    ['/xl/workbook.xml', `${SHEET_ML}.sheet.main+xml`],
    ['/xl/styles.xml', `${SHEET_ML}.styles+xml`],
    ['/xl/sharedStrings.xml', `${SHEET_ML}.sharedStrings+xml`],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...sheets.flatMap(({ tables, properties, drawing, charts }, i) => [
      [`/xl/worksheets/sheet${i + 1}.xml`, `${SHEET_ML}.worksheet+xml`] as const,
      ...tables.map(([n]) => [`/xl/tables/table${n}.xml`, `${SHEET_ML}.table+xml`] as const),
      ...properties.map(([n]) => [`/xl/customProperty${n}.bin`, `${SHEET_ML}.customProperty`] as const),
      ...(drawing > 0 ? [[`/xl/drawings/drawing${drawing}.xml`, `${DRAWING_ML}+xml`] as const] : []),
      ...charts.map(([n]) => [`/xl/charts/chart${n}.xml`, `${DRAWING_ML}ml.chart+xml`] as const),
    ]),
    ...Array.from({ length: xmlParts }, (_, i) => [`/customXml/itemProps${i + 1}.xml`, CUSTOM_XML_PROPERTIES] as const),
  ]);
}

function packageRelations(): string {
  return relationsPart([
    ['officeDocument', 'xl/workbook.xml'],
    ['extended-properties', 'docProps/app.xml'],
    [CORE_PROPERTIES, 'docProps/core.xml'],
  ]);
}

function workbookRelations(sheets: number, xmlParts: number): string {
  return relationsPart([
    ...Array.from({ length: sheets }, (_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
    ...Array.from({ length: xmlParts }, (_, i) => ['customXml', `../customXml/item${i + 1}.xml`] as const),
  ]);
}

function sheetRelations(
  tables: NumberedSheet['tables'],
  properties: NumberedSheet['properties'],
  drawing: number,
): string {
  return relationsPart([
    ...tables.map(([n]) => ['table', `../tables/table${n}.xml`] as const),
    ...properties.map(([n]) => ['customProperty', `../customProperty${n}.bin`] as const),
    ...(drawing > 0 ? [['drawing', `../drawings/drawing${drawing}.xml`] as const] : []),
  ]);
}

function drawingRelations(charts: NumberedSheet['charts']): string {
  return relationsPart(charts.map(([n]) => ['chart', `../charts/chart${n}.xml`] as const));
}

/** As Excel stores a custom property of a sheet: UTF-16, the low byte first, nothing else. */
function utf16(text: string): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), true);
  return new Uint8Array(bytes.buffer);
}
