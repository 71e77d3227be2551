import { isAdult } from './age.ts';
import { type Composition, isOfYouthAge } from './household.ts';
import type { Enrollment } from './records.ts';

export type Subpopulation =
  | 'veterans'
  | 'chronicallyHomeless'
  | 'familiesWithChildren'
  | 'youthHouseholds'
  | 'parentingYouth'
  | 'unaccompaniedYouth';

/** What decides which subpopulations a member of a household is in. */
export interface MemberFacts {
  /** Age for the range; null where unknown. */
  readonly age: number | null;
  readonly VeteranStatus: Enrollment['VeteranStatus'];
  readonly chronicallyHomeless: boolean;
  readonly household: Pick<Composition, 'type' | 'youth' | 'parentingYouth'>;
}

const RULES: Readonly<Record<Subpopulation, (member: MemberFacts) => boolean>> = {
  veterans: ({ age, VeteranStatus }) => isAdult(age) && VeteranStatus === 1,
  chronicallyHomeless: ({ chronicallyHomeless }) => chronicallyHomeless,
  familiesWithChildren: ({ household }) => household.type === 'childrenAndAdults',
  youthHouseholds: ({ household }) => household.youth,
  parentingYouth: ({ household }) => household.parentingYouth,
  unaccompaniedYouth: ({ age, household }) => household.youth && !household.parentingYouth && isOfYouthAge(age),
};

/**
 * Whether a member belongs to a subpopulation. Veterans [glossary, Data Quality Q1, row 11], the chronically homeless and
 * unaccompanied youth are persons; the others are everyone in such a household [glossary, Household Types and Youth
 * Households; APR, Q27b].
 */
export function isInSubpopulation(member: MemberFacts, subpopulation: Subpopulation): boolean {
  return RULES[subpopulation](member);
}
