import { type Signal, signal } from '@preact/signals';
import type { PlanAnswer } from '../../../../shared/contract/runs.ts';
import { HmisError } from '../../../../shared/errors.ts';
import { loadReport } from '../../../../shared/load-report.ts';
import { keyOf } from '../../../../shared/report.ts';
import { partKey, partOf } from '../../../excel/design/parts.ts';
import type { ReportSheet, ReportWorkbook, SheetRun } from '../../../excel/report-workbook.ts';
import { WorkbookError } from '../../../excel/workbook-error.ts';
import { planRun, runReport } from '../../../service/run.ts';
import type { RunClient } from '../../../service/run-client.ts';
import { isMany, type Rates, ratesAfter } from '../estimate.ts';
import { downloadingOf, sizeOf } from '../run.ts';
import { type Course, courseOf, type Trouble, troubleOf } from '../trouble.ts';
import type { Turn, Turns } from './turn.ts';
import type { Unsaved } from './unsaved.ts';

export interface QueueParts {
  readonly client: RunClient;
  readonly workbook: () => Promise<ReportWorkbook>;
  /** Who refreshes, by name: it stands on *About these reports*. */
  readonly by: () => string;
  readonly rates: Signal<Rates>;
  readonly sheets: () => readonly ReportSheet[];
  /** Reads the list of sheets anew. */
  readonly reread: () => Promise<void>;
  /** Does what a refusal asks of the pane; gives what a sheet's own line is to say, if anything. */
  readonly follow: (course: Course) => Trouble | undefined;
  readonly now?: () => number;
  /** What is saved nowhere and would be written over; undefined for a sheet that nobody can edit. */
  readonly unsaved?: (
    sheet: ReportSheet,
    how: { readonly reason: string | undefined; readonly signal: AbortSignal },
  ) => Promise<Unsaved | undefined>;
}

export interface Queue {
  readonly turns: Signal<Turns>;
  /** The sheets in their order while any of them is being refreshed; afterwards those of the last time. */
  readonly ids: Signal<readonly string[]>;
  readonly running: Signal<boolean>;
  /** `reason`: why names are shown, for sheets that show them; kept in memory until the last of them has its answer. */
  start(ids: readonly string[], reason: string | undefined): Promise<void>;
  /** Answers yes to a sheet of very many rows, or says what is to become of one's unsaved edits. */
  goOn(id: string, edits?: EditsAnswer): Promise<void>;
  /** Why names are shown in a sheet that waits for an answer. */
  reasonOf(id: string): string | undefined;
  stop(): void;
}

/** `saved`: they were saved meanwhile, and are looked for anew. */
export type EditsAnswer = 'keep' | 'drop' | 'saved';

interface Asked {
  readonly reason: string | undefined;
  readonly plan?: PlanAnswer;
  readonly unsaved?: Unsaved | undefined;
  readonly keep?: boolean;
}

