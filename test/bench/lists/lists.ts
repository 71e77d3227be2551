import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { askDuckDb } from '../duckdb/ask.ts';
import { compareRows } from '../duckdb/compare.ts';
import type { Source } from '../duckdb/open.ts';
import { beside, type Figure } from '../figure.ts';
import type { StoreConnection } from '../store/store.ts';
import { inOwnProcess } from '../store/worker.ts';
import { choices } from './choices.ts';
import type { ListAssignment, ListCost } from './list-worker.ts';
import type { Question } from './questions.ts';
import { msSideBySide } from './side-by-side.ts';

const WORKER = join(import.meta.dirname, 'list-worker.ts');

/** What a list may cost, times what it is held against. */
interface Targets {
  readonly floor?: number;
  readonly csv?: number;
  readonly tables?: number;
  /** Of every stored row that is read (CORE). */
  readonly rcuARead?: number;
  /** Of every row that is answered. */
  readonly rcuAnAnswer?: number;
}

const NO_TARGETS: Targets = {};

/** The lists of a project and of a CoC: what each costs, beside the store's floor and beside DuckDB, and whether both agree. */
export async function* listFigures(
  store: StoreConnection,
  db: DuckDBConnection,
  enrollments: number,
): AsyncGenerator<Figure> {
  const { project, coc, many } = await choices(db);
  const of = `of ${enrollments.toLocaleString('en-US')} enrollments`;
  const ask = (name: string, question: Omit<Question, 'name'>, times: number, targets = NO_TARGETS) =>
    figuresOf(store, db, { name: `${name} ${of}`, ...question }, times, targets);
  const year = { from: coc.yearAgo, to: coc.lastDay } as const;
  const day = { from: coc.lastDay, to: coc.lastDay } as const;

  yield* ask(
    'list of the largest project, a year,',
    { report: 'active-clients', projects: [project], ...year, method: 'entryExit' },
    15,
    { floor: 1.5, csv: 1 / 50, rcuARead: 0.015 },
  );
  yield* ask(
    `list of a CoC, one day,`,
    { report: 'active-clients', projects: coc.projects, ...day, method: 'entryExit' },
    3,
    { csv: 1 / 5, tables: 1, rcuARead: 0.015, rcuAnAnswer: 0.04 },
  );
  yield* ask(
    'annual assessments of a CoC',
    { report: 'annual-assessments', projects: coc.projects, ...day, method: 'entryExit' },
    3,
  );
  yield* ask(
    'data entry timing of a CoC, a year,',
    { report: 'data-entry-timing', projects: coc.projects, ...year, method: 'entryExit' },
    3,
  );
  // Not for what they cost: for the rules that the others do not ask for.
  yield* agreement(store, db, [
    { name: `list by services ${of}`, report: 'active-clients', projects: many, ...year, method: 'services' },
    { name: `list of a night ${of}`, report: 'active-clients', projects: many, ...day, method: 'inResidence' },
  ]);
}

async function* figuresOf(
  store: StoreConnection,
  db: DuckDBConnection,
  question: Question,
  times: number,
  targets: Targets,
): AsyncGenerator<Figure> {
  const { name } = question;
  const cost = await asked(store, question, times);
  const { floor } = cost;
  // A list of one page has nothing to answer beside it.
  const sideBySide = cost.pages > 1 ? await msSideBySide(store, question, times) : undefined;
  yield { figure: `${name}, rows`, value: cost.rows, unit: 'rows' };
  yield beside(`${name}, beside the floor of its requests`, cost.ms, 'ms', floor.ms, targets.floor);
  yield beside(`${name}, beside the Queries of its segments alone`, cost.ms, 'ms', cost.queriesMs);
  for (const source of ['csv', 'tables'] as const) {
    const duckDb = await timed(db, source, question);
    const where = source === 'csv' ? 'DuckDB on the CSV files' : 'DuckDB on its tables';
    yield beside(`${name}, beside ${where}`, cost.ms, 'ms', duckDb.ms, targets[source]);
    if (sideBySide !== undefined) {
      yield beside(`${name}, pages side by side, beside ${where}`, sideBySide, 'ms', duckDb.ms, targets[source]);
    }
    yield beside(`${name}, processor time beside ${where}`, cost.cpuMs, 'ms', duckDb.cpuMs);
  }
  yield beside(`${name}, processor time beside the floor`, cost.cpuMs, 'ms', floor.cpuMs);
  yield { figure: `${name}, first run of a new function`, value: Math.round(cost.firstMs), unit: 'ms' };
  yield { figure: `${name}, first run of a new function`, value: cost.firstRcu, unit: 'RCU' };
  yield beside(`${name}, segments, beside rows read`, cost.coreRcu, 'RCU', cost.storedRows, targets.rcuARead);
  yield beside(`${name}, beside rows answered`, cost.rcu, 'RCU', cost.rows, targets.rcuAnAnswer);
  yield { figure: name, value: cost.requests, unit: 'requests' };
  yield { figure: `${name}, answer`, value: cost.bytes, unit: 'bytes' };
  yield { figure: `${name}, peak memory`, value: cost.peakBytes, unit: 'bytes' };
  yield* agreementOf(store, db, question);
}

async function* agreement(
  store: StoreConnection,
  db: DuckDBConnection,
  questions: readonly Question[],
): AsyncGenerator<Figure> {
  for (const question of questions) {
    await asked(store, question, 1);
    await askDuckDb(db, 'tables', question);
    yield* agreementOf(store, db, question);
  }
}

/** Rows that one side has and the other has not; both were asked before. */
async function* agreementOf(store: StoreConnection, db: DuckDBConnection, question: Question): AsyncGenerator<Figure> {
  const { onlyOurs, onlySql, differing } = await compareRows(db, question, rowsFile(store));
  for (const { column, rows, enrollmentId } of differing) {
    console.error(`${question.name}: ${column} differs in ${rows} rows, EnrollmentID ${enrollmentId} among them.`);
  }
  yield {
    figure: `${question.name}, rows that the SQL has otherwise`,
    value: onlyOurs + onlySql,
    unit: 'rows',
    target: 0,
  };
}

async function asked(store: StoreConnection, question: Question, times: number) {
  const assignment: ListAssignment = { store, question, times, rowsTo: rowsFile(store) };
  return inOwnProcess<ListCost>(WORKER, assignment);
}

function rowsFile({ folder }: StoreConnection): string {
  return join(folder, 'rows.ndjson');
}

async function timed(db: DuckDBConnection, source: Source, question: Question): Promise<{ ms: number; cpuMs: number }> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await askDuckDb(db, source, question);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1_000 };
}
