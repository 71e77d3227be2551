import { RELATIONS, XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlAttribute } from '../../../../functions/formats/xlsx-text.ts';
import type { Chart, Sheet } from '../book.ts';
import { DRAWING } from './chart-part.ts';

const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';

/** English Metric Units: what a drawing is measured in [ECMA-376 part 1, 20.1.2.1]. */
const PER_POINT = 12_700;

/** Where a sheet's charts lie; its relations are the charts, `rId1` and on. */
export function drawingPart({ charts }: Sheet): string {
  return [
    `${XML}<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${DRAWING}">`,
    ...charts.map((chart, i) => anchorXml(chart, i + 1)),
    '</xdr:wsDr>',
  ].join('');
}

function anchorXml({ name, left, top, width, height }: Chart, id: number): string {
  const [x, y, cx, cy] = [left, top, width, height].map((points) => Math.round(points * PER_POINT));
  return [
    `<xdr:absoluteAnchor><xdr:pos x="${x}" y="${y}"/><xdr:ext cx="${cx}" cy="${cy}"/><xdr:graphicFrame macro="">`,
    `<xdr:nvGraphicFramePr><xdr:cNvPr id="${id + 1}" name="${xmlAttribute(name)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${RELATIONS}" r:id="rId${id}"/></a:graphicData></a:graphic>`,
    '</xdr:graphicFrame><xdr:clientData/></xdr:absoluteAnchor>',
  ].join('');
}
