import { RELATIONS, XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlAttribute } from '../../../../functions/formats/xlsx-text.ts';
import { LIMITS } from '../address.ts';
import { type Chart, type Sheet, STANDARD } from '../book.ts';
import { DRAWING } from './chart-part.ts';

const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';

/** English Metric Units: what a drawing is measured in [ECMA-376 part 1, 20.1.2.1]. */
const PER_POINT = 12_700;

/** Where a sheet's charts lie; its relations are the charts, `rId1` and on. */
export function drawingPart(sheet: Sheet): string {
  return [
    `${XML}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${DRAWING}">`,
    ...sheet.charts.map((chart, i) => anchorXml(sheet, chart, i + 1)),
    '</xdr:wsDr>',
  ].join('');
}

/** Between two cells, as Excel has it: in a program whose columns are wider the chart then covers the same cells. */
function anchorXml(sheet: Sheet, { name, left, top, width, height }: Chart, id: number): string {
  return [
    `<xdr:twoCellAnchor>${cornerXml('from', sheet, left, top)}${cornerXml('to', sheet, left + width, top + height)}`,
    '<xdr:graphicFrame macro="">',
    `<xdr:nvGraphicFramePr><xdr:cNvPr id="${id + 1}" name="${xmlAttribute(name)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${RELATIONS}" r:id="rId${id}"/></a:graphicData></a:graphic>`,
    '</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  ].join('');
}

function cornerXml(corner: 'from' | 'to', { columnWidths, rowHeights }: Sheet, left: number, top: number): string {
  const column = placeAt(columnWidths, STANDARD.columnWidth, left, LIMITS.columns);
  const row = placeAt(rowHeights, STANDARD.rowHeight, top, LIMITS.rows);
  return [
    `<xdr:${corner}><xdr:col>${column.at}</xdr:col><xdr:colOff>${column.into}</xdr:colOff>`,
    `<xdr:row>${row.at}</xdr:row><xdr:rowOff>${row.into}</xdr:rowOff></xdr:${corner}>`,
  ].join('');
}

/** The column or row at so many points, and how far into it they are. */
function placeAt(sizes: ReadonlyMap<number, number>, standard: number, points: number, end: number) {
  let left = points;
  let at = 0;
  for (; at < end - 1; at++) {
    const size = sizes.get(at) ?? standard;
    if (left < size) break;
    left -= size;
  }
  return { at, into: Math.round(left * PER_POINT) };
}
