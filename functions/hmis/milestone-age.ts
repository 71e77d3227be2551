import { addDays, addYears, type CalendarDate, wholeYears } from '../../shared/dates.ts';
import { EARLIEST_DOB } from './age.ts';
import type { Enrollment, IncomeBenefits } from './records.ts';

/**
 * The day a person reaches an age, by the age method: the birthday, and 1 March for those born on 29 February where the
 * year has none [glossary, Age]. Null where the birth date is unknown or a system's default.
 */
export function reachesAge(DOB: CalendarDate | null, years: number): CalendarDate | null {
  if (DOB === null || DOB < EARLIEST_DOB) return null;
  const birthday = addYears(DOB, years);
  return wholeYears(DOB, birthday) < years ? addDays(birthday, 1) : birthday;
}

/** What HUD wants recorded of someone who turns 18 while enrolled, by its element [data standards, 3.07, 3.917, 4.02, 4.03]. */
export interface AdultRecord {
  /** Day of the first record since the birthday that answers it; null where none does. */
  readonly income: CalendarDate | null;
  readonly benefits: CalendarDate | null;
  /** Answered, whenever: HMIS CSV does not say since when. */
  readonly veteranStatus: boolean;
  readonly priorLivingSituation: boolean;
}

/** What of it is there on a day: income and benefits of records dated from the birthday to the day, both included. */
export function adultRecord(
  enrollment: Pick<Enrollment, 'IncomeBenefits' | 'VeteranStatus' | 'LivingSituation'>,
  birthday: CalendarDate,
  asOf: CalendarDate,
): AdultRecord {
  const since = enrollment.IncomeBenefits.filter(
    ({ InformationDate }) => InformationDate >= birthday && InformationDate <= asOf,
  );
  const first = (field: 'IncomeFromAnySource' | 'BenefitsFromAnySource') =>
    since.find((record: IncomeBenefits) => isAnswered(record[field]))?.InformationDate ?? null;
  return {
    income: first('IncomeFromAnySource'),
    benefits: first('BenefitsFromAnySource'),
    veteranStatus: isAnswered(enrollment.VeteranStatus),
    priorLivingSituation: enrollment.LivingSituation !== null && enrollment.LivingSituation !== NOT_COLLECTED,
  };
}

const NOT_COLLECTED = 99;

/** Yes, no, doesn't know or prefers not to answer: somebody asked. */
function isAnswered(code: number | null): boolean {
  return code !== null && code !== NOT_COLLECTED;
}
