import type { Sheet } from '../book.ts';
import { asText, type HostObject, hostObject, type ObjectType } from '../object-type.ts';
import { changeView } from '../protection.ts';
import { invalidArgument, itemNotFound } from '../refusal.ts';

interface Property {
  readonly sheet: Sheet;
  readonly key: string;
}

export function customPropertiesObject(sheet: Sheet): HostObject {
  return hostObject(CUSTOM_PROPERTIES, sheet);
}

/** The key under which a sheet has it: case does not tell keys apart. */
function keyOf(sheet: Sheet, key: unknown): string | undefined {
  const wanted = asText(key, 'key').toLowerCase();
  return [...sheet.properties.keys()].find((one) => one.toLowerCase() === wanted);
}

function propertyObject(sheet: Sheet, key: string): HostObject {
  return hostObject(CUSTOM_PROPERTY, { sheet, key });
}

const CUSTOM_PROPERTIES: ObjectType<Sheet> = {
  name: 'WorksheetCustomPropertyCollection',
  items: (sheet) => [...sheet.properties.keys()].map((key) => propertyObject(sheet, key)),
  item: (sheet, key) => {
    const found = keyOf(sheet, key);
    if (found === undefined) throw itemNotFound('The custom property');
    return propertyObject(sheet, found);
  },
  methods: {
    add: (sheet, [key, value], host) => {
      const wanted = asText(key, 'key');
      if (wanted.length < 1 || wanted.length > 255) throw invalidArgument('A key has 1 to 255 characters.');
      const text = asText(value, 'value');
      changeView(host);
      const name = keyOf(sheet, wanted) ?? wanted;
      sheet.properties.set(name, text);
      return propertyObject(sheet, name);
    },
    getCount: (sheet) => sheet.properties.size,
    getItemOrNullObject: (sheet, [key]) => {
      const found = keyOf(sheet, key);
      return found === undefined ? null : propertyObject(sheet, found);
    },
  },
};

const CUSTOM_PROPERTY: ObjectType<Property> = {
  name: 'WorksheetCustomProperty',
  check: ({ sheet, key }) => {
    if (!sheet.properties.has(key)) throw itemNotFound('The custom property');
  },
  identity: ({ key }) => ({ _Id: key }),
  scalars: { key: ({ key }) => key, value: ({ sheet, key }) => sheet.properties.get(key) ?? '' },
  setters: {
    value: ({ sheet, key }, value, host) => {
      changeView(host);
      sheet.properties.set(key, asText(value, 'value'));
    },
  },
  methods: {
    delete: ({ sheet, key }, _args, host) => {
      changeView(host);
      sheet.properties.delete(key);
    },
  },
};
