import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { WORDS } from '../words.ts';

/** How fast this session has been, per second. */
export interface Rates {
  readonly rowsDownloaded: number;
  readonly cellsWritten: number;
}

/** Before anything was seen: a service that wakes up, and Excel on the web over a slow line. */
export const FIRST_RATES: Rates = { rowsDownloaded: 4_000, cellsWritten: 40_000 };

/** A run of fewer rows says more of the start than of the pace. */
const TELLING_ROWS = 500;

export type PlanSize = Pick<PlanAnswer, 'rowsAtMost' | 'pages'> & { readonly columns: number };

/** More rows than this are asked about before they are fetched. */
const MANY_ROWS = 100_000;

export function isMany({ rowsAtMost }: Pick<PlanSize, 'rowsAtMost'>): boolean {
  return rowsAtMost > MANY_ROWS;
}

/** Seconds that a run of so many rows will take at most: the calls one after another, the rows, the cells. */
export function estimateSeconds({ rowsAtMost, pages, columns }: PlanSize, rates: Rates): number {
  const calls = 1 + Math.ceil(pages / 5) * 0.5;
  return calls + rowsAtMost / rates.rowsDownloaded + (rowsAtMost * columns) / rates.cellsWritten;
}

/** The rates after a run that was seen: halfway between what was thought and what was. Times in milliseconds. */
export function ratesAfter(
  rates: Rates,
  seen: { readonly rows: number; readonly columns: number; readonly downloadMs: number; readonly writeMs: number },
): Rates {
  if (seen.rows < TELLING_ROWS) return rates;
  const perSecond = (count: number, ms: number) => count / (Math.max(ms, 50) / 1000);
  return {
    rowsDownloaded: (rates.rowsDownloaded + perSecond(seen.rows, seen.downloadMs)) / 2,
    cellsWritten: (rates.cellsWritten + perSecond(seen.rows * seen.columns, seen.writeMs)) / 2,
  };
}

/** A time as a person would say it: nobody needs the second. */
export function timeInWords(seconds: number): string {
  if (seconds < 8) return WORDS.plan.quick;
  if (seconds < 55) return WORDS.plan.aboutSeconds(Math.ceil(seconds / 5) * 5);
  return WORDS.plan.aboutMinutes(Math.max(1, Math.round(seconds / 60)));
}
