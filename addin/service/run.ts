import type { PageAnswer, PlanAnswer } from '../../shared/contract/runs.ts';
import { HmisError } from '../../shared/errors.ts';
import { type Parameters, type ParamsOf, resolveParameters } from '../../shared/parameter.ts';
import type { ReportDefinition } from '../../shared/report.ts';
import { type RunResult, runResult } from '../../shared/run-result.ts';
import { unreadable } from './refusal.ts';
import type { RunClient } from './run-client.ts';

export type { RunResult };

export interface RunRequest {
  readonly report: ReportDefinition;
  /** What differs from the defaults. `hidePii: false` goes to the routes with names, which ask for a reason. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
  /** The answer of `planRun` to the same question, where it has been asked; else the run asks it. */
  readonly plan?: PlanAnswer | undefined;
  /** Called when the plan is in, and after each page. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RunProgress {
  readonly pages: number;
  readonly pagesDone: number;
  /** Rows so far. */
  readonly rows: number;
  /** Stored enrollments the run looks at. */
  readonly rowsAtMost: number;
}

const AT_ONCE = 5;

/** Asks how large a run will be: nothing is read yet. Throws what the service said. */
export function planRun(client: RunClient, { report, params, reason, signal }: RunRequest): Promise<PlanAnswer> {
  const body = reason === undefined ? { params } : { params, reason };
  return client.plan(report.id, body, params.hidePii === false, { signal });
}

/**
 * Runs a report: the plan, its pages five at a time, then rows in order, notes and summary. All or nothing: nobody ever
 * sees a part. Where an import or a change of rights overtakes the run (`PlanChanged`, `SnapshotGone`) it starts over
 * once; then, and for every other refusal, it throws what the service said.
 */
export async function runReport(client: RunClient, request: RunRequest): Promise<RunResult> {
  try {
    return await runOnce(client, request);
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    return await runOnce(client, { ...request, plan: undefined });
  }
}

function isOvertaken(error: unknown): boolean {
  return error instanceof HmisError && (error.code === 'PlanChanged' || error.code === 'SnapshotGone');
}

async function runOnce(client: RunClient, request: RunRequest): Promise<RunResult> {
  const plan = request.plan ?? (await planRun(client, request));
  const pages = await allPages(client, request, plan);
  return runResult(request.report, { ...plan, params: resolvedParams(request.report, plan) }, pages);
}

async function allPages(client: RunClient, request: RunRequest, plan: PlanAnswer): Promise<PageAnswer[]> {
  const { report, params, reason, onProgress, signal } = request;
  const pii = params.hidePii === false;
  const body = { params: plan.params, snapshot: plan.snapshot.id, plan: plan.plan, ...(reason ? { reason } : {}) };
  const pages: PageAnswer[] = [];
  let rows = 0;
  const tell = () => onProgress?.({ pages: plan.pages, pagesDone: pages.length, rows, rowsAtMost: plan.rowsAtMost });

  const stop = new AbortController();
  const cancel = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  let next = 0;
  const worker = async () => {
    while (next < plan.pages) {
      const page = await client.page(report.id, next++, body, pii, { signal: stop.signal });
      pages.push(page);
      rows += page.rows.length;
      tell();
    }
  };
  try {
    signal?.throwIfAborted();
    tell();
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, plan.pages) }, worker));
    return pages;
  } finally {
    // One page refused: the others would only load the service.
    stop.abort();
    signal?.removeEventListener('abort', cancel);
  }
}

/** The plan's parameters, checked against the definition at hand: nothing is left to fill in. */
function resolvedParams(report: ReportDefinition, plan: PlanAnswer): ParamsOf<Parameters> {
  try {
    return resolveParameters(report.parameters, plan.params, plan.snapshot.exportEndDate);
  } catch {
    throw unreadable();
  }
}
