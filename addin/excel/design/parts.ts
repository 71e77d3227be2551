import type { AnswerColumn } from '../../../shared/column.ts';
import { chartRows, type Outline, outlineRows } from '../../../shared/look.ts';
import type { RunResult, Table } from '../../../shared/run-result.ts';
import type { SheetPart } from '../registry.ts';
import type { SheetRun } from '../report-workbook.ts';
import { sheetOutline } from './outline.ts';

/** The sheets beside a list: its totals, and a chart of them. Each is a run of its own, for a sheet of its own. */
export function partsOf(run: SheetRun): SheetRun[] {
  return [totalsOf(run), chartOf(run)].filter((part) => part !== undefined);
}

/** One of them; undefined where the report has none such (any more). */
export function partOf(run: SheetRun, part: SheetPart): SheetRun | undefined {
  return partsOf(run).find((each) => each.part === part);
}

/** The columns that tell the rows of a part apart: those that say what is summed or drawn, and never a name. */
export function partKey(columns: readonly AnswerColumn[]): readonly string[] {
  return columns.filter(({ type, pii }) => type === 'text' && !pii).map(({ key }) => key);
}

function totalsOf(run: SheetRun): SheetRun | undefined {
  const { summary, look } = run.result;
  if (run.part || !summary) return undefined;
  const table = look?.outline ? outlined(look.outline, summary, run.result) : summary;
  const part = partRun(run, 'totals', table, `Totals of “${run.title}”: how they were counted is said there.`);
  if (!look?.outline) return part;
  const { members } = look.outline;
  return { ...part, outline: sheetOutline(look.outline), ...(members && { members: members.level }) };
}

function outlined(outline: Outline, summary: Table, list: Table): Table {
  const { keys, rows } = outlineRows(outline, summary, list);
  const columns = [...summary.columns, ...list.columns];
  return { columns: keys.flatMap((key) => columns.find((column) => column.key === key) ?? []), rows };
}

function chartOf(run: SheetRun): SheetRun | undefined {
  const { summary, look } = run.result;
  if (run.part || !summary || !look?.chart) return undefined;
  const { header, series, rows } = chartRows(look.chart, summary);
  const columns: AnswerColumn[] = [
    { key: header, header, type: 'text', pii: false },
    ...series.map((one): AnswerColumn => ({ ...one, type: 'number', pii: false })),
  ];
  const part = partRun(run, 'chart', { columns, rows }, `The total of “${run.title}” as a chart.`);
  return { ...part, chart: look.chart };
}

/** Where no column can hold a name, the part counts as hidden whatever the list shows. */
function partRun(run: SheetRun, part: SheetPart, { columns, rows }: Table, note: string): SheetRun {
  const { summary: _, look: __, ...result } = run.result;
  const { hidePii, ...params } = result.params;
  const hidden = columns.some(({ pii }) => pii) ? hidePii : true;
  const own: RunResult = {
    ...result,
    columns,
    rows,
    params: { ...params, ...(hidePii === undefined ? {} : { hidePii: hidden }) },
    // What must not be read without being warned is said of every sheet.
    notes: [note, ...result.notes.filter((each) => each.startsWith('Warning: '))],
  };
  return { part, title: `${run.title} ${part}`, by: run.by, at: run.at, result: own };
}
