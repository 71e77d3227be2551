import type { RegistryEntry } from '../registry.ts';
import type { SheetRun } from '../report-workbook.ts';
import type { Step } from '../steps.ts';
import { planCellRules } from './cell-rules.ts';

/** What a new sheet of a run is to let into its cells. Fetched for the one report whose cells are edited. Pure. */
export function newSheetRules(entry: RegistryEntry, sheet: string, { result: { columns, rows } }: SheetRun): Step[] {
  const body = { row: 1, column: 0, rows: Math.max(rows.length, 1), columns: columns.length };
  return planCellRules(
    entry,
    { sheet, body },
    columns.map(({ key }) => key),
  );
}
