import {
  type Area,
  type Book,
  type Cell,
  type Chart,
  type ChartSeries,
  type ChartType,
  type Sheet,
  STANDARD,
} from './book.ts';
import { cellValue, shownText } from './display.ts';

/** Points; where and how large Excel puts a chart that nobody placed. */
const FRESH = { left: 120, top: 60, width: 360, height: 216 } as const;

export function addChart(book: Book, sheet: Sheet, type: ChartType, series: ChartSeries[]): Chart {
  const number = sheet.charts.length + 1;
  const chart: Chart = {
    id: `{chart-${++book.lastId}}`,
    name: `Chart ${number}`,
    type,
    title: series.length === 1 ? '' : 'Chart Title',
    titleVisible: true,
    ...FRESH,
    legend: { visible: true, position: 'Bottom' },
    valueAxis: { title: '' },
    categoryAxis: { title: '' },
    series,
  };
  sheet.charts.push(chart);
  return chart;
}

/**
 * The series of a chart's source, as Excel finds them: a first row and a first column without numbers, in an area that has
 * numbers besides, are names and categories. *Auto* makes series of whatever there is less of.
 */
export function chartSeries(sheet: Sheet, area: Area, by: 'Auto' | 'Columns' | 'Rows'): ChartSeries[] {
  const hasHeader = area.rows > 1 && !hasNumbers(sheet, { ...area, rows: 1 });
  const hasLabels = area.columns > 1 && !hasNumbers(sheet, { ...area, columns: 1 });
  const header = hasHeader ? 1 : 0;
  const labels = hasLabels ? 1 : 0;
  const body: Area = {
    row: area.row + header,
    column: area.column + labels,
    rows: area.rows - header,
    columns: area.columns - labels,
  };
  const inColumns = by === 'Columns' || (by === 'Auto' && body.columns <= body.rows);
  const top = hasHeader ? { ...body, row: area.row, rows: 1 } : undefined;
  const left = hasLabels ? { ...body, column: area.column, columns: 1 } : undefined;
  if (inColumns) {
    return Array.from({ length: body.columns }, (_, i) => ({
      name: top ? { ...top, column: top.column + i, columns: 1 } : `Series${i + 1}`,
      values: { ...body, column: body.column + i, columns: 1 },
      categories: left,
    }));
  }
  return Array.from({ length: body.rows }, (_, i) => ({
    name: left ? { ...left, row: left.row + i, rows: 1 } : `Series${i + 1}`,
    values: { ...body, row: body.row + i, rows: 1 },
    categories: top,
  }));
}

function hasNumbers(sheet: Sheet, area: Area): boolean {
  return cellsOf(sheet, area).some(({ cell }) => typeof cell === 'number');
}

function cellsOf(sheet: Sheet, { row, column, rows, columns }: Area): { row: number; column: number; cell: Cell }[] {
  return Array.from({ length: rows * columns }, (_, i) => {
    const at = { row: row + Math.floor(i / columns), column: column + (i % columns) };
    return { ...at, cell: sheet.cells[at.row]?.[at.column] };
  });
}

/** A series as it is drawn. Rows that do not show are left out, as Excel does unless it is told. */
export interface DrawnSeries {
  readonly name: string;
  readonly points: readonly { readonly category: string; readonly value: number }[];
}

export function drawnSeries(
  sheet: Sheet,
  { name, values, categories }: ChartSeries,
  hidden: ReadonlySet<number>,
): DrawnSeries {
  const labels = categories && cellsOf(sheet, categories);
  return {
    name: seriesName(sheet, name),
    points: cellsOf(sheet, values).flatMap(({ row, cell }, i) => {
      if (hidden.has(row)) return [];
      const value = cellValue(cell);
      const label = labels?.[i];
      const category = label ? shownText(sheet, label.row, label.column) : String(i + 1);
      return [{ category, value: typeof value === 'number' ? value : 0 }];
    }),
  };
}

export function seriesName(sheet: Sheet, name: ChartSeries['name']): string {
  return typeof name === 'string' ? name : shownText(sheet, name.row, name.column);
}

/** Where a chart lies that covers the cells from one to another; without the other it keeps its size. */
export function chartPlace(sheet: Sheet, from: Area, to: Area | undefined): Partial<Chart> {
  const [left, top] = [
    lengthTo(sheet.columnWidths, from.column, STANDARD.columnWidth),
    lengthTo(sheet.rowHeights, from.row, STANDARD.rowHeight),
  ];
  if (!to) return { left, top };
  const right = lengthTo(sheet.columnWidths, to.column + to.columns, STANDARD.columnWidth);
  const bottom = lengthTo(sheet.rowHeights, to.row + to.rows, STANDARD.rowHeight);
  return { left, top, width: right - left, height: bottom - top };
}

function lengthTo(sizes: ReadonlyMap<number, number>, end: number, standard: number): number {
  let length = end * standard;
  for (const [at, size] of sizes) if (at < end) length += size - standard;
  return length;
}
