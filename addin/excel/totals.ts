import type { AnswerColumn } from '../../shared/column.ts';
import type { SheetRun } from './report-workbook.ts';

/**
 * The totals of a run as a run of their own, for a sheet beside the list's: undefined where the report has none. They hold
 * no client's name, so that they count as hidden whatever the list shows.
 */
export function totalsOf(run: SheetRun): SheetRun | undefined {
  const { summary, ...result } = run.result;
  if (run.part === 'totals' || !summary) return undefined;
  const { hidePii, ...params } = result.params;
  return {
    ...run,
    part: 'totals',
    title: `${run.title} totals`,
    result: {
      ...result,
      ...summary,
      params: { ...params, ...(hidePii === undefined ? {} : { hidePii: true }) },
      notes: [`Totals of “${run.title}”: how they were counted is said there.`],
    },
  };
}

/** The columns that tell the rows of totals apart: those that say what is summed. */
export function totalsKey(columns: readonly AnswerColumn[]): readonly string[] {
  return columns.filter(({ type }) => type === 'text').map(({ key }) => key);
}
