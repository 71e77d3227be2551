import { type AnnualComparison, compareAnnual, type OwnAnnual } from './compare-annual.ts';
import { csvTable } from './csv-table.ts';
import type { OpenZip } from './open-zip.ts';
import { requiredColumn } from './required-annual.ts';

/**
 * Holds the file of a zip that says which annual assessments are required beside our own list. undefined where none of
 * its CSV files does.
 */
export async function compareZip(zip: OpenZip, own: readonly OwnAnnual[]): Promise<AnnualComparison | undefined> {
  for (const { name } of zip.files.filter((file) => /\.csv$/i.test(file.name))) {
    const table = csvTable(await zip.read(name));
    if (requiredColumn(table) === undefined) continue;
    const compared = compareAnnual(table, own);
    if (compared) return compared;
  }
  return undefined;
}
