import type { Enrollment } from './records.ts';

/** What a yes/no element of HUD's comes to: yes, no, doesn't know or prefers not to answer (8, 9), or no answer at all. */
export type Answer = 'yes' | 'no' | 'dontKnow' | 'missing';

/** A row of Disabilities.csv, as far as it says whether someone has a disability. */
export interface DisabilityRecord {
  readonly DisabilityType: number | null;
  readonly DisabilityResponse: number | null;
  readonly IndefiniteAndImpairs: number | null;
}

/** A 1.8 No/Yes/Reasons code: 0, 1, 8, 9; blank, 99 and any other code are no answer [glossary, Missing Data]. */
export function answerOf(code: number | null): Answer {
  switch (code) {
    case 0:
      return 'no';
    case 1:
      return 'yes';
    case 8:
    case 9:
      return 'dontKnow';
    default:
      return 'missing';
  }
}

/**
 * Whether a record of 4.05 to 4.10 counts as a disabling condition: developmental (6) and HIV/AIDS (8) by the response
 * alone; physical (5), chronic health (7), mental health (9) and substance use (10: alcohol, drug or both) only where the
 * condition is also indefinite and impairs. Which records are asked (stage 1) is the caller's matter.
 * [glossary, Disabling Condition; Q3 column D row 6]
 */
export function disabilityRecordSaysYes(record: DisabilityRecord): boolean {
  const { DisabilityType, DisabilityResponse, IndefiniteAndImpairs } = record;
  switch (DisabilityType) {
    case 6:
    case 8:
      return DisabilityResponse === 1;
    case 5:
    case 7:
    case 9:
      return DisabilityResponse === 1 && IndefiniteAndImpairs === 1;
    case 10:
      return (
        (DisabilityResponse === 1 || DisabilityResponse === 2 || DisabilityResponse === 3) && IndefiniteAndImpairs === 1
      );
    default:
      return false;
  }
}

/**
 * Disabling condition at start: a "yes" of either DisablingCondition or a stage 1 disability record outweighs every other
 * answer. [glossary, Disabling Condition]
 */
export function hasDisablingCondition(
  enrollment: Pick<Enrollment, 'DisablingCondition' | 'DisabilityAtStart'>,
): Answer {
  return enrollment.DisabilityAtStart ? 'yes' : answerOf(enrollment.DisablingCondition);
}
