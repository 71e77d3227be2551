/** An element of a document that was read: text is what stands directly in it, entities resolved. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement extends XmlElement {
  text: string;
  readonly children: XmlElement[];
}

const MAX_DEPTH = 10;
const TOKEN = /<\?xml[^>]*\?>|<(\/?)([A-Za-z][A-Za-z0-9]*)(\s[^<>]*?)?(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the small XML bodies of S3: elements and text. Attributes are passed over; a DTD, a comment or anything else is
 * refused, so that nothing can be expanded. Null where the text is not such a document.
 */
export function parseXml(text: string): XmlElement | null {
  const document: OpenElement = { name: '', text: '', children: [] };
  const open: OpenElement[] = [document];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    const parent = open.at(-1);
    if (!token || !parent) return null;
    const [, closes, name, , closed, content] = token;
    if (content !== undefined) {
      const plain = unescapeXml(content);
      if (plain === null) return null;
      parent.text += plain;
    } else if (name !== undefined && closes) {
      if (open.length < 2 || parent.name !== name) return null;
      open.pop();
    } else if (name !== undefined) {
      const child: OpenElement = { name, text: '', children: [] };
      parent.children.push(child);
      if (!closed) open.push(child);
      if (open.length > MAX_DEPTH) return null;
    }
  }
  const [root] = document.children;
  return root && open.length === 1 && document.children.length === 1 && document.text.trim() === '' ? root : null;
}

function unescapeXml(text: string): string | null {
  let known = true;
  const plain = text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));|&/g, (_, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    const character = code === null ? ENTITIES[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    known &&= character !== undefined;
    return character ?? '';
  });
  return known ? plain : null;
}

/** The text of the first child of that name, or undefined. */
export function childText(parent: XmlElement, name: string): string | undefined {
  return parent.children.find((child) => child.name === name)?.text;
}

/** Text for XML; characters that XML has no literal for are written as references, as S3 does for such keys. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a key may hold control characters
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `<name>value</name>`, escaped; nothing at all for a value that is undefined. */
export function element(name: string, value: string | number | boolean | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}
