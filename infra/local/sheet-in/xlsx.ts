import { posix } from 'node:path';
import type { SheetCell } from '../../../shared/tracker-sheet.ts';
import { parseXml, type XmlElement } from '../../manifest/xml.ts';
import type { SheetRow } from './csv.ts';
import { readParts, refused } from './xlsx-entries.ts';

/** Rows and columns a sheet may have, blank ones counted. */
const ROWS = 50_000;
const COLUMNS = 300;

/**
 * The rows of a workbook's first sheet that is not hidden: values as they are stored, of a formula its last result. Nothing
 * is computed, fetched or run; a document type, an entity of its own or a part that unpacks too far ends it with HmisError
 * `BadRequest`.
 */
export async function readXlsx(file: Buffer): Promise<SheetRow[]> {
  const parts = await readParts(file, (name) =>
    /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml)$/.test(name),
  );
  const workbook = xmlOf(parts.get('xl/workbook.xml'));
  // Only who reads a cell knows whether it is a date, so all days of the workbook must be counted alike.
  if (all(workbook, 'workbookPr').some(({ attributes }) => /^(?:1|true)$/.test(attributes.date1904 ?? ''))) {
    throw refused('The workbook counts its days from 1904. Copy the rows to a new workbook, and take that in.');
  }
  const sheets = all(workbook, 'sheets').flatMap((each) => all(each, 'sheet'));
  const sheet = sheets.find(({ attributes }) => (attributes.state ?? 'visible') === 'visible');
  if (!sheet) throw refused('The workbook has no sheet that is shown.');
  const id = Object.entries(sheet.attributes).find(([name]) => local(name) === 'id')?.[1];
  const target = all(xmlOf(parts.get('xl/_rels/workbook.xml.rels')), 'Relationship').find(
    ({ attributes }) => attributes.Id === id && attributes.TargetMode !== 'External',
  )?.attributes.Target;
  if (target === undefined) throw refused('The workbook’s first sheet cannot be found.');
  const place = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
  const found = (await readParts(file, (name) => name === place)).get(place);
  const strings = parts.has('xl/sharedStrings.xml')
    ? all(xmlOf(parts.get('xl/sharedStrings.xml')), 'si').map(textIn)
    : [];
  return rowsOf(xmlOf(found), strings);
}

function rowsOf(sheet: XmlElement, strings: readonly string[]): SheetRow[] {
  const rows: SheetRow[] = [];
  let next = 1;
  for (const row of all(sheet, 'sheetData').flatMap((data) => all(data, 'row'))) {
    const number = row.attributes.r === undefined ? next : Number(row.attributes.r);
    next = number + 1;
    if (!Number.isInteger(number) || number < 1 || rows.length >= ROWS)
      throw refused(`The sheet has over ${ROWS} rows.`);
    const cells: SheetCell[] = [];
    for (const cell of all(row, 'c')) {
      const column = cell.attributes.r === undefined ? cells.length : columnOf(cell.attributes.r);
      if (column >= COLUMNS) throw refused(`The sheet has more than ${COLUMNS} columns.`);
      while (cells.length < column) cells.push(null);
      cells[column] = cellOf(cell, strings);
    }
    rows.push({ number, cells });
  }
  return rows;
}

function cellOf(cell: XmlElement, strings: readonly string[]): SheetCell {
  const text = all(cell, 'v')[0]?.text ?? '';
  switch (cell.attributes.t) {
    case 's':
      return strings[Number(text)] ?? null;
    case 'inlineStr':
      return all(cell, 'is').map(textIn).join('');
    case 'b':
      return text === '1';
    case 'e':
      // A formula that failed has no value.
      return null;
    case 'str':
    case 'd':
      return text;
    default: {
      const value = Number(text);
      return text === '' || !Number.isFinite(value) ? null : value;
    }
  }
}

/** The text of a string item: its own, or that of its runs; not the readings of Japanese ones. */
function textIn(item: XmlElement): string {
  const runs = [...all(item, 't'), ...all(item, 'r').flatMap((run) => all(run, 't'))];
  return runs.map(({ text }) => text).join('');
}

/** From 0: A is 0, AA is 26. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d{1,7}$)/.exec(reference)?.[0];
  if (letters === undefined) throw refused('The sheet has a cell at no place.');
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => local(child.name) === name);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function xmlOf(text: string | undefined): XmlElement {
  if (text === undefined) throw refused('The file is no .xlsx workbook, or a damaged one.');
  try {
    return parseXml(text);
  } catch {
    throw refused('A part of the workbook is not as Excel writes it. Save it anew in Excel.');
  }
}
