import { LIMITS, parseAddress } from '../address.ts';
import type { Sheet } from '../book.ts';
import { usedOrFormatted, usedPart } from '../cells.ts';
import {
  asBoolean,
  asInteger,
  asOneOf,
  asText,
  type Host,
  type HostObject,
  hostObject,
  isHostObject,
  type ObjectType,
} from '../object-type.ts';
import { showLevels } from '../outline.ts';
import { changeCells, changeSheets, changeView } from '../protection.ts';
import { invalidArgument, invalidOperation, itemNotFound, Refusal } from '../refusal.ts';
import { copySheet } from '../sheet-copy.ts';
import { checkSheetName, findSheet } from '../sheet-rules.ts';
import { chartsObject } from './charts.ts';
import { customPropertiesObject } from './custom-properties.ts';
import { freezePanesObject } from './freeze-panes.ts';
import { pageLayoutObject } from './page-layout.ts';
import { sheetAutoFilterObject, sheetProtectionObject } from './sheet-protection.ts';
import { tablesObject } from './tables.ts';

const VISIBILITY = ['Visible', 'Hidden', 'VeryHidden'] as const;
const COPY_POSITIONS = ['None', 'Before', 'After', 'Beginning', 'End'] as const;
const WHOLE_SHEET = { row: 0, column: 0, rows: LIMITS.rows, columns: LIMITS.columns } as const;

export function worksheetObject(sheet: Sheet): HostObject {
  return hostObject(WORKSHEET, sheet);
}

/** Throws InvalidOperation where no other sheet shows: Excel keeps one. */
function checkAnotherShows(host: Host, sheet: Sheet): void {
  if (!host.book.sheets.some((one) => one !== sheet && one.visibility === 'Visible'))
    throw invalidOperation('A workbook keeps at least one visible worksheet.');
}

function leave(host: Host, sheet: Sheet): void {
  const { book } = host;
  if (book.activeSheet !== sheet) return;
  const at = book.sheets.indexOf(sheet);
  const visible = (one: Sheet): boolean => one !== sheet && one.visibility === 'Visible';
  const next = book.sheets.slice(at).find(visible) ?? book.sheets.slice(0, at).findLast(visible);
  if (next) book.activeSheet = next;
}

function used(sheet: Sheet, valuesOnly: unknown, host: Host): HostObject | null {
  const area = valuesOnly === true ? usedPart(sheet, WHOLE_SHEET) : usedOrFormatted(sheet, WHOLE_SHEET);
  return area ? host.objects.range(sheet, area) : null;
}

function neighbour(sheet: Sheet, step: 1 | -1, visibleOnly: unknown, host: Host): HostObject | null {
  const { sheets } = host.book;
  for (let at = sheets.indexOf(sheet) + step; at >= 0 && at < sheets.length; at += step) {
    const one = sheets[at];
    if (one && (visibleOnly !== true || one.visibility === 'Visible')) return host.objects.worksheet(one);
  }
  return null;
}

function asSheet(value: unknown, host: Host): Sheet {
  const sheet =
    isHostObject(value) && value.type === 'Worksheet' ? findSheet(host.book, value.identity().Id) : undefined;
  if (!sheet) throw invalidArgument('The argument must be a worksheet.');
  return sheet;
}

