import type { Book } from '../../workbook/book.ts';
import { writeBook } from '../../workbook/xlsx/write-book.ts';
import { make } from './element.ts';

/** Writes the workbook as a file of this name and has the browser save it. */
export async function saveBook(book: Book, name: string): Promise<void> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const sink = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(new Uint8Array(chunk)) });
  await writeBook(book, sink);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob(chunks, { type }));
  make('a', { href: url, download: name }).click();
  // The browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `Active Clients 2026-03-01.xlsx`: after the first report, and the day by the person's own clock. */
export function fileName(book: Book, today: Date): string {
  const report = book.sheets.find(({ tables }) => tables.length > 0);
  const title = (report?.name ?? 'Workbook').replaceAll(/[\\/:*?"<>|]/g, ' ').trim();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, '0'));
  return `${title} ${day.join('-')}.xlsx`;
}

/** Whether the workbook holds a report, which would be lost with it. */
export function holdsReport({ sheets }: Book): boolean {
  return sheets.some(({ tables }) => tables.length > 0);
}
