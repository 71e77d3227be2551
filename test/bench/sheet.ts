import { openWorkbook } from '../../addin/excel/open-workbook.ts';
import type { SheetRun } from '../../addin/excel/report-workbook.ts';
import { runWorkbook } from '../../functions/formats/run-workbook.ts';
import { writeXlsx } from '../../functions/formats/xlsx.ts';
import { startExcel } from '../../infra/local/workbook/excel-in-node.ts';
import type { Cell } from '../../shared/column.ts';
import { column, sheetRun } from '../addin/excel/sheet-run.ts';
import { beside, type Figure } from './figure.ts';

const COLUMNS = Array.from({ length: 37 }, (_, i) =>
  column(`Column${i}`, i % 6 === 5 ? 'date' : i % 4 === 3 ? 'number' : 'text'),
);
/** The first columns hold ids and names, of which each row has its own; the others say one of so many things. */
const OWN_COLUMNS = 9;
const LABELS = 20;

/**
 * A list of the active list's width put into a sheet in blocks, over Microsoft's client library and the workbook host;
 * beside it the other way there is: the list as a workbook in base64, for Excel to insert its sheet.
 */
export async function* sheetFigures(): AsyncGenerator<Figure> {
  for (const count of [1_000, 10_000, 100_000]) {
    const run = sheetRun(rowsOf(count), { columns: COLUMNS });
    const blocks = await putInBlocks(run);
    const inserted = await madeForInsertion(run);
    const figure = `sheet of ${count.toLocaleString('en-US')} rows x 37 columns`;
    const other = 'beside making a workbook to insert';
    yield beside(`${figure}, ${other}`, blocks.ms, 'ms', inserted.ms);
    yield beside(`${figure}, ${other}`, blocks.bytes, 'bytes', inserted.bytes);
    const target = Math.floor(blocks.bytes / 2_000_000) + 6;
    yield { figure, value: blocks.requests, unit: 'requests', target };
  }
}

function rowsOf(count: number): Cell[][] {
  return Array.from({ length: count }, (_, n) =>
    COLUMNS.map(({ type }, i) => {
      if (type === 'number') return n + i;
      if (type === 'date') return '2026-01-31';
      return `Value ${i < OWN_COLUMNS ? n : n % LABELS} of ${i}`;
    }),
  );
}

async function putInBlocks(run: SheetRun) {
  const excel = startExcel();
  const uninstall = excel.install();
  const workbook = await openWorkbook();
  const began = performance.now();
  await workbook.put(run, {});
  const ms = performance.now() - began;
  uninstall();
  const bytes = excel.requests.reduce((sum, request) => sum + request.bytes, 0);
  return { ms, bytes, requests: excel.requests.length };
}

async function madeForInsertion({ result }: SheetRun) {
  const pieces: Uint8Array[] = [];
  const sink = new WritableStream<Uint8Array>({ write: (piece) => void pieces.push(piece) });
  const began = performance.now();
  await writeXlsx(runWorkbook({ id: 'active-clients', title: 'Active Client List' }, result), sink);
  const { length } = Buffer.concat(pieces).toString('base64');
  return { ms: performance.now() - began, bytes: length };
}
