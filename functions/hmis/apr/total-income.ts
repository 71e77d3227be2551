import type { IncomeBenefits } from '../records.ts';

/** Dollars a month of one income record. */
export type TotalIncome =
  | { readonly total: number; readonly unknown: null }
  /** Nothing can be said: the client doesn't know or prefers not to answer, or nothing was collected. */
  | { readonly total: null; readonly unknown: 'dontKnow' | 'missing' };

/**
 * The total income of a record, the first that matches: a TotalMonthlyIncome above zero as entered; the sum of the sources
 * that are yes and have an amount, zero included; nothing where IncomeFromAnySource is no, or where it is yes or blank and
 * a TotalMonthlyIncome of zero or less was entered; else unknown. An export does not say whether its TotalMonthlyIncome
 * was calculated by the HMIS, so row 1 of HUD's chart is never used. [glossary, Determining Total and Earned Income]
 */
export function totalIncome(record: IncomeBenefits): TotalIncome {
  const { TotalMonthlyIncome, IncomeFromAnySource } = record;
  if (TotalMonthlyIncome !== null && TotalMonthlyIncome > 0) return { total: TotalMonthlyIncome, unknown: null };
  const amounts = record.Incomes.flatMap(({ answer, amount }) =>
    answer === 1 && amount !== null && amount >= 0 ? [amount] : [],
  );
  if (amounts.length > 0) return { total: sumOf(amounts), unknown: null };
  if (IncomeFromAnySource === 0) return { total: 0, unknown: null };
  const isYesOrBlank = IncomeFromAnySource === 1 || IncomeFromAnySource === null;
  if (TotalMonthlyIncome !== null && isYesOrBlank) return { total: 0, unknown: null };
  return { total: null, unknown: IncomeFromAnySource === 8 || IncomeFromAnySource === 9 ? 'dontKnow' : 'missing' };
}

/** The amount of earned income: 0 where Earned is no, or yes without an amount [glossary, as above; APR, Q18 3]. */
export function earnedIncome({ Incomes }: IncomeBenefits): number {
  const earned = Incomes.find(({ source, answer }) => source === 'Earned' && answer === 1);
  return Math.max(0, earned?.amount ?? 0);
}

/** What of the total is not earned, never less than nothing; null where the total is unknown [APR, Q18 4]. */
export function otherIncome(record: IncomeBenefits): number | null {
  const { total } = totalIncome(record);
  return total === null ? null : Math.max(0, sumOf([total, -earnedIncome(record)]));
}

/** In whole cents: a sum of binary fractions could miss a limit between two ranges. */
function sumOf(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * 100) / 100;
}
