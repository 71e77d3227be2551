import type { Chart, ChartSeries, ChartType, Sheet } from '../book.ts';
import { addChart, chartPlace, chartSeries } from '../charts.ts';
import {
  asBoolean,
  asNumber,
  asOneOf,
  asText,
  type Host,
  type HostObject,
  hostObject,
  type ObjectType,
} from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, itemNotFound, Refusal } from '../refusal.ts';
import { rangeArgument } from './range-argument.ts';

const TYPES = ['ColumnClustered', 'BarClustered'] as const;
const SERIES_BY = ['Auto', 'Columns', 'Rows'] as const;
const LEGEND_POSITIONS = ['Top', 'Bottom', 'Left', 'Right', 'Corner'] as const;

interface ChartOfSheet {
  readonly sheet: Sheet;
  readonly chart: Chart;
}

interface SeriesOfChart extends ChartOfSheet {
  readonly series: ChartSeries;
}

interface AxisOfChart extends ChartOfSheet {
  readonly axis: 'valueAxis' | 'categoryAxis';
}

/** The charts of a sheet; the host draws clustered columns and bars. */
export function chartsObject(sheet: Sheet): HostObject {
  return hostObject(CHARTS, sheet);
}

function asChartType(value: unknown): ChartType {
  const known = TYPES.find((one) => one === value);
  if (!known) throw new Refusal('NotImplemented', `The workbook host knows no chart ${String(value)}.`);
  return known;
}

function find(sheet: Sheet, name: unknown): ChartOfSheet | undefined {
  const chart = sheet.charts.find((one) => one.name === name || one.id === name);
  return chart && { sheet, chart };
}

const CHARTS: ObjectType<Sheet> = {
  name: 'ChartCollection',
  scalars: { count: ({ charts }) => charts.length },
  items: (sheet) => sheet.charts.map((chart) => hostObject(CHART, { sheet, chart })),
  methods: {
    getItem: (sheet, [name]) => {
      const found = find(sheet, name);
      if (!found) throw itemNotFound('The chart');
      return hostObject(CHART, found);
    },
    add: (sheet, [type, source, seriesBy], host) => {
      const { area, sheet: of } = rangeArgument(source);
      if (of !== sheet) throw new Refusal('NotImplemented', 'The workbook host draws charts of their own sheet only.');
      const by = asOneOf(seriesBy ?? 'Auto', SERIES_BY, 'seriesBy');
      const known = asChartType(type);
      changeCells(host, sheet);
      return hostObject(CHART, { sheet, chart: addChart(host.book, sheet, known, chartSeries(sheet, area, by)) });
    },
    getCount: ({ charts }) => charts.length,
    getItemAt: (sheet, [index]) => {
      const chart = sheet.charts[Number(index)];
      if (!chart) throw invalidArgument('There is no chart of this index.');
      return hostObject(CHART, { sheet, chart });
    },
    getItemOrNullObject: (sheet, [name]) => {
      const found = find(sheet, name);
      return found ? hostObject(CHART, found) : null;
    },
  },
};

function size(member: 'left' | 'top' | 'width' | 'height') {
  return ({ sheet, chart }: ChartOfSheet, value: unknown, host: Host): void => {
    const points = asNumber(value, member);
    if (points < 0) throw invalidArgument(`${member} is never negative.`);
    changeCells(host, sheet);
    chart[member] = points;
  };
}

const CHART: ObjectType<ChartOfSheet> = {
  name: 'Chart',
  check: ({ sheet, chart }, { book }) => {
    if (!book.sheets.includes(sheet) || !sheet.charts.includes(chart)) throw itemNotFound('The chart');
  },
  identity: ({ chart }) => ({ Id: chart.id }),
  scalars: {
    id: ({ chart }) => chart.id,
    name: ({ chart }) => chart.name,
    chartType: ({ chart }) => chart.type,
    left: ({ chart }) => chart.left,
    top: ({ chart }) => chart.top,
    width: ({ chart }) => chart.width,
    height: ({ chart }) => chart.height,
  },
  setters: {
    name: ({ sheet, chart }, value, host) => {
      changeCells(host, sheet);
      chart.name = asText(value, 'name');
    },
    left: size('left'),
    top: size('top'),
    width: size('width'),
    height: size('height'),
  },
  properties: {
    axes: (one) => hostObject(AXES, one),
    legend: (one) => hostObject(LEGEND, one),
    series: (one) => hostObject(SERIES_COLLECTION, one),
    title: (one) => hostObject(TITLE, one),
    worksheet: ({ sheet }, host) => host.objects.worksheet(sheet),
  },
  methods: {
    delete: ({ sheet, chart }, _args, host) => {
      changeCells(host, sheet);
      sheet.charts.splice(sheet.charts.indexOf(chart), 1);
    },
    setData: ({ sheet, chart }, [source, seriesBy], host) => {
      const { area } = rangeArgument(source);
      const by = asOneOf(seriesBy ?? 'Auto', SERIES_BY, 'seriesBy');
      changeCells(host, sheet);
      chart.series = chartSeries(sheet, area, by);
    },
    setPosition: ({ sheet, chart }, [start, end], host) => {
      const from = rangeArgument(start, sheet).area;
      const to = end === undefined ? undefined : rangeArgument(end, sheet).area;
      changeCells(host, sheet);
      Object.assign(chart, chartPlace(sheet, from, to));
    },
  },
};

