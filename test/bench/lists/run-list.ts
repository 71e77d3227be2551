import { gunzipSync } from 'node:zlib';
import type { Handler } from '../../../functions/api/handler.ts';
import type { PageAnswer, PlanAnswer } from '../../../shared/contract/runs.ts';
import { eventOf } from '../../functions/api/direct.ts';

/** A whole run as the client gets it: a plan, then every page, one after the other. */
export interface ListRun {
  readonly plan: PlanAnswer;
  /** Packed, as they were answered. */
  readonly pages: readonly Buffer[];
}

/** Asks a handler for a run, names hidden. Throws an Error where it is refused. */
export async function runList(
  handler: Handler,
  token: string,
  report: string,
  params: Readonly<Record<string, unknown>>,
): Promise<ListRun> {
  const plan = await askPlan(handler, token, report, params);
  const pages: Buffer[] = [];
  for (let n = 0; n < plan.pages; n++) pages.push(await askPage(handler, token, plan, n));
  return { plan, pages };
}

export async function askPlan(
  handler: Handler,
  token: string,
  report: string,
  params: Readonly<Record<string, unknown>>,
): Promise<PlanAnswer> {
  return JSON.parse(unpacked(await ask(handler, token, `${report}/plan`, { params }))) as PlanAnswer;
}

/** A page of a planned run, packed. */
export function askPage(
  handler: Handler,
  token: string,
  { report, params, snapshot, plan }: PlanAnswer,
  n: number,
): Promise<Buffer> {
  return ask(handler, token, `${report}/pages/${n}`, { params, snapshot: snapshot.id, plan });
}

async function ask(handler: Handler, token: string, path: string, body: object): Promise<Buffer> {
  const answer = await handler(
    eventOf({
      method: 'POST',
      path: `/v1/reports/${path}`,
      token,
      body: JSON.stringify(body),
      headers: { 'accept-encoding': 'gzip' },
    }),
  );
  if (answer.statusCode !== 200) throw new Error(`The run was refused: ${answer.body}`);
  return Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
}

/** The rows of a run, each as a record by column key. */
export function* recordsOf({ plan, pages }: ListRun): Generator<Readonly<Record<string, string | number | null>>> {
  for (const page of pages) {
    for (const row of (JSON.parse(unpacked(page)) as PageAnswer).rows) {
      yield Object.fromEntries(plan.columns.map(({ key }, i) => [key, row[i] ?? null]));
    }
  }
}

function unpacked(body: Buffer): string {
  return (body[0] === 0x1f ? gunzipSync(body) : body).toString();
}
