import { MAIN, RELATIONS } from './xlsx-sheet.ts';
import { xmlText } from './xlsx-text.ts';

/** The parts of a workbook that say where the others are. `tables` sheets come first, the notes' sheet is the last. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function contentTypes(tables: number): string {
  const sheets = numbered(tables + 1).map((n) => part(`/xl/worksheets/sheet${n}.xml`, `${SHEET_ML}.worksheet+xml`));
  const tableParts = numbered(tables).map((n) => part(`/xl/tables/table${n}.xml`, `${SHEET_ML}.table+xml`));
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('/xl/workbook.xml', `${SHEET_ML}.sheet.main+xml`),
    part('/xl/styles.xml', `${SHEET_ML}.styles+xml`),
    part('/xl/sharedStrings.xml', `${SHEET_ML}.sharedStrings+xml`),
    ...sheets,
    ...tableParts,
    '</Types>',
  ].join('');
}

function part(name: string, type: string): string {
  return `<Override PartName="${name}" ContentType="${type}"/>`;
}

export function packageRelations(): string {
  return relations([['officeDocument', 'xl/workbook.xml']]);
}

export function workbookRelations(tables: number): string {
  return relations([
    ...numbered(tables + 1).map((n): [string, string] => ['worksheet', `worksheets/sheet${n}.xml`]),
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ]);
}

/** Of the sheet that holds table `n`. */
export function sheetRelations(n: number): string {
  return relations([['table', `../tables/table${n}.xml`]]);
}

function relations(targets: readonly [type: string, target: string][]): string {
  const each = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

export function workbookPart(sheetNames: readonly string[]): string {
  const sheets = sheetNames.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`;
}

/** Fonts and cell formats, in the order of STYLE in xlsx-sheet.ts. */
export function stylesPart(): string {
  const name = '<name val="Calibri"/><family val="2"/>';
  const xf = (attributes: string, inner = '') => `<xf borderId="0" fillId="0" xfId="0" ${attributes}>${inner}</xf>`;
  return [
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
    `<fonts count="3"><font><sz val="11"/>${name}</font><font><b/><sz val="11"/>${name}</font>`,
    `<font><b/><sz val="14"/>${name}</font></fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">',
    xf('numFmtId="0" fontId="0"'),
    xf('numFmtId="164" fontId="0" applyNumberFormat="1"'),
    // Typing Enter in such a cell must not turn its text into a formula.
    xf('numFmtId="0" fontId="0" quotePrefix="1"'),
    xf('numFmtId="0" fontId="1" applyFont="1"'),
    xf('numFmtId="0" fontId="0" quotePrefix="1" applyAlignment="1"', '<alignment vertical="top" wrapText="1"/>'),
    xf('numFmtId="0" fontId="2" quotePrefix="1" applyFont="1"'),
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
