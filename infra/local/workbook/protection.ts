import type { Sheet } from './book.ts';
import type { Host } from './object-type.ts';
import { Refusal } from './refusal.ts';

/** Throws AccessDenied where nothing in the workbook may be changed. */
export function checkWritable(host: Host): void {
  if (host.book.readOnly) throw new Refusal('AccessDenied', 'The workbook is open to be read only.');
}

/** Throws AccessDenied where the cells of a sheet may not be changed, and notes that they are about to be. */
export function changeCells(host: Host, sheet: Sheet): void {
  checkWritable(host);
  if (sheet.protected) throw new Refusal('AccessDenied', 'The worksheet is protected.');
  host.changedCells.add(sheet);
}

/** Throws AccessDenied where sheets may not be added, named, moved or taken away, and notes that they are about to be. */
export function changeSheets(host: Host): void {
  checkWritable(host);
  if (host.book.structureProtected) throw new Refusal('AccessDenied', 'The structure of the workbook is protected.');
  host.sheetsChanged = true;
}

/** Notes a change of how a sheet looks; throws AccessDenied where the workbook is read only. */
export function changeView(host: Host): void {
  checkWritable(host);
  host.sheetsChanged = true;
}
