import type { Book, Chart, Sheet, Table } from './book.ts';
import { copyName } from './sheet-rules.ts';
import { findTable } from './table-rules.ts';

/**
 * A copy of a sheet, not yet among the book's: cells, formats and tables, with ids and table names of their own. Custom
 * properties are not copied [docs of Worksheet.copy do not promise them; Excel leaves them behind].
 */
export function copySheet(book: Book, sheet: Sheet): Sheet {
  return {
    ...sheet,
    id: `sheet${++book.lastId}`,
    name: copyName(book, sheet.name),
    frozen: { ...sheet.frozen },
    cells: sheet.cells.map((line) => line?.slice()),
    formats: [...sheet.formats],
    validations: [...sheet.validations],
    conditionalFormats: sheet.conditionalFormats.map((one) => ({ ...one, id: `{format-${++book.lastId}}` })),
    outline: { levels: new Map(sheet.outline.levels), hidden: new Set(sheet.outline.hidden) },
    charts: sheet.charts.map((chart) => copyChart(book, chart)),
    columnWidths: new Map(sheet.columnWidths),
    rowHeights: new Map(sheet.rowHeights),
    tables: sheet.tables.map((table) => copyTable(book, table)),
    properties: new Map(),
    pageLayout: { ...sheet.pageLayout },
  };
}

function copyChart(book: Book, chart: Chart): Chart {
  const { legend, valueAxis, categoryAxis, series } = chart;
  return {
    ...chart,
    id: `{chart-${++book.lastId}}`,
    legend: { ...legend },
    valueAxis: { ...valueAxis },
    categoryAxis: { ...categoryAxis },
    series: series.map((one) => ({ ...one })),
  };
}

function copyTable(book: Book, table: Table): Table {
  let name = table.name;
  for (let number = 1; findTable(book, name); number++) name = `${table.name}_${number}`;
  return { ...table, id: `{table-${++book.lastId}}`, name, filters: new Map(table.filters) };
}
