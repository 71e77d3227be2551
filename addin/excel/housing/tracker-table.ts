/// <reference types="office-js" />
import type { AnswerColumn } from '../../../shared/column.ts';
import type { TrackerField } from '../../../shared/tracker-fields.ts';
import { BLANK, type CellInput, heldValue } from '../cell-value.ts';
import { columnLetters } from '../column-letters.ts';
import { readFacts } from '../read-facts.ts';
import { matchColumns } from '../refresh/match-columns.ts';
import { readBody, readTable } from '../refresh/read-table.ts';
import { refreshable } from '../refresh/refresh-sheet.ts';
import { isFormula, type TableFacts } from '../refresh/table-facts.ts';
import { WorkbookError } from '../workbook-error.ts';
import { shownFields } from './tracker-columns.ts';

/** The trackers of a sheet as somebody left them there. */
export interface TrackerTable {
  /** Those that can be saved: shown, and still a column of the table. */
  readonly fields: readonly TrackerField[];
  readonly rows: readonly TrackerRow[];
  /** Cells that are filled in columns which the sheet hides: whatever stands there is nobody's edit. */
  readonly typedInHidden: number;
}

export interface TrackerRow {
  /** `''` in a row that somebody typed into the table. */
  readonly enrollmentId: string;
  /** The report's cells by key, each as it must be written to be the same again: texts guarded, formulas in R1C1. */
  readonly cells: ReadonlyMap<string, CellInput>;
}

export interface ReadTrackers {
  readonly table: TrackerTable;
  readonly facts: TableFacts;
  /** By key: the place of a column, from the table's left edge. */
  readonly places: ReadonlyMap<string, number>;
  readonly registryPart: string | undefined;
}

/** Without these nobody can tell whose a row is, or from what an edit was made. */
const NEEDED = ['EnrollmentID', 'Version'];

/**
 * Reads a report sheet's trackers. Throws WorkbookError as a refresh does where the table is not as it was: `SheetGone`,
 * `TableGone`, `KeyGone`, `HeaderChanged`, `SheetProtected`, `ReadOnly`, `BeingRefreshed`.
 */
export async function readTrackers(context: Excel.RequestContext, id: string): Promise<ReadTrackers> {
  const { facts, registryPart } = await readFacts(context);
  const { entry, sheet } = refreshable(facts, id, new Date());
  const table = await readTable(context, sheet, entry.table);
  const written = entry.columns.map(({ key, header }): AnswerColumn => ({ key, header, type: 'text', pii: false }));
  const matched = matchColumns(table.headers, entry, written, NEEDED);
  if (!matched.ok) {
    const column = columnLetters(table.area.column + matched.place);
    throw new WorkbookError(matched.code, { place: { header: matched.header, column } });
  }
  const places = new Map(
    matched.places.flatMap((plan, place) => (plan.kind === 'report' ? [[plan.key, place] as const] : [])),
  );
  const body = await readBody(context, table, []);
  return { table: tableOf(body.cells, places, entry.piiHidden), facts: table, places, registryPart };
}

/** The rows of a body by the keys of its columns; blank rows are none. */
export function tableOf(
  cells: readonly (readonly CellInput[])[],
  places: ReadonlyMap<string, number>,
  piiHidden: boolean,
): TrackerTable {
  const shown = shownFields(piiHidden);
  const hidden = shownFields(false).filter((field) => !shown.includes(field));
  const rows = cells.map((line): TrackerRow => {
    const byKey = new Map([...places].map(([key, place]) => [key, line[place] ?? BLANK]));
    const id = byKey.get('EnrollmentID') ?? BLANK;
    return { enrollmentId: isFormula(id) ? '' : String(heldValue(id)).trim(), cells: byKey };
  });
  return {
    fields: shown.filter((field) => places.has(field)),
    rows,
    typedInHidden: rows.reduce(
      (sum, row) => sum + hidden.filter((field) => (row.cells.get(field) ?? BLANK) !== BLANK).length,
      0,
    ),
  };
}
