import type { Book, Sheet } from './book.ts';
import { invalidArgument, Refusal } from './refusal.ts';

/** A sheet by its name, whatever the case, or by its id. */
export function findSheet(book: Book, key: unknown): Sheet | undefined {
  const wanted = String(key).toLowerCase();
  return book.sheets.find((sheet) => sheet.id === key || sheet.name.toLowerCase() === wanted);
}

/**
 * Throws InvalidArgument for a name that no sheet may bear: 1 to 31 characters, none of `\ / ? * [ ] :`, no apostrophe at
 * either end, not "History"; and ItemAlreadyExists for one that another sheet has, whatever the case.
 */
export function checkSheetName(book: Book, name: string, own?: Sheet): void {
  if (name.length < 1 || name.length > 31) throw invalidArgument('A sheet name has 1 to 31 characters.');
  if (/[\\/?*[\]:]/.test(name)) throw invalidArgument('A sheet name has none of the characters \\ / ? * [ ] :');
  if (name.startsWith("'") || name.endsWith("'")) throw invalidArgument('A sheet name has no apostrophe at its ends.');
  if (name.toLowerCase() === 'history') throw invalidArgument('"History" is kept by Excel for itself.');
  if (book.sheets.some((sheet) => sheet !== own && sheet.name.toLowerCase() === name.toLowerCase()))
    throw new Refusal('ItemAlreadyExists', 'A sheet of this name is in the workbook already.');
}

/** `Sheet2`: the first that is free. */
export function freeSheetName(book: Book): string {
  let number = 1;
  while (findSheet(book, `Sheet${number}`)) number++;
  return `Sheet${number}`;
}

/** `Clients (2)` for a copy of `Clients`, cut so that it is no longer than a sheet name may be. */
export function copyName(book: Book, name: string): string {
  const stem = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number++) {
    const mark = ` (${number})`;
    const copy = `${stem.slice(0, 31 - mark.length)}${mark}`;
    if (!findSheet(book, copy)) return copy;
  }
}
