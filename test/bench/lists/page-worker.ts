import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import type { StoreConnection } from '../store/store.ts';
import { listFunction } from './function.ts';
import { paramsOf, type Question } from './questions.ts';
import { askPage, askPlan } from './run-list.ts';

/** What the process is told as its one argument: a function that answers parts of one list, as often as it is sent one. */
export interface PageAssignment {
  readonly store: StoreConnection;
  readonly question: Question;
}

/** A message to it: make a plan, or the page of a plan. It sends the plan, or the bytes of the page. */
export type PartAsked = { readonly plan?: undefined } | { readonly plan: PlanAnswer; readonly page: number };
export type PartAnswered = PlanAnswer | number;

const { store, question } = JSON.parse(process.argv[2] ?? '') as PageAssignment;
const { handler, token } = await listFunction(store);

process.on('message', async (asked: PartAsked) => {
  const answered: PartAnswered = asked.plan
    ? (await askPage(handler, token, asked.plan, asked.page)).length
    : await askPlan(handler, token, question.report, paramsOf(question));
  process.send?.(answered);
});
