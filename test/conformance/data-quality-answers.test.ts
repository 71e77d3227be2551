import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import { validate } from '../functions/files/apr/validation.ts';
import { type ExportInHand, readInMemory } from '../functions/importer/reading.ts';
import { hudCells, qualityOf, YEAR } from '../functions/reports/quality.ts';
import { DEPARTURES } from './apr-departures.ts';

/**
 * Against HUD Data Lab's own APR program over a real, anonymised export, which lies beside the repository on some
 * machines and never in it: the summary of the data quality report, over HUD's stays, has the cells of Q6a to Q6f, and as
 * many rows as they count.
 */

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const EXPECTED = `${DATA}expected/`;
const HUD = { universe: 'hud' };
const RANGE = { from: calendarDate(YEAR.from), to: calendarDate(YEAR.to) };
const TABLES = ['Q6a', 'Q6b', 'Q6c', 'Q6d', 'Q6e', 'Q6f'] as const;
const LETTERS = 'BCDEFGH';

/** A table's cells by letter and number; those that HUD greys out are blank or zero. */
async function theirCells(project: string, table: string): Promise<[cell: string, value: number][]> {
  const rows: string[][] = parse(await readFile(`${EXPECTED}${project}/${table}.csv`), { from_line: 2 });
  return rows.flatMap(([, ...values], i) =>
    values.flatMap((value, j): [string, number][] =>
      value === '' ? [] : [[`${table}:${LETTERS[j]}${i + 2}`, Number(value)]],
    ),
  );
}

if (existsSync(EXPECTED)) {
  let real: ExportInHand;
  beforeAll(async () => {
    real = await readInMemory(await readFile(`${DATA}demo-fy2026.zip`));
  });

  describe.each(readdirSync(EXPECTED))('project %s of the real export', (project) => {
    const own = () =>
      qualityOf(
        real.slices.filter((slice) => slice.project.ProjectID === project),
        HUD,
      );

    it.each(TABLES)('has the cells of %s, but where HUD’s words say otherwise', async (table) => {
      const ours = hudCells(own());
      const theirs = new Map(await theirCells(project, table));
      const compared = [...theirs].filter(([cell]) => ours.has(cell));
      expect(compared.length).toBeGreaterThan(1);
      for (const [cell, value] of compared) {
        expect([cell, ours.get(cell)]).toEqual([cell, DEPARTURES[project]?.[cell] ?? Number(value.toFixed(4))]);
      }
      // Columns C to G of Q6d have no total of HUD's: a project has one row that is not zero.
      for (const letter of table === 'Q6d' ? 'CDEFG' : '') {
        const sum = [2, 3, 4, 5, 6].reduce((total, row) => total + (theirs.get(`Q6d:${letter}${row}`) ?? 0), 0);
        expect([letter, ours.get(`Q6d:${letter}`)]).toEqual([letter, sum]);
      }
    });

    it('lists a row for each flaw of its summary', () => {
      const { rows, summary } = own();
      const [element, total] = ['Element', 'Total'].map((name) =>
        summary?.columns.findIndex(({ key }) => key === name),
      );
      for (const line of summary?.rows.filter(([level]) => level === 'Total') ?? []) {
        const name = line[element ?? -1];
        if (name === 'Q6a Overall score' || name === 'Q6d Unable to calculate') continue;
        expect([name, rows.filter(({ Element }) => Element === name).length]).toEqual([name, line[total ?? -1]]);
      }
    });
  });

  it('all projects at once have the totals of the validation files', () => {
    const ours = hudCells(qualityOf(real.slices, HUD));
    const files = validate(real.slices, RANGE, real.facts);
    const compared = [...ours].filter(([cell]) => files.total(cell) !== undefined);
    expect(compared.length).toBeGreaterThan(60);
    expect(compared).toEqual(compared.map(([cell]) => [cell, files.total(cell)]));
  });
} else {
  it('is asked where HUD’s answers lie beside the repository, which they do not here', ({ skip }) => skip());
}
