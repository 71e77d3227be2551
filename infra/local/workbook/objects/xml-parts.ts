import type { XmlPart } from '../book.ts';
import { asText, type Host, type HostObject, hostObject, type ObjectType } from '../object-type.ts';
import { checkWritable } from '../protection.ts';
import { itemNotFound, Refusal } from '../refusal.ts';
import { rootNamespace } from '../xml-namespace.ts';

/** The workbook's custom XML parts, of one namespace or of all. */
export function xmlPartsObject(namespace?: string): HostObject {
  return hostObject(namespace === undefined ? XML_PARTS : XML_PARTS_OF_NAMESPACE, namespace);
}

function partsOf(namespace: string | undefined, { book }: Host): readonly XmlPart[] {
  return [...book.xmlParts.values()].filter((part) => namespace === undefined || part.namespace === namespace);
}

function partObject(part: XmlPart): HostObject {
  return hostObject(XML_PART, part);
}

function find(namespace: string | undefined, id: unknown, host: Host): XmlPart | undefined {
  return partsOf(namespace, host).find((part) => part.id === id);
}

const SHARED: Omit<ObjectType<string | undefined>, 'name'> = {
  items: (namespace, host) => partsOf(namespace, host).map(partObject),
  item: (namespace, id, host) => {
    const part = find(namespace, id, host);
    if (!part) throw itemNotFound('The custom XML part');
    return partObject(part);
  },
  methods: {
    getCount: (namespace, _args, host) => partsOf(namespace, host).length,
    getItemOrNullObject: (namespace, [id], host) => {
      const part = find(namespace, id, host);
      return part ? partObject(part) : null;
    },
  },
};

const XML_PARTS: ObjectType<string | undefined> = {
  ...SHARED,
  name: 'CustomXmlPartCollection',
  methods: {
    ...SHARED.methods,
    add: (_all, [text], host) => {
      const xml = asText(text, 'xml');
      checkWritable(host);
      const namespace = rootNamespace(xml);
      const number = (++host.book.lastId).toString(16).toUpperCase().padStart(12, '0');
      const part: XmlPart = { id: `{00000000-0000-4000-8000-${number}}`, namespace, xml };
      host.book.xmlParts.set(part.id, part);
      return partObject(part);
    },
    getByNamespace: (_all, [namespace]) => xmlPartsObject(asText(namespace, 'namespaceUri')),
  },
};

const XML_PARTS_OF_NAMESPACE: ObjectType<string | undefined> = {
  ...SHARED,
  name: 'CustomXmlPartScopedCollection',
  methods: {
    ...SHARED.methods,
    getOnlyItem: (namespace, _args, host) => {
      const [part, second] = partsOf(namespace, host);
      if (!part) throw itemNotFound('The custom XML part');
      if (second) throw new Refusal('GeneralException', 'There is more than one part of this namespace.');
      return partObject(part);
    },
    /** Null for none and for more than one. */
    getOnlyItemOrNullObject: (namespace, _args, host) => {
      const [part, second] = partsOf(namespace, host);
      return part && !second ? partObject(part) : null;
    },
  },
};

const XML_PART: ObjectType<XmlPart> = {
  name: 'CustomXmlPart',
  check: (part, { book }) => {
    if (!book.xmlParts.has(part.id)) throw itemNotFound('The custom XML part');
  },
  identity: (part) => ({ Id: part.id }),
  scalars: { id: (part) => part.id, namespaceUri: (part) => part.namespace },
  methods: {
    getXml: (part) => part.xml,
    setXml: (part, [text], host) => {
      const xml = asText(text, 'xml');
      checkWritable(host);
      const namespace = rootNamespace(xml);
      if (namespace === part.namespace) part.xml = xml;
      else host.book.xmlParts.set(part.id, { id: part.id, namespace, xml });
    },
    delete: (part, _args, host) => {
      checkWritable(host);
      host.book.xmlParts.delete(part.id);
    },
  },
};
