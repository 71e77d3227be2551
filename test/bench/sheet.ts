import { openWorkbook } from '../../addin/excel/open-workbook.ts';
import { startExcel } from '../../infra/local/workbook/excel-in-node.ts';
import { column, sheetRun } from '../addin/excel/sheet-run.ts';
import type { Figure } from './figure.ts';

const COLUMNS = Array.from({ length: 37 }, (_, i) =>
  column(`Column${i}`, i % 6 === 5 ? 'date' : i % 4 === 3 ? 'number' : 'text'),
);

/** A list of the active list's width put into a sheet, over Microsoft's client library and the workbook host. */
export async function* sheetFigures(): AsyncGenerator<Figure> {
  for (const count of [1_000, 10_000, 100_000]) {
    const rows = Array.from({ length: count }, (_, n) =>
      COLUMNS.map(({ type }, i) => (type === 'number' ? n + i : type === 'date' ? '2026-01-31' : `Value ${n} of ${i}`)),
    );
    const excel = startExcel();
    const uninstall = excel.install();
    const workbook = await openWorkbook();
    const began = performance.now();
    await workbook.put(sheetRun(rows, { columns: COLUMNS }), {});
    const value = Math.round(performance.now() - began);
    uninstall();
    const bytes = excel.requests.reduce((sum, request) => sum + request.bytes, 0);
    const figure = `sheet of ${count.toLocaleString('en-US')} rows x 37 columns`;
    yield { figure, value, unit: 'ms' };
    yield { figure, value: bytes, unit: 'bytes' };
    const target = Math.floor(bytes / 2_000_000) + 6;
    yield { figure, value: excel.requests.length, unit: 'requests', target };
  }
}