const TITLE: ObjectType<ChartOfSheet> = {
  name: 'ChartTitle',
  scalars: { text: ({ chart }) => chart.title, visible: ({ chart }) => chart.titleVisible },
  setters: {
    text: ({ sheet, chart }, value, host) => {
      const text = asText(value, 'text');
      changeCells(host, sheet);
      chart.title = text;
      chart.titleVisible = true;
    },
    visible: ({ sheet, chart }, value, host) => {
      changeCells(host, sheet);
      chart.titleVisible = asBoolean(value, 'visible');
    },
  },
};

const LEGEND: ObjectType<ChartOfSheet> = {
  name: 'ChartLegend',
  scalars: { visible: ({ chart }) => chart.legend.visible, position: ({ chart }) => chart.legend.position },
  setters: {
    visible: ({ sheet, chart }, value, host) => {
      changeCells(host, sheet);
      chart.legend.visible = asBoolean(value, 'visible');
    },
    position: ({ sheet, chart }, value, host) => {
      const position = asOneOf(value, LEGEND_POSITIONS, 'position');
      changeCells(host, sheet);
      chart.legend.position = position;
    },
  },
};

const AXES: ObjectType<ChartOfSheet> = {
  name: 'ChartAxes',
  properties: {
    valueAxis: (one) => hostObject(AXIS, { ...one, axis: 'valueAxis' }),
    categoryAxis: (one) => hostObject(AXIS, { ...one, axis: 'categoryAxis' }),
  },
};

const AXIS: ObjectType<AxisOfChart> = {
  name: 'ChartAxis',
  properties: { title: (one) => hostObject(AXIS_TITLE, one) },
};

const AXIS_TITLE: ObjectType<AxisOfChart> = {
  name: 'ChartAxisTitle',
  scalars: { text: ({ chart, axis }) => chart[axis].title, visible: ({ chart, axis }) => chart[axis].title !== '' },
  setters: {
    text: ({ sheet, chart, axis }, value, host) => {
      const text = asText(value, 'text');
      changeCells(host, sheet);
      chart[axis].title = text;
    },
  },
};

const SERIES_COLLECTION: ObjectType<ChartOfSheet> = {
  name: 'ChartSeriesCollection',
  scalars: { count: ({ chart }) => chart.series.length },
  items: (one) => one.chart.series.map((series) => hostObject(SERIES, { ...one, series })),
  methods: {
    getCount: ({ chart }) => chart.series.length,
    getItemAt: (one, [index]) => {
      const series = one.chart.series[Number(index)];
      if (!series) throw invalidArgument('There is no series of this index.');
      return hostObject(SERIES, { ...one, series });
    },
  },
};

const SERIES: ObjectType<SeriesOfChart> = {
  name: 'ChartSeries',
  scalars: {
    gapWidth: ({ series }) => series.gapWidth ?? 150,
    hasDataLabels: ({ series }) => series.dataLabels ?? false,
  },
  setters: {
    gapWidth: ({ sheet, series }, value, host) => {
      const percent = asNumber(value, 'gapWidth');
      if (percent < 0 || percent > 500) throw invalidArgument('A gap is 0 to 500 percent wide.');
      changeCells(host, sheet);
      series.gapWidth = percent;
    },
    hasDataLabels: ({ sheet, series }, value, host) => {
      changeCells(host, sheet);
      series.dataLabels = asBoolean(value, 'hasDataLabels');
    },
  },
  properties: { format: (one) => hostObject(SERIES_FORMAT, one) },
};

const SERIES_FORMAT: ObjectType<SeriesOfChart> = {
  name: 'ChartSeriesFormat',
  properties: { fill: (one) => hostObject(SERIES_FILL, one) },
};

const SERIES_FILL: ObjectType<SeriesOfChart> = {
  name: 'ChartFill',
  methods: {
    setSolidColor: ({ sheet, series }, [color], host) => {
      const text = asText(color, 'color');
      if (!/^#[0-9a-f]{6}$/i.test(text)) throw invalidArgument('A colour is written as #RRGGBB.');
      changeCells(host, sheet);
      series.fill = text.toUpperCase();
    },
  },
};
