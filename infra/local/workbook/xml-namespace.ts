import { invalidArgument } from './refusal.ts';

const TAG =
  /<(?:!--[\s\S]*?--|\?[\s\S]*?\?|!\[CDATA\[[\s\S]*?\]\]|(\/?)([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/g;

/**
 * The namespace of an XML document's root element; `''` where it has none. Throws InvalidArgument for what is not
 * well-formed, so far as that is easily seen: tags that do not match, more than one root, bare `<` and `&`.
 */
export function rootNamespace(xml: string): string {
  const open: string[] = [];
  let namespace: string | undefined;
  let end = 0;
  for (const tag of xml.matchAll(TAG)) {
    checkText(xml.slice(end, tag.index), open.length > 0);
    end = tag.index + tag[0].length;
    const [, closing, name, attributes = '', single] = tag;
    if (name === undefined) continue;
    if (closing) {
      if (open.pop() !== name) throw malformed();
      continue;
    }
    if (open.length === 0) {
      if (namespace !== undefined) throw malformed();
      namespace = namespaceOf(name, attributes);
    }
    if (!single) open.push(name);
  }
  checkText(xml.slice(end), false);
  if (open.length > 0 || namespace === undefined) throw malformed();
  return namespace;
}

function namespaceOf(name: string, attributes: string): string {
  const prefix = /^([^:]+):/.exec(name)?.[1];
  const declaration = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
  for (const [, key, , value] of attributes.matchAll(/([^\s=]+)\s*=\s*(["'])(.*?)\2/gs))
    if (key === declaration) return value ?? '';
  return '';
}

function checkText(text: string, inside: boolean): void {
  if (/<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(text)) throw malformed();
  if (!inside && text.replace('\ufeff', '').trim() !== '') throw malformed();
}

function malformed(): Error {
  return invalidArgument('The XML is not well-formed.');
}
