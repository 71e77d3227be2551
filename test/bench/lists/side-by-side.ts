import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { median } from '../figure.ts';
import type { StoreConnection } from '../store/store.ts';
import type { PageAssignment, PartAnswered, PartAsked } from './page-worker.ts';
import type { Question } from './questions.ts';

const WORKER = join(import.meta.dirname, 'page-worker.ts');

/** As many pages as a client asks for at once; Lambda answers each by a function of its own. */
const AT_ONCE = 5;

/**
 * The time of a list whose pages are answered side by side, in milliseconds: the median of so many runs by as many
 * functions as there are processors, DuckDB's threads being so many, too.
 */
export async function msSideBySide(store: StoreConnection, question: Question, times: number): Promise<number> {
  const assignment: PageAssignment = { store, question };
  const functions = Array.from({ length: Math.min(AT_ONCE, availableParallelism()) }, () =>
    fork(WORKER, [JSON.stringify(assignment)]),
  );
  try {
    const [first] = functions;
    if (!first) throw new Error('There is no processor.');
    const plan = (await asked(first, {})) as PlanAnswer;
    // Every function is warm: it has map, catalog and compiled code.
    await Promise.all(functions.map((each) => everyPage([each], plan)));
    const all: number[] = [];
    for (let n = 0; n < times; n++) {
      const began = performance.now();
      await everyPage(functions, (await asked(first, {})) as PlanAnswer);
      all.push(performance.now() - began);
    }
    return median(all);
  } finally {
    for (const each of functions) each.kill();
  }
}

async function everyPage(functions: readonly ChildProcess[], plan: PlanAnswer): Promise<void> {
  const waiting = Array.from({ length: plan.pages }, (_, page) => page);
  const inTurn = async (each: ChildProcess) => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) await asked(each, { plan, page });
  };
  await Promise.all(functions.map(inTurn));
}

async function asked(each: ChildProcess, part: PartAsked): Promise<PartAnswered> {
  const answered = new AbortController();
  const { signal } = answered;
  each.send(part);
  try {
    return await Promise.race([
      once(each, 'message', { signal }).then(([value]) => value as PartAnswered),
      once(each, 'exit', { signal }).then(([code]) => Promise.reject(new Error(`${WORKER} ended with ${code}.`))),
    ]);
  } finally {
    answered.abort();
  }
}
