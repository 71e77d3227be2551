import type { RunResult } from '../../shared/run-result.ts';

/** A run as JSON, piece by piece, a row a line: `report, params, snapshot, columns, rows, summary?, notes`. */
export function* jsonChunks(run: RunResult): Generator<string> {
  const { report, params, snapshot, columns, rows, summary, notes } = run;
  const head = JSON.stringify({ report, params, snapshot, columns }).slice(0, -1);
  yield `${head},"rows":[`;
  for (const [i, row] of rows.entries()) yield `${i === 0 ? '' : ','}\n${JSON.stringify(row)}`;
  yield `\n],${JSON.stringify({ ...(summary && { summary }), notes }).slice(1)}\n`;
}
