import { parse } from 'csv-parse/sync';
import { HmisError } from '../../../shared/errors.ts';
import type { SheetCell } from '../../../shared/tracker-sheet.ts';

/** A row with its number in the file, from 1, as a person sees it. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly SheetCell[];
}

const FILE_BYTES = 20_000_000;

/** The rows of a CSV file, comma, semicolon or tab; HmisError `BadRequest` for one that is too large or broken. */
export function readCsvRows(file: Buffer): SheetRow[] {
  if (file.length > FILE_BYTES) throw new HmisError('BadRequest', 'The file is larger than any tracker.');
  try {
    const records = parse(file, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
    });
    return records.map((cells, i) => ({ number: i + 1, cells }));
  } catch (cause) {
    throw new HmisError('BadRequest', 'The file is no CSV file, or a broken one. Save it anew as CSV or .xlsx.', {
      cause,
    });
  }
}
