import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type DynamoCost, meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import { median } from '../figure.ts';
import { peakMemory } from '../store/peak-memory.ts';
import type { StoreConnection } from '../store/store.ts';
import { type FloorCost, floorOf, recordRequests } from './floor.ts';
import { listFunction } from './function.ts';
import { paramsOf, type Question } from './questions.ts';
import { type ListRun, recordsOf, runList } from './run-list.ts';

/** What the process is told. It asks a question of a function that has answered before, and of one that has not. */
export interface ListAssignment {
  readonly store: StoreConnection;
  readonly question: Question;
  /** How often it is asked; the median counts. */
  readonly times: number;
  /** A file that the rows go to, a JSON record a line. */
  readonly rowsTo: string;
}

/** What it prints as JSON. */
export interface ListCost {
  readonly ms: number;
  readonly cpuMs: number;
  /** What the first run of a new function took: it has no map and no catalog yet. */
  readonly firstMs: number;
  readonly firstRcu: number;
  readonly rcu: number;
  readonly requests: number;
  /** Of the answer, packed. */
  readonly bytes: number;
  readonly pages: number;
  readonly rows: number;
  readonly storedRows: number;
  readonly peakBytes: number;
  /** Of the Queries of CORE segments. */
  readonly coreRcu: number;
  /** The same requests, nothing decoded; and of these the Queries of segments alone. */
  readonly floor: { readonly ms: number; readonly cpuMs: number };
  readonly queriesMs: number;
}

const WARM_UPS = 2;

const { store, question, times, rowsTo } = JSON.parse(process.argv[2] ?? '') as ListAssignment;
const { dynamo, handler, token } = await listFunction(store);
const recorder = recordRequests(dynamo);
const ask = () => runList(handler, token, question.report, paramsOf(question));

const first = await timed(ask);
// Warm code is what a warm function has.
for (let n = 0; n < WARM_UPS; n++) await ask();
const runs: Timed<ListRun>[] = [];
let recorded = recorder.taken();
for (let n = 0; n < times; n++) {
  recorder.taken();
  runs.push(await timed(ask));
  recorded = recorder.taken();
}
const run = runs[0] ?? first;
const floors: FloorCost[] = [];
const queries: FloorCost[] = [];
const ofSegments = recorded.requests.filter(({ isOfSegments }) => isOfSegments);
for (let n = 0; n < WARM_UPS + times; n++) {
  floors.push(await floorOf(store.connection, recorded.requests));
  queries.push(await floorOf(store.connection, ofSegments));
}
for (const costs of [floors, queries]) costs.splice(0, WARM_UPS);

const peakBytes = peakMemory();
const lines = function* () {
  for (const record of recordsOf(run.value)) yield `${JSON.stringify(record)}\n`;
};
await pipeline(Readable.from(lines()), createWriteStream(rowsTo));
let rows = 0;
for (const _ of recordsOf(run.value)) rows++;
const result: ListCost = {
  ms: median(runs.map(({ ms }) => ms)),
  cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
  firstMs: first.ms,
  firstRcu: first.cost.rcu,
  rcu: run.cost.rcu,
  requests: run.cost.requests,
  bytes: run.value.pages.reduce((sum, page) => sum + page.length, 0),
  pages: run.value.plan.pages,
  rows,
  storedRows: run.value.plan.rowsAtMost,
  peakBytes,
  coreRcu: recorded.coreRcu,
  floor: { ms: median(floors.map(({ ms }) => ms)), cpuMs: median(floors.map(({ cpuMs }) => cpuMs)) },
  queriesMs: median(queries.map(({ ms }) => ms)),
};
console.log(JSON.stringify(result));
process.exit(0);

interface Timed<T> {
  readonly value: T;
  readonly cost: DynamoCost;
  readonly ms: number;
  readonly cpuMs: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const { value, cost } = await meterDynamo(work);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { value, cost, ms, cpuMs: (user + system) / 1_000 };
}