/** Refreshes sheets one after the other. What fails stops nothing else, and says so in its sheet's turn. */
export function createQueue(parts: QueueParts): Queue {
  const turns = signal<Turns>(new Map());
  const ids = signal<readonly string[]>([]);
  const running = signal(false);
  const now = parts.now ?? (() => performance.now());
  const asked = new Map<string, Asked>();
  let stopper = new AbortController();

  function tell(id: string, turn: Turn): void {
    turns.value = new Map(turns.peek()).set(id, turn);
  }

  async function run(order: readonly string[], work: (id: string, signal: AbortSignal) => Promise<void>) {
    if (running.peek()) return;
    running.value = true;
    ids.value = order;
    turns.value = new Map(order.map((id) => [id, { phase: 'waiting' }]));
    const own = new AbortController();
    stopper = own;
    for (const id of order) {
      if (own.signal.aborted) tell(id, { phase: 'stopped' });
      else await turnOf(id, work, own.signal);
    }
    await parts.reread();
    running.value = false;
  }

  async function turnOf(id: string, work: (id: string, signal: AbortSignal) => Promise<void>, signal: AbortSignal) {
    try {
      await work(id, signal);
    } catch (error) {
      if (signal.aborted && !isLeftUnfinished(error)) return tell(id, { phase: 'stopped' });
      const trouble = parts.follow(courseOf(error, [])) ?? troubleOf(error);
      tell(id, { phase: 'failed', trouble });
      // Nobody is signed in any more: the others would fail alike.
      if (error instanceof HmisError && error.code === 'NotSignedIn') stopper.abort();
    }
  }

  async function refresh(id: string, { reason, plan, ...said }: Asked, signal: AbortSignal): Promise<void> {
    const sheet = parts.sheets().find((each) => each.id === id);
    if (!sheet) throw new WorkbookError('SheetGone');
    tell(id, { phase: 'planning' });
    const report = await loadReport(sheet.report);
    const question = { report, params: sheet.params, reason: sheet.piiHidden ? undefined : reason };
    const unsaved = said.unsaved ?? (await parts.unsaved?.(sheet, { reason: question.reason, signal }));
    signal.throwIfAborted();
    if (unsaved && unsaved.rows > 0 && said.keep === undefined) {
      asked.set(id, { reason, unsaved });
      return tell(id, { phase: 'unsaved', rows: unsaved.rows });
    }
    const planned = plan ?? (await planRun(parts.client, { ...question, signal }));
    signal.throwIfAborted();
    if (!plan && isMany(planned)) {
      asked.set(id, { reason, plan: planned, ...said, unsaved });
      return tell(id, { phase: 'asking', size: sizeOf(planned) });
    }
    const began = now();
    const onProgress: Parameters<typeof runReport>[1]['onProgress'] = (progress) => tell(id, downloadingOf(progress));
    const downloaded = await runReport(parts.client, { ...question, plan: planned, onProgress, signal });
    signal.throwIfAborted();
    const result = unsaved ? await unsaved.over(downloaded, said.keep === true) : downloaded;
    const list: SheetRun = { title: report.title, result, by: parts.by(), at: new Date() };
    const run = sheet.part ? partOf(list, sheet.part) : { ...list, title: sheet.title };
    if (!run) throw new WorkbookError('SheetGone');
    const key = sheet.part ? partKey(run.result.columns) : keyOf(report);
    const [of, arrived] = [run.result.rows.length, now()];
    tell(id, { phase: 'writing', rows: 0, of });
    const keeper = await (await parts.workbook()).keeper();
    const answer = await keeper.refresh(id, run, key, {
      signal,
      onProgress: (rows) => tell(id, { phase: 'writing', rows, of }),
    });
    parts.rates.value = ratesAfter(parts.rates.value, {
      rows: of,
      columns: run.result.columns.length,
      downloadMs: arrived - began,
      writeMs: now() - arrived,
    });
    const { proof, changes, newColumns, keptNotes, exportDateBefore } = answer;
    const { exportDate } = result.snapshot;
    const outcome = { proof, changes, newColumns, keptNotes, exportDate, exportDateBefore };
    tell(id, { phase: 'done', outcome: { ...outcome, key, painted: false } });
  }

  return {
    turns,
    ids,
    running,
    start: (order, reason) => {
      asked.clear();
      return run(order, (id, signal) => refresh(id, { reason }, signal));
    },
    goOn: async (id, edits) => {
      const answered = asked.get(id);
      if (!answered || running.peek()) return;
      asked.delete(id);
      const before = turns.peek();
      const { reason, unsaved: _, ...rest } = answered;
      const next = edits === 'saved' ? { ...rest, reason } : edits ? { ...answered, keep: edits === 'keep' } : answered;
      const going = run([id], (one, signal) => refresh(one, next, signal));
      // What the other sheets have to say is still so.
      turns.value = new Map([...before, ...turns.peek()]);
      await going;
    },
    reasonOf: (id) => asked.get(id)?.reason,
    stop: () => stopper.abort(new Error('stopped')),
  };
}

/** Stopped or not, a sheet that could not be put back must be told of. */
function isLeftUnfinished(error: unknown): boolean {
  return error instanceof WorkbookError && (error.code === 'RefreshUnfinished' || error.code === 'Closed');
}
