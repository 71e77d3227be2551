import type { Chart, Sheet } from '../../workbook/book.ts';
import { type DrawnSeries, drawnSeries } from '../../workbook/charts.ts';
import { px } from './layout.ts';

const SVG = 'http://www.w3.org/2000/svg';
const ACCENTS = ['#156082', '#E97132', '#196B24', '#0F9ED5', '#A02B93', '#4EA72E'];
const MARGIN = { top: 64, right: 18, bottom: 56, left: 62 } as const;
const TICKS = 5;

/** A sheet's charts, where they float over its cells, from the corner of A1. Columns only: bars are drawn as columns are. */
export function chartElements(sheet: Sheet, hidden: ReadonlySet<number>): SVGElement[] {
  return sheet.charts.map((chart) => {
    const series = chart.series.map((one) => drawnSeries(sheet, one, hidden));
    const [width, height] = [px(chart.width), px(chart.height)];
    const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img' });
    svg.setAttribute('aria-label', [chart.title, ...series.map(inWords)].join('. '));
    svg.style.left = `${px(chart.left)}px`;
    svg.style.top = `${px(chart.top)}px`;
    svg.append(...frame(chart, width, height), ...legend(chart, series, width), ...plot(chart, series, width, height));
    return svg;
  });
}

function inWords({ name, points }: DrawnSeries): string {
  return `${name}: ${points.map(({ category, value }) => `${category} ${value}`).join(', ')}`;
}

function frame(chart: Chart, width: number, height: number): SVGElement[] {
  const middle = MARGIN.left + (width - MARGIN.left - MARGIN.right) / 2;
  return [
    text(chart.titleVisible ? chart.title : '', { x: width / 2, y: 26, class: 'chart-title' }),
    text(chart.categoryAxis.title, { x: middle, y: height - 12 }),
    text(chart.valueAxis.title, {
      transform: `translate(16 ${MARGIN.top + (height - MARGIN.top - MARGIN.bottom) / 2}) rotate(-90)`,
    }),
  ];
}

function legend(chart: Chart, series: readonly DrawnSeries[], width: number): SVGElement[] {
  if (!chart.legend.visible) return [];
  const widths = series.map(({ name }) => 28 + name.length * 7);
  let x = (width - widths.reduce((sum, each) => sum + each, 0)) / 2;
  return series.flatMap(({ name }, i) => {
    const left = x;
    x += widths[i] ?? 0;
    return [
      element('rect', { x: left, y: 38, width: 11, height: 11, fill: colorOf(chart, i), stroke: '#404040' }),
      text(name, { x: left + 16, y: 48, class: 'chart-start' }),
    ];
  });
}

function plot(chart: Chart, series: readonly DrawnSeries[], width: number, height: number): SVGElement[] {
  const area = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const bottom = MARGIN.top + area.height;
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(({ value }) => value)));
  const step = niceStep(most / TICKS);
  const top = Math.ceil(most / step) * step;
  const heightOf = (value: number) => (Math.max(0, value) / top) * area.height;
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step).flatMap((value) => {
    const y = bottom - heightOf(value);
    return [
      element('line', {
        x1: MARGIN.left,
        x2: width - MARGIN.right,
        y1: y,
        y2: y,
        stroke: value === 0 ? '#7f7f7f' : '#d9d9d9',
      }),
      text(value.toLocaleString('en-US'), { x: MARGIN.left - 6, y: y + 4, class: 'chart-end' }),
    ];
  });
  const categories = series[0]?.points.map(({ category }) => category) ?? [];
  const slot = area.width / Math.max(1, categories.length);
  const bar = slot / (series.length + (chart.series[0]?.gapWidth ?? 150) / 100);
  const bars = categories.flatMap((category, at) => {
    const left = MARGIN.left + slot * at + (slot - bar * series.length) / 2;
    const columns = series.flatMap(({ points }, i) => {
      const value = points[at]?.value ?? 0;
      const y = bottom - heightOf(value);
      const x = left + bar * i;
      return [
        element('rect', { x, y, width: bar, height: heightOf(value), fill: colorOf(chart, i), stroke: '#404040' }),
        ...(chart.series[i]?.dataLabels ? [text(value.toLocaleString('en-US'), { x: x + bar / 2, y: y - 4 })] : []),
      ];
    });
    return [...columns, text(category, { x: MARGIN.left + slot * (at + 0.5), y: bottom + 18 })];
  });
  return [...lines, ...bars];
}

/** 1, 2 or 5 times a power of ten, and never less than 1: charts here count. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
}

function colorOf(chart: Chart, i: number): string {
  return chart.series[i]?.fill ?? ACCENTS[i % ACCENTS.length] ?? '#000000';
}

function text(content: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = element('text', attributes);
  made.textContent = content;
  return made;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
