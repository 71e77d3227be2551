import type { QualityClass } from './records.ts';

/** A row of IncomeBenefits.csv, as far as its data quality goes. */
export interface IncomeRecord {
  readonly IncomeFromAnySource: number | null;
  /** How many of `INCOME_SOURCES` are 1. Amounts don't matter. */
  readonly sources: number;
}

/**
 * The data quality of one income record: an issue where IncomeFromAnySource is yes without a source, or no with one.
 * A code that HUD's list does not have is no answer.
 *
 * Which record is asked: at start the one of stage 1 dated on EntryDate, at exit the one of stage 3 dated on ExitDate. A
 * record of another date is none, and income is missing then. [glossary, Missing Data; Data Quality Q4, rules 3 to 11]
 */
export function incomeQuality({ IncomeFromAnySource, sources }: IncomeRecord): QualityClass {
  switch (IncomeFromAnySource) {
    case 0:
      return sources > 0 ? 'issue' : 'ok';
    case 1:
      return sources > 0 ? 'ok' : 'issue';
    case 8:
    case 9:
      return 'dontKnow';
    default:
      return 'missing';
  }
}
