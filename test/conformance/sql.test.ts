import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvLines } from '../../infra/local/sample/row.ts';
import { sampleFiles } from '../../infra/local/sample/sample.ts';
import { calendarDate } from '../../shared/dates.ts';
import { askDuckDb } from '../bench/duckdb/ask.ts';
import { compareRows } from '../bench/duckdb/compare.ts';
import { openDuckDb, readIntoTables } from '../bench/duckdb/open.ts';
import { choices } from '../bench/lists/choices.ts';
import { paramsOf, type Question } from '../bench/lists/questions.ts';
import { startService, type TestService } from '../service.ts';
import { zipOf } from '../zip.ts';

/**
 * HUD's rules are written twice: by the product, and as SQL from the design and HUD's words. Both are asked the same of the
 * same files, and every column of every row must agree.
 */

const METHODS = ['entryExit', 'services', 'inResidence'] as const;
const RANGES = [
  ['2025-10-01', '2026-09-30'],
  ['2026-01-28', '2026-01-28'],
  ['2024-02-28', '2024-02-29'],
  ['2020-10-01', '2026-09-30'],
] as const;
const DAYS = ['2026-09-30', '2026-01-28', '2024-02-29', '2025-03-01'] as const;

describe.each([1, 2])('of a made-up export of seed %i', (seed) => {
  let folder: string;
  let service: TestService;
  let db: DuckDBConnection;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hmis-sql-'));
    const files = sampleFiles({ clients: 250, seed, format: 'FY2026' }).map(({ file, rows }) => {
      const { header, line } = csvLines(file, 'FY2026');
      return { name: `${file}.csv`, data: header + [...rows].map(line).join('') };
    });
    for (const { name, data } of files) await writeFile(join(folder, name), data);
    service = await startService({ zip: zipOf(files) });
    db = await openDuckDb(folder);
    await readIntoTables(db);
  });
  afterAll(async () => {
    db.closeSync();
    await service.close();
    await rm(folder, { recursive: true });
  });

  const differences = async (question: Omit<Question, 'name' | 'projects'>) => {
    const { many: projects } = await choices(db);
    const asked = { name: '', projects, ...question };
    const { columns, rows } = await service.run('admin', paramsOf(asked), undefined, asked.report);
    const records = rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
    const file = join(folder, 'rows.ndjson');
    await writeFile(file, records.map((record) => JSON.stringify(record)).join('\n'));
    await askDuckDb(db, 'tables', asked);
    const { rows: compared, ...different } = await compareRows(db, asked, file);
    expect(compared).toBeGreaterThan(0);
    return different;
  };
  const NONE = { onlyOurs: 0, onlySql: 0, differing: [] };

  it.each(METHODS.flatMap((method) => RANGES.map(([from, to]) => ({ method, from, to }))))(
    'the active client list by $method from $from to $to is the same in SQL',
    async ({ method, from, to }) => {
      const range = { from: calendarDate(from), to: calendarDate(to) };
      expect(await differences({ report: 'active-clients', method, ...range })).toEqual(NONE);
    },
  );

  it.each(DAYS)('the work list of annual assessments on %s is the same in SQL', async (day) => {
    const on = calendarDate(day);
    expect(await differences({ report: 'annual-assessments', method: 'entryExit', from: on, to: on })).toEqual(NONE);
  });

  it.each(RANGES)('the timing of starts and exits from %s to %s is the same in SQL', async (from, to) => {
    const range = { from: calendarDate(from), to: calendarDate(to) };
    expect(await differences({ report: 'data-entry-timing', method: 'entryExit', ...range })).toEqual(NONE);
  });
});
