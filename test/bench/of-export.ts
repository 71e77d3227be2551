import { openDuckDb, readIntoTables } from './duckdb/open.ts';
import { madeUpExport } from './exports/made-up-export.ts';
import type { Figure } from './figure.ts';
import { firstImport, laterImports } from './imports/imports.ts';
import { listFigures } from './lists/lists.ts';
import { clientsOf } from './options.ts';
import { startStore } from './store/store.ts';
import { userFigures } from './users/users.ts';

/** All that is measured on a made-up export of about so many enrollments. */
export async function* exportFigures(
  enrollments: number,
  seed: number,
  { withUsers }: { readonly withUsers: boolean },
): AsyncGenerator<Figure> {
  const made = await madeUpExport(clientsOf(enrollments), seed);
  const db = await openDuckDb(made.folder);
  const cpu = process.cpuUsage();
  const began = performance.now();
  await readIntoTables(db);
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const duckDb = { ms, cpuMs: (user + system) / 1_000 };
  const store = await startStore();
  try {
    const { enrollments: stored } = yield* firstImport(store, made, duckDb);
    yield* listFigures(store, db, stored);
    if (withUsers) yield* userFigures(store, db, stored);
    yield* laterImports(store, made);
  } finally {
    db.closeSync();
    await store.close();
  }
}
