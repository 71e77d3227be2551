import { XML } from '../../../../functions/formats/xlsx-package.ts';
import { xmlText } from '../../../../functions/formats/xlsx-text.ts';
import { localAddress, quotedName } from '../address.ts';
import type { Area, Chart, ChartSeries, Sheet } from '../book.ts';
import { seriesName } from '../charts.ts';
import { cellValue, shownText } from '../display.ts';

const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
export const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';

const CATEGORY_AXIS = 1;
const VALUE_AXIS = 2;

/** Excel's own first colours, for series that nobody coloured. */
const ACCENTS = ['156082', 'E97132', '196B24', '0F9ED5', 'A02B93', '4EA72E'];

/** A chart's own part, with what its cells hold, for whoever does not calculate [ECMA-376 part 1, 21.2]. */
export function chartPart(sheet: Sheet, chart: Chart): string {
  const { type, series, legend, valueAxis, categoryAxis } = chart;
  const bars = type === 'BarClustered';
  const axes = bars ? { category: 'l', value: 'b' } : { category: 'b', value: 'l' };
  return [
    `${XML}<c:chartSpace xmlns:c="${CHART}" xmlns:a="${DRAWING}"><c:roundedCorners val="0"/><c:chart>`,
    chart.titleVisible && chart.title !== '' ? titleXml(chart.title, 1400) : '',
    `<c:autoTitleDeleted val="${chart.titleVisible ? 0 : 1}"/><c:plotArea><c:layout/>`,
    `<c:barChart><c:barDir val="${bars ? 'bar' : 'col'}"/><c:grouping val="clustered"/><c:varyColors val="0"/>`,
    ...series.map((one, i) => seriesXml(sheet, one, i)),
    `<c:gapWidth val="${series[0]?.gapWidth ?? 150}"/><c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/></c:barChart>`,
    axisXml('catAx', { id: CATEGORY_AXIS, crosses: VALUE_AXIS, at: axes.category, title: categoryAxis.title, bars }),
    axisXml('valAx', { id: VALUE_AXIS, crosses: CATEGORY_AXIS, at: axes.value, title: valueAxis.title, bars }),
    '</c:plotArea>',
    legend.visible ? `<c:legend><c:legendPos val="${legendAt(legend.position)}"/><c:overlay val="0"/></c:legend>` : '',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>',
  ].join('');
}

function legendAt(position: string): string {
  return { Top: 't', Left: 'l', Right: 'r', Corner: 'tr' }[position] ?? 'b';
}

function titleXml(text: string, size: number): string {
  return [
    '<c:title><c:tx><c:rich><a:bodyPr/><a:p>',
    `<a:pPr><a:defRPr sz="${size}" b="${size > 1200 ? 1 : 0}"/></a:pPr>`,
    `<a:r><a:rPr lang="en-US" sz="${size}" b="${size > 1200 ? 1 : 0}"/><a:t>${xmlText(text)}</a:t></a:r>`,
    '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>',
  ].join('');
}

function axisXml(
  kind: 'catAx' | 'valAx',
  axis: {
    readonly id: number;
    readonly crosses: number;
    readonly at: string;
    readonly title: string;
    readonly bars: boolean;
  },
): string {
  const isValue = kind === 'valAx';
  return [
    // The first category of bars is at the top, as it is in the cells.
    `<c:${kind}><c:axId val="${axis.id}"/><c:scaling><c:orientation val="${axis.bars && !isValue ? 'maxMin' : 'minMax'}"/></c:scaling>`,
    `<c:delete val="0"/><c:axPos val="${axis.at}"/>`,
    isValue
      ? '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
      : '',
    axis.title === '' ? '' : titleXml(axis.title, 1000),
    isValue ? '<c:numFmt formatCode="#,##0" sourceLinked="0"/>' : '<c:numFmt formatCode="General" sourceLinked="0"/>',
    `<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="${axis.crosses}"/>`,
    `<c:crosses val="${axis.bars && isValue ? 'max' : 'autoZero'}"/>`,
    isValue
      ? '<c:crossBetween val="between"/>'
      : '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>',
    `</c:${kind}>`,
  ].join('');
}

function seriesXml(sheet: Sheet, { name, values, categories, fill, dataLabels }: ChartSeries, index: number): string {
  const color = fill?.slice(1) ?? ACCENTS[index % ACCENTS.length];
  const reference = (area: Area) => xmlText(`${quotedName(sheet.name)}!${absolute(area)}`);
  const text =
    typeof name === 'string'
      ? `<c:tx><c:v>${xmlText(name)}</c:v></c:tx>`
      : `<c:tx><c:strRef><c:f>${reference(name)}</c:f>${cacheXml('str', [seriesName(sheet, name)])}</c:strRef></c:tx>`;
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${text}`,
    `<c:spPr><a:solidFill><a:srgbClr val="${color}"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></c:spPr>`,
    '<c:invertIfNegative val="0"/>',
    dataLabels
      ? '<c:dLbls><c:spPr/><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"/></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
      : '',
    categories
      ? `<c:cat><c:strRef><c:f>${reference(categories)}</c:f>${cacheXml('str', textsOf(sheet, categories))}</c:strRef></c:cat>`
      : '',
    `<c:val><c:numRef><c:f>${reference(values)}</c:f>${cacheXml('num', numbersOf(sheet, values))}</c:numRef></c:val></c:ser>`,
  ].join('');
}

function absolute(area: Area): string {
  return localAddress(area).replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}

function cacheXml(kind: 'str' | 'num', points: readonly (string | number)[]): string {
  const each = points.map((point, i) => `<c:pt idx="${i}"><c:v>${xmlText(String(point))}</c:v></c:pt>`);
  return `<c:${kind}Cache>${kind === 'num' ? '<c:formatCode>General</c:formatCode>' : ''}<c:ptCount val="${points.length}"/>${each.join('')}</c:${kind}Cache>`;
}

function cellsOf({ row, column, rows, columns }: Area): (readonly [row: number, column: number])[] {
  return Array.from(
    { length: rows * columns },
    (_, i) => [row + Math.floor(i / columns), column + (i % columns)] as const,
  );
}

function textsOf(sheet: Sheet, area: Area): string[] {
  return cellsOf(area).map(([row, column]) => shownText(sheet, row, column));
}

function numbersOf(sheet: Sheet, area: Area): number[] {
  return cellsOf(area).map(([row, column]) => {
    const value = cellValue(sheet.cells[row]?.[column]);
    return typeof value === 'number' ? value : 0;
  });
}
