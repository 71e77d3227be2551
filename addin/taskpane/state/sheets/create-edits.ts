import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SaveResult } from '../../../../shared/contract/trackers.ts';
import { type CalendarDate, today } from '../../../../shared/dates.ts';
import {
  type Conflict,
  planSave,
  type RowEdit,
  type RowFault,
  ruleFault,
  stillOther,
  versionsOf,
} from '../../../excel/housing/plan-save.ts';
import type { TrackerKeeper } from '../../../excel/housing/tracker-keeper.ts';
import type { TrackerTable } from '../../../excel/housing/tracker-table.ts';
import type { TrackerWrite } from '../../../excel/housing/write-trackers.ts';
import type { ReportSheet } from '../../../excel/report-workbook.ts';
import type { TrackerClient } from '../../../service/tracker-client.ts';
import { readVersions, saveRows, type TrackerDoor } from '../../../service/trackers.ts';
import { EDITS_WORDS } from '../../edits-words.ts';
import { type Course, courseOf, type Trouble, troubleOf } from '../trouble.ts';
import { isAllSaved, type Saved, type Saving, type Savings } from './edits.ts';

export interface EditsParts {
  readonly housing: TrackerClient;
  readonly trackers: () => Promise<TrackerKeeper>;
  readonly follow: (course: Course) => Trouble | undefined;
  readonly now?: () => Date;
}

/** The edits that stand in housing sheets, and how they are saved. Nothing it does throws. */
export interface Edits {
  readonly savings: ReadonlySignal<Savings>;
  /** True where all that was typed is saved. */
  save(sheet: Pick<ReportSheet, 'id'>, reason: string | undefined): Promise<boolean>;
  /** Saves a conflict's changes over the newer version. */
  keepMine(id: string, conflict: Conflict): Promise<void>;
  /** Writes the newer version into the row. */
  takeTheirs(id: string, conflict: Conflict): Promise<void>;
  goTo(id: string, enrollmentId: string, field: string | undefined): Promise<void>;
  forget(id: string): void;
}

const NOTHING: Saved = {
  rows: 0,
  warnings: [],
  faults: [],
  conflicts: [],
  unsent: 0,
  typedInHidden: 0,
  trouble: undefined,
};

export function createEdits(parts: EditsParts): Edits {
  const savings: Signal<Savings> = signal(new Map());
  /** Why names were looked at when a sheet was last saved: for its conflicts, and until it is saved anew. */
  const reasons = new Map<string, string | undefined>();
  const latest = () => latestDay(parts.now?.() ?? new Date());

  function tell(id: string, saving: Saving): void {
    savings.value = new Map(savings.peek()).set(id, saving);
  }

  function troubled(error: unknown): Trouble {
    return parts.follow(courseOf(error, [])) ?? troubleOf(error);
  }

  async function save({ id }: Pick<ReportSheet, 'id'>, reason: string | undefined): Promise<boolean> {
    reasons.set(id, reason);
    tell(id, { phase: 'reading' });
    let saved = NOTHING;
    try {
      const keeper = await parts.trackers();
      const table = await keeper.read(id);
      const known = await readVersions(parts.housing, versionsOf(table), { reason });
      const plan = planSave(table, known, latest());
      const { conflicts, faults, edits } = plan;
      saved = { ...saved, faults, conflicts, unsent: edits.length, typedInHidden: table.typedInHidden };
      await keeper.write(
        id,
        plan.behind.map(({ enrollmentId, current, row }) => ({ enrollmentId, current, over: row })),
      );
      if (edits.length > 0) tell(id, { phase: 'saving', done: 0, of: edits.length });
      await saveRows(parts.housing, edits, { reason }, async (results) => {
        saved = withResults(saved, results, edits, table);
        tell(id, { phase: 'saving', done: edits.length - saved.unsent, of: edits.length });
        await keeper.write(id, writesOf(results));
      });
    } catch (error) {
      saved = { ...saved, trouble: troubled(error) };
    }
    tell(id, { phase: 'done', saved });
    return isAllSaved(saved);
  }

  /** One act on a sheet whose edits were saved; a refusal stands beside what is told already. */
  async function act(id: string, doing: (saved: Saved, keeper: TrackerKeeper) => Promise<Saved>): Promise<void> {
    const saving = savings.peek().get(id);
    if (saving?.phase !== 'done') return;
    const { trouble: _, ...rest } = saving.saved;
    let saved: Saved = { ...rest, trouble: undefined };
    try {
      saved = await doing(saved, await parts.trackers());
    } catch (error) {
      saved = { ...saved, trouble: troubled(error) };
    }
    tell(id, { phase: 'done', saved });
  }

  return {
    savings,
    save,
    keepMine: (id, conflict) =>
      act(id, async (saved, keeper) => {
        const { enrollmentId, current, mine, row } = conflict;
        const broken = ruleFault(current, mine, latest());
        if (broken) return withFault(saved, { enrollmentId, ...broken });
        const edit = { enrollmentId, version: current.version, changes: mine };
        const door: TrackerDoor = { reason: reasons.get(id) };
        let after = saved;
        await saveRows(parts.housing, [edit], door, async ([result]) => {
          if (result)
            after = await settled(saved, conflict, result, (write) => keeper.write(id, [{ ...write, over: row }]));
        });
        return after;
      }),
    takeTheirs: (id, conflict) =>
      act(id, async (saved, keeper) => {
        const { enrollmentId, current, row } = conflict;
        await keeper.write(id, [{ enrollmentId, current, over: row }]);
        return withoutRow(saved, enrollmentId);
      }),
    goTo: (id, enrollmentId, field) =>
      act(id, async (saved, keeper) => {
        const isThere = await keeper.goTo(id, enrollmentId, field);
        return isThere ? saved : withFault(saved, { enrollmentId, message: EDITS_WORDS.rowGone });
      }),
    forget: (id) => {
      const left = new Map(savings.peek());
      left.delete(id);
      reasons.delete(id);
      savings.value = left;
    },
  };
}

