import { asBoolean, asOneOf, asText, type Host, type HostObject, hostObject, type ObjectType } from '../object-type.ts';
import { changeView, checkWritable } from '../protection.ts';
import { invalidOperation, Refusal } from '../refusal.ts';
import { namesObject } from './names.ts';
import { tablesObject } from './tables.ts';
import { worksheetsObject } from './worksheets.ts';
import { xmlPartsObject } from './xml-parts.ts';

export function workbookObject(host: Host): HostObject {
  return hostObject(WORKBOOK, host);
}

function selectedRange(host: Host): HostObject {
  const { activeSheet, selection } = host.book;
  if (selection?.sheet === activeSheet) return host.objects.range(activeSheet, selection.area);
  return host.objects.range(activeSheet, { row: 0, column: 0, rows: 1, columns: 1 });
}

const WORKBOOK: ObjectType<Host> = {
  name: 'Workbook',
  scalars: {
    name: () => 'Book1.xlsx',
    readOnly: ({ book }) => book.readOnly,
    autoSave: () => false,
    isDirty: () => true,
  },
  properties: {
    application: (host) => hostObject(APPLICATION, host),
    customXmlParts: () => xmlPartsObject(),
    names: (host) => namesObject(host),
    properties: (host) => hostObject(DOCUMENT_PROPERTIES, host),
    protection: (host) => hostObject(WORKBOOK_PROTECTION, host),
    tables: () => tablesObject(undefined),
    worksheets: (host) => worksheetsObject(host),
    _Runtime: (host) => hostObject(RUNTIME, host),
  },
  methods: {
    getSelectedRange: selectedRange,
    getActiveCell: (host) => host.objects.range(host.book.activeSheet, { ...activeCell(host), rows: 1, columns: 1 }),
    _RemoveReference: (host, [id]) => {
      host.references.delete(String(id));
    },
    _RemoveAllReferences: (host) => host.references.clear(),
    _GetReferenceCount: (host) => host.references.size,
  },
};

function activeCell({ book }: Host): { readonly row: number; readonly column: number } {
  return book.selection?.sheet === book.activeSheet ? book.selection.area : { row: 0, column: 0 };
}

const APPLICATION: ObjectType<Host> = {
  name: 'Application',
  scalars: { calculationMode: (host) => host.calculationMode, calculationState: () => 'Done' },
  setters: {
    calculationMode: (host, value) => {
      host.calculationMode = asOneOf(value, ['Automatic', 'AutomaticExceptTables', 'Manual'], 'calculationMode');
    },
  },
  methods: {
    suspendApiCalculationUntilNextSync: () => undefined,
    suspendScreenUpdatingUntilNextSync: () => undefined,
    calculate: (_host, [type]) => {
      asOneOf(type, ['Recalculate', 'Full', 'FullRebuild'], 'calculationType');
    },
  },
};

const RUNTIME: ObjectType<Host> = {
  name: 'Runtime',
  scalars: { enableEvents: (host) => host.enableEvents },
  setters: {
    enableEvents: (host, value) => {
      host.enableEvents = asBoolean(value, 'enableEvents');
    },
  },
};

const WORKBOOK_PROTECTION: ObjectType<Host> = {
  name: 'WorkbookProtection',
  scalars: { protected: ({ book }) => book.structureProtected === true },
  methods: {
    protect: (host, [password]) => {
      if (password !== undefined) throw new Refusal('NotImplemented', 'The host protects a workbook without password.');
      checkWritable(host);
      if (host.book.structureProtected) throw invalidOperation('The workbook is protected already.');
      host.book.structureProtected = true;
    },
    unprotect: (host) => {
      checkWritable(host);
      host.book.structureProtected = false;
    },
  },
};

const DOCUMENT_PROPERTY_NAMES = [
  'author',
  'category',
  'comments',
  'company',
  'keywords',
  'manager',
  'subject',
  'title',
];

const DOCUMENT_PROPERTIES: ObjectType<Host> = {
  name: 'DocumentProperties',
  scalars: Object.fromEntries(
    DOCUMENT_PROPERTY_NAMES.map((name) => [name, ({ book }: Host) => book.documentProperties?.[name] ?? '']),
  ),
  setters: Object.fromEntries(
    DOCUMENT_PROPERTY_NAMES.map((name) => [
      name,
      (host: Host, value: unknown) => {
        changeView(host);
        host.book.documentProperties = { ...host.book.documentProperties, [name]: asText(value, name) };
      },
    ]),
  ),
};
