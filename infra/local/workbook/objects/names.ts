import { localAddress, quotedName } from '../address.ts';
import { asText, type Host, type HostObject, hostObject, type ObjectType } from '../object-type.ts';
import { changeView } from '../protection.ts';
import { invalidArgument, itemNotFound } from '../refusal.ts';
import { checkDefinedName } from '../table-rules.ts';
import { asRange } from './range.ts';

/** The names that someone has defined in the workbook, as those of Formulas > Name Manager. */
export function namesObject(host: Host): HostObject {
  return hostObject(NAMES, host);
}

function find({ book }: Host, name: unknown): string | undefined {
  const wanted = asText(name, 'name').toLowerCase();
  return [...book.names.keys()].find((one) => one.toLowerCase() === wanted);
}

function nameObject(name: string): HostObject {
  return hostObject(NAME, name);
}

const NAMES: ObjectType<Host> = {
  name: 'NamedItemCollection',
  items: ({ book }) => [...book.names.keys()].map(nameObject),
  item: (host, name) => {
    const found = find(host, name);
    if (found === undefined) throw itemNotFound('The name');
    return nameObject(found);
  },
  methods: {
    getCount: ({ book }) => book.names.size,
    getItemOrNullObject: (host, [name]) => {
      const found = find(host, name);
      return found === undefined ? null : nameObject(found);
    },
    add: (host, [name, reference]) => {
      const text = asText(name, 'name');
      const formula = typeof reference === 'string' ? reference : rangeFormula(reference);
      if (!formula.startsWith('=')) throw invalidArgument('A name stands for a range or a formula.');
      changeView(host);
      checkDefinedName(host.book, text);
      host.book.names.set(text, formula);
      return nameObject(text);
    },
  },
};

function rangeFormula(reference: unknown): string {
  const { sheet, area } = asRange(reference);
  return `=${quotedName(sheet.name)}!${localAddress(area).replace(/[A-Z]+|\d+/g, '$$$&')}`;
}

const NAME: ObjectType<string> = {
  name: 'NamedItem',
  check: (name, { book }) => {
    if (!book.names.has(name)) throw itemNotFound('The name');
  },
  identity: (name) => ({ _Id: name }),
  scalars: {
    name: (name) => name,
    formula: (name, { book }) => book.names.get(name) ?? '',
    scope: () => 'Workbook',
    visible: () => true,
  },
  methods: {
    delete: (name, _args, host) => {
      changeView(host);
      host.book.names.delete(name);
    },
  },
};
