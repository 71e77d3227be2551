import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { type Workbook, writeXlsx } from '../../../functions/formats/xlsx.ts';

export async function xlsxOf(workbook: Workbook): Promise<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const bytes = new Response(readable).arrayBuffer();
  await writeXlsx(workbook, writable);
  return new Uint8Array(await bytes);
}

/** The parts of a workbook by name. */
export async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), { useWebWorkers: false });
  const parts = new Map<string, string>();
  for (const entry of await zip.getEntries()) {
    if (!entry.directory) parts.set(entry.filename, await entry.getData(new TextWriter()));
  }
  await zip.close();
  return parts;
}

export interface ReadCell {
  readonly style: number;
  readonly value: string | number;
}

/** The cells of a sheet by address, as Excel reads them: numbers, or texts out of the shared strings. */
export function cellsOf(parts: Map<string, string>, sheet: number): Map<string, ReadCell> {
  const texts = [
    ...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t xml:space="preserve">(.*?)<\/t><\/si>/gs),
  ];
  const strings = texts.map(([, text = '']) => excelText(text));
  const cells = new Map<string, ReadCell>();
  const xml = parts.get(`xl/worksheets/sheet${sheet}.xml`) ?? '';
  for (const [, ref = '', isText, style, v] of xml.matchAll(
    /<c r="([A-Z]+\d+)"( t="s")?(?: s="(\d+)")?><v>([^<]*)<\/v><\/c>/g,
  )) {
    cells.set(ref, { style: Number(style ?? 0), value: isText ? (strings[Number(v)] ?? '?') : Number(v) });
  }
  return cells;
}

/** A text as XML and then Excel decode it: line ends, entities, `_xHHHH_`. */
export function excelText(xml: string): string {
  return xml
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
