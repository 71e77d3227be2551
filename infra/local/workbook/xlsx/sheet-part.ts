import { MAIN, RELATIONS, XML } from '../../../../functions/formats/xlsx-package.ts';
import { rgb } from '../../../../functions/formats/xlsx-styles.ts';
import { xmlAttribute } from '../../../../functions/formats/xlsx-text.ts';
import { localAddress } from '../address.ts';
import { type Area, type Sheet, STANDARD, usedArea } from '../book.ts';
import { deepestLevel } from '../outline.ts';
import { columnStyles } from './band-styles.ts';
import type { Shared } from './cell-xml.ts';
import { columnsXml } from './columns-xml.ts';
import { type ConditionalLooks, conditionalXml } from './conditional-xml.ts';
import { ignoredErrorsXml } from './ignored-errors.ts';
import { pageXml } from './page-xml.ts';
import { rowsXml } from './rows.ts';
import { validationsXml } from './validation-xml.ts';
import { viewXml } from './view-xml.ts';

/**
 * A worksheet's part, in the order of elements that Excel insists on [ECMA-376 part 1, 18.3.1.99]. Its relations are its
 * tables' first, then its custom properties', then its drawing.
 */
export function* sheetPart(
  sheet: Sheet,
  facts: { readonly active: boolean; readonly selected: Area | undefined; readonly hidden: ReadonlySet<number> },
  shared: Shared,
  looks: ConditionalLooks,
): Generator<string> {
  const used = usedArea(sheet);
  const columns = columnStyles(sheet, shared.styles);
  const depth = deepestLevel(sheet.outline);
  yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">`;
  yield sheetProperties(sheet);
  yield `<dimension ref="${used ? localAddress(used) : 'A1'}"/>${viewXml(sheet, facts.active, facts.selected)}`;
  const outline = depth > 0 ? ` outlineLevelRow="${depth}"` : '';
  yield `<sheetFormatPr defaultRowHeight="${STANDARD.rowHeight}"${outline}/>${columnsXml(sheet.columnWidths, columns)}<sheetData>`;
  yield* rowsXml(sheet, { ...facts, columns, used: used ?? { rows: 0, columns: 0 } }, shared);
  yield '</sheetData>';
  if (sheet.protected) yield '<sheetProtection sheet="1" objects="1" scenarios="1"/>';
  yield conditionalXml(sheet, looks) + validationsXml(sheet);
  yield pageXml(sheet.pageLayout) + propertiesXml(sheet) + ignoredErrorsXml(sheet);
  if (sheet.charts.length > 0) yield `<drawing r:id="rId${sheet.tables.length + sheet.properties.size + 1}"/>`;
  if (sheet.tables.length > 0) {
    const parts = sheet.tables.map((_, i) => `<tablePart r:id="rId${i + 1}"/>`);
    yield `<tableParts count="${parts.length}">${parts.join('')}</tableParts>`;
  }
  yield '</worksheet>';
}

function sheetProperties({ tabColor, pageLayout }: Sheet): string {
  const color = rgb(tabColor);
  const each = [
    color === undefined ? '' : `<tabColor rgb="${color}"/>`,
    pageLayout.zoom?.kind === 'pages' ? '<pageSetUpPr fitToPage="1"/>' : '',
  ].join('');
  return each === '' ? '' : `<sheetPr>${each}</sheetPr>`;
}

function propertiesXml({ properties, tables }: Sheet): string {
  const each = [...properties.keys()].map(
    (name, i) => `<customPr name="${xmlAttribute(name)}" r:id="rId${tables.length + i + 1}"/>`,
  );
  return each.length === 0 ? '' : `<customProperties>${each.join('')}</customProperties>`;
}
