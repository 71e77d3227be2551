import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import type { CalendarDate } from '../../../shared/dates.ts';
import type { PutAnswer } from '../../excel/report-workbook.ts';
import type { RunProgress, RunResult } from '../../service/run.ts';
import type { PlanSize } from './estimate.ts';
import type { Trouble } from './trouble.ts';

/** A run, from the form and back to it. */
export type Run =
  | { readonly phase: 'form'; readonly cancelled: boolean }
  | { readonly phase: 'counting' }
  | { readonly phase: 'counted'; readonly size: PlanSize }
  | { readonly phase: 'planning' }
  /** Whether so many rows are really wanted. */
  | { readonly phase: 'asking'; readonly size: PlanSize }
  /** `done`: the share of the pages that are in, 0 to 1. */
  | { readonly phase: 'downloading'; readonly rows: number; readonly rowsAtMost: number; readonly done: number }
  | { readonly phase: 'writing'; readonly rows: number; readonly of: number }
  /** The workbook takes back what was written. */
  | { readonly phase: 'cancelling' }
  | { readonly phase: 'done'; readonly outcome: Outcome }
  /** `kept`: the rows are here and can be written again. */
  | { readonly phase: 'failed'; readonly trouble: Trouble; readonly kept: boolean };

export const AT_FORM: Run = { phase: 'form', cancelled: false };
export const CANCELLED: Run = { phase: 'form', cancelled: true };

/** What a finished run says of itself. */
export interface Outcome {
  readonly put: PutAnswer;
  readonly milliseconds: number;
  readonly exportDate: CalendarDate;
  readonly piiHidden: boolean;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

export function outcomeOf(result: RunResult, put: PutAnswer, milliseconds: number): Outcome {
  return {
    put,
    milliseconds,
    exportDate: result.snapshot.exportDate,
    piiHidden: result.params.hidePii !== false,
    ...sortNotes(result.notes),
  };
}

const WARNING = /^Warning: /;

/** The notes of a run with its warnings apart, which a reader must see first. */
export function sortNotes(notes: readonly string[]): {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
} {
  return {
    warnings: notes.filter((note) => WARNING.test(note)).map((note) => note.replace(WARNING, '')),
    notes: notes.filter((note) => !WARNING.test(note)),
  };
}

/** A run as it is while its pages come in. */
export function downloadingOf({ rows, rowsAtMost, pages, pagesDone }: RunProgress): Run & { phase: 'downloading' } {
  return { phase: 'downloading', rows, rowsAtMost, done: pages === 0 ? 1 : pagesDone / pages };
}

export function sizeOf(plan: PlanAnswer): PlanSize {
  return { rowsAtMost: plan.rowsAtMost, pages: plan.pages, columns: plan.columns.length };
}

/** True while something goes on by itself. */
export function isBusy({ phase }: Run): boolean {
  return ['counting', 'planning', 'downloading', 'writing', 'cancelling'].includes(phase);
}
