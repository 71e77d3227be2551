import { asInteger, type HostObject, hostObject, type ObjectType, type SheetTable } from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { criteriaOf } from './column-filter.ts';

export function tableAutoFilterObject(table: SheetTable): HostObject {
  return hostObject(TABLE_AUTO_FILTER, table);
}

/** All filters of a table together. Columns without a filter stand as null among the criteria. */
const TABLE_AUTO_FILTER: ObjectType<SheetTable> = {
  name: 'AutoFilter',
  scalars: {
    enabled: ({ table }) => table.showFilterButton ?? true,
    isDataFiltered: ({ table }) => table.filters.size > 0,
    criteria: ({ table }) =>
      Array.from({ length: table.area.columns }, (_, column) => criteriaOf(table.filters.get(column))),
  },
  methods: {
    clearCriteria: ({ sheet, table }, _args, host) => {
      changeCells(host, sheet);
      table.filters.clear();
    },
    clearColumnCriteria: ({ sheet, table }, [column], host) => {
      changeCells(host, sheet);
      table.filters.delete(asInteger(column, 'columnIndex'));
    },
    reapply: ({ sheet }, _args, host) => changeCells(host, sheet),
    getRange: ({ sheet, table }, _args, host) => host.objects.range(sheet, table.area),
    getRangeOrNullObject: ({ sheet, table }, _args, host) => host.objects.range(sheet, table.area),
  },
};
