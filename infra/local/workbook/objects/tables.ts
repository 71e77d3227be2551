import { parseAddress } from '../address.ts';
import type { Sheet } from '../book.ts';
import {
  asBoolean,
  type Host,
  type HostObject,
  hostObject,
  isHostObject,
  type ObjectType,
  type SheetArea,
  type SheetTable,
} from '../object-type.ts';
import { changeCells } from '../protection.ts';
import { invalidArgument, itemNotFound } from '../refusal.ts';
import { findSheet } from '../sheet-rules.ts';
import { addTable } from '../table-changes.ts';
import { findTable } from '../table-rules.ts';

/** The tables of one sheet, or of the workbook. */
export function tablesObject(sheet: Sheet | undefined): HostObject {
  return hostObject(TABLES, sheet);
}

function tablesOf(sheet: Sheet | undefined, { book }: Host): readonly SheetTable[] {
  return (sheet ? [sheet] : book.sheets).flatMap((one) => one.tables.map((table) => ({ sheet: one, table })));
}

function find(sheet: Sheet | undefined, key: unknown, host: Host): SheetTable | undefined {
  const found = findTable(host.book, key);
  return found && (!sheet || found.sheet === sheet) ? found : undefined;
}

function addressed(sheet: Sheet | undefined, address: unknown, { book }: Host): SheetArea {
  if (isHostObject(address) && address.range) return address.range;
  if (typeof address !== 'string') throw invalidArgument('A table is made of an address or a range.');
  const { sheet: name, area } = parseAddress(address);
  const named = name === undefined ? (sheet ?? book.activeSheet) : findSheet(book, name);
  if (!named) throw itemNotFound('The worksheet of the address');
  return { sheet: named, area };
}

const TABLES: ObjectType<Sheet | undefined> = {
  name: 'TableCollection',
  items: (sheet, host) => tablesOf(sheet, host).map((one) => host.objects.table(one)),
  item: (sheet, key, host) => {
    const found = find(sheet, key, host);
    if (!found) throw itemNotFound('The table');
    return host.objects.table(found);
  },
  scalars: { count: (sheet, host) => tablesOf(sheet, host).length },
  methods: {
    add: (sheet, [address, hasHeaders], host) => {
      const place = addressed(sheet, address, host);
      if (sheet && place.sheet !== sheet) throw invalidArgument('The address is on another sheet.');
      const headers = asBoolean(hasHeaders, 'hasHeaders');
      changeCells(host, place.sheet);
      return host.objects.table({ sheet: place.sheet, table: addTable(host, place.sheet, place.area, headers) });
    },
    getCount: (sheet, _args, host) => tablesOf(sheet, host).length,
    getItemAt: (sheet, [index], host) => {
      const found = tablesOf(sheet, host)[Number(index)];
      if (!found) throw invalidArgument('There is no table of this index.');
      return host.objects.table(found);
    },
    getItemOrNullObject: (sheet, [key], host) => {
      const found = find(sheet, key, host);
      return found ? host.objects.table(found) : null;
    },
  },
};
