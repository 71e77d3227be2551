import type { AnswerColumn, Cell } from '../../../shared/column.ts';
import { TRACKER_FIELDS } from '../../../shared/tracker-fields.ts';
import { type CellInput, heldValue } from '../cell-value.ts';
import { cellAt, type EditedRow } from './plan-save.ts';

interface Rows {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What says from which version a row's cells were made. */
const VERSION_COLUMNS = ['UpdatedBy', 'UpdatedAt', 'Version'];

/**
 * New rows of the report with unsaved edits laid over them, by EnrollmentID. Where the tracker was changed meanwhile, all of
 * the row's tracker stays as it was, its Version too: the next save then shows both. A row that the report lists no more
 * stays at the end, for its edits would be lost with it. Pure.
 */
export function keepEdits<R extends Rows>(answer: R, edited: readonly EditedRow[]): R {
  if (edited.length === 0) return answer;
  const at = (key: string) => answer.columns.findIndex((column) => column.key === key);
  const [id, version] = [at('EnrollmentID'), at('Version')];
  const waiting = new Map(edited.map((row) => [row.enrollmentId, row]));
  const rows = answer.rows.map((row) => {
    const edit = waiting.get(String(row[id] ?? ''));
    if (!edit) return row;
    waiting.delete(edit.enrollmentId);
    const isSame = Number(row[version] ?? 0) === edit.version;
    const keys: readonly string[] = isSame ? edit.fields : [...TRACKER_FIELDS, ...VERSION_COLUMNS];
    return answer.columns.map(({ key }, place) => (keys.includes(key) ? kept(edit, key) : (row[place] ?? null)));
  });
  const left = [...waiting.values()].map((edit) => answer.columns.map(({ key }) => kept(edit, key)));
  return { ...answer, rows: [...rows, ...left] };
}

/** A cell as an answer has it. A formula in a tracker's cell was never an edit that could be saved: its text stays. */
function kept({ row }: EditedRow, key: string): Cell {
  const held: CellInput = heldValue(cellAt(row, key));
  if (held === '') return null;
  return typeof held === 'boolean' ? (held ? 'TRUE' : 'FALSE') : held;
}
