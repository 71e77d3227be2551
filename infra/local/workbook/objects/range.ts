import { bounding, fits, fullAddress, LIMITS, overlap, parseAddress } from '../address.ts';
import type { Area, Sheet } from '../book.ts';
import { checkedGrid, clearCells, mapCells, usedOrFormatted, usedPart, writeCells } from '../cells.ts';
import { clearConditionalFormats } from '../conditional-formats.ts';
import { cellFormula, cellValue, cellValueType, textOf } from '../display.ts';
import { hiddenRows } from '../filtered-rows.ts';
import { addFormat, clearFormats, fillsOf, numberFormatsOf } from '../formats.ts';
import {
  asInteger,
  asOneOf,
  asText,
  type Host,
  type HostObject,
  hostObject,
  isHostObject,
  type ObjectType,
  type SheetArea,
} from '../object-type.ts';
import { groupRows, ungroupRows } from '../outline.ts';
import { changeCells } from '../protection.ts';
import { toA1, toR1C1 } from '../r1c1.ts';
import { invalidArgument, itemNotFound, Refusal } from '../refusal.ts';
import { shiftCells } from '../shift.ts';
import { settleHeaders } from '../table-headers.ts';
import { clearValidations } from '../validations.ts';
import { conditionalFormatsObject } from './conditional-formats.ts';
import { dataValidationObject } from './data-validation.ts';
import { rangeFormatObject } from './range-format.ts';

export function rangeObject(sheet: Sheet, area: Area): HostObject {
  if (!fits(area)) throw invalidArgument('The range reaches over the edge of the sheet.');
  const range: SheetArea = { sheet, area };
  return hostObject(RANGE, range, range);
}

/** The range that an argument is; throws InvalidArgument. */
export function asRange(value: unknown): SheetArea {
  if (!isHostObject(value) || !value.range) throw invalidArgument('The argument must be a range.');
  return value.range;
}

const CLEAR_APPLY_TO = ['All', 'Formats', 'Contents', 'Hyperlinks', 'RemoveHyperlinks', 'ResetContents'] as const;

function lineOf(range: SheetArea, part: Partial<Area>): HostObject {
  return rangeObject(range.sheet, { ...range.area, ...part });
}

function usedRange(range: SheetArea, valuesOnly: unknown): HostObject | null {
  const used = valuesOnly === true ? usedPart(range.sheet, range.area) : usedOrFormatted(range.sheet, range.area);
  return used ? rangeObject(range.sheet, used) : null;
}

function intersection(range: SheetArea, other: unknown): HostObject | null {
  const { sheet, area } = typeof other === 'string' ? addressed(range, other) : asRange(other);
  if (sheet !== range.sheet) throw invalidArgument('The ranges are on different sheets.');
  const both = overlap(range.area, area);
  return both ? rangeObject(sheet, both) : null;
}

function addressed(range: SheetArea, address: string): SheetArea {
  return { sheet: range.sheet, area: parseAddress(address).area };
}

function isUnbounded(area: Area): boolean {
  return area.rows === LIMITS.rows || area.columns === LIMITS.columns;
}

/** What is read cell by cell is null of whole rows and columns, as in Excel. */
function grid<V>(range: SheetArea, read: (range: SheetArea) => V): V | null {
  return isUnbounded(range.area) ? null : read(range);
}

/** The area to write to. Throws InvalidArgument for whole rows and columns, whose cells are not written one by one. */
function bounded({ area }: SheetArea): Area {
  if (isUnbounded(area)) throw invalidArgument('Values cannot be set for whole rows or columns.');
  return area;
}

/** Formulas are read as values are: a string is taken as typed, whichever property it is given to. */
function write(range: SheetArea, value: unknown, host: Host): void {
  changeCells(host, range.sheet);
  writeCells(range.sheet, bounded(range), value);
  settleHeaders(range.sheet, range.area);
}

/** Formulas in R1C1 as each cell has them; what is no formula is left as it is. */
function inA1({ area }: SheetArea, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return checkedGrid(value, area).map((line, i) =>
    line.map((one, j) =>
      typeof one === 'string' && one.startsWith('=') ? toA1(one, area.row + i, area.column + j) : one,
    ),
  );
}

