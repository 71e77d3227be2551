import { type AnswerColumn, answerColumns, type Cell } from './column.ts';
import type { PageAnswer, PlanAnswer } from './contract/runs.ts';
import { HmisError } from './errors.ts';
import type { ReportLook } from './look.ts';
import { runNotes } from './notes.ts';
import type { Parameters, ParamsOf } from './parameter.ts';
import { comparePlaced, type PlacedRow, type ReportDefinition, type RunFacts } from './report.ts';
import type { SnapshotFacts } from './snapshot.ts';
import { addTallies, type Tally } from './tally.ts';

/** Columns and cells: what a worksheet, an `.xlsx`, a CSV and a JSON file are made of, each cell the same in all four. */
export interface Table {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A whole run: every page, in the contract's order. */
export interface RunResult extends Table {
  readonly report: string;
  /** Every default resolved. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly snapshot: SnapshotFacts;
  readonly summary?: Table;
  readonly notes: readonly string[];
  readonly plan: string;
  /** How its sheets look, by the definition. */
  readonly look?: ReportLook;
}

/** What of a plan is in the result. */
type Planned = Pick<PlanAnswer, 'report' | 'snapshot' | 'columns' | 'plan' | 'run'> & {
  /** Every default resolved, checked against the definition. */
  readonly params: ParamsOf<Parameters>;
};

/** The whole run out of its pages, in whatever order they came. Throws HmisError `Internal` where a page is not whole. */
export function runResult(report: ReportDefinition, plan: Planned, pages: readonly PageAnswer[]): RunResult {
  const rows = inOrder(pages, plan.columns.length);
  const tally: Tally = addTallies(pages.map((page) => page.tally));
  const { params } = plan;
  const run: RunFacts = { snapshot: plan.snapshot, rows: rows.length, ...plan.run };
  const summary = report.summary?.(params, tally);
  return {
    report: plan.report,
    params,
    snapshot: plan.snapshot,
    columns: plan.columns,
    rows,
    ...(summary && {
      summary: { columns: answerColumns(summary.columns, plan.snapshot.format), rows: summary.rows },
    }),
    notes: runNotes(report, params, tally, run),
    plan: plan.plan,
    ...(report.look && { look: report.look }),
  };
}

function inOrder(pages: readonly PageAnswer[], width: number): (readonly Cell[])[] {
  const placed: PlacedRow[] = [];
  for (const { places, rows } of pages) {
    if (places.length !== rows.length) throw notWhole();
    rows.forEach((cells, i) => {
      if (cells.length !== width) throw notWhole();
      placed.push({ place: places[i] ?? '', cells });
    });
  }
  return placed.sort(comparePlaced).map((row) => row.cells);
}

function notWhole(): HmisError {
  return new HmisError('Internal', 'The service answered a page that is not whole: run the report again.');
}
