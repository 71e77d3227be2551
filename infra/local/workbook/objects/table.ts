import { fullAddress, parseAddress } from '../address.ts';
import { bodyArea } from '../filtered-rows.ts';
import {
  asBoolean,
  asText,
  type Host,
  type HostObject,
  hostObject,
  isHostObject,
  type ObjectType,
  type SheetTable,
} from '../object-type.ts';
import { showRows } from '../outline.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, itemNotFound } from '../refusal.ts';
import { deleteTable, removeTable, setTotals } from '../table-changes.ts';
import { settleHeaders } from '../table-headers.ts';
import { checkTableName, resizeTable } from '../table-rules.ts';
import { tableAutoFilterObject } from './table-auto-filter.ts';
import { tableColumnsObject } from './table-columns.ts';
import { tableRowsObject } from './table-rows.ts';
import { tableSortObject } from './table-sort.ts';

export function tableObject(table: SheetTable): HostObject {
  return hostObject(TABLE, table);
}

function flag(member: 'showBandedRows' | 'showFilterButton') {
  return {
    get: ({ table }: SheetTable) => table[member] ?? true,
    set: ({ sheet, table }: SheetTable, value: unknown, host: Host) => {
      const on = asBoolean(value, member);
      changeCells(host, sheet);
      table[member] = on;
    },
  };
}

const BANDED_ROWS = flag('showBandedRows');
const FILTER_BUTTON = flag('showFilterButton');

const TABLE: ObjectType<SheetTable> = {
  name: 'Table',
  check: ({ sheet, table }, { book }) => {
    if (!book.sheets.includes(sheet) || !sheet.tables.includes(table)) throw itemNotFound('The table');
  },
  identity: ({ table }) => ({ Id: table.id }),
  scalars: {
    id: ({ table }) => table.id,
    legacyId: ({ table }) => table.id,
    name: ({ table }) => table.name,
    style: ({ table }) => table.style,
    showHeaders: () => true,
    showTotals: ({ table }) => table.showTotals,
    showBandedRows: BANDED_ROWS.get,
    showFilterButton: FILTER_BUTTON.get,
  },
  setters: {
    name: ({ sheet, table }, value, host) => {
      const name = asText(value, 'name');
      changeCells(host, sheet);
      checkTableName(host.book, name, table);
      table.name = name;
    },
    style: ({ sheet, table }, value, host) => {
      const style = asText(value, 'style');
      if (!/^TableStyle(Light|Medium|Dark)\d{1,2}$/.test(style)) throw invalidArgument('There is no such table style.');
      changeCells(host, sheet);
      table.style = style;
    },
    showTotals: ({ sheet, table }, value, host) => {
      const show = asBoolean(value, 'showTotals');
      changeCells(host, sheet);
      setTotals(host, sheet, table, show);
    },
    showBandedRows: BANDED_ROWS.set,
    showFilterButton: FILTER_BUTTON.set,
  },
  properties: {
    autoFilter: (table) => tableAutoFilterObject(table),
    columns: (table) => tableColumnsObject(table),
    rows: (table) => tableRowsObject(table),
    sort: (table) => tableSortObject(table),
    worksheet: ({ sheet }, host) => host.objects.worksheet(sheet),
  },
  methods: {
    getRange: ({ sheet, table }, _args, host) => host.objects.range(sheet, table.area),
    getHeaderRowRange: ({ sheet, table }, _args, host) => host.objects.range(sheet, { ...table.area, rows: 1 }),
    getDataBodyRange: ({ sheet, table }, _args, host) => host.objects.range(sheet, bodyArea(table)),
    getTotalRowRange: ({ sheet, table }, _args, host) => {
      if (!table.showTotals) throw itemNotFound('The totals row');
      return host.objects.range(sheet, { ...table.area, row: table.area.row + table.area.rows - 1, rows: 1 });
    },
    resize: ({ sheet, table }, [range], host) => {
      changeCells(host, sheet);
      const address = isHostObject(range) && range.range ? fullAddress(range.range.sheet, range.range.area) : range;
      const found = parseAddress(asText(address, 'newRange'));
      if (found.sheet !== undefined && found.sheet.toLowerCase() !== sheet.name.toLowerCase())
        throw invalidArgument('The new range is on another sheet.');
      resizeTable(sheet, table, found.area);
      settleHeaders(sheet, table.area);
    },
    delete: ({ sheet, table }, _args, host) => {
      changeCells(host, sheet);
      deleteTable(sheet, table);
    },
    convertToRange: ({ sheet, table }, _args, host) => {
      changeCells(host, sheet);
      removeTable(sheet, table);
      return host.objects.range(sheet, table.area);
    },
    clearFilters: ({ sheet, table }, _args, host) => {
      changeCells(host, sheet);
      if (table.filters.size > 0) showRows(sheet, bodyArea(table));
      table.filters.clear();
    },
    /** The host's filters are always applied to what stands in the cells. */
    reapplyFilters: ({ sheet }, _args, host) => changeCells(host, sheet),
  },
};
