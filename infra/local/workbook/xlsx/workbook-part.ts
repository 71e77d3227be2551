import { MAIN, RELATIONS, XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlAttribute, xmlText } from '../../../../functions/formats/xlsx-text.ts';
import type { Book, Sheet } from '../book.ts';

const STATES = { Visible: '', Hidden: ' state="hidden"', VeryHidden: ' state="veryHidden"' } as const;

/** The workbook's own part: sheets in order, `rId1` and on, which of them is open, rows to repeat on each page. */
export function workbookPart(book: Book): string {
  const sheets = book.sheets.map(
    ({ name, visibility }, i) =>
      `<sheet name="${xmlAttribute(name)}" sheetId="${i + 1}"${STATES[visibility]} r:id="rId${i + 1}"/>`,
  );
  const names = book.sheets.flatMap((sheet, i) => printTitles(sheet, i));
  return [
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">`,
    book.structureProtected ? '<workbookProtection lockStructure="1"/>' : '',
    `<bookViews><workbookView activeTab="${book.sheets.indexOf(openSheet(book))}"/></bookViews>`,
    `<sheets>${sheets.join('')}</sheets>`,
    names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`,
    // What the formulas give is not in the file: whoever opens it calculates.
    '<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>',
  ].join('');
}

/** The sheet that is in front when the file is opened, which must be one that shows. */
export function openSheet({ activeSheet, sheets }: Book): Sheet {
  if (activeSheet.visibility === 'Visible') return activeSheet;
  return sheets.find(({ visibility }) => visibility === 'Visible') ?? activeSheet;
}

/** From `A:A` and `1:1`. */
function printTitles({ name, pageLayout: { titleRows, titleColumns } }: Sheet, index: number): string[] {
  const titles = [titleColumns, titleRows].flatMap((lines) => {
    const [, first, last] = /^(\w+):(\w+)$/.exec(lines ?? '') ?? [];
    return first === undefined ? [] : [`'${name.replaceAll("'", "''")}'!$${first}:$${last}`];
  });
  if (titles.length === 0) return [];
  return [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(titles.join(','))}</definedName>`];
}
