import type { Area } from '../book.ts';
import { mapCells, writeCells } from '../cells.ts';
import { cellValue } from '../display.ts';
import { bodyArea } from '../filtered-rows.ts';
import { asInteger, asText, type HostObject, hostObject, type ObjectType, type SheetTable } from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, itemNotFound } from '../refusal.ts';
import { addColumn, deleteColumn } from '../table-changes.ts';
import { columnNames, settleHeaders } from '../table-headers.ts';
import { columnFilterObject } from './column-filter.ts';

/** A column of a table, by its place from the left. */
export interface TableColumn extends SheetTable {
  readonly index: number;
}

export function tableColumnsObject(table: SheetTable): HostObject {
  return hostObject(TABLE_COLUMNS, table);
}

function columnObject(table: SheetTable, index: number): HostObject {
  return hostObject(TABLE_COLUMN, { ...table, index });
}

/** A column by its name, whatever the case, or by its id, which in the host is its place from 1. */
function find({ sheet, table }: SheetTable, key: unknown): number | undefined {
  if (typeof key === 'number') return key >= 1 && key <= table.area.columns ? key - 1 : undefined;
  const wanted = asText(key, 'key').toLowerCase();
  const index = columnNames(sheet, table).findIndex((name) => name.toLowerCase() === wanted);
  return index < 0 ? undefined : index;
}

function cellsOf({ table, index }: TableColumn, rows: Area): Area {
  return { ...rows, column: table.area.column + index, columns: 1 };
}

const TABLE_COLUMNS: ObjectType<SheetTable> = {
  name: 'TableColumnCollection',
  items: (table) => Array.from({ length: table.table.area.columns }, (_, index) => columnObject(table, index)),
  item: (table, key) => {
    const index = find(table, key);
    if (index === undefined) throw itemNotFound('The column');
    return columnObject(table, index);
  },
  scalars: { count: ({ table }) => table.area.columns },
  methods: {
    getCount: ({ table }) => table.area.columns,
    getItemAt: (table, [index]) => {
      const at = asInteger(index, 'index');
      if (at < 0 || at >= table.table.area.columns) throw invalidArgument(`The table has no column ${at}.`);
      return columnObject(table, at);
    },
    getItemOrNullObject: (table, [key]) => {
      const index = find(table, key);
      return index === undefined ? null : columnObject(table, index);
    },
    add: ({ sheet, table }, [index, values, name], host) => {
      changeCells(host, sheet);
      const at = addColumn(
        host,
        sheet,
        table,
        index === undefined || index === -1 ? undefined : asInteger(index, 'index'),
      );
      const area = cellsOf({ sheet, table, index: at }, table.area);
      if (values !== undefined) writeCells(sheet, area, values);
      if (name !== undefined) writeCells(sheet, { ...area, rows: 1 }, `'${asText(name, 'name')}`);
      settleHeaders(sheet, table.area);
      return columnObject({ sheet, table }, at);
    },
  },
};

const TABLE_COLUMN: ObjectType<TableColumn> = {
  name: 'TableColumn',
  check: ({ sheet, table, index }, { book }) => {
    if (!book.sheets.includes(sheet) || !sheet.tables.includes(table) || index >= table.area.columns)
      throw itemNotFound('The column');
  },
  identity: ({ index }) => ({ Id: index + 1 }),
  scalars: {
    id: ({ index }) => index + 1,
    index: ({ index }) => index,
    name: ({ sheet, table, index }) => columnNames(sheet, table)[index] ?? '',
    values: (column) => mapCells(column.sheet, cellsOf(column, column.table.area), cellValue),
  },
  setters: {
    name: (column, value, host) => {
      const name = asText(value, 'name');
      changeCells(host, column.sheet);
      const header = cellsOf(column, { ...column.table.area, rows: 1 });
      writeCells(column.sheet, header, `'${name}`);
      settleHeaders(column.sheet, header);
    },
    values: (column, value, host) => {
      changeCells(host, column.sheet);
      const area = cellsOf(column, column.table.area);
      writeCells(column.sheet, area, value);
      settleHeaders(column.sheet, area);
    },
  },
  properties: { filter: (column) => columnFilterObject(column) },
  methods: {
    getRange: (column, _args, host) => host.objects.range(column.sheet, cellsOf(column, column.table.area)),
    getHeaderRowRange: (column, _args, host) =>
      host.objects.range(column.sheet, cellsOf(column, { ...column.table.area, rows: 1 })),
    getDataBodyRange: (column, _args, host) =>
      host.objects.range(column.sheet, cellsOf(column, bodyArea(column.table))),
    delete: ({ sheet, table, index }, _args, host) => {
      changeCells(host, sheet);
      deleteColumn(host, sheet, table, index);
    },
  },
};
