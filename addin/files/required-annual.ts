import type { Cell } from '../../shared/column.ts';
import type { CsvTable } from './csv-table.ts';

/** The header by which a validation file says whose annual assessment is required [reports.md 5]. */
export const REQUIRED_ANNUAL = 'Required Annual';
/** Where guides say it stands: column AU, the 47th. */
const AU = 46;

/** The column of `Required Annual`: by its header, else AU; undefined in a file that has neither. */
export function requiredColumn({ columns }: CsvTable): number | undefined {
  const named = columnOf({ columns }, REQUIRED_ANNUAL);
  if (named !== undefined) return named;
  return columns.length > AU ? AU : undefined;
}

/** A column by its header, spaces and case aside. */
export function columnOf({ columns }: Pick<CsvTable, 'columns'>, name: string): number | undefined {
  const wanted = plain(name);
  const found = columns.findIndex(({ header }) => plain(header) === wanted);
  return found < 0 ? undefined : found;
}

function plain(text: string): string {
  return text.replaceAll(/[\s_]/g, '').toLowerCase();
}

/** True for a yes in any of the ways that HMIS software writes it. */
export function isYes(cell: Cell): boolean {
  return /^(yes|y|1|true)$/i.test(String(cell ?? '').trim());
}
