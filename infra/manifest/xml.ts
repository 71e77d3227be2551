/** An element as it is written: names with their prefix, `text` without the children's. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = '[A-Za-z_][\\w.:-]*';
const TOKEN = new RegExp(
  `<!--(?:(?!--)[\\s\\S])*-->|<(/)(${NAME})\\s*>|<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>|([^<]+)`,
  'y',
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');

/**
 * Reads a document of elements, attributes, text and comments, all that a manifest has. Throws an Error that says where it
 * is not well-formed, or holds a document type, CDATA or an entity of its own.
 */
export function parseXml(document: string): XmlElement {
  const root = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [root];
  TOKEN.lastIndex = /^\uFEFF?(?:<\?xml[^?]*\?>)?/.exec(document)?.[0].length ?? 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(document);
    if (!match) throw notWellFormed(document, at, 'something that is no element');
    const [, closes, closed, opened, attributes = '', empty, text] = match;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += decode(text, document, at);
    if (opened !== undefined) {
      const element = { name: opened, attributes: attributesOf(attributes, document, at), children: [], text: '' };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
    if (closes) {
      if (open.length === 1 || parent.name !== closed) throw notWellFormed(document, at, `</${closed}>`);
      open.pop();
    }
  }
  const [only, ...more] = root.children;
  if (open.length > 1) throw notWellFormed(document, document.length, `the end before </${open.at(-1)?.name}>`);
  if (!only || more.length > 0 || root.text.trim() !== '') {
    throw notWellFormed(document, document.length, 'something other than one element');
  }
  return only;
}

function attributesOf(source: string, document: string, at: number): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name)) throw notWellFormed(document, at, `a second ${name}`);
    attributes[name] = decode(double ?? single ?? '', document, at);
  }
  return attributes;
}

function decode(text: string, document: string, at: number): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));|&/g, (all, decimal, hex, name) => {
    const known = name !== undefined ? ENTITIES[String(name)] : undefined;
    if (known !== undefined) return known;
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    throw notWellFormed(document, at, `the entity ${all}`);
  });
}

function notWellFormed(document: string, at: number, what: string): Error {
  return new Error(`Line ${document.slice(0, at).split('\n').length} is not well-formed: ${what}.`);
}
