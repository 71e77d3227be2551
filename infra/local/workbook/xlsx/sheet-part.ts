import { MAIN, RELATIONS, XML } from '../../../../functions/formats/xlsx-package.ts';
import { rgb } from '../../../../functions/formats/xlsx-styles.ts';
import { xmlAttribute, xmlText } from '../../../../functions/formats/xlsx-text.ts';
import { localAddress } from '../address.ts';
import { type Area, type Sheet, STANDARD, usedArea } from '../book.ts';
import { columnStyles } from './band-styles.ts';
import type { Shared } from './cell-xml.ts';
import { columnsXml } from './columns-xml.ts';
import { ignoredErrorsXml } from './ignored-errors.ts';
import { rowsXml } from './rows.ts';
import { validationsXml } from './validation-xml.ts';
import { viewXml } from './view-xml.ts';

/**
 * A worksheet's part, in the order of elements that Excel insists on [ECMA-376 part 1, 18.3.1.99]. Its relations are its
 * tables' first, then its custom properties'.
 */
export function* sheetPart(
  sheet: Sheet,
  facts: { readonly active: boolean; readonly selected: Area | undefined; readonly hidden: ReadonlySet<number> },
  shared: Shared,
): Generator<string> {
  const used = usedArea(sheet);
  const columns = columnStyles(sheet, shared.styles);
  const tabColor = rgb(sheet.tabColor);
  yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">`;
  if (tabColor !== undefined) yield `<sheetPr><tabColor rgb="${tabColor}"/></sheetPr>`;
  yield `<dimension ref="${used ? localAddress(used) : 'A1'}"/>${viewXml(sheet, facts.active, facts.selected)}`;
  yield `<sheetFormatPr defaultRowHeight="${STANDARD.rowHeight}"/>${columnsXml(sheet.columnWidths, columns)}<sheetData>`;
  yield* rowsXml(sheet, { ...facts, columns, used: used ?? { rows: 0, columns: 0 } }, shared);
  yield '</sheetData>';
  if (sheet.protected) yield '<sheetProtection sheet="1" objects="1" scenarios="1"/>';
  yield validationsXml(sheet);
  yield pageXml(sheet) + propertiesXml(sheet) + ignoredErrorsXml(sheet);
  if (sheet.tables.length > 0) {
    const parts = sheet.tables.map((_, i) => `<tablePart r:id="rId${i + 1}"/>`);
    yield `<tableParts count="${parts.length}">${parts.join('')}</tableParts>`;
  }
  yield '</worksheet>';
}

/** Characters of a header or footer, its codes included. */
const MARGIN_TEXT_LENGTH = 255;

/** Margins as in a new workbook. */
function pageXml({ pageLayout: { orientation, header = '', footer } }: Sheet): string {
  const texts = marginText('oddHeader', header) + marginText('oddFooter', footer);
  return [
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<pageSetup orientation="${orientation.toLowerCase()}"/>`,
    texts === '' ? '' : `<headerFooter>${texts}</headerFooter>`,
  ].join('');
}

function marginText(name: string, text: string): string {
  return text === '' ? '' : `<${name}>${xmlText(text.slice(0, MARGIN_TEXT_LENGTH))}</${name}>`;
}

function propertiesXml({ properties, tables }: Sheet): string {
  const each = [...properties.keys()].map(
    (name, i) => `<customPr name="${xmlAttribute(name)}" r:id="rId${tables.length + i + 1}"/>`,
  );
  return each.length === 0 ? '' : `<customProperties>${each.join('')}</customProperties>`;
}
