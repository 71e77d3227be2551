import type { Signal } from '@preact/signals';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import type { ReportWorkbook } from '../../excel/report-workbook.ts';
import { WorkbookError } from '../../excel/workbook-error.ts';
import { planRun, type RunProgress, type RunRequest, type RunResult, runReport } from '../../service/run.ts';
import type { RunClient } from '../../service/run-client.ts';
import { isMany, type Rates, ratesAfter } from './estimate.ts';
import { AT_FORM, CANCELLED, downloadingOf, outcomeOf, type Run, sizeOf } from './run.ts';

/** What is to be run: a report's choices, without the ways to watch and stop it. */
export type Question = Pick<RunRequest, 'report' | 'params' | 'reason'>;

export interface RunnerParts {
  readonly client: RunClient;
  /** Throws WorkbookError where there is none to be had. */
  readonly workbook: () => Promise<ReportWorkbook>;
  /** Who runs it, by name: it stands on the sheet. */
  readonly by: () => string;
  readonly rates: Signal<Rates>;
  /** What a refusal means for the pane; the phase that follows. */
  readonly whenRefused: (error: unknown, kept: boolean) => Run;
  readonly now?: () => number;
}

export interface Runner {
  /** Asks how many rows; names play no part in that, so they are not asked for. */
  count(question: Question): Promise<void>;
  /** Plans, and goes on to the rows unless there are so many that it asks first. */
  start(question: Question): Promise<void>;
  /** Answers yes to that. */
  goOn(): Promise<void>;
  /** Writes the rows that are here once more. */
  writeAgain(): Promise<void>;
  /** Stops whatever goes on; the form is as it was. */
  cancel(): void;
  /** Back to the form from an answer. */
  toForm(): void;
}

interface Downloaded {
  readonly title: string;
  readonly result: RunResult;
  readonly milliseconds: number;
}

/** Drives one run at a time, and says in `run` where it is. Nothing it does throws. */
export function createRunner(parts: RunnerParts, run: Signal<Run>): Runner {
  const now = parts.now ?? (() => performance.now());
  let stop = new AbortController();
  let planned: { question: Question; plan: PlanAnswer } | undefined;
  let downloaded: Downloaded | undefined;

  /** One activity; what an earlier one still has to say is dropped. */
  async function act(first: Run, work: (signal: AbortSignal, tell: (next: Run) => void) => Promise<void>) {
    stop.abort();
    const own = new AbortController();
    stop = own;
    const tell = (next: Run) => {
      if (stop === own) run.value = next;
    };
    tell(first);
    try {
      await work(own.signal, tell);
    } catch (error) {
      if (stop !== own) return;
      if (own.signal.aborted && !isLeftUnfinished(error)) {
        forget();
        run.value = CANCELLED;
      } else run.value = parts.whenRefused(error, downloaded !== undefined);
    }
  }

  async function download(
    { question, plan }: { question: Question; plan: PlanAnswer },
    signal: AbortSignal,
    tell: (next: Run) => void,
  ): Promise<void> {
    const began = now();
    const onProgress = (progress: RunProgress) => tell(downloadingOf(progress));
    const result = await runReport(parts.client, { ...question, plan, onProgress, signal });
    signal.throwIfAborted();
    downloaded = { title: question.report.title, result, milliseconds: now() - began };
    await write(downloaded, signal, tell);
  }

  async function write({ title, result, milliseconds }: Downloaded, signal: AbortSignal, tell: (next: Run) => void) {
    const of = result.rows.length;
    tell({ phase: 'writing', rows: 0, of });
    const began = now();
    const workbook = await parts.workbook();
    const put = await workbook.put(
      { title, result, by: parts.by(), at: new Date() },
      {
        signal,
        onProgress: (rows) => {
          if (!signal.aborted) tell({ phase: 'writing', rows, of });
        },
      },
    );
    const writeMs = now() - began;
    downloaded = undefined;
    parts.rates.value = ratesAfter(parts.rates.value, {
      rows: of,
      columns: result.columns.length,
      downloadMs: milliseconds,
      writeMs,
    });
    tell({ phase: 'done', outcome: outcomeOf(result, put, milliseconds + writeMs) });
  }

  function forget() {
    planned = undefined;
    downloaded = undefined;
  }

  return {
    count: (question) => {
      forget();
      return act({ phase: 'counting' }, async (signal, tell) => {
        const { hidePii: _, ...params } = question.params;
        const plan = await planRun(parts.client, { report: question.report, params, signal });
        tell({ phase: 'counted', size: sizeOf(plan) });
      });
    },
    start: (question) => {
      forget();
      return act({ phase: 'planning' }, async (signal, tell) => {
        const plan = await planRun(parts.client, { ...question, signal });
        if (!isMany(plan)) return await download({ question, plan }, signal, tell);
        planned = { question, plan };
        tell({ phase: 'asking', size: sizeOf(plan) });
      });
    },
    goOn: async () => {
      if (run.value.phase !== 'asking' || !planned) return;
      const { plan } = planned;
      const going = planned;
      planned = undefined;
      await act({ phase: 'downloading', rows: 0, rowsAtMost: plan.rowsAtMost, done: 0 }, (signal, tell) =>
        download(going, signal, tell),
      );
    },
    writeAgain: async () => {
      const kept = downloaded;
      if (kept)
        await act({ phase: 'writing', rows: 0, of: kept.result.rows.length }, (s, tell) => write(kept, s, tell));
    },
    cancel: () => {
      const { phase } = run.value;
      if (phase === 'writing') {
        run.value = { phase: 'cancelling' };
        stop.abort();
        return;
      }
      if (phase !== 'counting' && phase !== 'planning' && phase !== 'downloading' && phase !== 'asking') return;
      stop.abort();
      // Whatever still comes of it (a token that was long in coming) is nobody's any more.
      stop = new AbortController();
      forget();
      run.value = CANCELLED;
    },
    toForm: () => {
      const { phase } = run.value;
      if (phase === 'writing' || phase === 'cancelling') return;
      stop.abort();
      stop = new AbortController();
      forget();
      run.value = AT_FORM;
    },
  };
}

/** Cancelled or not, a sheet that could not be taken back must be told of. */
function isLeftUnfinished(error: unknown): boolean {
  return error instanceof WorkbookError && (error.code === 'Unfinished' || error.code === 'Closed');
}
