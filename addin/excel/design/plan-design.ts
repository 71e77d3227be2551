import { LEVEL, type Mark } from '../../../shared/look.ts';
import { columnLetters } from '../column-letters.ts';
import { SHEET_ROWS } from '../plan-put.ts';
import type { SheetRun } from '../report-workbook.ts';
import type { Step } from '../steps.ts';
import type { DesignStep, MarkLook } from './design-step.ts';
import { lineLooks, MARK_LOOKS } from './mark-looks.ts';
import { planOutline } from './outline.ts';

/** Below the header, which is frozen, and as large as a chart needs to be read, in rows and columns of the standard size. */
const CHART = { row: 1, rows: 20, columns: 9 } as const;

/** What a new sheet of a run has beyond table, formats and widths: words that stand out, groups, a chart. Pure. */
export function planDesign(run: SheetRun, sheet: string, table: string): Step[] {
  const { columns, rows, look } = run.result;
  const steps: DesignStep[] = (look?.marks ?? []).flatMap((mark) => planMarks(run, mark));
  if (run.chart) {
    const source = { row: 0, column: 0, rows: rows.length + 1, columns: columns.length };
    const over = { column: columns.length + 1, ...CHART };
    const { title, categoryAxis, valueAxis } = run.chart;
    steps.push({ kind: 'chart', name: title, source, over, look: { title, categoryAxis, valueAxis } });
  }
  if (run.outline || run.chart) steps.push({ kind: 'plainTable', table });
  if (run.outline) steps.push(...planLines(run, run.outline.levels));
  const levelAt = columns.findIndex(({ key }) => key === LEVEL);
  return [
    ...(run.outline || run.chart ? planNumberHeaders(run, sheet) : []),
    ...steps.map((design): Step => ({ kind: 'design', sheet, design })),
    ...(run.outline
      ? planOutline(
          run.outline,
          sheet,
          1,
          rows.map((row) => row[levelAt]),
        )
      : []),
  ];
}

/** Without a filter's button in the corner the header of a number stands over it. */
function planNumberHeaders({ result: { columns } }: SheetRun, sheet: string): Step[] {
  return columns.flatMap(({ type }, column): Step[] =>
    type === 'number'
      ? [{ kind: 'look', sheet, area: { row: 0, column, rows: 1, columns: 1 }, look: { right: true } }]
      : [],
  );
}

function planMarks({ result }: SheetRun, { column, words }: Mark): DesignStep[] {
  const at = result.columns.findIndex(({ key }) => key === column);
  if (at < 0) return [];
  return Object.entries(words).map(([word, kind]) => markStep(at, word, MARK_LOOKS[kind], { column: at, columns: 1 }));
}

/** Whole lines, told by what `Level` says: so they look like it wherever a sort has taken them. */
function planLines({ result: { columns }, members }: SheetRun, levels: readonly string[]): DesignStep[] {
  const at = columns.findIndex(({ key }) => key === LEVEL);
  const looks = lineLooks(levels, members);
  return levels.flatMap((word, depth) => {
    const look = looks[depth];
    return look ? [markStep(at, word, look, { column: 0, columns: columns.length })] : [];
  });
}

/** To the end of the sheet: rows to come look like it, and nothing needs laying anew. */
function markStep(at: number, word: string, look: MarkLook, over: { column: number; columns: number }): DesignStep {
  const formula = `=$${columnLetters(at)}2="${word.replaceAll('"', '""')}"`;
  return { kind: 'mark', area: { row: 1, rows: SHEET_ROWS - 1, ...over }, formula, look };
}
