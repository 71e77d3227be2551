import { isAdult } from '../age.ts';
import type { AprAnnual } from '../annual-assessment.ts';
import type { Enrollment, IncomeBenefits } from '../records.ts';
import type { AprClient } from './apr-client.ts';
import { totalIncome } from './total-income.ts';

/** The rows of Q16 in HUD's words, the annual assessment's own two in short; the first is row 2. */
export const INCOME_RANGES = [
  'No Income',
  '$1 - $150',
  '$151 - $250',
  '$251 - $500',
  '$501 - $1,000',
  '$1,001 - $1,500',
  '$1,501 - $2,000',
  '$2,001+',
  "Client Doesn't Know/Prefers Not to Answer",
  'Data Not Collected',
  'Not yet required',
  'Required, missing',
] as const;

export type IncomeRange = (typeof INCOME_RANGES)[number];

/** The highest amount of the first seven ranges, in dollars. */
const UP_TO = [0, 150, 250, 500, 1000, 1500, 2000];

/** The row of Q16 that a range is. */
export function incomeRow(range: IncomeRange): number {
  return INCOME_RANGES.indexOf(range) + 2;
}

/** Stage 1, dated on the day of entry; another is none [APR, Q16 3a]. */
export function incomeAtStart({ IncomeBenefits, EntryDate }: Enrollment): IncomeBenefits | null {
  const isAtStart = (record: IncomeBenefits) =>
    record.DataCollectionStage === 1 && record.InformationDate === EntryDate;
  return IncomeBenefits.find(isAtStart) ?? null;
}

/** The whole record of the annual assessment that counts; null where none does. */
export function incomeAtAnnual(
  { IncomeBenefits, AnnualIncomes }: Enrollment,
  annual: AprAnnual,
): IncomeBenefits | null {
  if (annual.record === null) return null;
  const records = IncomeBenefits.filter(({ DataCollectionStage }) => DataCollectionStage === 5);
  return records[AnnualIncomes.indexOf(annual.record)] ?? null;
}

/** Column B: of every adult; null for anybody else. [APR, Q16 3] */
export function rangeAtStart({ enrollment, age }: AprClient): IncomeRange | null {
  return isAdult(age) ? rangeOf(incomeAtStart(enrollment)) : null;
}

/**
 * Column C: of every adult stayer, in one of rows 2 to 13; null for anybody else. Who is not yet required to have an annual
 * assessment is so, whatever records there are. [APR, Q16 4]
 */
export function rangeAtAnnual({ enrollment, age, isLeaver, annual }: AprClient): IncomeRange | null {
  if (isLeaver || !isAdult(age)) return null;
  if (annual.status === 'NotRequired') return 'Not yet required';
  return annual.status === 'Missing' ? 'Required, missing' : rangeOf(incomeAtAnnual(enrollment, annual));
}

/** The total is rounded to whole dollars before it is put in a range, half a dollar upward [APR, Q16 2a]. */
function rangeOf(record: IncomeBenefits | null): IncomeRange {
  if (record === null) return 'Data Not Collected';
  const { total, unknown } = totalIncome(record);
  if (total === null)
    return unknown === 'dontKnow' ? "Client Doesn't Know/Prefers Not to Answer" : 'Data Not Collected';
  const range = UP_TO.findIndex((upTo) => Math.round(total) <= upTo);
  return INCOME_RANGES[range] ?? '$2,001+';
}
