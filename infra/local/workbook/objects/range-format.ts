import type { CellFormat } from '../book.ts';
import { STANDARD } from '../book.ts';
import { textWidth } from '../column-width.ts';
import { addFormat, clearFormatMember, commonFormat } from '../formats.ts';
import {
  asBoolean,
  asNumber,
  asOneOf,
  asText,
  type Host,
  type HostObject,
  hostObject,
  type ObjectType,
  type SheetArea,
} from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument } from '../refusal.ts';

const HORIZONTAL = ['General', 'Left', 'Center', 'Right'] as const;
const VERTICAL = ['Top', 'Center', 'Bottom'] as const;

export function rangeFormatObject(range: SheetArea): HostObject {
  return hostObject(RANGE_FORMAT, range);
}

function set(range: SheetArea, host: Host, format: CellFormat): void {
  changeCells(host, range.sheet);
  addFormat(range.sheet, range.area, format);
}

function read<K extends keyof CellFormat>(range: SheetArea, member: K, standard: unknown): unknown {
  const value = commonFormat(range.sheet, range.area, member);
  return value === undefined ? standard : value;
}

/** The size that all lines of a range have; null where they differ. */
function common(sizes: ReadonlyMap<number, number>, from: number, count: number, standard: number): number | null {
  const first = sizes.get(from) ?? standard;
  if (sizes.size === 0) return standard;
  for (let at = from; at < from + count; at++) if ((sizes.get(at) ?? standard) !== first) return null;
  return first;
}

function setSizes(sizes: Map<number, number>, from: number, count: number, value: unknown, most: number): void {
  const points = asNumber(value, 'The size');
  if (points < 0 || points > most) throw invalidArgument(`A size is from 0 to ${most} points.`);
  for (let at = from; at < from + count; at++) sizes.set(at, points);
}

function colour(value: unknown): string {
  const text = asText(value, 'color');
  if (text !== '' && !/^#[0-9a-f]{6}$/i.test(text)) throw invalidArgument('A colour is written as #RRGGBB.');
  return text.toUpperCase();
}

const RANGE_FORMAT: ObjectType<SheetArea> = {
  name: 'RangeFormat',
  scalars: {
    columnWidth: ({ sheet, area }) => common(sheet.columnWidths, area.column, area.columns, STANDARD.columnWidth),
    rowHeight: ({ sheet, area }) => common(sheet.rowHeights, area.row, area.rows, STANDARD.rowHeight),
    wrapText: (range) => read(range, 'wrapText', false),
    horizontalAlignment: (range) => read(range, 'horizontal', 'General'),
    verticalAlignment: (range) => read(range, 'vertical', 'Bottom'),
  },
  setters: {
    columnWidth: ({ sheet, area }, value, host) => {
      changeCells(host, sheet);
      setSizes(sheet.columnWidths, area.column, area.columns, value, 1342);
      host.sheetsChanged = true;
    },
    rowHeight: ({ sheet, area }, value, host) => {
      changeCells(host, sheet);
      setSizes(sheet.rowHeights, area.row, area.rows, value, 409);
      host.sheetsChanged = true;
    },
    wrapText: (range, value, host) => set(range, host, { wrapText: asBoolean(value, 'wrapText') }),
    horizontalAlignment: (range, value, host) =>
      set(range, host, { horizontal: asOneOf(value, HORIZONTAL, 'horizontalAlignment') }),
    verticalAlignment: (range, value, host) =>
      set(range, host, { vertical: asOneOf(value, VERTICAL, 'verticalAlignment') }),
  },
  properties: {
    font: (range) => hostObject(RANGE_FONT, range),
    fill: (range) => hostObject(RANGE_FILL, range),
  },
  methods: {
    autofitColumns: ({ sheet, area }, _args, host) => {
      changeCells(host, sheet);
      for (let column = area.column; column < area.column + area.columns; column++) {
        const width = textWidth(sheet, column, area);
        if (width !== undefined) sheet.columnWidths.set(column, width);
      }
      host.sheetsChanged = true;
    },
    autofitRows: ({ sheet, area }, _args, host) => {
      changeCells(host, sheet);
      for (const row of [...sheet.rowHeights.keys()])
        if (row >= area.row && row < area.row + area.rows) sheet.rowHeights.delete(row);
      host.sheetsChanged = true;
    },
  },
};

const RANGE_FONT: ObjectType<SheetArea> = {
  name: 'RangeFont',
  scalars: {
    bold: (range) => read(range, 'bold', false),
    italic: (range) => read(range, 'italic', false),
    color: (range) => read(range, 'fontColor', '#000000'),
    size: (range) => read(range, 'fontSize', 11),
  },
  setters: {
    bold: (range, value, host) => set(range, host, { bold: asBoolean(value, 'bold') }),
    italic: (range, value, host) => set(range, host, { italic: asBoolean(value, 'italic') }),
    color: (range, value, host) => set(range, host, { fontColor: colour(value) }),
    size: (range, value, host) => set(range, host, { fontSize: asNumber(value, 'size') }),
  },
};

const RANGE_FILL: ObjectType<SheetArea> = {
  name: 'RangeFill',
  scalars: { color: (range) => read(range, 'fill', '#FFFFFF') },
  setters: { color: (range, value, host) => set(range, host, { fill: colour(value) }) },
  methods: {
    clear: ({ sheet, area }, _args, host) => {
      changeCells(host, sheet);
      clearFormatMember(sheet, area, 'fill');
    },
  },
};
