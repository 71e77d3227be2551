import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { changedExport } from '../exports/changed-export.ts';
import type { MadeUpExport } from '../exports/made-up-export.ts';
import { beside, type Figure } from '../figure.ts';
import type { StoreConnection } from '../store/store.ts';
import { inOwnProcess } from '../store/worker.ts';
import type { ImportAssignment, ImportCost } from './import-worker.ts';

const WORKER = join(import.meta.dirname, 'import-worker.ts');
/** The importing function's memory, which a state's export must not outgrow. */
const MEMORY_BYTES = 2_000_000_000;
/** Times that DuckDB takes to read the same files into tables. */
const SLOWER_THAN_DUCKDB = 8;
const ONE_PERCENT = 0.01;
const SPREAD_UP_TO = 200_000;

/** What the first import of an export costs; leaves it as the store's current snapshot. */
export async function* firstImport(
  store: StoreConnection,
  made: MadeUpExport,
  duckDb: { readonly ms: number; readonly cpuMs: number },
): AsyncGenerator<Figure, ImportCost> {
  const cost = await imported(store, made.zip);
  const of = `import of ${named(cost)}`;
  yield beside(`${of}, beside DuckDB reading the same files into tables`, cost.ms, 'ms', duckDb.ms, SLOWER_THAN_DUCKDB);
  yield beside(`${of}, processor time beside DuckDB's`, cost.cpuMs, 'ms', duckDb.cpuMs);
  yield { figure: `${of}, rows of all files`, value: Math.round(rowsOf(made) / (cost.ms / 1_000)), unit: 'rows/s' };
  yield { figure: `${of}, peak memory`, value: cost.peakBytes, unit: 'bytes', target: MEMORY_BYTES };
  yield { figure: of, value: cost.wcu, unit: 'WCU' };
  yield { figure: of, value: cost.requests, unit: 'requests' };
  yield { figure: `${of}, stored`, value: cost.storedBytes, unit: 'bytes' };
  return cost;
}

/** The same zip again, and with one in a hundred changed: projects, then enrollments. */
export async function* laterImports(store: StoreConnection, made: MadeUpExport): AsyncGenerator<Figure> {
  const again = await imported(store, made.zip);
  const of = `same export of ${named(again)} again`;
  yield { figure: `${of}, segments written`, value: again.segments, unit: 'segments', target: 0 };
  yield { figure: of, value: again.wcu, unit: 'WCU' };
  yield { figure: of, value: Math.round(again.ms), unit: 'ms' };

  const isChanged = oneInAHundredProjects();
  const few = await changed(store, made, (row) => isChanged(String(row.ProjectID)));
  yield* figuresOf(few.cost, 'with one project in a hundred changed');
  yield {
    figure: `export of ${named(few.cost)} with one project in a hundred changed, projects rewritten`,
    value: few.cost.projects - few.cost.projectsUnchanged,
    unit: 'projects',
    target: isChanged.projects(),
  };
  // Every project has a changed one then, and all is written anew: of a million it would only take long.
  if (few.cost.enrollments > SPREAD_UP_TO) return;
  const spread = await changed(store, made, (_, n) => n % Math.round(1 / ONE_PERCENT) === 0);
  yield* figuresOf(spread.cost, 'with one enrollment in a hundred changed, all over');
}

function* figuresOf(cost: ImportCost, how: string): Generator<Figure> {
  const of = `export of ${named(cost)} ${how}`;
  yield { figure: of, value: cost.wcu, unit: 'WCU' };
  yield { figure: `${of}, segments written`, value: cost.segments, unit: 'segments' };
  yield { figure: of, value: Math.round(cost.ms), unit: 'ms' };
}

function imported(store: StoreConnection, zip: string): Promise<ImportCost> {
  const assignment: ImportAssignment = { store, zip };
  return inOwnProcess<ImportCost>(WORKER, assignment);
}

async function changed(
  store: StoreConnection,
  made: MadeUpExport,
  isChanged: Parameters<typeof changedExport>[1],
): Promise<{ readonly cost: ImportCost }> {
  const zip = join(store.folder, 'changed.zip');
  await changedExport(made, isChanged, zip);
  const cost = await imported(store, zip);
  await rm(zip);
  return { cost };
}

/** Every hundredth project that comes, the first one among them. */
function oneInAHundredProjects(): ((projectId: string) => boolean) & { projects(): number } {
  const numbers = new Map<string, number>();
  const isOne = (projectId: string): boolean => {
    const n = numbers.get(projectId) ?? numbers.size;
    numbers.set(projectId, n);
    return n % Math.round(1 / ONE_PERCENT) === 0;
  };
  const projects = () => Math.ceil(numbers.size * ONE_PERCENT);
  return Object.assign(isOne, { projects });
}

function rowsOf({ summary }: MadeUpExport): number {
  return Object.values(summary.rows).reduce((sum, rows) => sum + rows, 0);
}

function named({ enrollments }: ImportCost): string {
  return `${enrollments.toLocaleString('en-US')} enrollments`;
}