const WORKSHEET: ObjectType<Sheet> = {
  name: 'Worksheet',
  check: (sheet, { book }) => {
    if (!book.sheets.includes(sheet)) throw itemNotFound('The worksheet');
  },
  identity: (sheet) => ({ Id: sheet.id }),
  scalars: {
    id: (sheet) => sheet.id,
    name: (sheet) => sheet.name,
    position: (sheet, { book }) => book.sheets.indexOf(sheet),
    visibility: (sheet) => sheet.visibility,
    tabColor: (sheet) => sheet.tabColor,
    showGridlines: (sheet) => sheet.showGridlines,
  },
  setters: {
    name: (sheet, value, host) => {
      const name = asText(value, 'name');
      changeSheets(host);
      checkSheetName(host.book, name, sheet);
      sheet.name = name;
    },
    position: (sheet, value, host) => {
      const to = asInteger(value, 'position');
      changeSheets(host);
      const { sheets } = host.book;
      if (to < 0 || to >= sheets.length) throw invalidArgument(`The workbook has no position ${to}.`);
      sheets.splice(sheets.indexOf(sheet), 1);
      sheets.splice(to, 0, sheet);
    },
    visibility: (sheet, value, host) => {
      const visibility = asOneOf(value, VISIBILITY, 'visibility');
      changeSheets(host);
      if (visibility !== 'Visible') {
        checkAnotherShows(host, sheet);
        leave(host, sheet);
      }
      sheet.visibility = visibility;
    },
    tabColor: (sheet, value, host) => {
      const color = asText(value, 'tabColor');
      if (color !== '' && !/^#[0-9a-f]{6}$/i.test(color)) throw invalidArgument('A colour is written as #RRGGBB.');
      changeView(host);
      sheet.tabColor = color.toUpperCase();
    },
    // The library reads it as ShowGridlines and sets it as Gridlines.
    gridlines: (sheet, value, host) => {
      changeView(host);
      sheet.showGridlines = asBoolean(value, 'showGridlines');
    },
  },
  properties: {
    autoFilter: (sheet) => sheetAutoFilterObject(sheet),
    charts: (sheet) => chartsObject(sheet),
    customProperties: (sheet) => customPropertiesObject(sheet),
    freezePanes: (sheet) => freezePanesObject(sheet),
    pageLayout: (sheet) => pageLayoutObject(sheet),
    protection: (sheet) => sheetProtectionObject(sheet),
    tables: (sheet) => tablesObject(sheet),
  },
  methods: {
    activate: (sheet, _args, host) => {
      if (sheet.visibility !== 'Visible') throw invalidOperation('A hidden worksheet cannot be activated.');
      host.book.activeSheet = sheet;
      host.sheetsChanged = true;
    },
    delete: (sheet, _args, host) => {
      changeSheets(host);
      if (sheet.visibility === 'VeryHidden')
        throw new Refusal('InvalidOperation', 'A very hidden worksheet cannot be deleted before it shows.');
      checkAnotherShows(host, sheet);
      leave(host, sheet);
      host.book.sheets.splice(host.book.sheets.indexOf(sheet), 1);
      if (host.book.selection?.sheet === sheet) delete host.book.selection;
    },
    copy: (sheet, [positionType, relativeTo], host) => {
      changeSheets(host);
      const position = asOneOf(positionType ?? 'None', COPY_POSITIONS, 'positionType');
      if ((position === 'Before' || position === 'After') && relativeTo === undefined)
        throw invalidArgument('relativeTo is needed for Before and After.');
      const copy = copySheet(host.book, sheet);
      const { sheets } = host.book;
      const beside = relativeTo === undefined ? sheet : asSheet(relativeTo, host);
      const at = {
        None: sheets.length,
        End: sheets.length,
        Beginning: 0,
        Before: sheets.indexOf(beside),
        After: sheets.indexOf(beside) + 1,
      };
      sheets.splice(at[position], 0, copy);
      return host.objects.worksheet(copy);
    },
    getCell: (sheet, [row, column], host) =>
      host.objects.range(sheet, {
        row: asInteger(row, 'row'),
        column: asInteger(column, 'column'),
        rows: 1,
        columns: 1,
      }),
    getRange: (sheet, [address], host) => {
      if (address === undefined) return host.objects.range(sheet, WHOLE_SHEET);
      const found = parseAddress(asText(address, 'address'));
      if (found.sheet !== undefined && found.sheet.toLowerCase() !== sheet.name.toLowerCase())
        throw invalidArgument('The address is on another sheet.');
      return host.objects.range(sheet, found.area);
    },
    getRangeByIndexes: (sheet, [row, column, rows, columns], host) =>
      host.objects.range(sheet, {
        row: asInteger(row, 'startRow'),
        column: asInteger(column, 'startColumn'),
        rows: asInteger(rows, 'rowCount'),
        columns: asInteger(columns, 'columnCount'),
      }),
    getUsedRange: (sheet, [valuesOnly], host) =>
      used(sheet, valuesOnly, host) ?? host.objects.range(sheet, { row: 0, column: 0, rows: 1, columns: 1 }),
    getUsedRangeOrNullObject: (sheet, [valuesOnly], host) => used(sheet, valuesOnly, host),
    getNextOrNullObject: (sheet, [visibleOnly], host) => neighbour(sheet, 1, visibleOnly, host),
    getPreviousOrNullObject: (sheet, [visibleOnly], host) => neighbour(sheet, -1, visibleOnly, host),
    showOutlineLevels: (sheet, [rows, columns], host) => {
      asInteger(columns, 'columnLevels');
      changeCells(host, sheet);
      showLevels(sheet, asInteger(rows, 'rowLevels'));
    },
    calculate: () => undefined,
    _GetAnotherWorksheetById: (_sheet, [id], host) =>
      host.objects.workbook().property('worksheets', host).item(id, host),
    _GetSheetById: (_sheet, [id], host) => host.objects.workbook().property('worksheets', host).item(id, host),
  },
};
