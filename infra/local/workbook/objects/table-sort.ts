import { asInteger, type HostObject, hostObject, type ObjectType, type SheetTable } from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument } from '../refusal.ts';
import { type SortField, sortTable } from '../table-sort.ts';

export function tableSortObject(table: SheetTable): HostObject {
  return hostObject(TABLE_SORT, table);
}

function sortField(field: unknown, columns: number): SortField {
  const { key, ascending, sortOn } = Object(field);
  const column = asInteger(key, 'key');
  if (column < 0 || column >= columns) throw invalidArgument(`The table has no column ${column}.`);
  if (sortOn !== undefined && sortOn !== 'Value') throw invalidArgument('The host sorts by values only.');
  return { column, ascending: ascending !== false };
}

const TABLE_SORT: ObjectType<SheetTable> = {
  name: 'TableSort',
  scalars: {
    fields: ({ table }) => table.sort.map(({ column, ascending }) => ({ key: column, ascending, sortOn: 'Value' })),
    matchCase: () => false,
    method: () => 'PinYin',
  },
  methods: {
    apply: ({ sheet, table }, [fields], host) => {
      if (!Array.isArray(fields)) throw invalidArgument('A sort takes an array of fields.');
      const sort = fields.map((field) => sortField(field, table.area.columns));
      changeCells(host, sheet);
      sortTable(sheet, table, sort);
    },
    reapply: ({ sheet, table }, _args, host) => {
      changeCells(host, sheet);
      sortTable(sheet, table, table.sort);
    },
    /** The marks go; the rows stay as they are. */
    clear: ({ sheet, table }, _args, host) => {
      changeCells(host, sheet);
      table.sort = [];
    },
  },
};
