import type { Book } from './book.ts';
import type { Host } from './object-type.ts';
import { rangeObject } from './objects/range.ts';
import { tableObject } from './objects/table.ts';
import { workbookObject } from './objects/workbook.ts';
import { worksheetObject } from './objects/worksheet.ts';

/** A book made ready for requests of the client library. */
export function newHost(book: Book): Host {
  const host: Host = {
    book,
    references: new Map(),
    lastReference: 0,
    enableEvents: true,
    calculationMode: 'Automatic',
    changedCells: new Set(),
    sheetsChanged: false,
    objects: {
      workbook: () => workbookObject(host),
      worksheet: worksheetObject,
      range: rangeObject,
      table: tableObject,
    },
  };
  return host;
}
