import { writeCells } from '../cells.ts';
import { bodyArea } from '../filtered-rows.ts';
import { asInteger, type HostObject, hostObject, type ObjectType, type SheetTable } from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { addRows } from '../table-changes.ts';

export function tableRowsObject(table: SheetTable): HostObject {
  return hostObject(TABLE_ROWS, table);
}

/** Rows are added and counted; a range reads, writes and deletes them. */
const TABLE_ROWS: ObjectType<SheetTable> = {
  name: 'TableRowCollection',
  scalars: { count: ({ table }) => bodyArea(table).rows },
  methods: {
    getCount: ({ table }) => bodyArea(table).rows,
    add: ({ sheet, table }, [index, values], host) => {
      changeCells(host, sheet);
      const count = Array.isArray(values) ? values.length : 1;
      const at = index === undefined || index === -1 ? undefined : asInteger(index, 'index');
      const place = addRows(host, sheet, table, at, count);
      if (values !== undefined) writeCells(sheet, place, values);
      return host.objects.range(sheet, place);
    },
  },
};
