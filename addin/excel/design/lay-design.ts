/// <reference types="office-js" />
import { rangeOf } from '../lay-step.ts';
import type { DesignStep, LayDesign, MarkLook } from './design-step.ts';

/** Apart in lightness, so that they are told apart in black and white, too. */
const SERIES = ['#16325C', '#8FB8DE', '#595959', '#D9D9D9', '#2E75B6'];
const GAP = 60;

export const layDesign: LayDesign = (sheet, step) => {
  switch (step.kind) {
    case 'group':
      rangeOf(sheet, step.rows).group('ByRows');
      break;
    case 'showLevels':
      sheet.showOutlineLevels(step.levels, 0);
      break;
    case 'mark': {
      const { custom } = rangeOf(sheet, step.area).conditionalFormats.add('Custom');
      custom.rule.formula = step.formula;
      giveMark(custom.format, step.look);
      break;
    }
    case 'plainTable': {
      const table = sheet.tables.getItem(step.table);
      table.showFilterButton = false;
      table.showBandedRows = false;
      break;
    }
    case 'chart':
      layChart(sheet, step);
      break;
  }
};

function giveMark(format: Excel.ConditionalRangeFormat, look: MarkLook): void {
  if (look.bold) format.font.bold = true;
  if (look.italic) format.font.italic = true;
  if (look.fontColor !== undefined) format.font.color = look.fontColor;
  if (look.fill !== undefined) format.fill.color = look.fill;
  if (look.lineAbove !== undefined) {
    const line = format.borders.getItem('EdgeTop');
    line.style = 'Continuous';
    line.color = look.lineAbove;
  }
}

function layChart(sheet: Excel.Worksheet, { name, source, over, look }: DesignStep & { kind: 'chart' }): void {
  const chart = sheet.charts.add('ColumnClustered', rangeOf(sheet, source), 'Columns');
  chart.name = name;
  chart.title.text = look.title;
  chart.axes.categoryAxis.title.text = look.categoryAxis;
  chart.axes.valueAxis.title.text = look.valueAxis;
  chart.legend.position = 'Top';
  for (let i = 0; i < source.columns - 1; i++) {
    const series = chart.series.getItemAt(i);
    series.format.fill.setSolidColor(SERIES[i % SERIES.length] ?? '#000000');
    series.gapWidth = GAP;
    series.hasDataLabels = true;
  }
  const range = rangeOf(sheet, over);
  chart.setPosition(range.getCell(0, 0), range.getLastCell());
}
