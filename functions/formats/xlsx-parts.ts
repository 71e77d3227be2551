import { contentTypes, MAIN, RELATIONS, relationsPart, SHEET_ML, XML } from './xlsx-package.ts';
import { cellStyles } from './xlsx-styles.ts';
import { xmlAttribute } from './xlsx-text.ts';

/** The parts of a workbook beside its sheets. `tables` sheets come first, the notes' sheet is the last. */

export function workbookTypes(tables: number): string {
  return contentTypes([
    ['/xl/workbook.xml', `${SHEET_ML}.sheet.main+xml`],
    ['/xl/styles.xml', `${SHEET_ML}.styles+xml`],
    ['/xl/sharedStrings.xml', `${SHEET_ML}.sharedStrings+xml`],
    ...numbered(tables + 1).map((n) => [`/xl/worksheets/sheet${n}.xml`, `${SHEET_ML}.worksheet+xml`] as const),
    ...numbered(tables).map((n) => [`/xl/tables/table${n}.xml`, `${SHEET_ML}.table+xml`] as const),
  ]);
}

export function packageRelations(): string {
  return relationsPart([['officeDocument', 'xl/workbook.xml']]);
}

export function workbookRelations(tables: number): string {
  return relationsPart([
    ...numbered(tables + 1).map((n) => ['worksheet', `worksheets/sheet${n}.xml`] as const),
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ]);
}

/** Of the sheet that holds table `n`. */
export function sheetRelations(n: number): string {
  return relationsPart([['table', `../tables/table${n}.xml`]]);
}

export function workbookPart(sheetNames: readonly string[]): string {
  const sheets = sheetNames.map(
    (name, i) => `<sheet name="${xmlAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`;
}

const styles = cellStyles();

/** Cell formats by their place in `cellXfs` of the styles part. */
export const STYLE = {
  plain: styles.idOf({}),
  date: styles.idOf({ numberFormat: 'yyyy-mm-dd' }),
  guarded: styles.quoted(0),
  header: styles.idOf({ bold: true }),
  note: styles.quoted(styles.idOf({ vertical: 'Top', wrapText: true })),
  title: styles.quoted(styles.idOf({ bold: true, fontSize: 14 })),
} as const;

export const STYLES_PART = styles.xml();

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
