import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { Book, Sheet } from '../../../../../infra/local/workbook/book.ts';
import { newBook } from '../../../../../infra/local/workbook/book.ts';
import { writeBook } from '../../../../../infra/local/workbook/xlsx/write-book.ts';
import { parseXml, type XmlElement } from '../../../../../infra/manifest/xml.ts';

export async function xlsxOf(book: Book): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const bytes = new Response(readable).arrayBuffer();
  await writeBook(book, writable);
  return new Uint8Array(await bytes);
}

/** What a book is as a file: its parts by name. */
export interface OpenPackage {
  readonly names: readonly string[];
  bytes(name: string): Uint8Array;
  /** Throws an Error where the part is not well-formed. */
  xml(name: string): XmlElement;
  /** The elements of that name in a part, wherever they stand. */
  all(name: string, element: string): readonly XmlElement[];
}

export async function packageOf(book: Book): Promise<OpenPackage> {
  const zip = new ZipReader(new BlobReader(new Blob([await xlsxOf(book)])), { useWebWorkers: false });
  const parts = new Map<string, Uint8Array>();
  for (const entry of await zip.getEntries()) {
    if (!entry.directory) parts.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  await zip.close();
  const bytes = (name: string) => {
    const part = parts.get(name);
    if (!part) throw new Error(`There is no part ${name}.`);
    return part;
  };
  const xml = (name: string) => parseXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes(name)));
  return { names: [...parts.keys()], bytes, xml, all: (name, element) => found(xml(name), element) };
}

function found(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => [...(child.name === name ? [child] : []), ...found(child, name)]);
}

/** A cell of a sheet's part: its address, its look in words of the styles part, and what stands in it. */
export interface FileCell {
  readonly type: string;
  readonly value: string | undefined;
  readonly formula: string | undefined;
  readonly style: XmlElement | undefined;
}

/** The cells of a sheet (from 1) by address, texts out of the shared strings. */
export function cellsOf(file: OpenPackage, sheet: number): Map<string, FileCell> {
  const texts = file.all('xl/sharedStrings.xml', 't').map(({ text }) => text);
  const styles = file.all('xl/styles.xml', 'cellXfs')[0]?.children ?? [];
  const cells = new Map<string, FileCell>();
  for (const { attributes, children } of file.all(`xl/worksheets/sheet${sheet}.xml`, 'c')) {
    const value = children.find(({ name }) => name === 'v')?.text;
    cells.set(attributes.r ?? '', {
      type: attributes.t ?? 'n',
      value: attributes.t === 's' ? texts[Number(value)] : value,
      formula: children.find(({ name }) => name === 'f')?.text,
      style: styles[Number(attributes.s ?? 0)],
    });
  }
  return cells;
}

/** A new workbook and its one sheet, changed. */
export function bookWith(change: (sheet: Sheet, book: Book) => void): Book {
  const book = newBook();
  change(book.activeSheet, book);
  return book;
}
