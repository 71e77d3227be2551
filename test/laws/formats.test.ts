import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../addin/excel/open-workbook.ts';
import { csvChunks } from '../../functions/formats/csv.ts';
import { jsonChunks } from '../../functions/formats/json.ts';
import { runWorkbook } from '../../functions/formats/run-workbook.ts';
import { columnLetters } from '../../functions/formats/xlsx-text.ts';
import { startExcel } from '../../infra/local/workbook/excel-in-node.ts';
import { reportIds } from '../../infra/report-ids.ts';
import type { Cell } from '../../shared/column.ts';
import { guarded } from '../../shared/csv.ts';
import { dayOfSerial } from '../../shared/excel/serial.ts';
import { loadReport } from '../../shared/load-report.ts';
import type { RunResult, Table } from '../../shared/run-result.ts';
import { cellsOf, partsOf, xlsxOf } from '../functions/formats/open-xlsx.ts';
import { startService, type TestService } from '../service.ts';
import { shuffledSample } from './exports.ts';
import { QUESTIONS } from './questions.ts';

/** Every report has the same cells as a worksheet, an `.xlsx`, a CSV and a JSON file, each asked with names. */

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: shuffledSample({ clients: 120, seed: 11, format: 'FY2026' }, 0) });
});
afterAll(() => service.close());

async function asked(report: string): Promise<RunResult> {
  const hasNames = (await loadReport(report)).parameters.hidePii !== undefined;
  const params = { ...QUESTIONS[report], ...(hasNames ? { hidePii: false } : {}) };
  const run = await service.run('admin', params, hasNames ? 'dataQuality' : undefined, report);
  const [first = []] = run.rows;
  const hostile = run.columns.map(({ type }, i) => (type === 'text' ? '=1+1' : (first[i] ?? null)));
  return { ...run, rows: [...run.rows, hostile] };
}

const headers = ({ columns }: Table) => columns.map(({ header }) => header);
/** A blank is one blank, whatever a format has for it. */
const blanksAlike = (rows: Table['rows']) => rows.map((row) => row.map((cell) => (cell === '' ? null : cell)));

/** A cell as Excel holds it, as our model has it: a date column's numbers are days. */
function modelled(value: string | number | null, type: string | undefined): Cell {
  return type === 'date' && typeof value === 'number' ? (dayOfSerial(value) ?? value) : value;
}

async function worksheetCells(title: string, run: RunResult): Promise<Cell[][]> {
  const excel = startExcel();
  const uninstall = excel.install();
  try {
    const { sheet: name } = await (await openWorkbook()).put(
      { title, by: 'Mara Ellis', at: new Date(), result: run },
      {},
    );
    const sheet = excel.book.sheets.find((each) => each.name === name);
    return Array.from(sheet?.cells ?? [], (row) =>
      run.columns.map((_, i) => {
        const cell = row?.[i] ?? null;
        if (typeof cell !== 'object' || cell === null) return cell as Cell;
        // A formula would be a cell of another kind, and fail here.
        return cell.kind === 'quoted' ? cell.text : `not a text: ${cell.kind}`;
      }),
    );
  } finally {
    uninstall();
  }
}

function xlsxCells(parts: Map<string, string>, sheet: number, { columns, rows }: Table): Cell[][] {
  const cells = cellsOf(parts, sheet);
  return Array.from({ length: rows.length + 1 }, (_, r) =>
    columns.map((_, c) => cells.get(`${columnLetters(c)}${r + 1}`)?.value ?? null),
  );
}

const typed = ([first = [], ...rows]: Cell[][], { columns }: Table): Cell[][] => [
  first,
  ...rows.map((row) => row.map((cell, i) => modelled(cell, columns[i]?.type))),
];

function csvCells(table: Table): string[][] {
  return parse(Buffer.from([...csvChunks(table)].join('')), { bom: true });
}

/** What must stand in a CSV file: each text guarded, numbers and dates bare. */
function asCsv({ columns, rows }: Table): string[][] {
  const text = (cell: Cell, type: string | undefined) => {
    if (cell === null) return '';
    return typeof cell === 'number' || type === 'date' ? String(cell) : guarded(cell);
  };
  return [headers({ columns, rows }), ...rows.map((row) => row.map((cell, i) => text(cell, columns[i]?.type)))];
}

describe.each(reportIds())('the report %s', (report) => {
  it('has the same cells in all four formats', async () => {
    const run = await asked(report);
    expect(run.rows.length).toBeGreaterThan(1);
    const definition = await loadReport(report);
    const tables: readonly Table[] = [run, ...(run.summary ? [run.summary] : [])];
    const parts = await partsOf(await xlsxOf(runWorkbook(definition, run)));
    const json = JSON.parse([...jsonChunks(run)].join('')) as RunResult;

    expect(typed(await worksheetCells(definition.title, run), run)).toEqual([headers(run), ...blanksAlike(run.rows)]);
    for (const [n, table] of tables.entries()) {
      expect(typed(xlsxCells(parts, n + 1, table), table)).toEqual([headers(table), ...blanksAlike(table.rows)]);
      expect(csvCells(table)).toEqual(asCsv(table));
    }
    expect([headers(json), ...json.rows]).toEqual([headers(run), ...run.rows]);
    expect(json.summary).toEqual(run.summary);
  });
});
