import type { CellInput } from '../cell-value.ts';
import { chunks, type RequestBudget } from '../chunks.ts';
import type { PlannedRequest } from '../plan-put.ts';
import type { Step } from '../steps.ts';
import { isFormula, type TableFacts } from './table-facts.ts';

/** The body of a table as it is to be, each row asked for when it is written. */
export interface NewBody {
  readonly count: number;
  readonly width: number;
  row(index: number): CellInput[];
  /** Number formats that go with the rows, by place: of the user's own columns. */
  readonly formats: ReadonlyMap<number, (index: number) => string>;
}

/** The requests that write a body below its header, chunk by chunk: formats, then values, each column of one kind. */
export function* bodyRequests(
  { sheet, area }: Pick<TableFacts, 'sheet' | 'area'>,
  body: NewBody,
  budget: RequestBudget,
): Generator<PlannedRequest> {
  for (const { start, rows } of chunks(rowsOf(body), budget)) {
    const row = area.row + 1 + start;
    const formats = [...body.formats].map(([place, formatOf]): Step => {
      const column = area.column + place;
      return { kind: 'numberFormats', sheet, row, column, formats: rows.map((_, i) => [formatOf(start + i)]) };
    });
    const cells = segments(rows, body.width).map(({ from, to, formulas }): Step => {
      const values = from === 0 && to === body.width ? rows : rows.map((line) => line.slice(from, to));
      return { kind: formulas ? 'formulas' : 'values', sheet, row, column: area.column + from, values };
    });
    yield { steps: [...formats, ...cells], rowsDone: Math.min(start + rows.length, body.count) };
  }
}

function* rowsOf(body: NewBody): Generator<CellInput[]> {
  for (let index = 0; index < Math.max(body.count, 1); index++) yield body.row(index);
}

/** Neighbouring columns that are written in one way: those in which a formula stands, and all others. */
function segments(
  rows: readonly CellInput[][],
  width: number,
): { readonly from: number; readonly to: number; readonly formulas: boolean }[] {
  const found: { from: number; to: number; formulas: boolean }[] = [];
  for (let place = 0; place < width; place++) {
    const formulas = rows.some((line) => isFormula(line[place] ?? ''));
    const last = found.at(-1);
    if (last?.formulas === formulas) last.to = place + 1;
    else found.push({ from: place, to: place + 1, formulas });
  }
  return found;
}
