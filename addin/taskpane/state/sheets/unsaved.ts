import { keepEdits } from '../../../excel/housing/keep-edits.ts';
import { type EditedRow, planSave, versionsOf } from '../../../excel/housing/plan-save.ts';
import type { TrackerKeeper } from '../../../excel/housing/tracker-keeper.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { RunResult } from '../../../service/run.ts';
import type { TrackerClient } from '../../../service/tracker-client.ts';
import { readVersions } from '../../../service/trackers.ts';
import { latestDay } from './create-edits.ts';

/** What stands in a sheet and is saved nowhere, as it was looked at before a refresh. */
export interface Unsaved {
  readonly rows: number;
  /**
   * The answer that is about to be written, with the edits laid over that stand in the sheet at this moment. Not `keep`:
   * those that were looked at are dropped; what was typed since is kept all the same, for nobody was asked about it.
   */
  over(answer: RunResult, keep: boolean): Promise<RunResult>;
}

export interface UnsavedParts {
  readonly housing: TrackerClient;
  readonly trackers: () => Promise<TrackerKeeper>;
  /** Only who may edit trackers can have edits: the service tells nobody else of versions. */
  readonly mayEdit: () => boolean;
  readonly now?: () => Date;
}

/** Looks for unsaved edits in a sheet; undefined where there can be none. Throws as the service and Excel refuse. */
export async function lookForUnsaved(
  parts: UnsavedParts,
  sheet: ReportSheet,
  { reason, signal }: { readonly reason: string | undefined; readonly signal: AbortSignal },
): Promise<Unsaved | undefined> {
  if (!sheet.tracker || sheet.state !== 'whole' || !parts.mayEdit()) return undefined;
  const keeper = await parts.trackers();
  const table = await keeper.read(sheet.id);
  const known = await readVersions(parts.housing, versionsOf(table), { reason, signal });
  const editedOf = (one: typeof table) => planSave(one, known, latestDay(parts.now?.() ?? new Date())).edited;
  const before = editedOf(table);
  return {
    rows: before.length,
    over: async (answer, keep) => {
      const now = editedOf(await keeper.read(sheet.id));
      return keepEdits(answer, keep ? now : typedSince(before, now));
    },
  };
}

/** Of the rows that are edited now, the cells that were otherwise when they were looked at. */
function typedSince(before: readonly EditedRow[], now: readonly EditedRow[]): EditedRow[] {
  const known = new Map(before.map((row) => [row.enrollmentId, row]));
  return now.flatMap((row) => {
    const old = known.get(row.enrollmentId);
    const fields = row.fields.filter((field) => row.row.cells.get(field) !== old?.row.cells.get(field));
    return fields.length > 0 ? [{ ...row, fields }] : [];
  });
}
