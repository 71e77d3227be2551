/// <reference types="office-js" />
import { columnLetters } from './column-letters.ts';
import type { Look, Place, PrintLook, Rows, SheetLook, Step } from './steps.ts';

/** Puts one step on Excel's proxies. */
export function layStep(
  worksheets: Excel.WorksheetCollection,
  step: Exclude<Step, { kind: 'registry' | 'design' }>,
): void {
  if (step.kind === 'addSheet') {
    const added = worksheets.add(step.sheet);
    if (step.property) added.customProperties.add(step.property.key, step.property.value);
    return;
  }
  const sheet = worksheets.getItem(step.sheet);
  switch (step.kind) {
    case 'deleteSheet':
      sheet.delete();
      break;
    case 'copySheet':
      sheet.copy('After', sheet).name = step.name;
      break;
    case 'property':
      sheet.customProperties.add(step.property.key, step.property.value);
      break;
    case 'activate':
      sheet.activate();
      break;
    case 'values':
      write(sheet, { ...step, column: step.column ?? 0 }, 'values');
      break;
    case 'formulas':
      write(sheet, step, 'formulasR1C1');
      break;
    case 'numberFormats': {
      const { row, column, formats } = step;
      sheet.getRangeByIndexes(row, column, formats.length, formats[0]?.length ?? 0).numberFormat = formats;
      break;
    }
    case 'empty':
      rangeOf(sheet, step.area).clear('Contents');
      break;
    case 'clearFill':
      rangeOf(sheet, step.area).format.fill.clear();
      break;
    case 'rule': {
      const { dataValidation } = rangeOf(sheet, step.area);
      dataValidation.rule = step.rule;
      dataValidation.errorAlert = { title: '', message: step.message, showAlert: true, style: 'Stop' };
      break;
    }
    case 'clearRules':
      rangeOf(sheet, step.area).dataValidation.clear();
      break;
    case 'select':
      sheet.activate();
      rangeOf(sheet, step.area).select();
      break;
    case 'insertCells':
      rangeOf(sheet, step.area).insert('Down');
      break;
    case 'deleteCells':
      rangeOf(sheet, step.area).delete('Up');
      break;
    case 'addTable': {
      const { rows, columns } = step.area;
      sheet.tables.add(sheet.getRangeByIndexes(0, 0, rows, columns), true).name = step.table;
      break;
    }
    case 'resizeTable':
      sheet.tables.getItem(step.table).resize(rangeOf(sheet, step.area));
      break;
    case 'addColumns':
      for (const header of step.headers) sheet.tables.getItem(step.table).columns.add(undefined, undefined, header);
      break;
    case 'deleteColumns':
      for (let count = step.count; count > 0; count--) {
        sheet.tables.getItem(step.table).columns.getItemAt(step.column).delete();
      }
      break;
    case 'clearFilters':
      sheet.tables.getItem(step.table).clearFilters();
      break;
    case 'filters':
      for (const { column, criteria } of step.filters) {
        sheet.tables.getItem(step.table).columns.getItemAt(column).filter.apply(criteria);
      }
      break;
    case 'sort':
      sheet.tables.getItem(step.table).sort.apply([...step.sort.fields], step.sort.matchCase);
      break;
    case 'toRange':
      sheet.tables.getItemAt(0).convertToRange();
      break;
    case 'look':
      giveLook(rangeOf(sheet, step.area), step.look);
      break;
    case 'columnWidths':
      for (const [column, points] of step.points.entries()) {
        sheet.getRangeByIndexes(0, column, 1, 1).format.columnWidth = points;
      }
      break;
    case 'print':
      setUpPrint(sheet.pageLayout, step.look);
      break;
    case 'sheetLook':
      giveSheetLook(sheet, step.look);
      break;
  }
}

function write(
  sheet: Excel.Worksheet,
  { row, column, values }: { row: number; column: number; values: (string | number | boolean)[][] },
  as: 'values' | 'formulasR1C1',
): void {
  const range = sheet.getRangeByIndexes(row, column, values.length, values[0]?.length ?? 0);
  range[as] = values;
  // Else Excel keeps a proxy of every chunk until the run ends.
  range.untrack();
}

/** The cells of an area; whole rows where it has no columns. */
export function rangeOf(sheet: Excel.Worksheet, area: Place | Rows): Excel.Range {
  if (!('column' in area)) return sheet.getRange(`${area.row + 1}:${area.row + area.rows}`);
  return sheet.getRangeByIndexes(area.row, area.column, area.rows, area.columns);
}

function giveLook(range: Excel.Range, look: Look): void {
  // A scalar goes for every cell, which Microsoft's types don't know; a grid of formats would weigh as much as the values.
  if (look.numberFormat !== undefined) range.numberFormat = look.numberFormat as unknown as string[][];
  const { format } = range;
  if (look.bold) format.font.bold = true;
  if (look.fontSize !== undefined) format.font.size = look.fontSize;
  if (look.fontColor !== undefined) format.font.color = look.fontColor;
  if (look.fill !== undefined) format.fill.color = look.fill;
  if (look.wrap) {
    format.wrapText = true;
    format.autofitRows();
  }
  if (look.top) format.verticalAlignment = 'Top';
  if (look.right) format.horizontalAlignment = 'Right';
}

function giveSheetLook(sheet: Excel.Worksheet, look: SheetLook): void {
  if (look.frozenRows !== undefined) sheet.freezePanes.freezeRows(look.frozenRows);
  if (look.tabColor !== undefined) sheet.tabColor = look.tabColor;
  if (look.gridlines === false) sheet.showGridlines = false;
}

function setUpPrint(page: Excel.PageLayout, { title, warning, headless, wide = 1, column }: PrintLook): void {
  page.orientation = 'Landscape';
  page.zoom = { horizontalFitToPages: wide };
  if (!headless) page.setPrintTitleRows('$1:$1');
  if (column !== undefined) page.setPrintTitleColumns(`$${columnLetters(column)}:$${columnLetters(column)}`);
  const footer = page.headersFooters.defaultForAllPages;
  // What stands behind & is a code there.
  footer.leftFooter = title.replaceAll('&', '&&');
  footer.centerFooter = warning;
  footer.rightFooter = 'Page &P of &N';
}