/** `getCellProperties` for what the host knows of it: the fill's colour. */
function cellProperties({ sheet, area }: SheetArea, asked: unknown): unknown {
  const wanted = JSON.stringify(asked);
  if (wanted.toLowerCase() !== '{"format":{"fill":{"color":true}}}')
    throw new Refusal('NotImplemented', `The workbook host knows no cell properties ${wanted}.`);
  const fillAt = fillsOf(sheet, area);
  return mapCells(sheet, area, (_, row, column) => ({ format: { fill: { color: fillAt(row, column) ?? '#FFFFFF' } } }));
}

/** The host groups rows; Excel would group columns, too. */
function byRows(option: unknown): void {
  if (asOneOf(option, ['ByRows', 'ByColumns'], 'groupOption') === 'ByColumns')
    throw new Refusal('NotImplemented', 'The workbook host groups no columns.');
}

const RANGE: ObjectType<SheetArea> = {
  name: 'Range',
  check: ({ sheet }, { book }) => {
    if (!book.sheets.includes(sheet)) throw itemNotFound('The worksheet of this range');
  },
  scalars: {
    address: ({ sheet, area }) => fullAddress(sheet, area),
    rowIndex: ({ area }) => area.row,
    columnIndex: ({ area }) => area.column,
    rowCount: ({ area }) => area.rows,
    columnCount: ({ area }) => area.columns,
    cellCount: ({ area }) => (area.rows * area.columns > 2 ** 31 - 1 ? -1 : area.rows * area.columns),
    values: (range) => grid(range, ({ sheet, area }) => mapCells(sheet, area, cellValue)),
    formulas: (range) => grid(range, ({ sheet, area }) => mapCells(sheet, area, cellFormula)),
    formulasR1C1: (range) =>
      grid(range, ({ sheet, area }) =>
        mapCells(sheet, area, (cell, row, column) => {
          const formula = cellFormula(cell);
          return typeof cell === 'object' && cell.kind === 'formula' ? toR1C1(String(formula), row, column) : formula;
        }),
      ),
    valueTypes: (range) => grid(range, ({ sheet, area }) => mapCells(sheet, area, cellValueType)),
    text: (range) =>
      grid(range, ({ sheet, area }) => {
        const format = numberFormatsOf(sheet, area);
        return mapCells(sheet, area, (cell, row, column) =>
          cell === undefined ? '' : textOf(cell, { numberFormat: format(row, column) }),
        );
      }),
    numberFormat: (range) =>
      grid(range, ({ sheet, area }) => {
        const format = numberFormatsOf(sheet, area);
        return mapCells(sheet, area, (_, row, column) => format(row, column));
      }),
    rowHidden: ({ sheet, area }) => {
      if (isUnbounded(area)) return null;
      const out = hiddenRows(sheet);
      const hidden = Array.from({ length: area.rows }, (_, row) => out.has(area.row + row));
      return hidden.every((one) => one === hidden[0]) ? (hidden[0] ?? false) : null;
    },
    isEntireColumn: ({ area }) => area.rows === LIMITS.rows,
    isEntireRow: ({ area }) => area.columns === LIMITS.columns,
  },
  setters: {
    values: write,
    formulas: write,
    formulasR1C1: (range, value, host) => write(range, inA1(range, value), host),
    numberFormat: ({ sheet, area }, value, host) => {
      changeCells(host, sheet);
      if (!Array.isArray(value)) {
        addFormat(sheet, area, { numberFormat: asText(value, 'numberFormat') });
        return;
      }
      for (const [i, row] of checkedGrid(value, area).entries())
        for (const [j, one] of row.entries())
          if (one !== null)
            addFormat(
              sheet,
              { row: area.row + i, column: area.column + j, rows: 1, columns: 1 },
              { numberFormat: asText(one, 'numberFormat') },
            );
    },
  },
  properties: {
    conditionalFormats: (range) => conditionalFormatsObject(range),
    format: (range) => rangeFormatObject(range),
    dataValidation: (range) => dataValidationObject(range),
    worksheet: ({ sheet }, host) => host.objects.worksheet(sheet),
  },
  methods: {
    getCellProperties: (range, [asked]) => cellProperties(range, asked),
    getCell: (range, [row, column]) =>
      rangeObject(range.sheet, {
        row: range.area.row + asInteger(row, 'row'),
        column: range.area.column + asInteger(column, 'column'),
        rows: 1,
        columns: 1,
      }),
    getRow: (range, [row]) => {
      const index = asInteger(row, 'row');
      if (index < 0 || index >= range.area.rows) throw invalidArgument(`The range has no row ${index}.`);
      return lineOf(range, { row: range.area.row + index, rows: 1 });
    },
    getColumn: (range, [column]) => {
      const index = asInteger(column, 'column');
      if (index < 0 || index >= range.area.columns) throw invalidArgument(`The range has no column ${index}.`);
      return lineOf(range, { column: range.area.column + index, columns: 1 });
    },
    getLastRow: (range) => lineOf(range, { row: range.area.row + range.area.rows - 1, rows: 1 }),
    getLastColumn: (range) => lineOf(range, { column: range.area.column + range.area.columns - 1, columns: 1 }),
    getLastCell: ({ sheet, area }) =>
      rangeObject(sheet, {
        row: area.row + area.rows - 1,
        column: area.column + area.columns - 1,
        rows: 1,
        columns: 1,
      }),
    getResizedRange: (range, [rows, columns]) =>
      lineOf(range, {
        rows: range.area.rows + asInteger(rows, 'deltaRows'),
        columns: range.area.columns + asInteger(columns, 'deltaColumns'),
      }),
    getAbsoluteResizedRange: (range, [rows, columns]) =>
      lineOf(range, { rows: asInteger(rows, 'numRows'), columns: asInteger(columns, 'numColumns') }),
    getOffsetRange: (range, [rows, columns]) =>
      lineOf(range, {
        row: range.area.row + asInteger(rows, 'rowOffset'),
        column: range.area.column + asInteger(columns, 'columnOffset'),
      }),
    getBoundingRect: (range, [other]) => {
      const { sheet, area } = typeof other === 'string' ? addressed(range, other) : asRange(other);
      if (sheet !== range.sheet) throw invalidArgument('The ranges are on different sheets.');
      return rangeObject(sheet, bounding(range.area, area));
    },
    getEntireColumn: (range) => lineOf(range, { row: 0, rows: LIMITS.rows }),
    getEntireRow: (range) => lineOf(range, { column: 0, columns: LIMITS.columns }),
    getUsedRange: (range, [valuesOnly]) => usedRange(range, valuesOnly) ?? lineOf(range, { rows: 1, columns: 1 }),
    getUsedRangeOrNullObject: (range, [valuesOnly]) => usedRange(range, valuesOnly),
    getIntersection: (range, [other]) => {
      const both = intersection(range, other);
      if (!both) throw itemNotFound('The intersection');
      return both;
    },
    getIntersectionOrNullObject: (range, [other]) => intersection(range, other),
    clear: ({ sheet, area }, [applyTo], host) => {
      const what = asOneOf(applyTo ?? 'All', CLEAR_APPLY_TO, 'applyTo');
      changeCells(host, sheet);
      if (what === 'All' || what === 'Contents' || what === 'ResetContents') {
        clearCells(sheet, area);
        settleHeaders(sheet, area);
      }
      if (what === 'All' || what === 'Formats') {
        clearFormats(sheet, area);
        clearConditionalFormats(sheet, area);
      }
      if (what === 'All') clearValidations(sheet, area);
    },
    delete: ({ sheet, area }, [shift], host) => {
      const direction = asOneOf(shift, ['Up', 'Left'], 'shift');
      changeCells(host, sheet);
      shiftCells(host, sheet, area, direction);
    },
    insert: ({ sheet, area }, [shift], host) => {
      const direction = asOneOf(shift, ['Down', 'Right'], 'shift');
      changeCells(host, sheet);
      shiftCells(host, sheet, area, direction);
      return rangeObject(sheet, area);
    },
    group: ({ sheet, area }, [option], host) => {
      byRows(option);
      changeCells(host, sheet);
      groupRows(sheet, area);
    },
    ungroup: ({ sheet, area }, [option], host) => {
      byRows(option);
      changeCells(host, sheet);
      ungroupRows(sheet, area);
    },
    select: ({ sheet, area }, _args, host) => {
      host.book.selection = { sheet, area };
      host.book.activeSheet = sheet;
      host.sheetsChanged = true;
    },
    _ValidateArraySize: ({ area }, [rows, columns]) => {
      if (rows !== area.rows || columns !== area.columns)
        throw invalidArgument(
          "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
        );
    },
  },
};