/** The day that begins first anywhere: whether a date lies in the future is for the service to say, by the CoC's clock. */
export function latestDay(now: Date): CalendarDate {
  return today(now, 'Pacific/Kiritimati');
}

/** What one batch's answers add to what is told. */
function withResults(
  saved: Saved,
  results: readonly SaveResult[],
  edits: readonly RowEdit[],
  { rows, fields }: TrackerTable,
): Saved {
  const of = <R extends SaveResult['result']>(kind: R) =>
    results.filter((one): one is Extract<SaveResult, { result: R }> => one.result === kind);
  // Somebody overtook the edit between our look and our save.
  const conflicts = of('stale').flatMap(({ enrollmentId, base, current }): Conflict[] => {
    const row = rows.find((each) => each.enrollmentId === enrollmentId);
    const edit = edits.find((each) => each.enrollmentId === enrollmentId);
    if (!row || !edit) return [];
    return [{ enrollmentId, base, current, mine: stillOther(edit.changes, current.values), row, fields }];
  });
  return {
    ...saved,
    rows: saved.rows + of('saved').length + of('unchanged').length,
    unsent: saved.unsent - results.length,
    warnings: [...saved.warnings, ...of('saved').flatMap(warningsOf)],
    faults: [...saved.faults, ...of('refused')],
    conflicts: [...saved.conflicts, ...conflicts],
  };
}

async function settled(
  saved: Saved,
  conflict: Conflict,
  result: SaveResult,
  write: (write: TrackerWrite) => Promise<void>,
): Promise<Saved> {
  const { enrollmentId } = conflict;
  switch (result.result) {
    case 'refused':
      return withFault(saved, result);
    case 'stale': {
      const { current } = result;
      const mine = stillOther(conflict.mine, current.values);
      const others = saved.conflicts.filter((one) => one.enrollmentId !== enrollmentId);
      return { ...saved, conflicts: [...others, { ...conflict, current, mine }] };
    }
    default: {
      await write({ enrollmentId, current: result.current });
      const warnings = result.result === 'saved' ? warningsOf(result) : [];
      const rest = withoutRow(saved, enrollmentId);
      return { ...rest, rows: rest.rows + 1, warnings: [...rest.warnings, ...warnings] };
    }
  }
}

function writesOf(results: readonly SaveResult[]): TrackerWrite[] {
  return results.flatMap((result) =>
    result.result === 'saved' || result.result === 'unchanged'
      ? [{ enrollmentId: result.enrollmentId, current: result.current }]
      : [],
  );
}

function warningsOf({ enrollmentId, warnings }: Extract<SaveResult, { result: 'saved' }>): RowFault[] {
  return warnings.map(({ field, message }) => ({ enrollmentId, field, message }));
}

function withFault(saved: Saved, { enrollmentId, field, message }: RowFault): Saved {
  const others = saved.faults.filter((one) => one.enrollmentId !== enrollmentId);
  return { ...saved, faults: [...others, { enrollmentId, field, message }] };
}

function withoutRow(saved: Saved, enrollmentId: string): Saved {
  const others = <T extends { readonly enrollmentId: string }>(list: readonly T[]) =>
    list.filter((one) => one.enrollmentId !== enrollmentId);
  return { ...saved, faults: others(saved.faults), conflicts: others(saved.conflicts) };
}
