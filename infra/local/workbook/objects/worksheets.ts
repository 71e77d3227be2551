import { newSheet } from '../book.ts';
import { asBoolean, asText, type Host, type HostObject, hostObject, type ObjectType } from '../object-type.ts';
import { changeSheets } from '../protection.ts';
import { itemNotFound } from '../refusal.ts';
import { checkSheetName, findSheet, freeSheetName } from '../sheet-rules.ts';

export function worksheetsObject(host: Host): HostObject {
  return hostObject(WORKSHEETS, host);
}

function sheetsOf(host: Host, visibleOnly: unknown) {
  const only = visibleOnly === undefined ? false : asBoolean(visibleOnly, 'visibleOnly');
  return host.book.sheets.filter((sheet) => !only || sheet.visibility === 'Visible');
}

const WORKSHEETS: ObjectType<Host> = {
  name: 'WorksheetCollection',
  items: ({ book, objects }) => book.sheets.map((sheet) => objects.worksheet(sheet)),
  item: ({ book, objects }, key) => {
    const sheet = findSheet(book, key);
    if (!sheet) throw itemNotFound('The worksheet');
    return objects.worksheet(sheet);
  },
  methods: {
    add: (host, [name]) => {
      const { book } = host;
      changeSheets(host);
      if (name !== undefined) checkSheetName(book, asText(name, 'name'));
      const sheet = newSheet(`sheet${++book.lastId}`, name === undefined ? freeSheetName(book) : String(name));
      book.sheets.push(sheet);
      return host.objects.worksheet(sheet);
    },
    getActiveWorksheet: ({ book, objects }) => objects.worksheet(book.activeSheet),
    getCount: (host, [visibleOnly]) => sheetsOf(host, visibleOnly).length,
    getFirst: (host, [visibleOnly]) => {
      const sheet = sheetsOf(host, visibleOnly)[0];
      if (!sheet) throw itemNotFound('A first worksheet');
      return host.objects.worksheet(sheet);
    },
    getLast: (host, [visibleOnly]) => {
      const sheet = sheetsOf(host, visibleOnly).at(-1);
      if (!sheet) throw itemNotFound('A last worksheet');
      return host.objects.worksheet(sheet);
    },
    getItemOrNullObject: ({ book, objects }, [key]) => {
      const sheet = findSheet(book, key);
      return sheet ? objects.worksheet(sheet) : null;
    },
  },
};
