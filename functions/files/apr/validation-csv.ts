import type { DateRange } from '../../../shared/dates.ts';
import type { Tally } from '../../../shared/tally.ts';
import { isInApr, isInAprDataQuality, isInAprInactiveRecords } from '../../hmis/apr-universe.ts';
import type { Project, Stay } from '../../hmis/records.ts';
import { ANNUAL_DETAIL } from './annual-detail.ts';
import { CLIENT_DETAIL } from './client-detail.ts';
import { q5aTotals, q6eTotals, q16Totals } from './client-totals.ts';
import { DATA_QUALITY_DETAIL } from './data-quality-detail.ts';
import { elementTotals, q6dTotals, q6fTotals } from './data-quality-totals.ts';
import { TIMELINESS_DETAIL } from './timeliness-detail.ts';
import { type AprTotal, totalsOf } from './total.ts';
import type { ValidationCsv, ValidationRun } from './validation-run.ts';

/**
 * The client-level CSVs behind HUD's APR, pure and slice by slice: whoever reads the store and writes the zip needs this
 * file alone. A person has one row by being asked `isLatestInApr`, so nothing is remembered from slice to slice but counts.
 */

/** The files of the zip, in its order. */
export const VALIDATION_CSVS: readonly ValidationCsv[] = [
  ANNUAL_DETAIL,
  CLIENT_DETAIL,
  DATA_QUALITY_DETAIL,
  TIMELINESS_DETAIL,
];

type StayUniverse = (stay: Stay, project: Project, range: DateRange) => boolean;

/** Which stays compete for being their person's latest, over all projects of a run. */
export const UNIVERSES: Readonly<Record<'apr' | 'dataQuality' | 'inactiveRecords', StayUniverse>> = {
  apr: isInApr,
  dataQuality: isInAprDataQuality,
  inactiveRecords: isInAprInactiveRecords,
};

/** Each total that a run's tally gives, in the order of HUD's tables. The tally is of all files, added up. */
export function aprTotals(tally: Tally, { range, snapshot }: Pick<ValidationRun, 'range' | 'snapshot'>): AprTotal[] {
  const count = (cell: string) => tally[cell] ?? 0;
  return [
    q5aTotals(count),
    elementTotals('Q6a', count, snapshot.hashed),
    elementTotals('Q6b', count, snapshot.hashed),
    elementTotals('Q6c', count, snapshot.hashed),
    q6dTotals(count),
    q6eTotals(count),
    q6fTotals(count, range),
    q16Totals(count),
  ].flatMap(totalsOf);
}
